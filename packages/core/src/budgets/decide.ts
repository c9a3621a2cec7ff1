import type { Cells } from "../cells/cells.ts";
import {
  type CountedCohort,
  type CountedDimension,
  countAll,
  countCohorts,
} from "../cells/cohort-counts.ts";
import { EvenhandError, shown } from "../errors.ts";
import { compareByInterval } from "../metrics/comparison.ts";
import { type Contrast, contrastCohorts } from "../metrics/contrast.ts";
import type { Measurement } from "../metrics/measurement.ts";
import { countRate } from "../metrics/rate.ts";
import { findMetric, type RateMetric, requireMetric } from "../metrics/registry.ts";
import { holm } from "../stats/holm.ts";
import { suggestName } from "../table/nearest.ts";
import { applyWaiver } from "./apply-waiver.ts";
import type { Budget } from "./budget.ts";
import { type FamilyPlace, judge, pAgainst } from "./judge.ts";
import { concludeOutcome } from "./outcome.ts";
import type { DecideContext, Policy } from "./policy.ts";
import { verdictSentence } from "./sentence.ts";
import { countShortfall } from "./shortfall.ts";
import type { Outcome, Verdict } from "./verdict.ts";
import { cohortText } from "./wording.ts";

export interface Decided {
  readonly verdicts: readonly Verdict[];
  readonly outcome: Outcome;
}

/**
 * Judges every budget. The one evaluator: library, command, matcher and report show what it says.
 * Metrics of the registry are judged from the cells; others (made elsewhere, such as
 * `recourse_burden`) from the measurements of that name, as values. Cohorts of unknown attribute
 * are not judged themselves; they bound the others.
 *
 * @throws EvenhandError `config/unknown-metric`, `config/unknown-cohorts`, `config/no-interval`,
 *   `config/value-only`, `usage/no-date` where waivers need one, `usage/bad-date`
 */
export function decide(
  cells: Cells,
  measurements: readonly Measurement[],
  policy: Policy,
  context: DecideContext,
): Decided {
  requireDate(policy, context);
  const judged = policy.budgets.map((budget, i) =>
    contrastsOf(cells, measurements, policy, budget, i),
  );
  const places = placeInFamilies(judged, policy);
  const verdicts = judged.flatMap((one) =>
    one.contrasts.map((contrast) => verdictOf(one, contrast, places, policy, context)),
  );
  return { verdicts, outcome: concludeOutcome(verdicts, policy.budgets) };
}

function requireDate({ waivers }: Policy, { today }: DecideContext): void {
  if (today === null && waivers.length > 0) {
    throw new EvenhandError({
      code: "usage/no-date",
      problem: "waivers end on a date, and no date was given",
      expected: "today as YYYY-MM-DD",
      hint: "Pass `today`.",
    });
  }
  // Dates are compared as texts, which only this form allows.
  if (today !== null && !/^\d{4}-\d{2}-\d{2}$/.test(today)) {
    throw new EvenhandError({
      code: "usage/bad-date",
      path: "today",
      problem: "this is no date",
      expected: "YYYY-MM-DD",
      received: shown(today),
    });
  }
}

/** A budget with what it looks at. */
interface BudgetContrasts {
  readonly budget: Budget;
  /** Null for measurements made elsewhere. */
  readonly metric: RateMetric | null;
  readonly dimension: CountedDimension;
  /** Judged cohorts and references, by id. */
  readonly cohorts: ReadonlyMap<string, CountedCohort>;
  readonly contrasts: readonly Contrast[];
}

function contrastsOf(
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
  const listed = [...dimension.observed, ...dimension.rests.values()];
  const cohorts = new Map(listed.map((counted) => [counted.cohort.id, counted]));
  const made = measurements.filter(
    (one) =>
      one.metric === budget.metric && one.dimension === budget.cohorts && cohorts.has(one.cohort),
  );
  if (findMetric(budget.metric) === undefined && made.length > 0) {
    const contrasts = made.map((one) => contrastMeasurement(one, budget, path));
    return { budget, metric: null, dimension, cohorts, contrasts };
  }
  const metric = requireMetric(budget.metric, `${path}.metric`);
  if (metric.kind !== "rate") throw notARate(`${path}.metric`, metric.name);
  const contrasts = contrastCohorts(metric, budget.compare, dimension, cells.schema.weight).filter(
    ({ cohort }) => cohorts.has(cohort),
  );
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

function contrastNothing({ cohort }: CountedCohort): Contrast {
  return {
    cohort: cohort.id,
    reference: null,
    n: cohort.rows,
    nReference: null,
    fraction: { numerator: 0, denominator: 0, rows: 0, squares: 0 },
    result: { status: "not-estimable", reason: "no-comparison" },
  };
}

function contrastMeasurement(measurement: Measurement, budget: Budget, path: string): Contrast {
  if (budget.compare !== "value") {
    throw new EvenhandError({
      code: "config/value-only",
      path: `${path}.compare`,
      problem: "a measurement made elsewhere can only be judged as a value",
      expected: '"value"',
      received: shown(budget.compare),
    });
  }
  const { cohort, n, numerator, denominator } = measurement;
  const fraction = { numerator, denominator, rows: n, squares: denominator };
  const key = { cohort, reference: null, n, nReference: null, fraction };
  if (measurement.status === "not-estimable") {
    return { ...key, result: { status: "not-estimable", reason: measurement.reason } };
  }
  if (measurement.interval === null) throw notARate(`${path}.metric`, measurement.metric);
  const comparison = compareByInterval(measurement.value, measurement.interval);
  return { ...key, result: { status: "ok", comparison, worst: null } };
}

function notARate(path: string, name: string): EvenhandError {
  return new EvenhandError({
    code: "config/no-interval",
    path,
    problem: "a budget needs a metric with an interval",
    received: shown(name),
  });
}

/** Holm within each budget, or over all error budgets of the file; warn-budgets stay on their own. */
function placeInFamilies(
  judged: readonly BudgetContrasts[],
  { evidence }: Policy,
): ReadonlyMap<Contrast, FamilyPlace> {
  const families = new Map<string, { contrast: Contrast; p: number }[]>();
  for (const { budget, contrasts } of judged) {
    const shared = evidence.family === "file" && budget.severity === "error";
    const name = shared ? "file" : `budget ${budget.id}`;
    const family = families.get(name) ?? [];
    families.set(name, family);
    for (const contrast of contrasts) {
      if (contrast.result.status === "not-estimable") continue;
      family.push({ contrast, p: pAgainst(contrast.result.comparison, budget.limit) });
    }
  }
  const places = new Map<Contrast, FamilyPlace>();
  for (const family of families.values()) {
    const { adjusted, multipliers } = holm(family.map(({ p }) => p));
    family.forEach(({ contrast, p }, i) => {
      places.set(
        contrast,
        evidence.multiplicity === "holm"
          ? { adjustedP: adjusted[i] as number, multiplier: multipliers[i] as number }
          : { adjustedP: p, multiplier: 1 },
      );
    });
  }
  return places;
}

function verdictOf(
  { budget, metric, dimension, cohorts }: BudgetContrasts,
  contrast: Contrast,
  places: ReadonlyMap<Contrast, FamilyPlace>,
  policy: Policy,
  { today }: DecideContext,
): Verdict {
  const { confidence, minimum } = policy.evidence;
  const cohort = (cohorts.get(contrast.cohort) as CountedCohort).cohort;
  const reference = contrast.reference === null ? null : (cohorts.get(contrast.reference) ?? null);
  const shared = {
    budget: budget.id,
    metric: budget.metric,
    compare: budget.compare,
    dimension: budget.cohorts,
    cohort: contrast.cohort,
    reference: contrast.reference,
    severity: budget.severity,
    limit: budget.limit,
    n: contrast.n,
    nReference: contrast.nReference,
  };
  const finish = (verdict: Omit<Verdict, "sentence">): Verdict => ({
    ...verdict,
    sentence: verdictSentence({
      verdict,
      metricTitle: metric?.title ?? budget.metric.replaceAll("_", " "),
      cohortText: cohortText(cohort, dimension.dimension),
      referenceText: reference === null ? null : cohortText(reference.cohort, dimension.dimension),
      confidence,
    }),
  });
  if (contrast.result.status === "not-estimable") {
    const { reason } = contrast.result;
    const none = {
      estimate: null,
      bound: null,
      boundLevel: null,
      interval: null,
      p: null,
    } as const;
    const verdict = {
      verdict: "no-data",
      reason,
      adjustedP: null,
      waiver: null,
      shortfall: null,
    } as const;
    return finish({ ...shared, ...none, ...verdict });
  }
  const { comparison, worst } = contrast.result;
  const place = places.get(contrast) as FamilyPlace;
  const judgement = judge(
    contrast,
    comparison,
    worst,
    budget.limit,
    confidence,
    minimum.denominator,
    place,
  );
  const { lower, upper } = comparison.bounds(confidence);
  const isBounded = Number.isFinite(comparison.estimate);
  const referenceRate =
    reference === null || metric === null ? null : rateOfCohort(metric, reference);
  return finish({
    ...shared,
    verdict: judgement.verdict,
    reason: judgement.reason,
    estimate: isBounded ? comparison.estimate : null,
    bound: Number.isFinite(judgement.bound) ? judgement.bound : null,
    boundLevel: judgement.boundLevel,
    interval: isBounded ? { lower, upper, confidence, method: comparison.method } : null,
    p: pAgainst(comparison, budget.limit),
    adjustedP: place.adjustedP,
    waiver:
      judgement.verdict === "fail" && today !== null
        ? applyWaiver(policy.waivers, budget.id, cohort, budget.limit, comparison.estimate, today)
        : null,
    shortfall:
      metric === null
        ? null
        : countShortfall(contrast, budget.compare, budget.limit, referenceRate),
  });
}

function rateOfCohort(metric: RateMetric, { counts }: CountedCohort): number {
  const { numerator, denominator } = countRate(metric, counts);
  return numerator / denominator;
}
