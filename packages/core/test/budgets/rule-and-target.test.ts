import { describe, expect, it } from "vitest";
import type { Budget } from "../../src/budgets/budget.ts";
import { decide } from "../../src/budgets/decide.ts";
import { judgeTarget } from "../../src/budgets/judge.ts";
import { parseConfiguration } from "../../src/configuration/check-configuration.ts";
import { QUESTION } from "../people.ts";
import { cellsOfDecisions, never, policyOf, verdictsOf } from "./given-cells.ts";

const POINT: Partial<Budget> = { rule: "point", rationale: "29 CFR 1607.4 (D)" };

describe("rule: point", () => {
  it("decides by the estimate alone, and says so", () => {
    const [verdict] = verdictsOf({ ref: [10, 20], a: [7, 20] }, [POINT]);
    expect(verdict).toMatchObject({
      verdict: "fail",
      estimate: 0.7,
      bound: 0.7,
      boundLevel: null,
      p: null,
      adjustedP: null,
    });
    expect(verdict?.interval?.lower).toBeLessThan(0.7);
    expect(verdict?.sentence).toBe(
      "The selection rate of a (g) is 0.70 times that of ref (g); the limit is 0.80 to 1.25. Outside by the estimate alone, with 20 decisions: the figure asked for allows nothing for chance.",
    );
  });

  it("takes an estimate on the limit as inside, whatever the numbers", () => {
    expect(verdictsOf({ ref: [10, 20], a: [8, 20] }, [POINT])[0]?.verdict).toBe("pass");
    expect(verdictsOf({ ref: [1, 2], a: [1, 2] }, [POINT])[0]?.verdict).toBe("pass");
    expect(verdictsOf({ ref: [0, 20], a: [8, 20] }, [POINT])[0]?.verdict).toBe("fail");
  });

  it("takes exactly four fifths as inside at any size, whatever the division rounds it to", () => {
    const failed: string[] = [];
    for (let n = 5; n <= 100; n++) {
      for (let k = 1; 5 * k <= n; k++) {
        const [verdict] = verdictsOf({ ref: [5 * k, n], a: [4 * k, n] }, [POINT]);
        if (verdict?.verdict !== "pass") failed.push(`${4 * k} of ${n} to ${5 * k} of ${n}`);
      }
    }
    expect(failed).toEqual([]);
    const [oneLess] = verdictsOf({ ref: [75e4, 1e6], a: [6e5 - 1, 1e6] }, [POINT]);
    expect(oneLess?.verdict).toBe("fail");
  });

  it("has no data where nothing can be divided", () => {
    expect(verdictsOf({ ref: [0, 20], a: [0, 20] }, [POINT])[0]?.verdict).toBe("no-data");
  });

  it("stands outside the family of the others, and has no tipping points", () => {
    const groups = { ref: [500, 1000], a: [340, 1000] } as const;
    const alone = verdictsOf(groups, [{}], { family: "file" })[0]?.adjustedP;
    const padded = verdictsOf(groups, [{}, { ...POINT, id: "four-fifths" }], { family: "file" });
    expect(padded[0]?.adjustedP).toBe(alone);
    const context = { ...never, tipping: true };
    const { verdicts } = decide(cellsOfDecisions(groups), [], policyOf([POINT]), context);
    expect(verdicts[0]).not.toHaveProperty("tipping");
  });

  it("must name what asks for such a figure", () => {
    const budget = {
      id: "four-fifths",
      metric: "selection_rate",
      compare: "ratio",
      cohorts: "sex",
      limit: { min: 0.8 },
      severity: "warn",
      rule: "point",
    } as const;
    expect(() => parseConfiguration({ ...QUESTION, budgets: [budget] })).toThrow("rationale");
    const named = { ...budget, rationale: "the guideline" };
    expect(parseConfiguration({ ...QUESTION, budgets: [named] }).budgets[0]?.rule).toBe("point");
  });
});

describe("target", () => {
  const aim = (selected: number, target: Budget["target"] = { min: 0.9, max: null }) =>
    verdictsOf({ ref: [5000, 10_000], a: [selected, 10_000] }, [{ target } as Partial<Budget>])[0];

  it.each([
    [4800, "met"],
    [4500, "open"],
    [4200, "missed"],
  ])("with %i selected is %s, and the verdict is a pass all the same", (selected, status) => {
    expect(aim(selected)).toMatchObject({ verdict: "pass", target: { status } });
  });

  it("below 0 is open where the interval reaches over it", () => {
    const bounds = { lower: -0.2, upper: -0.05 };
    expect(judgeTarget(bounds, { min: null, max: -0.1 })).toBe("open");
    expect(judgeTarget(bounds, { min: null, max: -0.3 })).toBe("missed");
  });

  it("is told where it is not met", () => {
    expect(aim(4800)?.sentence).not.toContain("target");
    expect(aim(4500)?.sentence).toContain("The target, at least 0.90, is not shown to be met.");
    expect(aim(4200)?.sentence).toContain("The target, at least 0.90, is missed.");
  });

  it.each([{ min: 0.7 }, { min: 0.8 }, { min: 0.95, max: 0.9 }, { max: 1.3 }, {}])(
    "%j is refused: it must ask for more than the limit",
    (target) => {
      const budget = {
        id: "a",
        metric: "selection_rate",
        compare: "ratio",
        cohorts: "sex",
        limit: { min: 0.8, max: 1.25 },
        target,
        severity: "warn",
      } as const;
      expect(() => parseConfiguration({ ...QUESTION, budgets: [budget] })).toThrow("target");
    },
  );
});
