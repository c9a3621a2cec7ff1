import { describe, expect, it } from "vitest";
import { findContrasts } from "../../src/budgets/budget-contrasts.ts";
import { decide, decideContrasts } from "../../src/budgets/decide.ts";
import type { Waiver } from "../../src/budgets/waiver.ts";
import { audit, type ConfigurationInput } from "../../src/index.ts";
import type { Measurement } from "../../src/metrics/measurement.ts";
import { cellsOfDecisions, never, policyOf } from "./given-cells.ts";

const cells = cellsOfDecisions({ a: [50, 100], ref: [50, 100] });
const rows = (g: string, y: 0 | 1, p: 0 | 1, count: number, s = "x") =>
  Array.from({ length: count }, () => ({ g, y, p, s }));
const people = ["a", "b"].flatMap((g) => [
  ...rows(g, 1, 1, 60),
  ...rows(g, 1, 0, 40),
  ...rows(g, 0, 1, 40),
  ...rows(g, 0, 0, 60),
]);

/** The sentence of one budget on the people. */
function sentenceOf(
  budget: Partial<NonNullable<ConfigurationInput["budgets"]>[number]>,
  cohorts: ConfigurationInput["cohorts"] = { g: { by: ["g"], reference: "a" } },
): string | undefined {
  const base = { id: "b", metric: "selection_rate", compare: "difference", cohorts: "g" } as const;
  const document = audit(people, {
    decisions: { label: "y", favourable: 1, prediction: "p" },
    cohorts,
    budgets: [{ ...base, limit: { max: 0.5 }, severity: "warn", ...budget }],
  });
  return document.verdicts[0]?.sentence;
}

describe("a verdict's sentence", () => {
  it("calls a metric by its title", () => {
    expect(sentenceOf({ metric: "f1_score" })).toMatch(/^The F1 score of b /);
  });

  it("tells a gap between two cohorts from a value of each", () => {
    expect(sentenceOf({ metric: "equalized_odds" })).toMatch(
      /^The equalized odds gap between b \(g\) and a \(g\) is /,
    );
  });

  it("names the strata of a comparison, and none of a value, which is over all", () => {
    const within = { g: { by: ["g"], reference: "a", within: ["s"] } };
    expect(sentenceOf({}, within)).toMatch(/^Within the same s, the selection rate of b /);
    expect(sentenceOf({ compare: "value" }, within)).toMatch(/^The selection rate of a /);
    expect(sentenceOf({})).toMatch(/^The selection rate of b /);
  });

  it.each([
    ["exposure", "lists"],
    ["mean_residual", "decisions"],
    ["burden", "decisions"],
  ])("of %s counts %s", (metric, counted) => {
    const measured = {
      metric,
      dimension: "g",
      cohort: "g=a",
      status: "ok",
      value: 0.3,
      interval: { lower: 0.25, upper: 0.4, confidence: 0.95, method: "bootstrap" },
      numerator: 30,
      denominator: 100,
      n: 100,
      effectiveDenominator: 100,
      reason: null,
    } as Measurement;
    const policy = policyOf([{ metric, compare: "value", limit: { min: null, max: 0.5 } }]);
    const [verdict] = decide(cells, [measured], policy, never).verdicts;
    expect(verdict?.sentence).toContain(`with 100 ${counted}.`);
  });
});

describe("the date of judgement", () => {
  it.each(["2026-11-24T00:00", " 2026-11-24", "24 Nov 2026", "2026-11-4"])(
    "is a day and nothing besides: not %j",
    (today) => {
      expect(() => decide(cells, [], policyOf([{}]), { today })).toThrow(
        expect.objectContaining({ code: "usage/bad-date", path: "today" }),
      );
    },
  );
});

describe("comparisons that were made already", () => {
  const unequal = cellsOfDecisions({ a: [20, 100], ref: [50, 100] });
  const policy = policyOf([{ id: "one" }, { id: "two", limit: { min: 0.7, max: null } }]);
  const made = policy.budgets.map((budget, i) => findContrasts(unequal, [], policy, budget, i));

  it("are judged each in the family of its budget", () => {
    const { verdicts, outcome } = decideContrasts(made, "none", policy, never);
    expect(verdicts.map(({ p, adjustedP }) => adjustedP === p)).toEqual([true, true]);
    expect({ verdicts, outcome }).toEqual(decide(unequal, [], policy, never));
  });

  it("need a date where there are waivers too", () => {
    const waived = { ...policy, waivers: [{ budget: "one" } as Waiver] };
    expect(() => decideContrasts(made, "none", waived, never)).toThrow(
      expect.objectContaining({ code: "usage/no-date" }),
    );
  });
});

describe("the family of the file", () => {
  it("holds the error budgets; a warn-budget stays on its own", () => {
    const unequal = cellsOfDecisions({ a: [20, 100], ref: [50, 100] });
    const budgets = [
      { id: "one" },
      { id: "two", limit: { min: 0.7, max: null } },
      { id: "warned", limit: { min: 0.6, max: null }, severity: "warn" as const },
    ];
    const { verdicts } = decide(unequal, [], policyOf(budgets, { family: "file" }), never);
    const factors = verdicts.map(({ p, adjustedP }) => (adjustedP as number) / (p as number));
    expect(factors[0]).toBeCloseTo(2, 9);
    expect(factors[2]).toBe(1);
  });
});
