/** How far an attacker can raise a sum of unknown masses, given the sums that were published. */
export interface Reach {
  /** The largest value found; the true one unless it reached `enough` or the search was cut off. */
  readonly value: number;
  /** Published sums that hold it down; all of them where the search was cut off. */
  readonly binding: readonly number[];
}

/** The published sums of one outcome: which masses each adds up, and what came out. */
export interface PublishedSums {
  readonly members: readonly Uint8Array[];
  readonly masses: Float64Array;
}

const TINY = 1e-9;
const MOST_PIVOTS = 5_000;

interface Tableau {
  /** One row a sum: masses, artificial variables, right-hand side. */
  readonly rows: readonly Float64Array[];
  readonly basis: number[];
  readonly size: number;
}

/**
 * A simplex tableau at a point that agrees with all published sums; null where none was found in
 * time. Artificial variables keep the identity, from which the prices of the sums are read later.
 */
export function openAttack({ members, masses }: PublishedSums): Tableau | null {
  const size = masses.length;
  const rows = members.map((of, at) => {
    const row = new Float64Array(size + members.length + 1);
    let sum = 0;
    for (let i = 0; i < size; i++) {
      row[i] = of[i] as number;
      sum += (of[i] as number) * (masses[i] as number);
    }
    row[size + at] = 1;
    row[row.length - 1] = sum;
    return row;
  });
  const tableau: Tableau = { rows, basis: members.map((_, at) => size + at), size };
  // Phase 1: maximise −Σ artificial variables, whose reduced costs are the column sums.
  const costs = new Float64Array(size + members.length + 1);
  for (const row of rows) {
    for (let i = 0; i < size; i++) costs[i] = (costs[i] as number) + (row[i] as number);
    costs[costs.length - 1] = (costs.at(-1) as number) + (row.at(-1) as number);
  }
  const left = (): number => costs.at(-1) as number;
  if (!climb(tableau, costs, () => false) || left() > 1e-6) return null;
  // What stays in the basis at 0 leaves it, unless its row repeats others.
  tableau.basis.forEach((variable, at) => {
    if (variable < size) return;
    const row = rows[at] as Float64Array;
    for (let i = 0; i < size; i++) {
      if (Math.abs(row[i] as number) <= TINY) continue;
      pivot(tableau, null, at, i);
      break;
    }
  });
  return tableau;
}

/**
 * Raises Σ of the masses in `goal` as far as non-negative masses with the same published sums allow,
 * and stops at `enough`. What is returned is reached by a real alternative, checked against the sums.
 */
export function raise(
  opened: Tableau,
  sums: PublishedSums,
  goal: Uint8Array,
  enough: number,
): Reach {
  const { size } = opened;
  const tableau: Tableau = {
    rows: opened.rows.map((row) => row.slice()),
    basis: [...opened.basis],
    size,
  };
  const costs = new Float64Array(size + sums.members.length + 1);
  for (let i = 0; i < size; i++) costs[i] = goal[i] as number;
  tableau.basis.forEach((variable, at) => {
    if (variable < size && goal[variable] === 1)
      subtract(costs, tableau.rows[at] as Float64Array, 1);
  });
  const reached = (): number => -(costs.at(-1) as number);
  const isDone = climb(tableau, costs, () => reached() >= enough);
  const everything = sums.members.map((_, at) => at);
  if (!agrees(tableau, sums)) return { value: 0, binding: everything };
  if (!isDone) return { value: reached(), binding: everything };
  return {
    value: reached(),
    binding: everything.filter((at) => Math.abs(costs[size + at] as number) > TINY),
  };
}

/** Pivots by Bland's rule, which never cycles; false where it was cut off. */
function climb(tableau: Tableau, costs: Float64Array, isEnough: () => boolean): boolean {
  for (let turn = 0; turn < MOST_PIVOTS; turn++) {
    if (isEnough()) return true;
    let entering = -1;
    for (let i = 0; i < tableau.size && entering < 0; i++) {
      if ((costs[i] as number) > TINY) entering = i;
    }
    if (entering < 0) return true;
    const leaving = findLeaving(tableau, entering);
    if (leaving < 0) return false;
    pivot(tableau, costs, leaving, entering);
  }
  return false;
}

function findLeaving({ rows, basis, size }: Tableau, entering: number): number {
  let leaving = -1;
  let least = Number.POSITIVE_INFINITY;
  rows.forEach((row, at) => {
    const step = row[entering] as number;
    const isArtificial = (basis[at] as number) >= size && Math.abs(row.at(-1) as number) <= TINY;
    // An artificial variable at 0 has to stay there, so it leaves whichever way it would move.
    if (step <= TINY && !(isArtificial && step < -TINY)) return;
    const ratio = isArtificial ? 0 : (row.at(-1) as number) / step;
    const isEarlier =
      ratio < least + TINY && leaving >= 0 && (basis[at] as number) < (basis[leaving] as number);
    if (ratio < least - TINY || (ratio <= least + TINY && (leaving < 0 || isEarlier))) {
      leaving = at;
      least = Math.min(least, ratio);
    }
  });
  return leaving;
}

function pivot(
  { rows, basis }: Tableau,
  costs: Float64Array | null,
  leaving: number,
  entering: number,
): void {
  const own = rows[leaving] as Float64Array;
  const by = own[entering] as number;
  for (let i = 0; i < own.length; i++) own[i] = (own[i] as number) / by;
  rows.forEach((row, at) => {
    if (at !== leaving) subtract(row, own, row[entering] as number);
  });
  if (costs !== null) subtract(costs, own, costs[entering] as number);
  basis[leaving] = entering;
}

function subtract(from: Float64Array, row: Float64Array, times: number): void {
  if (times === 0) return;
  for (let i = 0; i < from.length; i++) {
    from[i] = (from[i] as number) - times * (row[i] as number);
  }
}

/** Whether the point is an alternative: nothing negative, every sum as published. */
function agrees({ rows, basis, size }: Tableau, { members, masses }: PublishedSums): boolean {
  const point = new Float64Array(size);
  for (const [at, variable] of basis.entries()) {
    const value = rows[at]?.at(-1) as number;
    if (value < -1e-6) return false;
    if (variable < size) point[variable] = value;
  }
  return members.every((of) => {
    let gap = 0;
    let total = 0;
    for (let i = 0; i < size; i++) {
      gap += (of[i] as number) * ((point[i] as number) - (masses[i] as number));
      total += masses[i] as number;
    }
    return Math.abs(gap) <= 1e-9 * Math.max(1, total);
  });
}
