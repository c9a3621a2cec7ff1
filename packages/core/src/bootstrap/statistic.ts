import type { OutcomeCounts } from "../cells/outcome-counts.ts";
import { EvenhandError, shown } from "../errors.ts";
import { confusionOf } from "../metrics/derivations.ts";
import type { Scale } from "../metrics/estimate.ts";
import type { EstimatedMetric } from "../metrics/metric.ts";
import { countRate } from "../metrics/rate.ts";
import { requireMetric } from "../metrics/registry.ts";
import { decisionCountsOf } from "./decision-counts.ts";
import type { CellStatistic, NamedStatistic } from "./question.ts";

/** A statistic of the cells as the bootstrap computes it. */
export interface PreparedStatistic {
  readonly cohorts: readonly string[];
  readonly scale: Scale;
  /** Null or not finite where it has no value. */
  readonly of: (weights: readonly Float64Array[]) => number | null;
}

/** @throws EvenhandError `config/unknown-metric`, `usage/bootstrap-metric`, `usage/no-reference` */
export function prepareStatistic(statistic: CellStatistic): PreparedStatistic {
  if (!("metric" in statistic)) {
    const { cohorts, scale, of } = statistic;
    return { cohorts, scale, of: (weights) => of(weights.map(decisionCountsOf)) };
  }
  const metric = requireEstimated(statistic.metric);
  const { cohort, compare, reference } = statistic;
  const measureOf = metricOfWeights(metric);
  if (compare === undefined) {
    const of = ([own]: readonly Float64Array[]): number | null => measureOf(own as Float64Array);
    const scale = metric.kind === "rate" || metric.range === "unit" ? "logit" : "log";
    return { cohorts: [cohort], scale, of };
  }
  if (reference === undefined) throw noReference(statistic);
  const combine =
    compare === "difference"
      ? (own: number, other: number) => own - other
      : (own: number, other: number) => own / other;
  return {
    cohorts: [cohort, reference],
    scale: compare === "difference" ? "identity" : "log",
    of([first, second]) {
      const own = measureOf(first as Float64Array);
      const other = measureOf(second as Float64Array);
      return own === null || other === null ? null : combine(own, other);
    },
  };
}

function requireEstimated(name: string): EstimatedMetric {
  const metric = requireMetric(name, "metric");
  if (metric.kind === "rate" || metric.kind === "derived") return metric;
  throw new EvenhandError({
    code: "usage/bootstrap-metric",
    path: "metric",
    problem: "this metric is no smooth function of one cohort's counts",
    expected: "a rate, or a value derived from counts such as f1_score",
    received: shown(name),
    hint:
      metric.kind === "composite"
        ? "Its gaps have simultaneous intervals in every audit, which hold at parity too."
        : "Measure it from rows.",
  });
}

function noReference({ compare }: NamedStatistic): EvenhandError {
  return new EvenhandError({
    code: "usage/no-reference",
    path: "reference",
    problem: `a ${compare} needs a second cohort`,
    expected: "the id of a cohort",
    received: "none",
  });
}

const NOTHING = new Float64Array(9);

function metricOfWeights(metric: EstimatedMetric): (weights: Float64Array) => number | null {
  return (weights) => {
    const counts: OutcomeCounts = { n: NOTHING, w: weights, w2: NOTHING };
    if (metric.kind === "derived") {
      return metric.derive(confusionOf(counts, "none"))?.estimate.value ?? null;
    }
    const { numerator, denominator } = countRate(metric, counts);
    return denominator === 0 ? null : numerator / denominator;
  };
}
