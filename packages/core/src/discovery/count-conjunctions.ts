import { EvenhandError, shown } from "../errors.ts";
import type { Proportion } from "../stats/proportion.ts";
import type { CodedAttribute, Sample } from "./code-rows.ts";

/** The people who share one level of each of some attributes. */
export interface Conjunction {
  /** Indices of attributes, ascending. */
  readonly attributes: readonly number[];
  /** A level of each. */
  readonly levels: readonly number[];
  readonly own: Proportion;
  /** Those who meet all but one of the conditions; empty for a single condition. */
  readonly parents: readonly Proportion[];
}

/** More levels than this, each with enough support, would make tables too large to count in. */
const MOST_LEVELS = 100;

/** An attribute without the levels that too few have. */
interface Pruned {
  /** Index among all levels. */
  readonly levels: readonly number[];
  /** Index in `levels` of each row; `levels.length` for the rest. */
  readonly codes: Uint16Array;
  /** One more than the number of levels. */
  readonly radix: number;
}

/** At 2 · key the rows, at 2 · key + 1 those in the numerator. */
type Counts = Int32Array;

/**
 * Every conjunction up to `depth` whose rows, and those of everyone else, number at least
 * `support`. A level that too few have is left out at once, since no conjunction of it can have
 * more. A conjunction of the same people as one of fewer conditions is left to that one.
 *
 * Each set of attributes is counted in one pass over the rows into a dense array.
 *
 * @throws EvenhandError `config/too-many-levels`
 */
export function countConjunctions(sample: Sample, depth: number, support: number): Conjunction[] {
  const all = sample.attributes.map((attribute) => prune(attribute, sample.rows, support));
  const found: Conjunction[] = [];
  const add = (
    attributes: readonly number[],
    codes: readonly number[],
    own: Proportion,
    parents: readonly Proportion[],
  ): void => {
    if (own.size < support || sample.rows - own.size < support) return;
    if (parents.some(({ size }) => size === own.size)) return;
    const levels = codes.map((code, i) => all[attributes[i] as number]?.levels[code] as number);
    found.push({ attributes, levels, own, parents });
  };
  const singles = all.map((each) => countKeys(each.codes, sample, each.radix));
  all.forEach(({ levels }, i) => {
    const counts = singles[i] as Counts;
    levels.forEach((_, a) => {
      add([i], [a], proportionAt(counts, a), []);
    });
  });
  if (depth < 2) return found;
  const countPair = (first: Pruned, second: Pruned): Counts =>
    countKeys(joinKeys(first, second), sample, first.radix * second.radix);
  // Of (i, j) with i < j, at place j of row i.
  const pairs = all.map((first, i) =>
    all.map((second, j) => (i < j ? countPair(first, second) : NO_COUNTS)),
  );
  all.forEach((first, i) => {
    const ofFirst = pairs[i] as readonly Counts[];
    all.forEach((second, j) => {
      if (j <= i) return;
      const pair = ofFirst[j] as Counts;
      visitLevels(first, second, (a, b) => {
        add([i, j], [a, b], proportionAt(pair, a * second.radix + b), [
          proportionAt(singles[i] as Counts, a),
          proportionAt(singles[j] as Counts, b),
        ]);
      });
      if (depth < 3) return;
      const keys = joinKeys(first, second);
      const ofSecond = pairs[j] as readonly Counts[];
      for (let k = j + 1; k < all.length; k++) {
        const third = all[k] as Pruned;
        const triple = countTriple(keys, third, sample, first.radix * second.radix);
        visitLevels(first, second, (a, b) => {
          const key = a * second.radix + b;
          third.levels.forEach((_, c) => {
            const at = key * third.radix + c;
            if ((triple[2 * at] as number) < support) return;
            add([i, j, k], [a, b, c], proportionAt(triple, at), [
              proportionAt(pair, key),
              proportionAt(ofFirst[k] as Counts, a * third.radix + c),
              proportionAt(ofSecond[k] as Counts, b * third.radix + c),
            ]);
          });
        });
      }
    });
  });
  return found;
}

const NO_COUNTS: Counts = new Int32Array(0);

function prune(attribute: CodedAttribute, rows: number, support: number): Pruned {
  const counts = new Int32Array(attribute.levels.length + 1);
  for (const code of attribute.codes) counts[code] = (counts[code] as number) + 1;
  const levels = [...attribute.levels.keys()].filter(
    (level) => (counts[level] as number) >= support,
  );
  if (levels.length > MOST_LEVELS) {
    throw new EvenhandError({
      code: "config/too-many-levels",
      path: "attributes",
      problem: `${shown(attribute.column)} has too many levels to combine`,
      expected: `at most ${MOST_LEVELS}`,
      received: String(levels.length),
      hint: "Declare `bands` or `quantiles` if it is a number, or use a coarser column.",
    });
  }
  const recode = new Uint16Array(counts.length).fill(levels.length);
  levels.forEach((level, index) => {
    recode[level] = index;
  });
  const codes = new Uint16Array(rows);
  for (let row = 0; row < rows; row++) {
    codes[row] = recode[attribute.codes[row] as number] as number;
  }
  return { levels, codes, radix: levels.length + 1 };
}

function joinKeys(first: Pruned, second: Pruned): Int32Array {
  const keys = new Int32Array(first.codes.length);
  for (let row = 0; row < keys.length; row++) {
    keys[row] = (first.codes[row] as number) * second.radix + (second.codes[row] as number);
  }
  return keys;
}

function countKeys(keys: Int32Array | Uint16Array, { rows, hits }: Sample, size: number): Counts {
  const counts = new Int32Array(2 * size);
  for (let row = 0; row < rows; row++) {
    const at = 2 * (keys[row] as number);
    counts[at] = (counts[at] as number) + 1;
    counts[at + 1] = (counts[at + 1] as number) + (hits[row] as number);
  }
  return counts;
}

/** The same for keys of pairs joined with a third attribute, which are not kept. */
function countTriple(
  pairs: Int32Array,
  { codes, radix }: Pruned,
  { rows, hits }: Sample,
  size: number,
): Counts {
  const counts = new Int32Array(2 * size * radix);
  for (let row = 0; row < rows; row++) {
    const at = 2 * ((pairs[row] as number) * radix + (codes[row] as number));
    counts[at] = (counts[at] as number) + 1;
    counts[at + 1] = (counts[at + 1] as number) + (hits[row] as number);
  }
  return counts;
}

function proportionAt(counts: Counts, key: number): Proportion {
  return { successes: counts[2 * key + 1] as number, size: counts[2 * key] as number };
}

function visitLevels(first: Pruned, second: Pruned, visit: (a: number, b: number) => void): void {
  for (let a = 0; a < first.levels.length; a++) {
    for (let b = 0; b < second.levels.length; b++) visit(a, b);
  }
}
