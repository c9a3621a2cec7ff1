import { type CountedDimension, countCohorts } from "../cells/cohort-counts.ts";
import { FAVOURABLE, MISSING } from "../cells/outcome-counts.ts";
import { type AuditQuestion, completeQuestion } from "../document/question.ts";
import { EvenhandError } from "../errors.ts";
import { contrastCohorts } from "../metrics/contrast.ts";
import { estimatorOf } from "../metrics/estimator.ts";
import type { Compare } from "../metrics/measurement.ts";
import type { RateMetric } from "../metrics/metric.ts";
import { meanOf, type Weighting } from "../stats/mean.ts";
import { studentInterval } from "../stats/student-interval.ts";
import { type TableInput, table as tableFrom } from "../table/intake.ts";
import {
  type Candidate,
  type CandidatePeople,
  cellsOfCandidate,
  readCandidates,
} from "./candidates.ts";
import type { ComparisonOptions } from "./compare-candidates.ts";
import type { GapShare } from "./gap-share.ts";
import { paretoSet } from "./pareto-set.ts";
import {
  requireCandidate,
  requireConfidence,
  requireDimension,
  requireRate,
} from "./requirements.ts";

/** What a decision is worth, by the recorded outcome. */
export interface Gains {
  readonly truePositive: number;
  readonly falsePositive: number;
  readonly trueNegative: number;
  readonly falseNegative: number;
}

/** Each right decision counts 1: the mean is the accuracy. */
const ACCURACY: Gains = { truePositive: 1, falsePositive: 0, trueNegative: 1, falseNegative: 0 };

export interface AlternativeOptions extends ComparisonOptions {
  /** Mean loss against the incumbent that is acceptable, 0 or more, in the unit of the gains. */
  readonly tolerance: number;
  /** Default: 1 for each right decision, so that the utility is the accuracy. */
  readonly gains?: Gains;
}

export interface AlternativeSearch {
  readonly metric: string;
  readonly dimension: string;
  readonly compare: Compare;
  readonly incumbent: string;
  readonly tolerance: number;
  readonly people: number;
  readonly leftOut: number;
  /** In the order given. */
  readonly candidates: readonly AssessedCandidate[];
  /** The acceptable candidate with the nearest bound to equality; the incumbent where no other is nearer; null where none has a bound. */
  readonly chosen: string | null;
  /** Intervals behind the bounds: each of every candidate is at 1 − α/intervals (Bonferroni), so that they hold after the choice. */
  readonly intervals: number;
}

export interface AssessedCandidate {
  readonly name: string;
  /** Mean gain over the rows with a recorded outcome. */
  readonly utility: number;
  /** The incumbent's utility less this one's, paired; at 1 − α/(candidates − 1). Null for the incumbent. */
  readonly loss: GapShare | null;
  /** `shown`: the whole interval of the loss is within the tolerance. `estimated`: the loss is, its interval is not. */
  readonly acceptable: "shown" | "estimated" | "no";
  /** The comparison farthest from equality by its bound; null where one has no value. */
  readonly worst: WorstDisparity | null;
  /** Candidates of at least the utility and at least as near a bound, and better in one. */
  readonly dominatedBy: readonly string[];
}

export interface WorstDisparity {
  readonly cohort: string;
  readonly reference: string;
  readonly value: number;
  /** The farthest from equality that its interval reaches: a largest |difference|, or a ratio folded below 1. */
  readonly bound: number;
}

/**
 * Searches the given candidates for the least discriminatory alternative: of those that lose at most
 * the tolerated utility against the incumbent, the one whose disparities are surely nearest to equality.
 * It knows only the candidates it is given, so "none found" does not mean that there is none.
 *
 * A bound is the far end of the comparison's interval (the joint mid-p of verdicts), at a confidence
 * shared by all comparisons of all candidates, since the best of many is lucky. The utility that the
 * choice was made by is not corrected for it: where much rests on it, measure the choice on other people.
 *
 * @throws EvenhandError `usage/candidates`, `usage/unknown-candidate`, `usage/unknown-dimension`,
 *   `usage/tolerance`, `usage/no-outcomes`, `usage/shared-subjects`, `usage/confidence`, `config/…`, `input/…`
 * @example
 * findAlternative(people, configuration, candidates, {
 *   metric: "selection_rate", dimension: "sex", compare: "ratio", tolerance: 0.01,
 * }).chosen;
 */
export function findAlternative(
  input: TableInput,
  question: AuditQuestion,
  candidates: readonly Candidate[],
  options: AlternativeOptions,
): AlternativeSearch {
  const { compare = "difference", confidence = 0.95, tolerance, gains = ACCURACY } = options;
  requireConfidence(confidence);
  requireTolerance(tolerance);
  const metric = requireRate(options.metric);
  const whole = tableFrom(input);
  const configuration = completeQuestion(question, whole);
  const dimension = requireDimension(configuration, options.dimension);
  const people = readCandidates(whole, configuration, candidates);
  const incumbent = requireCandidate(candidates, options.incumbent);

  const counted = candidates.map((one) => countCohorts(cellsOfCandidate(people, one), dimension));
  const contrasts = counted.map((one) => contrastsOf(metric, compare, people, one));
  const intervals = contrasts.reduce((sum, { length }) => sum + length, 0);
  const level = 1 - (1 - confidence) / Math.max(1, intervals);
  const gained = candidates.map((_, at) => gainsOf(people, at, gains));
  const weighting = labelledWeighting(people);
  const lossLevel = 1 - (1 - confidence) / (candidates.length - 1);
  const assessed = candidates.map(({ name }, at): Omit<AssessedCandidate, "dominatedBy"> => {
    const own = gained[at] as Float64Array;
    const loss =
      at === incumbent
        ? null
        : lossOf(gained[incumbent] as Float64Array, own, weighting, lossLevel);
    return {
      name,
      utility: meanOf(own, weighting)?.value ?? refuseUnlabelled(),
      loss,
      acceptable: acceptableBy(loss, tolerance),
      worst: worstOf(compare, contrasts[at] as Contrasts, level),
    };
  });
  const usable = assessed.filter(({ worst }) => worst !== null);
  const better = compare === "difference" ? "lower" : "higher";
  const ranked = paretoSet(
    usable.map(({ name, utility, worst }) => ({
      name,
      values: { utility, bound: (worst as WorstDisparity).bound },
    })),
    { utility: "higher", bound: better },
  );
  const dominators = new Map(ranked.map(({ name, dominatedBy }) => [name, dominatedBy]));
  return {
    metric: metric.name,
    dimension: dimension.name,
    compare,
    incumbent: (candidates[incumbent] as Candidate).name,
    tolerance,
    people: people.table.rows,
    leftOut: people.leftOut,
    candidates: assessed.map((one) => ({ ...one, dominatedBy: dominators.get(one.name) ?? [] })),
    chosen: choose(compare, assessed, incumbent),
    intervals,
  };
}

type Contrasts = ReturnType<typeof contrastCohorts>;

function contrastsOf(
  metric: RateMetric,
  compare: Compare,
  { weightKind }: CandidatePeople,
  counted: CountedDimension,
): Contrasts {
  return contrastCohorts(estimatorOf(metric, weightKind), compare, { ...counted, unknown: null });
}

function worstOf(compare: Compare, contrasts: Contrasts, level: number): WorstDisparity | null {
  let worst: WorstDisparity | null = null;
  for (const { cohort, reference, result } of contrasts) {
    if (result.status !== "ok" || reference === null) return null;
    const { comparison } = result;
    const { lower, upper } = comparison.bounds(level);
    const bound =
      compare === "difference"
        ? Math.max(Math.abs(lower), Math.abs(upper))
        : Math.min(lower, 1 / upper);
    if (worst === null || isNearer(compare, worst.bound, bound)) {
      worst = { cohort, reference, value: comparison.estimate, bound };
    }
  }
  return worst;
}

function isNearer(compare: Compare, one: number, other: number): boolean {
  return compare === "difference" ? one < other : one > other;
}

/** The incumbent stays where a candidate is only as near. */
function choose(
  compare: Compare,
  assessed: readonly Omit<AssessedCandidate, "dominatedBy">[],
  incumbent: number,
): string | null {
  const first = assessed[incumbent];
  const ordered = [...(first === undefined ? [] : [first]), ...assessed];
  let chosen: (typeof ordered)[number] | null = null;
  for (const one of ordered) {
    if (one.acceptable === "no" || one.worst === null) continue;
    const best = chosen?.worst?.bound;
    if (best === undefined || isNearer(compare, one.worst.bound, best)) chosen = one;
  }
  return chosen?.name ?? null;
}

function acceptableBy(loss: GapShare | null, tolerance: number): AssessedCandidate["acceptable"] {
  if (loss === null) return "shown";
  if (loss.value > tolerance) return "no";
  const upper = loss.interval?.upper ?? Infinity;
  return upper <= tolerance ? "shown" : "estimated";
}

function lossOf(
  incumbent: Float64Array,
  own: Float64Array,
  weighting: Weighting,
  level: number,
): GapShare {
  const differences = incumbent.map((gain, i) => gain - (own[i] as number));
  const mean = meanOf(differences, weighting);
  if (mean === null) return refuseUnlabelled();
  const { value, error } = mean;
  return { value, interval: error === null ? null : studentInterval(value, error, level) };
}

/** What each decision of a candidate gains, over the rows with a recorded outcome. */
function gainsOf({ labels, decisions }: CandidatePeople, at: number, gains: Gains): Float64Array {
  const decided = decisions[at] as Uint8Array;
  const found: number[] = [];
  labels.forEach((label, row) => {
    if (label === MISSING) return;
    const granted = decided[row] === FAVOURABLE;
    if (label === FAVOURABLE) found.push(granted ? gains.truePositive : gains.falseNegative);
    else found.push(granted ? gains.falsePositive : gains.trueNegative);
  });
  return Float64Array.from(found);
}

function labelledWeighting({ labels, weights, weightKind }: CandidatePeople): Weighting {
  if (weights === null) return { kind: "none", values: null };
  return { kind: weightKind, values: weights.filter((_, row) => labels[row] !== MISSING) };
}

function refuseUnlabelled(): never {
  throw new EvenhandError({
    code: "usage/no-outcomes",
    path: "decisions.label",
    problem: "no row has a recorded outcome, so decisions have no utility",
    expected: "a column of recorded outcomes",
    received: "none",
  });
}

function requireTolerance(tolerance: number): void {
  if (Number.isFinite(tolerance) && tolerance >= 0) return;
  throw new EvenhandError({
    code: "usage/tolerance",
    path: "tolerance",
    problem: "the tolerated loss of utility is out of range",
    expected: "a finite number, 0 or more",
    received: String(tolerance),
  });
}
