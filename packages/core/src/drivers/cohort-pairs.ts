import type { CountedCohort, CountedDimension } from "../cells/cohort-counts.ts";
import { addCounts, emptyCounts, type OutcomeCounts } from "../cells/outcome-counts.ts";
import { restId } from "../cohorts/cohort-id.ts";
import type { RateMetric } from "../metrics/metric.ts";
import { countRate } from "../metrics/rate.ts";

/** A known cohort and what it is compared with. */
export interface CohortPair {
  readonly cohort: string;
  readonly reference: string;
  readonly own: OutcomeCounts;
  readonly other: OutcomeCounts;
}

/**
 * The known cohorts of a dimension, each with its reference, in cohort order. For `highest` that is the
 * cohort with the highest rate of the metric, taken as if it had been named.
 */
export function pairCohorts(metric: RateMetric, counted: CountedDimension): CohortPair[] {
  const { dimension, observed, rests } = counted;
  const top = dimension.reference.kind === "highest" ? findHighest(metric, observed) : null;
  return observed.flatMap((own): CohortPair[] => {
    const { id, reference } = own.cohort;
    const other =
      top ?? rests.get(id) ?? observed.find(({ cohort }) => cohort.id === reference) ?? null;
    if (other === null || other === own) return [];
    return [{ cohort: id, reference: other.cohort.id, own: own.counts, other: other.counts }];
  });
}

/** The same two in one stratum, where either may have nobody. */
export function pairInStratum(
  { cohort, reference }: CohortPair,
  { observed, rests }: CountedDimension,
): { readonly own: OutcomeCounts; readonly other: OutcomeCounts } {
  const countsOf = (id: string): OutcomeCounts =>
    observed.find((one) => one.cohort.id === id)?.counts ?? emptyCounts();
  if (reference !== restId(cohort)) return { own: countsOf(cohort), other: countsOf(reference) };
  // Without the cohort in this stratum everyone known in it is the rest.
  const rest = rests.get(cohort);
  return { own: countsOf(cohort), other: rest === undefined ? sumOf(observed) : rest.counts };
}

function findHighest(metric: RateMetric, observed: readonly CountedCohort[]): CountedCohort | null {
  let top: CountedCohort | null = null;
  let best = -Infinity;
  for (const one of observed) {
    const { numerator, denominator } = countRate(metric, one.counts);
    if (denominator > 0 && numerator / denominator > best) {
      best = numerator / denominator;
      top = one;
    }
  }
  return top;
}

function sumOf(cohorts: readonly CountedCohort[]): OutcomeCounts {
  const sum = emptyCounts();
  for (const { counts } of cohorts) addCounts(sum, counts);
  return sum;
}
