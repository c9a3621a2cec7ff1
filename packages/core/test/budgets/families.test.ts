import { describe, expect, it } from "vitest";
import type { Budget } from "../../src/budgets/budget.ts";
import { verdictsOf } from "./given-cells.ts";

const difference: Partial<Budget> = { compare: "difference", limit: { min: -0.1, max: 0.1 } };
const two = { a: [20, 100], b: [45, 100] } as const;
const three = { a: [20, 100], b: [45, 100], c: [40, 100] } as const;
const rest = { kind: "rest" } as const;

describe("a comparison counts once in its family", () => {
  it("as its own mirror image: of two cohorts each is the rest of the other", () => {
    for (const budget of [difference, { limit: { min: 0.8, max: 1.25 } }]) {
      const verdicts = verdictsOf(two, [budget], {}, rest);
      expect(verdicts.map(({ cohort }) => cohort)).toEqual(["g=a", "g=b"]);
      for (const { p, adjustedP } of verdicts) expect(adjustedP).toBe(p);
      expect(verdicts[0]?.p).toBeCloseTo(verdicts[1]?.p as number, 9);
    }
  });

  it("a limit on one side makes the mirror image another comparison", () => {
    const [a, b] = verdictsOf(two, [{ ...difference, limit: { min: -0.1, max: null } }], {}, rest);
    expect(a?.adjustedP).toBeCloseTo(2 * (a?.p as number), 12);
    expect(b?.p).toBe(1);
  });

  it("of three cohorts each rest is another group, and all count", () => {
    const [a] = verdictsOf(three, [difference], {}, rest);
    expect(a?.adjustedP).toBeCloseTo(3 * (a?.p as number), 12);
  });

  it("a budget that repeats another does not pad the family of the file", () => {
    const file = { family: "file" } as const;
    const once = verdictsOf(three, [difference], file, rest);
    const twice = verdictsOf(three, [difference, { ...difference, id: "again" }], file, rest);
    expect(twice.map(({ adjustedP }) => adjustedP)).toEqual(
      [...once, ...once].map(({ adjustedP }) => adjustedP),
    );
  });

  it("the same cohorts against another limit, or by another measure, are another comparison", () => {
    const file = { family: "file" } as const;
    const [alone] = verdictsOf(two, [difference], file, rest);
    const others: Partial<Budget>[] = [
      { ...difference, id: "other", limit: { min: -0.2, max: 0.2 } },
      { id: "ratio", limit: { min: 0.65, max: 1 / 0.65 } },
      { ...difference, id: "value", compare: "value", limit: { min: 0.27, max: null } },
    ];
    for (const other of others) {
      const [joined] = verdictsOf(two, [difference, other], file, rest);
      expect(joined?.adjustedP).toBeGreaterThan(alone?.adjustedP as number);
    }
  });

  it("against the highest of two, both looks at the same pair count once each", () => {
    const [verdict, ...more] = verdictsOf(two, [difference], {}, { kind: "highest" });
    expect(more).toEqual([]);
    expect(verdict?.adjustedP).toBe(verdict?.p);
  });
});
