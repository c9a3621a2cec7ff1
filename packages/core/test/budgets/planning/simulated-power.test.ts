import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { describe, expect, it } from "vitest";
import type { Budget } from "../../../src/budgets/budget.ts";
import { decide } from "../../../src/budgets/decide.ts";
import { planBudgets } from "../../../src/budgets/planning/plan-budgets.ts";
import { cellsOfDecisions, never, policyOf, type Selected } from "../given-cells.ts";

const TRIALS = 500;

/** The share of drawn audits in which the first cohort gets the verdict; the others are at parity. */
function simulate(
  kind: "pass" | "fail",
  budget: Partial<Budget>,
  groups: Readonly<Record<string, { readonly n: number; readonly rate: number }>>,
): number {
  const generator = xoroshiro128plus(20261124);
  const draw = (n: number, rate: number): number => {
    let selected = 0;
    for (let i = 0; i < n; i++) if (uniformFloat64(generator) < rate) selected++;
    return selected;
  };
  let hits = 0;
  for (let trial = 0; trial < TRIALS; trial++) {
    const drawn = Object.entries(groups).map(
      ([level, { n, rate }]) => [level, [draw(n, rate), n]] as const,
    );
    const cells = cellsOfDecisions(Object.fromEntries(drawn) as Record<string, Selected>);
    const { verdicts } = decide(cells, [], policyOf([budget]), never);
    if (verdicts[0]?.verdict === kind) hits++;
  }
  return hits / TRIALS;
}

describe("the power of a plan, simulated with the evaluator itself", () => {
  it.each<["pass" | "fail", Partial<Budget>, others: number]>([
    ["pass", { compare: "ratio", limit: { min: 0.8, max: 1.25 } }, 0],
    ["fail", { compare: "ratio", limit: { min: 0.8, max: null } }, 3],
    ["pass", { compare: "difference", limit: { min: -0.1, max: 0.1 } }, 3],
    ["fail", { compare: "difference", limit: { min: -0.1, max: 0.1 } }, 0],
  ])("is within three standard errors: %s, %j, %i other cohorts", (kind, budget, others) => {
    const rate = 0.35;
    const names = Array.from({ length: others }, (_, i) => `b${i}`);
    const present = Object.fromEntries(["a", ...names].map((name) => [name, [350, 1000]] as const));
    const cells = cellsOfDecisions({ ...present, ref: [700, 2000] });
    const [one] = planBudgets(cells, [], policyOf([budget])).comparisons;
    if (one?.status !== "planned") throw new Error("not planned");
    const { truth, need } = one[kind];
    if (need.status !== "enough-with" || need.reference === null) throw new Error("never");
    const own = {
      n: need.decisions,
      rate: budget.compare === "ratio" ? truth * rate : truth + rate,
    };
    const even = names.map((name) => [name, { n: need.decisions, rate }] as const);
    const simulated = simulate(kind, budget, {
      a: own,
      ...Object.fromEntries(even),
      ref: { n: need.reference.decisions, rate },
    });
    const error = Math.sqrt((need.chance * (1 - need.chance)) / TRIALS);
    expect(Math.abs(simulated - need.chance)).toBeLessThan(3 * error);
  });
});
