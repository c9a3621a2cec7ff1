import type { Cells } from "../../cells/cells.ts";
import type { CountedCohort } from "../../cells/cohort-counts.ts";
import { EvenhandError, shown } from "../../errors.ts";
import type { Measurement } from "../../metrics/measurement.ts";
import type { Metric } from "../../metrics/metric.ts";
import type { Budget } from "../budget.ts";
import { type BudgetContrasts, findContrasts } from "../budget-contrasts.ts";
import type { Policy } from "../policy.ts";
import type { TippingKind, TippingPoint, Verdict, VerdictKind } from "../verdict.ts";
import { cohortText } from "../wording.ts";
import { type Changes, changeDecisions, changeLabels, placeUnknown } from "./changes.ts";
import type { Marks } from "./marks.ts";
import { findSmallestChange, type Probe } from "./search.ts";
import { tippingSentence } from "./sentence.ts";
import type { Altered, Subject } from "./subject.ts";
import { freezePValues, makeTrial, type TrialResult } from "./trial.ts";

/**
 * How little would change a verdict: for each kind of change the smallest number of rows (Σ weight
 * for frequency weights) at which the same rule gives another verdict, or settles an inconclusive one.
 * The other comparisons of the family stay as they are. Kinds that cannot change the verdict are
 * left out; so are all of them for measurements made elsewhere or from rows, sampling weights,
 * comparisons within strata and verdicts without data.
 *
 * Rows of unknown attribute are asked about apart from the worst case: those not moved count for
 * neither cohort, and a pass that only they withhold counts as a pass.
 *
 * On small tables, and for counts up to 5, no smaller number exists. Beyond, the search follows fixed
 * mixes of the two sorts of row that can change, and assumes that a change once made is not undone
 * by more of the same.
 *
 * @param verdict one of `decide(cells, measurements, policy, …)`
 * @throws EvenhandError `usage/unknown-verdict` where it is none, or the policy has no such comparison;
 *   as `decide`
 * @example
 * const [verdict] = decide(cells, [], policy, { today: null }).verdicts;
 * tippingPoints(cells, policy, verdict).map(({ sentence }) => sentence);
 * // ["Inside until 12 of the 400 decisions about F (sex) (3.0 %) go the other way; then not decided."]
 */
export function tippingPoints(
  cells: Cells,
  policy: Policy,
  verdict: Verdict,
  measurements: readonly Measurement[] = [],
): TippingPoint[] {
  if (typeof verdict !== "object" || verdict === null) {
    throw new EvenhandError({
      code: "usage/unknown-verdict",
      path: "verdict",
      problem: "this is no verdict",
      expected: "one of `decide(cells, measurements, policy, …).verdicts`",
      received: shown(verdict),
    });
  }
  const isJudged = ({ id }: Budget): boolean =>
    policy.evidence.family === "file" || id === verdict.budget;
  const judged = policy.budgets.flatMap((budget, i) =>
    isJudged(budget) ? [findContrasts(cells, measurements, policy, budget, i)] : [],
  );
  const one = judged.find(({ budget }) => budget.id === verdict.budget);
  const at = one?.contrasts.findIndex(({ cohort }) => cohort === verdict.cohort) ?? -1;
  if (one === undefined || at < 0) {
    throw new EvenhandError({
      code: "usage/unknown-verdict",
      path: "verdict",
      problem: "the policy makes no such comparison on these cells",
      received: shown(`${verdict.budget}: ${verdict.cohort}`),
      hint: "Pass a verdict that was judged from the same cells and policy.",
    });
  }
  return findTippingPoints(one, at, freezePValues(judged), policy, cells.schema.weight);
}

/** The same for the contrast at an index, where all contrasts are at hand. */
export function findTippingPoints(
  one: BudgetContrasts,
  at: number,
  judged: readonly BudgetContrasts[],
  policy: Policy,
  weight: Cells["schema"]["weight"],
): TippingPoint[] {
  const subject = subjectOf(one, at, weight);
  if (subject === null) return [];
  const trial = makeTrial(subject, judged, policy);
  const { dimension } = one.dimension;
  return questionsOf(subject).flatMap(({ kind, changes, about, countsUnknown, alter }) => {
    const judgeAt = (x: number, y: number): TrialResult =>
      trial({ ...alter(changes.apply(x, y)), countsUnknown });
    const from = judgeAt(0, 0).verdict as VerdictKind;
    const probe = (x: number, y: number): MarkedProbe => {
      const { verdict, breaks, marks } = judgeAt(x, y);
      return { changed: changesFrom(from, verdict) ? verdict : null, breaks, marks };
    };
    const holdBetween = isMonotone(subject, kind, policy) ? holdingFrom(from) : null;
    const found = findSmallestChange<VerdictKind, MarkedProbe>(changes.axes, probe, holdBetween);
    if (found === null) return [];
    const { count, verdict: to } = found;
    const { of } = changes;
    const who = cohortText(about.cohort, dimension);
    const sentence = tippingSentence({ kind, from, to, count, of, who });
    return [{ kind, from, to, count, of, share: count / of, sentence }];
  });
}

interface MarkedProbe extends Probe<VerdictKind> {
  readonly marks: Marks;
}

/**
 * Whether every condition of the rule moves one way along each axis. So it is for the rates, whose tails
 * do, and for what joins them without adding up opposite moves: relabelling moves the parts of an
 * average apart. MOVER's ratio and the interval of paired counts have no such law; correlations move as
 * they like, and with the highest changes who that is.
 */
function isMonotone(subject: Subject, kind: TippingKind, { evidence }: Policy): boolean {
  const { metric, one, contrast } = subject;
  if (one.dimension.dimension.reference.kind === "highest") return false;
  if (evidence.multiplicity === "max-t") return false;
  switch (metric.kind) {
    case "rate":
      return true;
    case "derived":
      return one.budget.compare !== "ratio" && contrast.own?.estimate?.method !== "bonett-price";
    case "composite":
      return metric.combine === "worst" || (metric.combine === "average" && kind === "decisions");
  }
}

/** What the corners of a box must share for a verdict to hold, or to stay open, within it. */
function holdingFrom(from: VerdictKind): ((corners: readonly MarkedProbe[]) => boolean) | null {
  const shared = (of: keyof Marks) => (corners: readonly MarkedProbe[]) =>
    corners.reduce((bits, { marks }) => bits & marks[of], -1) !== 0;
  switch (from) {
    case "pass":
      return () => true;
    case "fail":
      return shared("fails");
    case "inconclusive":
      return shared("blocks");
    default:
      return null;
  }
}

function changesFrom(from: VerdictKind, to: VerdictKind | null): to is VerdictKind {
  if (from === "inconclusive") return to === "pass" || to === "fail";
  return to !== null && to !== from;
}

function subjectOf(
  one: BudgetContrasts,
  at: number,
  weight: Cells["schema"]["weight"],
): Subject | null {
  const { metric, cohorts } = one;
  const contrast = one.contrasts[at];
  if (contrast === undefined || contrast.result.status === "not-estimable") return null;
  if (metric === null || !isCompared(metric) || weight === "sampling") return null;
  // Strata have counts of their own, which no change of the whole cohort tells.
  const { within = [] } = one.dimension.dimension;
  if (within.length > 0 && one.budget.compare !== "value") return null;
  const own = cohorts.get(contrast.cohort) as CountedCohort;
  // Which subject a changed decision would be about is not known.
  if (own.counts.pairs !== undefined) return null;
  const reference = contrast.reference === null ? null : (cohorts.get(contrast.reference) ?? null);
  return { metric, one, contrast, own, reference, weight };
}

function isCompared(metric: Metric): metric is Subject["metric"] {
  return metric.kind === "rate" || metric.kind === "derived" || metric.kind === "composite";
}

interface Question {
  readonly kind: TippingKind;
  readonly changes: Changes;
  readonly about: CountedCohort;
  readonly countsUnknown: boolean;
  alter(counts: Altered["own"]): Omit<Altered, "countsUnknown">;
}

function questionsOf({ metric, one, own, reference }: Subject): Question[] {
  const { unknown } = one.dimension;
  const ask = (
    kind: TippingKind,
    about: CountedCohort | null,
    countsUnknown: boolean,
    change: (counts: Altered["own"]) => Changes | null,
  ): Question[] => {
    const changes = about === null ? null : change(about.counts);
    if (about === null || changes === null) return [];
    const alter: Question["alter"] = (counts) =>
      about === own
        ? { own: counts, reference: reference?.counts ?? null }
        : { own: own.counts, reference: counts };
    return [{ kind, changes, about, countsUnknown, alter }];
  };
  const labels = (counts: Altered["own"]): Changes => changeLabels(metric, counts);
  const decisions = (counts: Altered["own"]): Changes => changeDecisions(metric, counts);
  const placed = (counts: Altered["own"]): Changes | null =>
    unknown === null ? null : placeUnknown(metric, counts, unknown.counts);
  return [
    ...ask("labels", own, true, labels),
    ...ask("reference-labels", reference, true, labels),
    ...ask("decisions", own, true, decisions),
    ...ask("unknown", own, false, placed),
    ...ask("reference-unknown", reference, false, placed),
  ];
}
