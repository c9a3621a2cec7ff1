import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { describe, expect, it } from "vitest";
import type { Budget } from "../../../src/budgets/budget.ts";
import { checkFeasibility } from "../../../src/budgets/feasibility/check-feasibility.ts";
import { policyOf } from "../given-cells.ts";
import { cellsOfOutcomes } from "./cells-of-outcomes.ts";

/** Written out by hand, so that a wrong formula in the search cannot agree with itself. */
const FORMULAS: Readonly<
  Record<string, (tp: number, fp: number, tn: number, fn: number) => number>
> = {
  selection_rate: (tp, fp, tn, fn) => (tp + fp) / (tp + fp + tn + fn),
  true_positive_rate: (tp, _fp, _tn, fn) => tp / (tp + fn),
  false_positive_rate: (_tp, fp, tn) => fp / (fp + tn),
  false_negative_rate: (tp, _fp, _tn, fn) => fn / (tp + fn),
  precision: (tp, fp) => tp / (tp + fp),
  negative_predictive_value: (_tp, _fp, tn, fn) => tn / (tn + fn),
  false_omission_rate: (_tp, _fp, tn, fn) => fn / (tn + fn),
  accuracy: (tp, fp, tn, fn) => (tp + tn) / (tp + fp + tn + fn),
  balanced_accuracy: (tp, fp, tn, fn) => (tp / (tp + fn) + tn / (tn + fp)) / 2,
  f1_score: (tp, fp, _tn, fn) => (2 * tp) / (2 * tp + fp + fn),
  treatment_equality: (_tp, fp, _tn, fn) => fn / fp,
};
const NAMES = Object.keys(FORMULAS);

type Group = readonly [favourable: number, all: number];
type Rates = readonly [tpr: number, fpr: number];

interface Case {
  readonly reference: Group;
  readonly own: Group;
  readonly budgets: readonly Budget[];
}

const CASES = 1_000;
const rng = xoroshiro128plus(20261124);
const draw = (): number => uniformFloat64(rng);

/** Rates at which each of the four counts is one row at least, where 20 have either outcome. */
const drawRate = (): number => 0.05 + 0.9 * draw();

function metricAt(name: string, [favourable, all]: Group, [tpr, fpr]: Rates): number {
  const [tp, fp] = [favourable * tpr, (all - favourable) * fpr];
  return (FORMULAS[name] as (typeof FORMULAS)[string])(
    tp,
    fp,
    all - favourable - fp,
    favourable - tp,
  );
}

function comparedBy({ compare }: Budget, own: number, reference: number): number {
  if (compare === "value") return own;
  return compare === "ratio" ? own / reference : own - reference;
}

/** Budgets of random kinds; a planted case is made around decisions that keep them. */
function makeCase(isPlanted: boolean): Case {
  const group = (): Group => {
    const all = uniformInt(rng, 60, 400);
    return [uniformInt(rng, 20, all - 20), all];
  };
  const [reference, own] = [group(), group()];
  const truth = {
    reference: [drawRate(), drawRate()] as const,
    own: [drawRate(), drawRate()] as const,
  };
  const budgets = Array.from({ length: uniformInt(rng, 2, 5) }, (_, i): Budget => {
    const metric = NAMES[uniformInt(rng, 0, NAMES.length - 1)] as string;
    const compare = (["difference", "ratio", "value"] as const)[
      uniformInt(rng, 0, 2)
    ] as Budget["compare"];
    const id = `budget ${i}`;
    const base = policyOf([{ id, metric, compare }]).budgets[0] as Budget;
    const kept = [
      comparedBy(
        base,
        metricAt(metric, own, truth.own),
        metricAt(metric, reference, truth.reference),
      ),
      ...(compare === "value" ? [metricAt(metric, reference, truth.reference)] : []),
    ];
    const slack = 0.002 + 0.1 * draw() ** 3;
    const centre = compare === "value" ? draw() : compare === "ratio" ? 0.5 + draw() : draw() - 0.5;
    const limit = isPlanted
      ? { min: Math.min(...kept) - slack, max: Math.max(...kept) + slack }
      : { min: centre - slack, max: centre + slack };
    return { ...base, limit: draw() < 0.3 ? { ...limit, max: null } : limit };
  });
  return { reference, own, budgets };
}

const answer = ({ reference, own, budgets }: Case) => {
  const cells = cellsOfOutcomes({ own, ref: reference });
  const [found] = checkFeasibility(cells, policyOf(budgets));
  if (found === undefined) throw new Error("no answer");
  return found;
};

/** Whether every budget holds within a tolerance; what cannot be computed does not. */
function holds(budget: Budget, own: number, reference: number, tolerance = 0): boolean {
  const { min, max } = budget.limit;
  const values =
    budget.compare === "value" ? [own, reference] : [comparedBy(budget, own, reference)];
  return values.every(
    (value) => value >= (min ?? -Infinity) - tolerance && value <= (max ?? Infinity) + tolerance,
  );
}

const STEPS = 16;
const GRID: readonly Rates[] = Array.from({ length: (STEPS + 1) ** 2 }, (_, i) => [
  (i % (STEPS + 1)) / STEPS,
  Math.floor(i / (STEPS + 1)) / STEPS,
]);

/** Whether any decisions on a grid of rates keep all budgets. */
function gridFinds({ own, reference, budgets }: Case): boolean {
  const tables = budgets.map((budget) => ({
    budget,
    own: GRID.map((rates) => metricAt(budget.metric, own, rates)),
    reference: GRID.map((rates) => metricAt(budget.metric, reference, rates)),
  }));
  return GRID.some((_, i) =>
    GRID.some((_, j) =>
      tables.every((table) =>
        holds(table.budget, table.own[i] as number, table.reference[j] as number),
      ),
    ),
  );
}

describe("checkFeasibility against grid search", () => {
  it(`is wrong in none of ${CASES} cases`, () => {
    const tally = { feasible: 0, infeasible: 0, undecided: 0 };
    for (let i = 0; i < CASES; i++) {
      const isPlanted = i % 2 === 0;
      const one = makeCase(isPlanted);
      const found = answer(one);
      tally[found.status] += 1;
      const isPossible = isPlanted || gridFinds(one);
      if (isPossible) expect(found.status, `${i}`).not.toBe("infeasible");
      if (found.status !== "feasible") continue;
      const rates = (id: string): Rates => {
        const witness = found.witness.find(({ cohort }) => cohort === id);
        if (witness === undefined) throw new Error(id);
        const { tp, fp, tn, fn } = witness;
        return [tp / (tp + fn), fp / (fp + tn)];
      };
      for (const budget of one.budgets) {
        const value = metricAt(budget.metric, one.own, rates("g=own"));
        const other = metricAt(budget.metric, one.reference, rates("g=ref"));
        expect(holds(budget, value, other, 2e-6), `${i} ${budget.metric}`).toBe(true);
      }
    }
    // Both answers must occur often, or the comparison says little.
    expect(tally.feasible).toBeGreaterThan(500);
    expect(tally.infeasible).toBeGreaterThan(200);
    expect(tally.undecided).toBeLessThan(10);
  }, 300_000);
});
