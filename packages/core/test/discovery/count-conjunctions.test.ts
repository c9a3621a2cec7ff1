import "../seed.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Sample } from "../../src/discovery/code-rows.ts";
import { countConjunctions } from "../../src/discovery/count-conjunctions.ts";

const samples: fc.Arbitrary<Sample> = fc
  .array(
    fc.tuple(
      fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 4, maxLength: 4 }),
      fc.integer({ min: 0, max: 1 }),
    ),
    { minLength: 1, maxLength: 60 },
  )
  .map((rows) => ({
    rows: rows.length,
    // Levels 0 to 2; 3 is unknown.
    attributes: [0, 1, 2, 3].map((at) => ({
      column: `a${at}`,
      bands: null,
      levels: ["x", "y", "z"],
      codes: Uint16Array.from(rows, ([codes]) => codes[at] as number),
    })),
    hits: Uint8Array.from(rows, ([, hit]) => hit),
  }));

describe("countConjunctions", () => {
  it("finds what looking at every row for every combination finds", () => {
    fc.assert(
      fc.property(
        samples,
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 6 }),
        (sample, depth, support) => {
          const found = countConjunctions(sample, depth, support).map(
            ({ attributes, levels, own }) => [attributes, levels, own],
          );
          expect(sorted(found)).toEqual(sorted(lookUp(sample, depth, support)));
        },
      ),
    );
  });

  it("names the people who meet all but one of the conditions", () => {
    fc.assert(
      fc.property(samples, (sample) => {
        for (const { attributes, levels, parents } of countConjunctions(sample, 3, 2)) {
          const expected =
            attributes.length === 1
              ? []
              : attributes.map((_, i) =>
                  countRows(sample, attributes.toSpliced(i, 1), levels.toSpliced(i, 1)),
                );
          expect(sorted(parents)).toEqual(sorted(expected));
        }
      }),
    );
  });
});

function sorted(values: readonly unknown[]): string[] {
  return values.map((value) => JSON.stringify(value)).sort();
}

function lookUp(sample: Sample, depth: number, support: number): unknown[] {
  const found: unknown[] = [];
  const visit = (from: number, attributes: readonly number[], levels: readonly number[]): void => {
    if (attributes.length > 0) {
      const own = countRows(sample, attributes, levels);
      const isSameAsParent = attributes.some((_, i) => {
        if (attributes.length === 1) return false;
        return (
          countRows(sample, attributes.toSpliced(i, 1), levels.toSpliced(i, 1)).size === own.size
        );
      });
      const hasSupport = own.size >= support && sample.rows - own.size >= support;
      if (hasSupport && !isSameAsParent) found.push([attributes, levels, own]);
    }
    if (attributes.length === depth) return;
    for (let at = from; at < sample.attributes.length; at++) {
      for (const level of [0, 1, 2]) visit(at + 1, [...attributes, at], [...levels, level]);
    }
  };
  visit(0, [], []);
  return found;
}

function countRows(
  { rows, attributes, hits }: Sample,
  at: readonly number[],
  levels: readonly number[],
) {
  let successes = 0;
  let size = 0;
  for (let row = 0; row < rows; row++) {
    if (at.some((attribute, i) => attributes[attribute]?.codes[row] !== levels[i])) continue;
    size++;
    successes += hits[row] as number;
  }
  return { successes, size };
}
