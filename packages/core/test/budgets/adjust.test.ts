import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { adjust } from "../../src/budgets/adjust.ts";
import type { Evidence, Multiplicity } from "../../src/budgets/budget.ts";
import { uniform } from "../stats/arbitraries.ts";

const evidenceOf = (multiplicity: Multiplicity): Evidence => ({
  confidence: 0.95,
  multiplicity,
  family: "budget",
  minimum: { denominator: 30 },
  convention: "strict",
  seed: 7,
});
const alone = (p: number) => ({ p, shares: null, shared: 0 });

describe("the place of a test in its family", () => {
  it.each<[Multiplicity, number[], number[]]>([
    ["none", [0.04, 0.01, 0.03], [1, 1, 1]],
    ["holm", [0.04, 0.01, 0.03], [1, 3, 2]],
    ["holm", [0.02, 0.01, 0.02, 0.02], [3, 4, 2, 1]],
    // Two of four are rejected: each at 2α/4, and no other would be at 3α/4.
    ["benjamini-hochberg", [0.02, 0.01, 0.2, 0.9], [2, 2, 4 / 3, 4 / 3]],
    ["benjamini-hochberg", [0.01, 0.02], [1, 1]],
    ["benjamini-hochberg", [0.3, 0.2], [2, 2]],
    // Rejected exactly at the level too.
    ["benjamini-hochberg", [1 - 0.95, 1 - 0.95], [1, 1]],
  ])("by %s multiplies %j by %j for its bound", (multiplicity, p, multipliers) => {
    const places = adjust(p.map(alone), evidenceOf(multiplicity));
    expect(places.map(({ multiplier }) => multiplier)).toEqual(multipliers);
  });

  it.each<Multiplicity>(["none", "holm", "max-t", "benjamini-hochberg"])(
    "by %s has a bound that excludes the limit exactly where the adjusted p does",
    (multiplicity) => {
      const tests = fc.array(
        fc.record({
          p: uniform(0, 0.1),
          shares: fc.constantFrom("reference", null),
          shared: uniform(0, 1),
        }),
        { minLength: 1, maxLength: 8 },
      );
      fc.assert(
        fc.property(tests, (all) => {
          // Holm's adjusted p is that of a smaller p where it is larger, and its bound is that of its own rank.
          adjust(all, evidenceOf(multiplicity)).forEach(({ adjustedP, multiplier }, i) => {
            const excluded = (all[i]?.p as number) * multiplier <= 0.05 + 1e-12;
            if (adjustedP <= 0.05) expect(excluded).toBe(true);
            if (multiplicity !== "holm" && adjustedP > 0.05 + 1e-9) expect(excluded).toBe(false);
          });
        }),
      );
    },
  );
});
