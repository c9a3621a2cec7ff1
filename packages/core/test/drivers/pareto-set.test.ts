import "../seed.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { paretoSet } from "../../src/drivers/pareto-set.ts";

const OBJECTIVES = { accuracy: "higher", gap: "lower" } as const;
const points = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 })), { minLength: 1 })
  .map((all) => all.map(([accuracy, gap], i) => ({ name: `m${i}`, values: { accuracy, gap } })));

describe("paretoSet", () => {
  it("names what dominates a point, and lets equal points stand", () => {
    const found = paretoSet(
      [
        { name: "a", values: { accuracy: 0.8, gap: 0.1 } },
        { name: "b", values: { accuracy: 0.7, gap: 0.1 } },
        { name: "c", values: { accuracy: 0.6, gap: 0.05 } },
        { name: "d", values: { accuracy: 0.8, gap: 0.1 } },
      ],
      OBJECTIVES,
    );
    expect(found.map(({ dominatedBy }) => dominatedBy)).toEqual([[], ["a", "d"], [], []]);
  });

  it("leaves something, and names for every other point one that is left", () => {
    fc.assert(
      fc.property(points, (all) => {
        const found = paretoSet(all, OBJECTIVES);
        const left = new Set(
          found.filter(({ dominatedBy }) => dominatedBy.length === 0).map(({ name }) => name),
        );
        expect(left.size).toBeGreaterThan(0);
        for (const { name, dominatedBy } of found) {
          expect(left.has(name) || dominatedBy.some((other) => left.has(other))).toBe(true);
        }
      }),
    );
  });

  it("refuses a point without a value", () => {
    expect(() => paretoSet([{ name: "a", values: { accuracy: 1 } }], OBJECTIVES)).toThrow(
      /no value for this objective/,
    );
  });
});
