import { describe, expect, it } from "vitest";
import type { BudgetInput, ConfigurationInput } from "../../src/index.ts";
import { assertBudget, audit, BudgetAssertionError } from "../../src/index.ts";

const rows = (g: string, y: number, count: number) =>
  Array.from({ length: count }, () => ({ g, y }));
const people = [
  ...rows("a", 1, 500),
  ...rows("a", 0, 500),
  ...rows("b", 1, 500),
  ...rows("b", 0, 500),
];
const unequal = [...people, ...rows("c", 1, 200), ...rows("c", 0, 800)];

const budget: BudgetInput = {
  id: "ratio",
  metric: "base_rate",
  compare: "ratio",
  cohorts: "g",
  limit: { min: 0.8, max: 1.25 },
  severity: "error",
  onInconclusive: "block",
};
const question: ConfigurationInput = {
  decisions: { label: "y", favourable: 1 },
  cohorts: { g: { by: ["g"], reference: "a" } },
  budgets: [budget],
};

describe("assertBudget", () => {
  it("says nothing where every comparison passes", () => {
    assertBudget(audit(people, question), "ratio");
    assertBudget(audit(people, question), { ...budget, id: "other" });
  });

  it("throws what fails, with its sentence and what a runner shows as a difference", () => {
    const attempt = () => assertBudget(audit(unequal, question), "ratio");
    expect(attempt).toThrow(BudgetAssertionError);
    expect(attempt).toThrow(
      'budget "ratio" does not hold:\n  The base rate of c (g) is 0.40 times that of a (g); the limit is 0.80 to 1.25. Outside:',
    );
    expect(attempt).toThrow(
      expect.objectContaining({ actual: ["g=c: fail"], expected: ["g=c: pass"] }),
    );
  });

  it("tells every comparison that does not hold, and nothing of other budgets", () => {
    const worse = [...unequal, ...rows("d", 1, 100), ...rows("d", 0, 900)];
    const lenient = { ...budget, id: "lenient", limit: { min: 0.1 } };
    const judged = audit(worse, { ...question, budgets: [budget, lenient] });
    assertBudget(judged, "lenient");
    for (const asked of ["ratio", budget]) {
      try {
        assertBudget(judged, asked);
        expect.unreachable();
      } catch (error) {
        const { name, message, actual } = error as BudgetAssertionError;
        expect(name).toBe("BudgetAssertionError");
        expect(actual).toEqual(["g=c: fail", "g=d: fail"]);
        expect(message).toMatch(/^budget "ratio" does not hold:\n {2}The .*\n {2}The .*$/);
      }
    }
  });

  it("lets a pass through where the undecided is allowed", () => {
    assertBudget(audit(people, question), "ratio", { inconclusive: "allow" });
  });

  it("takes an undecided comparison for a failure, unless allowed", () => {
    const few = audit(
      [...rows("a", 1, 20), ...rows("a", 0, 20), ...rows("b", 1, 18), ...rows("b", 0, 22)],
      question,
    );
    expect(() => assertBudget(few, "ratio")).toThrow(
      expect.objectContaining({ actual: ["g=b: inconclusive"] }),
    );
    assertBudget(few, "ratio", { inconclusive: "allow" });
    expect(() =>
      assertBudget(audit(unequal, question), "ratio", { inconclusive: "allow" }),
    ).toThrow(BudgetAssertionError);
  });

  it("takes nothing to compare for a failure", () => {
    const alone = audit(rows("a", 1, 100), question);
    expect(() => assertBudget(alone, "ratio", { inconclusive: "allow" })).toThrow(
      "cannot be measured: the data hold no other known cohort",
    );
  });

  it("lets a waived fail through", () => {
    const waiver = {
      budget: "ratio",
      cohort: { g: "c" },
      ceiling: 0.3,
      reason: "r",
      owner: "@o",
      approvedBy: "@a",
      created: "2026-01-01",
      expires: "2026-12-31",
    };
    const waived = { ...question, waivers: [waiver] };
    assertBudget(audit(unequal, waived, { today: "2026-11-24" }), "ratio");
    expect(() => assertBudget(audit(unequal, waived, { today: "2027-11-24" }), "ratio")).toThrow(
      BudgetAssertionError,
    );
  });

  it("judges a budget given in full as the audit itself would", () => {
    const judged = audit(unequal, question);
    try {
      assertBudget({ ...judged, budgets: [], verdicts: [] }, budget);
      expect.unreachable();
    } catch (error) {
      expect((error as BudgetAssertionError).verdicts).toEqual(
        judged.verdicts.filter(({ verdict }) => verdict === "fail"),
      );
    }
  });

  it("judges a budget on scores where the audit measured them, and asks for them where not", () => {
    const scored = people.map((one, i) => ({ ...one, s: (i % 10) / 10 }));
    const decisions = { label: "y", favourable: 1, score: "s" } as const;
    const onScores: BudgetInput = { ...budget, metric: "mean_score", compare: "difference" };
    const limit = { min: -0.2, max: 0.2 };
    assertBudget(audit(scored, { ...question, decisions }), { ...onScores, limit });
    expect(() => assertBudget(audit(people, question), { ...onScores, limit })).toThrow(
      expect.objectContaining({ code: "config/metric-inputs" }),
    );
  });

  it("refuses a name it does not know, an audit without cells, and a budget without a limit", () => {
    const judged = audit(people, question);
    expect(() => assertBudget(judged, "ration")).toThrow('got "ration". Did you mean "ratio"?');
    const none = expect.objectContaining({ code: "usage/unknown-budget", hint: undefined });
    expect(() => assertBudget({ ...judged, budgets: [] }, "ratio")).toThrow(none);
    expect(() => assertBudget({ ...judged, cells: null }, budget)).toThrow(
      expect.objectContaining({ code: "usage/no-cells" }),
    );
    const misspelt = { ...budget, limit: { mim: 0.8 } } as unknown as BudgetInput;
    expect(() => assertBudget(judged, misspelt)).toThrow('got "mim". Did you mean "min"?');
    expect(() => assertBudget(judged, { ...budget, limit: { min: 80 } })).toThrow(
      "Did you mean 0.8?",
    );
    expect(() => assertBudget(judged, { ...budget, metric: "selection_rate" })).toThrow(
      "this metric needs decisions",
    );
  });
});
