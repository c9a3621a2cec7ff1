import type { Limit } from "./budget.ts";
import type { TargetUse, Verdict } from "./verdict.ts";
import { countText, numberText } from "./wording.ts";

/** What the sentences of one budget have in common. */
export interface SentenceParts {
  readonly limit: Limit;
  readonly compare: Verdict["compare"];
  /** `selection rate` */
  readonly metricTitle: string;
  /** A gap between two cohorts rather than a value of each. */
  readonly isComposite: boolean;
  /** The estimate alone decides. */
  readonly isPoint: boolean;
  /** Columns within whose levels the two were compared. */
  readonly within: readonly string[];
  readonly confidence: number;
  /** What the verdicts' `n` counts. */
  readonly counts: "decisions" | "lists";
}

/** A verdict as its sentence needs it. */
type Found = Omit<Verdict, "sentence">;

/** Makes the sentence of a verdict on this cohort and its reference, as sentences name them. */
export type SentenceWriter = (
  verdict: Found,
  cohortText: string,
  referenceText: string | null,
) => string;

/**
 * Writes the finding of each verdict of a budget in one or two plain sentences: both cohorts, estimate,
 * limit, interval and what follows.
 */
export function sentenceWriter(parts: SentenceParts): SentenceWriter {
  const findingOf = findingWriter(parts);
  const conclusionOf = conclusionWriter(parts);
  return (verdict, cohortText, referenceText) => {
    if (verdict.verdict === "no-data") {
      return noDataSentence(parts.metricTitle, verdict, cohortText, referenceText);
    }
    const finding = findingOf(verdict, cohortText, referenceText);
    const conclusion = parts.isPoint ? pointText(verdict) : conclusionOf(verdict);
    const target = verdict.target === undefined ? "" : targetText(verdict.target);
    return finding + conclusion + target;
  };
}

function pointText({ verdict, n }: Found): string {
  const side = verdict === "pass" ? "Inside" : "Outside";
  return `${side} by the estimate alone, with ${countText(n)} decisions: the figure asked for allows nothing for chance.`;
}

function targetText({ limit, status }: TargetUse): string {
  if (status === "met") return "";
  const what = ` The target, ${limitText(limit)},`;
  return status === "missed" ? `${what} is missed.` : `${what} is not shown to be met.`;
}

function findingWriter({
  limit,
  compare,
  metricTitle,
  isComposite,
  within,
}: SentenceParts): (verdict: Found, cohortText: string, referenceText: string | null) => string {
  const opening = openingText(within);
  const values = limitValues(limit);
  const sizes = values.map(Math.abs);
  const ending = `; the limit is ${limitText(limit)}. `;
  const subject = `${opening} ${metricTitle} of `;
  const measure = isComposite && compare === "ratio" ? `${metricTitle}, as a ratio,` : metricTitle;
  const gap = `${opening} ${measure} between `;
  return ({ estimate }, cohortText, referenceText) => {
    const other = referenceText ?? "";
    if (estimate === null)
      return `${subject}${cohortText} is above zero and that of ${other} is zero. `;
    if (isComposite || compare === "distance") {
      return `${gap}${cohortText} and ${other} is ${numberText(estimate, values)}${ending}`;
    }
    switch (compare) {
      case "ratio": {
        const times = numberText(estimate, values);
        return `${subject}${cohortText} is ${times} times that of ${other}${ending}`;
      }
      case "difference": {
        const size = numberText(Math.abs(estimate), sizes);
        const direction = estimate < 0 ? " below that of " : " above that of ";
        return `${subject}${cohortText} is ${size}${direction}${other}${ending}`;
      }
      case "value":
        return `${subject}${cohortText} is ${numberText(estimate, values)}${ending}`;
    }
  };
}

/** `Within the same department, the`, or only the article. */
function openingText(within: readonly string[]): string {
  return within.length === 0 ? "The" : `Within the same ${within.join(" and ")}, the`;
}

function conclusionWriter({
  limit,
  confidence,
  counts,
}: SentenceParts): (verdict: Found) => string {
  const values = limitValues(limit);
  const span = `the ${Number((confidence * 100).toPrecision(4))}\u00a0% interval, `;
  const ending = ` ${counts}.`;
  const inside = `Inside: ${span}`;
  const outside = `Outside: ${span}`;
  const undecided = `Not decided: ${span}`;
  return (found) => {
    const { verdict, interval, n } = found;
    const opening = verdict === "pass" ? inside : verdict === "fail" ? outside : undecided;
    const what = WHOLLY[verdict] ?? `, ${whyText(found, counts)} with `;
    const people = countText(n);
    if (interval === null || interval.upper === null) {
      return `${opening}which has no upper end${what}${people}${ending}`;
    }
    const lower = numberText(interval.lower, values);
    const upper = numberText(interval.upper, values);
    return `${opening}${lower} to ${upper}${what}${people}${ending}`;
  };
}

const WHOLLY: Partial<Record<Verdict["verdict"], string>> = {
  pass: ", lies wholly within it with ",
  fail: ", lies wholly beyond it with ",
};

function whyText({ reason, interval, limit }: Found, counts: string): string {
  const isOutside =
    interval !== null &&
    ((limit.min !== null && (interval.upper ?? Infinity) < limit.min) ||
      (limit.max !== null && interval.lower > limit.max));
  if (isOutside)
    return "lies beyond it, but not once every comparison of the budget is allowed for,";
  switch (reason) {
    case "too-few":
      return `rests on too few ${counts} for a pass`;
    case "unknown-attribute":
      return "is inside, but people whose attribute is unknown could change that";
    case "unlabelled":
      return "is inside, but decisions without a recorded outcome could change that";
    case "unscored":
      return "is inside, but decisions without a score could change that";
    default:
      return "does not settle on which side of the limit the truth lies";
  }
}

function noDataSentence(
  metricTitle: string,
  { reason }: Found,
  cohortText: string,
  referenceText: string | null,
): string {
  const against = referenceText === null ? "" : ` against ${referenceText}`;
  return `The ${metricTitle} of ${cohortText}${against} cannot be measured: ${NO_DATA[reason ?? "no-rows"] ?? "there is nothing to divide by"}.`;
}

const NO_DATA: Readonly<Record<string, string>> = {
  "no-rows": "the data hold no such people",
  "no-label": "the data hold no recorded outcome",
  "no-prediction": "the data hold no decisions",
  "cohort-not-estimable": "nobody in it is counted by this metric",
  "reference-not-estimable": "nobody in the reference is counted by this metric",
  unscored: "nobody in it has a score",
  "no-reference": "there is no cohort to compare with",
  "no-shared-stratum": "no stratum holds people of both",
  "no-comparison": "the data hold no other known cohort",
  "no-interval":
    "there are too few of them, or they are all alike, so that nothing says how far to trust the value",
  "both-zero": "both rates are zero, so their ratio has no value",
  "no-recourse": "more than half of them have no recourse at any cost",
  "search-incomplete":
    "for more than half of them no change was found, and the search was not finished",
};

/** `at least 0.80`, `at most 0.10`, `0.80 to 1.25`. */
export function limitText({ min, max }: Limit): string {
  if (min !== null && max !== null) return `${numberText(min)} to ${numberText(max)}`;
  if (min !== null) return `at least ${numberText(min)}`;
  return max === null ? "none" : `at most ${numberText(max)}`;
}

function limitValues({ min, max }: Limit): number[] {
  return [min, max].filter((value) => value !== null);
}
