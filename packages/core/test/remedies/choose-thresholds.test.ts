import "../seed.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  applyThresholds,
  type ConfigurationInput,
  chancesUnder,
  chooseThresholds,
  countChanges,
  parseConfiguration,
  type ThresholdQuestion,
  table,
  thresholdFrontier,
} from "../../src/index.ts";
import { LAWFUL, people } from "./people.ts";

const QUESTION: ThresholdQuestion = {
  dimension: "sex",
  criterion: "equal-opportunity",
  utility: { kind: "accuracy" },
};

const INPUT: ConfigurationInput = {
  decisions: {
    label: "paid",
    favourable: "1",
    score: "score",
    prediction: { score: true, threshold: 0.5, favourableWhen: "above" },
  },
  cohorts: { sex: { by: ["sex"], reference: "M" } },
  budgets: [
    {
      id: "opportunity",
      metric: "true_positive_rate",
      compare: "difference",
      cohorts: "sex",
      limit: { min: -0.1, max: 0.1 },
      severity: "error",
      onInconclusive: "warn",
    },
  ],
};

/** Women with the same chance have a score lower by 0.25, so that 0.5 passes over half of those who would pay. */
function makeRows(count: number) {
  return Array.from({ length: count }, (_, i) => {
    const sex = i % 2 === 0 ? "F" : "M";
    // The fractional parts of multiples of the golden ratio are spread evenly.
    const chance = (i * 0.6180339887) % 1;
    const paid = (i * 0.7548776662) % 1 < chance ? "1" : "0";
    return { sex, score: chance - (sex === "F" ? 0.25 : 0), paid };
  });
}

const rows = makeRows(4000);
const lawful = parseConfiguration({ ...INPUT, remedies: { perCohortThresholds: LAWFUL } });

describe("chooseThresholds", () => {
  it("puts every lawful kind side by side, judged on rows that had no part in the choice", () => {
    const found = chooseThresholds(rows, lawful, QUESTION);
    expect(found.rows).toEqual({ chosenOn: 2000, heldOut: 2000 });
    expect(found.inForce?.outcome.verdict).toBe("fail");
    expect(found.options.map(({ kind }) => kind)).toEqual(["one", "per-cohort", "randomised"]);
    for (const { kind, heldOut, affected } of found.options) {
      if (kind === "one") continue;
      expect(heldOut.outcome.verdict).not.toBe("fail");
      expect(heldOut.utility?.value).toBeGreaterThan(found.inForce?.utility?.value as number);
      expect(affected?.noLongerFailing).toEqual(["opportunity"]);
      const women = affected?.changes.find(({ cohort }) => cohort === "sex=F");
      expect(women?.toFavourable).toBeGreaterThan(100);
      expect(women?.toOther).toBe(0);
    }
  });

  it("leaves thresholds by cohort out where the policy is silent, and names its line", () => {
    const found = chooseThresholds(rows, parseConfiguration(INPUT), QUESTION);
    expect(found.options.map(({ kind }) => kind)).toEqual(["one"]);
    expect(found.refused.map(({ kind }) => kind)).toEqual(["per-cohort", "randomised"]);
    expect(found.refused[0]?.why).toContain("remedies.perCohortThresholds");
  });

  it("refuses them where they are asked for by name", () => {
    const asked = { ...QUESTION, kinds: ["randomised"] } as const;
    expect(() => chooseThresholds(rows, parseConfiguration(INPUT), asked)).toThrow(
      expect.objectContaining({ code: "config/unlawful-thresholds" }),
    );
  });

  it("keeps the gap that was asked for on the rows chosen on", () => {
    const { options } = chooseThresholds(rows, lawful, { ...QUESTION, maxGap: 0.02 });
    for (const { chosen, aim } of options) {
      expect(aim).toEqual({ status: "kept" });
      expect(chosen.gap).toBeLessThanOrEqual(0.02 + 1e-12);
    }
  });

  it("says which budget no threshold keeps, by how much, and why", () => {
    const [budget] = INPUT.budgets as NonNullable<ConfigurationInput["budgets"]>;
    const both = {
      ...INPUT,
      budgets: [
        {
          ...budget,
          id: "many-women",
          compare: "value",
          metric: "selection_rate",
          limit: { min: 0.95 },
        },
        {
          ...budget,
          id: "few-errors",
          compare: "value",
          metric: "false_positive_rate",
          limit: { max: 0.1 },
        },
      ],
    };
    const { options } = chooseThresholds(rows, parseConfiguration(both), QUESTION);
    const aim = options[0]?.aim;
    expect(aim).toMatchObject({ status: "missed", conflict: ["many-women", "few-errors"] });
    if (aim?.status === "missed") expect(aim.violation).toBeGreaterThan(0.1);
  });

  it("leaves the decisions about people without a score or cohort as they are", () => {
    const some = rows.map((row, i) => ({
      ...row,
      sex: i % 10 === 0 ? null : row.sex,
      score: i % 10 === 1 ? null : row.score,
    }));
    const found = chooseThresholds(some, lawful, { ...QUESTION, maxGap: 0.05 });
    expect(found.notes.at(-1)).toBe(
      "800 rows have no score or no known cohort and keep their decision.",
    );
    for (const { affected } of found.options) {
      const counted = affected?.changes.reduce((sum, one) => sum + one.people, 0);
      expect(counted).toBeLessThan(found.rows.heldOut * 0.85);
    }
  });

  it("is the same for the same seed and another for another", () => {
    const first = chooseThresholds(rows, lawful, QUESTION);
    expect(chooseThresholds(rows, lawful, QUESTION)).toEqual(first);
    const other = chooseThresholds(rows, lawful, { ...QUESTION, seed: 8 });
    expect(other.options[0]?.heldOut.utility).not.toEqual(first.options[0]?.heldOut.utility);
  });

  it("needs budgets or a gap", () => {
    const none = parseConfiguration({ ...INPUT, budgets: [] });
    expect(() => chooseThresholds(rows, none, QUESTION)).toThrow(
      expect.objectContaining({ code: "usage/no-aim", path: "maxGap" }),
    );
  });

  it("reads what decisions are worth from a column, in every row", () => {
    const profit = rows.map((row, i) => ({ ...row, profit: row.paid === "1" ? 1 + (i % 3) : -2 }));
    const worth = { ...QUESTION, utility: { kind: "column", column: "profit" } } as const;
    const { options } = chooseThresholds(profit, lawful, worth);
    expect(options[0]?.heldOut.utility?.value).toBeGreaterThan(0);
    const lacking = profit.map((row, i) => ({ ...row, profit: i === 5 ? null : row.profit }));
    expect(() => chooseThresholds(lacking, lawful, worth)).toThrow(
      expect.objectContaining({ code: "input/missing-gain", received: "nothing in data row 6" }),
    );
  });
});

describe("applying a remedy", () => {
  it("changes as many decisions as its frontier says", () => {
    fc.assert(
      fc.property(
        people,
        fc.constantFrom("one" as const, "per-cohort" as const),
        (scored, kind) => {
          const { points } = thresholdFrontier(scored, {
            kind,
            criterion: "demographic-parity",
            utility: { kind: "accuracy" },
            lawful: LAWFUL,
          });
          const nobody = new Int8Array(scored.scores.length);
          for (const { rules, rates } of points) {
            const decided = applyThresholds(rules, scored, 1);
            const changes = countChanges(nobody, decided, scored.cohorts, scored.names);
            changes.forEach(({ people: size, toFavourable, toOther }, i) => {
              expect(toFavourable).toBe(Math.round(size * (rates[i]?.selectionRate as number)));
              expect(toFavourable / size).toBe(rates[i]?.selectionRate);
              expect(toOther).toBe(0);
            });
          }
        },
      ),
    );
  });

  it("draws lots as often as the chances say", () => {
    const rules = [{ cohort: null, steps: [{ threshold: 0.5, share: 0.6 }], everyone: 0.1 }];
    const scores = Float64Array.from({ length: 20_000 }, (_, i) => i % 2);
    const scored = { scores, labels: scores, cohorts: new Int8Array(20_000), names: ["all"] };
    const decided = applyThresholds(rules, scored, 3);
    const share = (score: number) =>
      decided.filter((decision, i) => scores[i] === score && decision === 1).length / 10_000;
    expect(chancesUnder(rules, scored).slice(0, 2)).toEqual(Float64Array.of(0.1, 0.7));
    // Four standard errors.
    expect(Math.abs(share(0) - 0.1)).toBeLessThan(0.012);
    expect(Math.abs(share(1) - 0.7)).toBeLessThan(0.019);
  });

  it("counts directions apart, and nobody without a decision", () => {
    expect(countChanges([0, 1, 1, -1, 0], [1, 0, 1, 1, -1], [0, 0, 0, 0, 1], ["F", "M"])).toEqual([
      { cohort: "F", people: 3, toFavourable: 1, toOther: 1 },
      { cohort: "M", people: 0, toFavourable: 0, toOther: 0 },
    ]);
  });

  it("needs a rule for every cohort", () => {
    const scored = { scores: [1], labels: [1], cohorts: [0], names: ["X"] };
    expect(() => applyThresholds([{ cohort: "F", steps: [], everyone: 1 }], scored, 1)).toThrow(
      expect.objectContaining({ code: "usage/no-rule", received: "X" }),
    );
  });
});

describe("tables", () => {
  it("need scores, outcomes and declared cohorts", () => {
    const people = table(rows);
    const { score: _, prediction: __, ...bare } = INPUT.decisions;
    const noScore = parseConfiguration({ ...INPUT, decisions: { ...bare, prediction: "paid" } });
    expect(() => chooseThresholds(people, noScore, QUESTION)).toThrow(
      expect.objectContaining({ code: "config/missing-key", path: "decisions.score" }),
    );
    expect(() => chooseThresholds(people, lawful, { ...QUESTION, dimension: "race" })).toThrow(
      expect.objectContaining({ code: "config/unknown-cohorts", received: '"race"' }),
    );
  });
});
