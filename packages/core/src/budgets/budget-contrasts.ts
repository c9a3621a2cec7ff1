import type { Cells } from "../cells/cells.ts";
import {
  type CountedCohort,
  type CountedDimension,
  countAll,
  countCohorts,
} from "../cells/cohort-counts.ts";
import { EvenhandError, shown } from "../errors.ts";
import { type Contrast, contrastCohorts } from "../metrics/contrast.ts";
import { contrastMetric } from "../metrics/contrast-metric.ts";
import { estimatorOfMeasurements } from "../metrics/estimator.ts";
import type { Measurement } from "../metrics/measurement.ts";
import type { Metric, RowMetric } from "../metrics/metric.ts";
import { contrastPairs } from "../metrics/pair-contrast.ts";
import { findMetric, requireMetric } from "../metrics/registry.ts";
import { suggestName } from "../table/nearest.ts";
import type { Budget } from "./budget.ts";
import type { Policy } from "./policy.ts";

/** A budget with what it looks at. */
export interface BudgetContrasts {
  readonly budget: Budget;
  /** Null for measurements made elsewhere under a name that is not of this library. */
  readonly metric: Metric | null;
  readonly dimension: CountedDimension;
  /** Judged cohorts and references, by id. */
  readonly cohorts: ReadonlyMap<string, CountedCohort>;
  readonly contrasts: readonly Contrast[];
}

/**
 * What a budget compares: a metric of the cells, or measurements made elsewhere under its name.
 *
 * @throws EvenhandError `config/unknown-cohorts`, `config/unknown-metric`, `config/no-interval`,
 *   `config/metric-inputs` for a comparison that a metric of rows does not have
 */
export function findContrasts(
  cells: Cells,
  measurements: readonly Measurement[],
  policy: Policy,
  budget: Budget,
  index: number,
): BudgetContrasts {
  const path = `budgets[${index}]`;
  const declared = policy.cohorts.find(({ name }) => name === budget.cohorts);
  if (declared === undefined) {
    throw new EvenhandError({
      code: "config/unknown-cohorts",
      path: `${path}.cohorts`,
      problem: "no cohorts are declared under this name",
      received: shown(budget.cohorts),
      hint: suggestName(
        budget.cohorts,
        policy.cohorts.map(({ name }) => name),
      ),
    });
  }
  const dimension = countCohorts(cells, declared);
  const cohorts = cohortsOf(dimension);
  const metric = findMetric(budget.metric) ?? null;
  const made = measurements.filter(
    (one) => one.metric === budget.metric && one.dimension === budget.cohorts,
  );
  if (metric?.kind === "rows") requireComparison(metric, budget, `${path}.compare`);
  const all =
    metric?.kind === "rows" || (metric === null && made.length > 0)
      ? contrastMade(metric, made, budget, dimension)
      : contrastOwnMetric(cells, budget, dimension, `${path}.metric`);
  const contrasts = all.filter(({ cohort }) => cohorts.has(cohort));
  if (contrasts.length > 0) return { budget, metric, dimension, cohorts, contrasts };
  // A budget that finds nothing to compare must say so: without a verdict it would pass unseen.
  const only = dimension.observed[0] ?? dimension.unknown ?? countAll(cells);
  return {
    budget,
    metric,
    dimension,
    cohorts: new Map([[only.cohort.id, only]]),
    contrasts: [contrastNothing(only)],
  };
}

/** By id, kept while the dimension is: each budget on it asks again. */
const kept = new WeakMap<CountedDimension, ReadonlyMap<string, CountedCohort>>();

function cohortsOf(dimension: CountedDimension): ReadonlyMap<string, CountedCohort> {
  let cohorts = kept.get(dimension);
  if (cohorts === undefined) {
    const listed = [...dimension.observed, ...dimension.rests.values()];
    cohorts = new Map(listed.map((counted) => [counted.cohort.id, counted]));
    kept.set(dimension, cohorts);
  }
  return cohorts;
}

/** Of measurements without their counts nothing is known within strata. */
function contrastMade(
  metric: RowMetric | null,
  made: readonly Measurement[],
  { compare }: Budget,
  dimension: CountedDimension,
): Contrast[] {
  if (compare === "distance") {
    return metric === null ? [] : contrastPairs(metric, made, dimension);
  }
  return compare !== "value" && dimension.strata !== undefined
    ? []
    : contrastCohorts(estimatorOfMeasurements(made), compare, dimension);
}

function contrastOwnMetric(
  cells: Cells,
  budget: Budget,
  dimension: CountedDimension,
  path: string,
): Contrast[] {
  const metric = requireMetric(budget.metric, path);
  if (budget.compare === "distance") {
    throw new EvenhandError({
      code: "config/metric-inputs",
      path: path.replace(/metric$/, "compare"),
      problem: "only distributions have a distance",
      received: shown(metric.name),
    });
  }
  if (metric.kind !== "count" && metric.kind !== "rows") {
    return contrastMetric(metric, budget.compare, dimension, cells.schema.weight);
  }
  throw new EvenhandError({
    code: "config/no-interval",
    path,
    problem: "a budget needs a metric with an interval",
    received: shown(metric.name),
  });
}

function requireComparison(metric: RowMetric, { compare }: Budget, path: string): void {
  if (metric.compares.includes(compare)) return;
  throw new EvenhandError({
    code: "config/metric-inputs",
    path,
    problem: `this comparison of ${metric.title} has no interval that holds`,
    expected: metric.compares.join(" or "),
    received: compare,
  });
}

function contrastNothing({ cohort }: CountedCohort): Contrast {
  return {
    cohort: cohort.id,
    reference: null,
    n: cohort.rows,
    nReference: null,
    smallest: cohort.rows,
    own: null,
    referenceValue: null,
    result: { status: "not-estimable", reason: "no-comparison" },
  };
}
