import { openAttack, type PublishedSums, raise } from "./attack.ts";
import { type CountedSet, type CountedSets, STATES } from "./counted-sets.ts";

/** A dimension of more cohorts than this is withheld as a whole once one of them is. */
const MOST_COHORTS = 150;
/** More combinations than this × published cohorts are too much to check; the largest dimension goes. */
const MOST_WORK = 60_000;

/**
 * The cohorts to withhold so that no withheld count can be bounded below `smallest`.
 *
 * First those with a count of 1 to smallest − 1. Then the check: for each withheld count the largest
 * value is sought that some non-negative counts of all combinations allow which agree with everything
 * published. Where it lies below `smallest`, the smallest published cohort that holds it down is
 * withheld too, one of the same dimension first, and all is checked again.
 */
export function chooseWithheld(counted: CountedSets, smallest: number): ReadonlySet<CountedSet> {
  const { sets } = counted;
  const first = new Set(sets.filter(({ counts }) => hasSmall(counts, smallest)));
  withholdWholes(sets, first, (_, of) => of.length > MOST_COHORTS);
  const added: CountedSet[] = [];
  for (;;) {
    const withheld = withRests(sets, [...first, ...added]);
    const published = publishedOf(sets, withheld);
    const work = published.length * counted.atoms.length;
    if (work > MOST_WORK && published.length > MOST_COHORTS / 5) {
      const largest = largestDimension(published);
      withholdWholes(sets, first, (dimension) => dimension === largest, true);
      continue;
    }
    const next = findExposing(counted, published, withheld, smallest);
    if (next === null) break;
    added.push(next);
  }
  // What was added early may be needless beside what was added later: the largest comes back first.
  let kept = added;
  for (const one of [...added].sort((a, b) => b.rows - a.rows)) {
    const without = kept.filter((other) => other !== one);
    const withheld = withRests(sets, [...first, ...without]);
    if (findExposing(counted, publishedOf(sets, withheld), withheld, smallest) === null) {
      kept = without;
    }
  }
  return withRests(sets, [...first, ...kept]);
}

function publishedOf(
  sets: readonly CountedSet[],
  withheld: ReadonlySet<CountedSet>,
): readonly CountedSet[] {
  return sets.filter((set) => set.kind !== "rest" && !withheld.has(set));
}

/** Whether 1 to smallest − 1 rows share a recorded outcome and a decision. */
export function hasSmall(counts: Float64Array, smallest: number): boolean {
  return counts.some((n) => n > 0 && n < smallest);
}

/** Everyone else tells how many are unknown, and is told by everybody and the cohort. */
function withRests(
  sets: readonly CountedSet[],
  chosen: readonly CountedSet[],
): ReadonlySet<CountedSet> {
  const key = (dimension: string, id: string): string => JSON.stringify([dimension, id]);
  const gone = new Set(chosen.map(({ dimension, id }) => key(dimension, id)));
  const unknown = new Set(
    chosen.flatMap(({ kind, dimension }) => (kind === "unknown" ? [dimension] : [])),
  );
  const rests = sets.filter(
    ({ restOf, dimension }) =>
      restOf !== null && (unknown.has(dimension) || gone.has(key(dimension, restOf))),
  );
  return new Set([...chosen, ...rests]);
}

function withholdWholes(
  sets: readonly CountedSet[],
  withheld: Set<CountedSet>,
  applies: (dimension: string, of: readonly CountedSet[]) => boolean,
  always: boolean = false,
): void {
  for (const dimension of new Set(sets.map((set) => set.dimension))) {
    const of = sets.filter((set) => set.dimension === dimension);
    const isTouched = always || of.some((set) => withheld.has(set));
    if (!isTouched || !applies(dimension, of)) continue;
    for (const set of of) withheld.add(set);
  }
}

function largestDimension(published: readonly CountedSet[]): string {
  const sizes = new Map<string, number>();
  for (const { dimension } of published) sizes.set(dimension, (sizes.get(dimension) ?? 0) + 1);
  return [...sizes].reduce((most, one) => (one[1] > most[1] ? one : most))[0];
}

/** The published cohort to withhold next, or null where no withheld count is exposed. */
function findExposing(
  { sets, atoms, total }: CountedSets,
  published: readonly CountedSet[],
  withheld: ReadonlySet<CountedSet>,
  smallest: number,
): CountedSet | null {
  const { groupOf, groups } = groupAtoms(published, atoms.length);
  const members = [new Uint8Array(groups).fill(1), ...published.map(() => new Uint8Array(groups))];
  published.forEach((set, at) => {
    for (const atom of set.atoms) (members[at + 1] as Uint8Array)[groupOf[atom] as number] = 1;
  });
  const guarded = sets.filter((set) => withheld.has(set));
  for (let state = 0; state < STATES; state++) {
    if (total[state] === 0) continue;
    const masses = new Float64Array(groups);
    atoms.forEach((counts, atom) => {
      const group = groupOf[atom] as number;
      masses[group] = (masses[group] as number) + (counts[state] as number);
    });
    const sums: PublishedSums = { members, masses };
    let opened: ReturnType<typeof openAttack> | undefined;
    for (const set of guarded) {
      if ((set.counts[state] as number) >= smallest || set.atoms.length === 0) continue;
      const goal = new Uint8Array(groups);
      for (const atom of set.atoms) goal[groupOf[atom] as number] = 1;
      // Rows move freely between combinations that nothing published tells apart.
      if (masses.reduce((sum, mass, i) => sum + mass * (goal[i] as number), 0) >= smallest)
        continue;
      opened ??= openAttack(sums);
      const reach =
        opened === null
          ? { value: 0, binding: members.map((_, at) => at) }
          : raise(opened, sums, goal, smallest);
      if (reach.value >= smallest - 1e-6) continue;
      const exposing = chooseExposing(set, reach.binding, published);
      if (exposing !== null) return exposing;
    }
  }
  return null;
}

/** Combinations that lie in the same published cohorts are one to an attacker. */
function groupAtoms(published: readonly CountedSet[], atoms: number) {
  const signatures: number[][] = Array.from({ length: atoms }, () => []);
  published.forEach((set, at) => {
    for (const atom of set.atoms) signatures[atom]?.push(at);
  });
  const places = new Map<string, number>();
  const groupOf = signatures.map((signature) => {
    const key = signature.join();
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, places.size);
    return places.size - 1;
  });
  return { groupOf, groups: places.size };
}

function chooseExposing(
  set: CountedSet,
  binding: readonly number[],
  published: readonly CountedSet[],
): CountedSet | null {
  const held = binding.flatMap((at) => published[at - 1] ?? []);
  const pool = held.length > 0 ? held : published;
  const own = pool.filter(({ dimension }) => dimension === set.dimension);
  return (own.length > 0 ? own : pool).reduce<CountedSet | null>(
    (least, one) => (least === null || one.rows < least.rows ? one : least),
    null,
  );
}
