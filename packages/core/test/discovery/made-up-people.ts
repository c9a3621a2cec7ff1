import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { DiscoveryQuestion } from "../../src/discovery/question.ts";

/** Columns of small codes. */
export type People = Readonly<Record<string, Uint8Array>>;

/**
 * People with attributes `a0`, `a1`, … of `levels` each, all with a favourable label `y`, of whom one in
 * five is refused; those who are 0 in each of the first `conditions` attributes 15 in 100 more.
 */
export function makePeople(options: {
  readonly rows: number;
  readonly attributes: number;
  readonly levels: number;
  readonly conditions: number;
  readonly seed: number;
}): People {
  const { rows, attributes, levels, conditions, seed } = options;
  const random = xoroshiro128plus(seed);
  const columns = Array.from({ length: attributes }, () =>
    Uint8Array.from({ length: rows }, () => uniformInt(random, 0, levels - 1)),
  );
  const p = Uint8Array.from({ length: rows }, (_, row) => {
    const isPlanted =
      conditions > 0 && columns.slice(0, conditions).every((column) => column[row] === 0);
    return uniformInt(random, 1, 100) <= (isPlanted ? 35 : 20) ? 0 : 1;
  });
  const y = new Uint8Array(rows).fill(1);
  return { ...Object.fromEntries(columns.map((column, i) => [`a${i}`, column])), y, p };
}

/** What is asked of them. */
export function questionOf(
  people: People,
  more: Partial<DiscoveryQuestion> = {},
): DiscoveryQuestion {
  return {
    attributes: Object.keys(people).filter((name) => name.startsWith("a")),
    label: "y",
    prediction: "p",
    favourable: [1],
    metric: "false_negative_rate",
    ...more,
  };
}
