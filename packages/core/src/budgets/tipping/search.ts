import type { TrialResult } from "./trial.ts";

/** How far one kind of change can go each way. */
export interface Axis {
  readonly up: number;
  readonly down: number;
}

/** The smallest number of changes found, and what the verdict is then. */
export interface Found<Kind> {
  readonly count: number;
  readonly verdict: Kind;
}

/** What the search asks of a point: the steps along each axis. */
export interface Probe<Kind> extends Pick<TrialResult, "breaks"> {
  /** The verdict, where it counts as changed; null where not. */
  readonly changed: Kind | null;
}

/** Points of the lattice up to this many are all looked at, nearest first. */
const MOST_POINTS = 400;

/** Counts up to this are looked at point by point, whatever the size of the lattice. */
const DENSE = 5;

/** An answer up to this is compared with every other point that is one change nearer. */
const VERIFIED = 12;

/** How far back to look for an earlier change that whole numbers hide from a bisection. */
const LOOK_BACK = 4;

/** Directions from no change, and how the changes are shared out: all of the first kind comes first. */
const QUADRANTS = [
  [1, 1],
  [-1, -1],
  [1, -1],
  [-1, 1],
] as const;
const MIXES = [1, 0, 0.5, 0.25, 0.75] as const;

/**
 * The smallest number of changes |x| + |y| at which `probe` sees a change, or null where none does.
 * Small lattices, and the first counts of large ones, are looked at point by point. Beyond, the search
 * goes outwards along fixed mixes of the two kinds in ever larger steps and bisects the step in
 * which the verdict changes, or in which the bound moves from one end of the limit to the other.
 */
export function findSmallestChange<Kind>(
  axes: readonly Axis[],
  probe: (x: number, y: number) => Probe<Kind>,
): Found<Kind> | null {
  const [first, second = { up: 0, down: 0 }] = axes;
  if (first === undefined) return null;
  const points = (first.up + first.down + 1) * (second.up + second.down + 1);
  const farthest = Math.max(first.up, first.down) + Math.max(second.up, second.down);
  const dense = points <= MOST_POINTS ? farthest : Math.min(DENSE, farthest);
  for (let count = 1; count <= dense; count++) {
    const found = searchShell(count, first, second, probe);
    if (found !== null) return found;
  }
  if (dense === farthest) return null;
  let best = searchOutwards(dense, first, second, probe);
  while (best !== null && best.count <= VERIFIED && best.count > dense + 1) {
    const nearer = searchShell(best.count - 1, first, second, probe);
    if (nearer === null) break;
    best = nearer;
  }
  return best;
}

function searchOutwards<Kind>(
  from: number,
  first: Axis,
  second: Axis,
  probe: (x: number, y: number) => Probe<Kind>,
): Found<Kind> | null {
  const start = probe(0, 0);
  const isLine = second.up === 0 && second.down === 0;
  let best: Found<Kind> | null = null;
  for (const share of isLine ? ([1] as const) : MIXES) {
    for (const [alongX, alongY] of isLine ? QUADRANTS.slice(0, 2) : QUADRANTS) {
      const mostX = alongX > 0 ? first.up : first.down;
      const mostY = alongY > 0 ? second.up : second.down;
      const at = (count: number): Probe<Kind> => {
        const x = Math.max(Math.min(Math.round(share * count), mostX), count - mostY);
        return probe(alongX * x, alongY * (count - x));
      };
      const most: number = Math.min(mostX + mostY, best === null ? Infinity : best.count - 1);
      if (most <= from) continue;
      // Where even one change fewer than the best leaves everything as it is, nearer ones do too.
      const last = best === null ? null : at(most);
      if (last !== null && last.changed === null && last.breaks === start.breaks) continue;
      best = searchAlong(at, from, most) ?? best;
    }
  }
  return best;
}

/** The first point of a shell that changes. */
function searchShell<Kind>(
  count: number,
  first: Axis,
  second: Axis,
  probe: (x: number, y: number) => Probe<Kind>,
): Found<Kind> | null {
  for (const [x, y] of shellOf(count, first, second)) {
    const { changed } = probe(x, y);
    if (changed !== null) return { count, verdict: changed };
  }
  return null;
}

/** All points with |x| + |y| = count that the axes allow. */
function* shellOf(count: number, first: Axis, second: Axis): Generator<readonly [number, number]> {
  const from = Math.max(-first.down, -count);
  const to = Math.min(first.up, count);
  for (let x = from; x <= to; x++) {
    const y = count - Math.abs(x);
    if (y <= second.up) yield [x, y];
    if (y > 0 && y <= second.down) yield [x, -y];
  }
}

/** The first change after `from` along one mix, up to `most`. */
function searchAlong<Kind>(
  at: (count: number) => Probe<Kind>,
  from: number,
  most: number,
): Found<Kind> | null {
  if (most <= from) return null;
  let low = from;
  let before = at(low);
  while (low < most) {
    const high = Math.min(most, 2 * low + 1);
    const here = at(high);
    const isOvershot = before.breaks * here.breaks < 0;
    if (here.changed !== null || isOvershot) {
      const hasLeft = ({ changed, breaks }: Probe<Kind>): boolean =>
        changed !== null || breaks !== before.breaks;
      const edge = bisect(at, here.changed === null ? hasLeft : isChanged, low, high);
      const found = lookBack(at, edge, from);
      if (found !== null) return found;
    }
    low = high;
    before = here;
  }
  return null;
}

function isChanged<Kind>({ changed }: Probe<Kind>): boolean {
  return changed !== null;
}

/** The smallest count in (low, high] that meets the condition, as if it were monotone. */
function bisect<Kind>(
  at: (count: number) => Probe<Kind>,
  meets: (probe: Probe<Kind>) => boolean,
  low: number,
  high: number,
): number {
  let [out, inside] = [low, high];
  while (inside - out > 1) {
    const middle = (out + inside) >> 1;
    if (meets(at(middle))) inside = middle;
    else out = middle;
  }
  return inside;
}

function lookBack<Kind>(
  at: (count: number) => Probe<Kind>,
  edge: number,
  from: number,
): Found<Kind> | null {
  for (let count = Math.max(from + 1, edge - LOOK_BACK); count <= edge; count++) {
    const { changed } = at(count);
    if (changed !== null) return { count, verdict: changed };
  }
  return null;
}
