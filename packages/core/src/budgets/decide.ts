import type { Cells } from "../cells/cells.ts";
import type { CountedCohort } from "../cells/cohort-counts.ts";
import { EvenhandError, shown } from "../errors.ts";
import type { Contrast } from "../metrics/contrast.ts";
import type { WeightKind } from "../metrics/estimator.ts";
import type { Measurement } from "../metrics/measurement.ts";
import { toInterval } from "../stats/interval.ts";
import { applyWaiver } from "./apply-waiver.ts";
import { type BudgetContrasts, findContrasts } from "./budget-contrasts.ts";
import { placeInFamilies } from "./families.ts";
import { type FamilyPlace, judge, pAgainst } from "./judge.ts";
import { concludeOutcome } from "./outcome.ts";
import type { DecideContext, Policy } from "./policy.ts";
import { verdictSentence } from "./sentence.ts";
import { countShortfall } from "./shortfall.ts";
import { findTippingPoints } from "./tipping/tipping-points.ts";
import { freezePValues } from "./tipping/trial.ts";
import type { Outcome, Verdict } from "./verdict.ts";
import { cohortText } from "./wording.ts";

export interface Decided {
  readonly verdicts: readonly Verdict[];
  readonly outcome: Outcome;
}

/**
 * Judges every budget. The one evaluator: library, command, matcher and report show what it says.
 * Metrics of the cells are judged from the cells; others (of rows, or made elsewhere, such as
 * `recourse_burden`) from the measurements of that name. Cohorts of unknown attribute are not judged
 * themselves; they bound the others.
 *
 * @throws EvenhandError `config/unknown-metric`, `config/unknown-cohorts`, `config/no-interval`,
 *   `config/metric-inputs`, `usage/no-date` where waivers need one, `usage/bad-date`
 */
export function decide(
  cells: Cells,
  measurements: readonly Measurement[],
  policy: Policy,
  context: DecideContext,
): Decided {
  const judged = policy.budgets.map((budget, i) =>
    findContrasts(cells, measurements, policy, budget, i),
  );
  return decideContrasts(judged, cells.schema.weight, policy, context);
}

/** The same from comparisons that were made already, one entry a budget. */
export function decideContrasts(
  judged: readonly BudgetContrasts[],
  weight: WeightKind,
  policy: Policy,
  context: DecideContext,
): Decided {
  requireDate(policy, context);
  const places = placeInFamilies(judged, policy);
  const frozen = context.tipping === true ? freezePValues(judged) : null;
  const verdicts = judged.flatMap((one) =>
    one.contrasts.map((contrast, at) => {
      const verdict = verdictOf(one, contrast, places, policy, context);
      if (frozen === null) return verdict;
      const tipping = findTippingPoints(one, at, frozen, policy, weight);
      return { ...verdict, tipping };
    }),
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
      isComposite: metric?.kind === "composite",
      counts: (metric?.kind === "rows" ? metric.counts : undefined) ?? "decisions",
      cohortText: cohortText(cohort, dimension.dimension),
      referenceText: reference === null ? null : cohortText(reference.cohort, dimension.dimension),
      within: budget.compare === "value" ? [] : (dimension.dimension.within ?? []),
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
  const isBounded = Number.isFinite(comparison.estimate);
  return finish({
    ...shared,
    verdict: judgement.verdict,
    reason: judgement.reason,
    estimate: isBounded ? comparison.estimate : null,
    bound: Number.isFinite(judgement.bound) ? judgement.bound : null,
    boundLevel: judgement.boundLevel,
    interval: isBounded
      ? toInterval(comparison.bounds(confidence), confidence, comparison.method)
      : null,
    p: pAgainst(comparison, budget.limit),
    adjustedP: place.adjustedP,
    waiver:
      judgement.verdict === "fail" && today !== null
        ? applyWaiver(policy.waivers, budget.id, cohort, budget.limit, comparison.estimate, today)
        : null,
    shortfall:
      metric?.kind === "rate" && contrast.own !== null && budget.compare !== "distance"
        ? countShortfall(contrast.own, budget.compare, budget.limit, contrast.referenceValue)
        : null,
  });
}
