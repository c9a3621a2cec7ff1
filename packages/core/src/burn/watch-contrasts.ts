import type { BudgetContrasts } from "../budgets/budget-contrasts.ts";
import type { CountedCohort } from "../cells/cohort-counts.ts";
import { emptyCounts } from "../cells/outcome-counts.ts";
import type { Comparison } from "../metrics/comparison.ts";
import type { Contrast, ContrastResult, WorstCases } from "../metrics/contrast.ts";
import type { Estimate } from "../metrics/estimate.ts";
import { type Estimator, estimatorOf, type WeightKind } from "../metrics/estimator.ts";
import type { RateMetric } from "../metrics/metric.ts";
import type { Push } from "../metrics/rate.ts";
import type { Round, Watched } from "../stats/betting.ts";
import { type Proportion, rateOf } from "../stats/proportion.ts";
import { compareRounds, compareTotals } from "./watched-comparison.ts";

/**
 * The comparisons of a watched budget over the slots so far, with their intervals and p-values, and those
 * of the worst cases, replaced by ones that hold at every look. The worst cases are of all slots taken
 * together: what is unknown need not be spread over them evenly.
 *
 * @param sofar in the cells of all slots together
 * @param slots in the cells of each slot, in time order
 */
export function watchContrasts(
  sofar: BudgetContrasts,
  slots: readonly BudgetContrasts[],
  weight: WeightKind,
): BudgetContrasts {
  const estimator = estimatorOf(sofar.metric as RateMetric, weight);
  const contrasts = sofar.contrasts.map((contrast): Contrast => {
    const { result } = contrast;
    if (result.status === "not-estimable") return contrast;
    const { compare } = sofar.budget as { readonly compare: Watched };
    const rounds = slots.map((slot) => roundOf(slot, contrast, estimator));
    const comparison = compareRounds(rounds, compare);
    if (Number.isNaN(comparison.estimate)) return { ...contrast, result: NOTHING_SHARED };
    const worst = result.worst && worstOf(sofar, contrast, result.worst, estimator);
    const referenceValue = expectedOf(rounds);
    return { ...contrast, referenceValue, result: { status: "ok", comparison, worst } };
  });
  return { ...sofar, contrasts };
}

/** The two never had decisions in the same slot, or have rates of zero in all of them. */
const NOTHING_SHARED: ContrastResult = { status: "not-estimable", reason: "no-shared-stratum" };

/** The rate of the reference if its decisions were spread over the slots as the cohort’s are. */
function expectedOf(rounds: readonly Round[]): number | null {
  let expected = 0;
  let size = 0;
  for (const { first, second } of rounds) {
    if (second === null || second.size === 0) continue;
    expected += first.size * rateOf(second);
    size += first.size;
  }
  return size === 0 ? null : expected / size;
}

/** Kept by slot: every later look of the window asks again. */
const cache = new WeakMap<BudgetContrasts, Map<string, Round>>();

/** What a slot adds to a comparison; a cohort that is absent from it has no decisions there. */
function roundOf(
  slot: BudgetContrasts,
  { cohort, reference }: Contrast,
  estimator: Estimator,
): Round {
  let known = cache.get(slot);
  if (known === undefined) {
    known = new Map();
    cache.set(slot, known);
  }
  let round = known.get(cohort);
  if (round === undefined) {
    const count = (id: string): Proportion => {
      const counted = slot.cohorts.get(id);
      const estimate = counted === undefined ? null : estimator.estimate(counted).estimate;
      return proportionOf(estimate);
    };
    round = { first: count(cohort), second: reference === null ? null : count(reference) };
    known.set(cohort, round);
  }
  return round;
}

function worstOf(
  { budget, dimension, cohorts }: BudgetContrasts,
  contrast: Contrast,
  { because }: WorstCases,
  estimator: Estimator,
): WorstCases {
  const unplaced = dimension.unknown?.counts ?? emptyCounts();
  const bound = (id: string, push: Push): Proportion =>
    proportionOf(estimator.bound(cohorts.get(id) as CountedCohort, unplaced, push));
  const compared = (own: Push, other: Push): Comparison | null => {
    const first = bound(contrast.cohort, own);
    const second = contrast.reference === null ? null : bound(contrast.reference, other);
    return compareTotals({ first, second }, budget.compare as Watched);
  };
  return { lowest: compared("down", "up"), highest: compared("up", "down"), because };
}

function proportionOf(estimate: Estimate | null): Proportion {
  return estimate?.proportion ?? { successes: 0, size: 0 };
}
