import type { CountedCohort, CountedDimension } from "../../cells/cohort-counts.ts";
import type { OutcomeCounts } from "../../cells/outcome-counts.ts";
import { type Contrast, contrastCohorts } from "../../metrics/contrast.ts";
import { contrastMetric } from "../../metrics/contrast-metric.ts";
import { estimatorOf, type WeightKind } from "../../metrics/estimator.ts";
import type { ComparedMetric } from "../../metrics/metric.ts";
import type { BudgetContrasts } from "../budget-contrasts.ts";
import { placeInFamilies } from "../families.ts";
import { type FamilyPlace, judge, pAgainst, sideOf } from "../judge.ts";
import type { Policy } from "../policy.ts";
import type { VerdictKind } from "../verdict.ts";

/** One comparison of a budget, with the cohorts it is made of. */
export interface Subject {
  readonly metric: ComparedMetric;
  readonly one: BudgetContrasts;
  readonly contrast: Contrast;
  readonly own: CountedCohort;
  readonly reference: CountedCohort | null;
  readonly weight: WeightKind;
}

/** Counts as they would be. */
export interface Altered {
  readonly own: OutcomeCounts;
  readonly reference: OutcomeCounts | null;
  /** False: rows of unknown attribute belong to neither cohort, and bound nothing. */
  readonly countsUnknown: boolean;
}

/** What the rule says of altered counts. */
export interface TrialResult {
  /** Null where no comparison is left: the cohort would itself be the highest. */
  readonly verdict: VerdictKind | null;
  /** The end of the limit that the deciding bound breaks: −1 the lower, 1 the upper, 0 none. */
  readonly breaks: -1 | 0 | 1;
}

/** Where nobody asks for the family: the estimate lies inside the limit. */
const NO_PLACE: FamilyPlace = { adjustedP: 1, multiplier: 1 };

/**
 * Judges one comparison again with other counts, by the same rule. The other comparisons of its
 * family stay as they are, so its p-value is adjusted among theirs.
 *
 * @param judged all budgets, from `freezePValues`
 */
export function makeTrial(
  subject: Subject,
  judged: readonly BudgetContrasts[],
  policy: Policy,
): (altered: Altered) => TrialResult {
  const { one, contrast } = subject;
  const { limit } = one.budget;
  const { confidence, minimum } = policy.evidence;
  const frozen = judged.find(({ budget }) => budget.id === one.budget.id) as BudgetContrasts;
  const family = policy.evidence.family === "budget" ? [frozen] : judged;
  const at = one.contrasts.indexOf(contrast);
  const placeOf = (altered: Contrast): FamilyPlace => {
    const replaced = { ...frozen, contrasts: frozen.contrasts.with(at, altered) };
    const places = placeInFamilies(
      family.map((each) => (each === frozen ? replaced : each)),
      policy,
    );
    return places.get(altered) ?? NO_PLACE;
  };
  return (altered) => {
    const changed = contrastAgain(subject, altered);
    if (changed === null) return { verdict: null, breaks: 0 };
    if (changed.result.status === "not-estimable") return { verdict: "no-data", breaks: 0 };
    const { comparison, worst } = changed.result;
    const isInside = sideOf(comparison.estimate, limit) === "inside";
    const { verdict, bound } = judge(
      changed,
      comparison,
      worst,
      limit,
      confidence,
      minimum.denominator,
      isInside ? NO_PLACE : placeOf(changed),
    );
    const side = sideOf(bound, limit);
    return { verdict, breaks: side === "below" ? -1 : side === "above" ? 1 : 0 };
  };
}

/** The same budgets with every p-value computed once. */
export function freezePValues(judged: readonly BudgetContrasts[]): BudgetContrasts[] {
  return judged.map((one) => ({
    ...one,
    contrasts: one.contrasts.map((contrast): Contrast => {
      const { result } = contrast;
      if (result.status === "not-estimable") return contrast;
      const p = pAgainst(result.comparison, one.budget.limit);
      return {
        ...contrast,
        result: { ...result, comparison: { ...result.comparison, p: () => p } },
      };
    }),
  }));
}

/** The contrast of the altered cohorts, through the same code as that of the counted ones. */
function contrastAgain(subject: Subject, altered: Altered): Contrast | null {
  const { metric, one, weight } = subject;
  const { compare } = one.budget;
  // Only metrics of the cells have tipping points, and none of these is a distance.
  if (compare === "distance") return null;
  const dimension = reduce(subject, altered);
  const contrasts =
    metric.kind === "composite"
      ? contrastMetric(metric, compare, dimension, weight)
      : contrastCohorts(estimatorOf(metric, weight), compare, dimension);
  return contrasts.find(({ cohort }) => cohort === subject.own.cohort.id) ?? null;
}

/** The dimension without the cohorts that this comparison does not look at. */
function reduce({ one, own, reference }: Subject, altered: Altered): CountedDimension {
  const { dimension, observed, unknown } = one.dimension;
  const isHighest = dimension.reference.kind === "highest";
  const cohorts = isHighest
    ? observed
    : [own, ...(reference === null || reference === own ? [] : [reference])];
  return {
    // A declared reference and `rest` are both one cohort, found by its id.
    dimension: isHighest ? dimension : { ...dimension, reference: NAMED },
    observed: cohorts.map((counted) => {
      if (counted.cohort.id === own.cohort.id) return { ...counted, counts: altered.own };
      return counted.cohort.id === reference?.cohort.id
        ? { ...counted, counts: altered.reference ?? counted.counts }
        : counted;
    }),
    rests: NO_RESTS,
    unknown:
      unknown === null || !altered.countsUnknown
        ? null
        : { ...unknown, cohort: { ...unknown.cohort, reference: null } },
  };
}

const NAMED = { kind: "cohort", levels: [] } as const;
const NO_RESTS: CountedDimension["rests"] = new Map();
