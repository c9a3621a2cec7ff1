import type { Cells } from "../../cells/cells.ts";
import { EvenhandError, shown } from "../../errors.ts";
import type { Contrast } from "../../metrics/contrast.ts";
import type { Measurement } from "../../metrics/measurement.ts";
import { suggestName } from "../../table/nearest.ts";
import type { Budget } from "../budget.ts";
import { type BudgetContrasts, findContrasts } from "../budget-contrasts.ts";
import { familyOf, placeInFamilies } from "../families.ts";
import type { Policy } from "../policy.ts";
import { PLAN_SCHEMA, type Plan, type PlannedComparison } from "./plan.ts";
import { planContrast } from "./plan-contrast.ts";

export interface PlanOptions {
  /** The chance asked for. Default 0.8. */
  readonly power?: number;
  /** True values to plan for instead of the defaults; each takes the place of that on its side of a limit. */
  readonly truths?: readonly number[];
  /** Ids of the budgets to plan; all unless given. They stay in their families. */
  readonly budgets?: readonly string[];
}

/**
 * How many decisions each comparison of each budget needs to pass, and to fail, with a given chance;
 * how small a gap the present decisions can show; and how many false passes and fails to expect.
 *
 * Rates are planned by enumeration under the rule of `decide`, other metrics with an interval by a
 * normal approximation (`method`). The reference's rate is held where it is seen, and its decisions
 * grow with the cohort's. Fails are counted at the first step of Holm, 1 − confidence over the number of
 * comparisons, so that a plan is a little cautious where several fail together. With sampling weights
 * and repeated subjects, an additional decision is taken to tell as much as one does now.
 *
 * @param measurements those of metrics that the cells do not hold, as for `decide`
 * @throws EvenhandError `usage/bad-power`, `usage/bad-truth`, `usage/unknown-budget`, and what `decide`
 *   throws of a policy that does not fit the cells
 * @example
 * const { cells } = audit(people, question);
 * planBudgets(cells, [], configuration).comparisons[0]?.sentence;
 */
export function planBudgets(
  cells: Cells,
  measurements: readonly Measurement[],
  policy: Policy,
  options: PlanOptions = {},
): Plan {
  const { power = 0.8, truths = [], budgets } = options;
  requireOptions(power, truths, budgets ?? [], policy.budgets);
  const judged = policy.budgets.map((budget, i) =>
    findContrasts(cells, measurements, policy, budget, i),
  );
  const sizes = familySizes(judged, policy);
  const wanted = judged.filter(({ budget }) => budgets?.includes(budget.id) ?? true);
  const comparisons = wanted.flatMap((one) => {
    const family = familyOf(one.budget, policy.evidence);
    const size = policy.evidence.multiplicity === "none" ? 1 : (sizes.get(family) ?? 1);
    const context = { policy, cells, family, size, power, truths };
    return one.contrasts.map((contrast) => planContrast(one, contrast, context));
  });
  return {
    schema: PLAN_SCHEMA,
    power,
    confidence: policy.evidence.confidence,
    minimum: policy.evidence.minimum.denominator,
    comparisons,
    families: [...new Set(comparisons.map(({ family }) => family))].map((family) => {
      const members = comparisons.filter((one) => one.family === family);
      const notPlanned = members.filter(({ status }) => status === "not-planned").length;
      return {
        family,
        comparisons: sizes.get(family) ?? 0,
        expectedFalseFails:
          notPlanned === members.length ? null : sum(members, ({ falseFail }) => falseFail),
        notPlanned,
      };
    }),
    expectedFalsePasses: sum(comparisons, ({ falsePass }) => falsePass),
  };
}

/** Distinct comparisons of each family: Holm's multiplier of its smallest p-value. */
function familySizes(
  judged: readonly BudgetContrasts[],
  policy: Policy,
): ReadonlyMap<string, number> {
  const holm = { ...policy, evidence: { ...policy.evidence, multiplicity: "holm" as const } };
  const places = placeInFamilies(judged, holm);
  const sizes = new Map<string, number>();
  for (const { budget, contrasts } of judged) {
    const family = familyOf(budget, policy.evidence);
    const multipliers = contrasts.map((one: Contrast) => places.get(one)?.multiplier ?? 0);
    sizes.set(family, Math.max(sizes.get(family) ?? 0, ...multipliers));
  }
  return sizes;
}

function sum(
  comparisons: readonly PlannedComparison[],
  of: (one: Extract<PlannedComparison, { status: "planned" }>) => number,
): number {
  return comparisons.reduce((all, one) => all + (one.status === "planned" ? of(one) : 0), 0);
}

function requireOptions(
  power: number,
  truths: readonly number[],
  wanted: readonly string[],
  budgets: readonly Budget[],
): void {
  if (!(power >= 0.5 && power <= 0.99)) {
    throw new EvenhandError({
      code: "usage/bad-power",
      path: "power",
      problem: "this is no chance to plan for",
      expected: "a number from 0.5 to 0.99",
      received: shown(power),
    });
  }
  const bad = truths.find((truth) => !Number.isFinite(truth));
  if (bad !== undefined) {
    throw new EvenhandError({
      code: "usage/bad-truth",
      path: "truths",
      problem: "a true value must be a number",
      expected: "a finite number",
      received: shown(bad),
    });
  }
  const ids = budgets.map(({ id }) => id);
  const unknown = wanted.find((id) => !ids.includes(id));
  if (unknown !== undefined) {
    throw new EvenhandError({
      code: "usage/unknown-budget",
      path: "budgets",
      problem: "there is no budget with this id",
      received: shown(unknown),
      hint: suggestName(unknown, ids),
    });
  }
}
