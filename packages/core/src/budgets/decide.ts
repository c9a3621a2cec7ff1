import type { Cells } from "../cells/cells.ts";
import type { CountedCohort } from "../cells/cohort-counts.ts";
import { EvenhandError, shown } from "../errors.ts";
import type { Contrast } from "../metrics/contrast.ts";
import type { WeightKind } from "../metrics/estimator.ts";
import type { Measurement } from "../metrics/measurement.ts";
import { toInterval } from "../stats/interval.ts";
import { applyWaiver } from "./apply-waiver.ts";
import type { Budget } from "./budget.ts";
import { type BudgetContrasts, findContrasts } from "./budget-contrasts.ts";
import { placeInFamilies } from "./families.ts";
import { addDebts, allowForLooks } from "./history/apply-history.ts";
import type { Odometer } from "./history/history.ts";
import { type FamilyPlace, judge, judgePoint, judgeTarget, pAgainst } from "./judge.ts";
import { concludeOutcome } from "./outcome.ts";
import type { DecideContext, Policy } from "./policy.ts";
import { countShortfall } from "./shortfall.ts";
import { findTippingPoints } from "./tipping/tipping-points.ts";
import { freezePValues } from "./tipping/trial.ts";
import type { Outcome, Verdict } from "./verdict.ts";
import { wordsOf } from "./verdict-words.ts";

export interface Decided {
  readonly verdicts: readonly Verdict[];
  readonly outcome: Outcome;
  /** How often these people judged a model; absent without a history. */
  readonly odometer?: Odometer;
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
  declared: Policy,
  context: DecideContext,
): Decided {
  const find = (budget: Budget, i: number): BudgetContrasts =>
    findContrasts(cells, measurements, policy, budget, i);
  const { weight } = cells.schema;
  requireDate(declared, context);
  const { policy, odometer } = allowForLooks(cells, declared, context);
  // With families of their own, thousands of comparisons need not be held at once.
  const judged =
    policy.evidence.family === "budget"
      ? policy.budgets.flatMap((budget, i) =>
          judgeTogether([find(budget, i)], weight, policy, context),
        )
      : judgeTogether(policy.budgets.map(find), weight, policy, context);
  const verdicts = addDebts(judged, cells, policy, context);
  const outcome = concludeOutcome(verdicts, policy.budgets);
  return odometer === null ? { verdicts, outcome } : { verdicts, outcome, odometer };
}

/** The same from comparisons that were made already, one entry a budget. */
export function decideContrasts(
  judged: readonly BudgetContrasts[],
  weight: WeightKind,
  policy: Policy,
  context: DecideContext,
): Decided {
  requireDate(policy, context);
  const verdicts = judgeTogether(judged, weight, policy, context);
  return { verdicts, outcome: concludeOutcome(verdicts, policy.budgets) };
}

function judgeTogether(
  judged: readonly BudgetContrasts[],
  weight: WeightKind,
  policy: Policy,
  context: DecideContext,
): Verdict[] {
  const places = placeInFamilies(judged, policy);
  const frozen = context.tipping === true ? freezePValues(judged) : null;
  return judged.flatMap((one) => {
    const words = wordsOf(one, policy.evidence.confidence);
    return one.contrasts.map((contrast, at) => {
      const verdict = verdictOf(one, contrast, places, policy, context, words);
      if (frozen === null || one.budget.rule === "point") return verdict;
      const tipping = findTippingPoints(one, at, frozen, policy, weight);
      return { ...verdict, tipping };
    });
  });
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
  one: BudgetContrasts,
  contrast: Contrast,
  places: ReadonlyMap<Contrast, FamilyPlace>,
  policy: Policy,
  { today }: DecideContext,
  words: Words,
): Verdict {
  const { budget, metric, cohorts } = one;
  const { limit } = budget;
  const { confidence, minimum } = policy.evidence;
  if (contrast.result.status === "not-estimable") {
    return noData(one, contrast, contrast.result.reason, words);
  }
  const { comparison, worst } = contrast.result;
  const { cohort } = cohorts.get(contrast.cohort) as CountedCohort;
  const { estimate } = comparison;
  const place = places.get(contrast) ?? null;
  const { denominator } = minimum;
  const isBounded = Number.isFinite(estimate);
  // Before the judgement, which may ask for the interval at another level: the last one is kept.
  const interval = isBounded
    ? toInterval(comparison.bounds(confidence), confidence, comparison.method)
    : null;
  const judgement =
    place === null
      ? judgePoint(comparison, limit)
      : judge(contrast, comparison, worst, limit, confidence, denominator, place);
  const isWaivable = judgement.verdict === "fail" && today !== null;
  const hasShortfall =
    metric?.kind === "rate" && contrast.own !== null && budget.compare !== "distance";
  const verdict: Verdict = {
    budget: budget.id,
    metric: budget.metric,
    compare: budget.compare,
    dimension: budget.cohorts,
    cohort: contrast.cohort,
    reference: contrast.reference,
    severity: budget.severity,
    limit,
    n: contrast.n,
    nReference: contrast.nReference,
    verdict: judgement.verdict,
    reason: judgement.reason,
    estimate: isBounded ? estimate : null,
    bound: Number.isFinite(judgement.bound) ? judgement.bound : null,
    boundLevel: judgement.boundLevel,
    interval,
    p: place === null ? null : pAgainst(comparison, limit),
    adjustedP: place?.adjustedP ?? null,
    waiver: isWaivable
      ? applyWaiver(policy.waivers, budget.id, cohort, limit, estimate, today)
      : null,
    shortfall: hasShortfall
      ? countShortfall(contrast.own, budget.compare, limit, contrast.referenceValue)
      : null,
    sentence: "",
  };
  if (budget.target !== undefined) {
    const { target: end } = budget;
    const target = { limit: end, status: judgeTarget(comparison.bounds(confidence), end) };
    // The sentence comes last in the document.
    const { sentence, ...rest } = verdict;
    return withSentence({ ...rest, target, sentence }, words);
  }
  return withSentence(verdict, words);
}

function noData(
  one: BudgetContrasts,
  contrast: Contrast,
  reason: Verdict["reason"],
  words: Words,
): Verdict {
  const { budget } = one;
  const verdict: Verdict = {
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
    verdict: "no-data",
    reason,
    estimate: null,
    bound: null,
    boundLevel: null,
    interval: null,
    p: null,
    adjustedP: null,
    waiver: null,
    shortfall: null,
    sentence: "",
  };
  return withSentence(verdict, words);
}

/** Fills in the sentence, which is made from all the rest; copies of thousands of verdicts would be felt. */
function withSentence(verdict: Writable<Verdict>, words: Words): Verdict {
  verdict.sentence = words(verdict);
  return verdict;
}

type Words = ReturnType<typeof wordsOf>;

type Writable<Type> = { -readonly [Key in keyof Type]: Type[Key] };
