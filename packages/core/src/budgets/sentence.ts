import type { Limit } from "./budget.ts";
import type { Verdict } from "./verdict.ts";
import { countText, numberText } from "./wording.ts";

/** What a verdict's sentence is made of. */
export interface SentenceParts {
  readonly verdict: Omit<Verdict, "sentence">;
  /** `selection rate` */
  readonly metricTitle: string;
  /** A gap between two cohorts rather than a value of each. */
  readonly isComposite: boolean;
  readonly cohortText: string;
  readonly referenceText: string | null;
  /** The estimate alone decided. */
  readonly isPoint?: boolean;
  /** Columns within whose levels the two were compared. */
  readonly within: readonly string[];
  readonly confidence: number;
  /** What the verdict's `n` counts; decisions unless given. */
  readonly counts?: "decisions" | "lists";
}

/**
 * The finding in one or two plain sentences: both cohorts, estimate, limit, interval and what
 * follows.
 */
export function verdictSentence(parts: SentenceParts): string {
  const { verdict } = parts;
  if (verdict.verdict === "no-data") return noDataSentence(parts);
  const conclusion = parts.isPoint === true ? pointText(verdict) : conclusionText(parts);
  return [findingText(parts), conclusion, ...targetText(verdict)].join(" ");
}

function pointText({ verdict, n }: Omit<Verdict, "sentence">): string {
  const side = verdict === "pass" ? "Inside" : "Outside";
  return `${side} by the estimate alone, with ${countText(n)} decisions: the figure asked for allows nothing for chance.`;
}

function targetText({ target }: Omit<Verdict, "sentence">): string[] {
  if (target === undefined || target.status === "met") return [];
  const what = `The target, ${limitText(target.limit)},`;
  return [target.status === "missed" ? `${what} is missed.` : `${what} is not shown to be met.`];
}

function findingText(parts: SentenceParts): string {
  const { verdict, metricTitle, cohortText, referenceText } = parts;
  const { limit, estimate, compare } = verdict;
  const subject = `${openingText(parts.within)} ${metricTitle} of ${cohortText}`;
  if (estimate === null) return `${subject} is above zero and that of ${referenceText} is zero.`;
  const value = numberText(estimate, limitValues(limit));
  if (parts.isComposite) {
    const measure = compare === "ratio" ? `${metricTitle}, as a ratio,` : metricTitle;
    return `${openingText(parts.within)} ${measure} between ${cohortText} and ${referenceText} is ${value}; the limit is ${limitText(limit)}.`;
  }
  switch (compare) {
    case "ratio":
      return `${subject} is ${value} times that of ${referenceText}; the limit is ${limitText(limit)}.`;
    case "difference": {
      const size = numberText(Math.abs(estimate), limitValues(limit).map(Math.abs));
      const direction = estimate < 0 ? "below" : "above";
      return `${subject} is ${size} ${direction} that of ${referenceText}; the limit is ${limitText(limit)}.`;
    }
    case "distance":
      return `${openingText(parts.within)} ${metricTitle} between ${cohortText} and ${referenceText} is ${value}; the limit is ${limitText(limit)}.`;
    case "value":
      return `${subject} is ${value}; the limit is ${limitText(limit)}.`;
  }
}

/** `Within the same department, the`, or only the article. */
function openingText(within: readonly string[]): string {
  return within.length === 0 ? "The" : `Within the same ${within.join(" and ")}, the`;
}

function conclusionText({ verdict, confidence, counts = "decisions" }: SentenceParts): string {
  const { interval, limit } = verdict;
  const level = `${Number((confidence * 100).toPrecision(4))}\u00a0%`;
  const values = limitValues(limit);
  const span =
    interval === null || interval.upper === null
      ? `the ${level} interval, which has no upper end,`
      : `the ${level} interval, ${numberText(interval.lower, values)} to ${numberText(interval.upper, values)},`;
  const sample = `with ${countText(verdict.n)} ${counts}`;
  switch (verdict.verdict) {
    case "pass":
      return `Inside: ${span} lies wholly within it ${sample}.`;
    case "fail":
      return `Outside: ${span} lies wholly beyond it ${sample}.`;
    default:
      return `Not decided: ${span} ${whyText(verdict, counts)} ${sample}.`;
  }
}

function whyText({ reason, interval, limit }: Omit<Verdict, "sentence">, counts: string): string {
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

function noDataSentence({
  verdict,
  metricTitle,
  cohortText,
  referenceText,
}: SentenceParts): string {
  const against = referenceText === null ? "" : ` against ${referenceText}`;
  return `The ${metricTitle} of ${cohortText}${against} cannot be measured: ${NO_DATA[verdict.reason ?? "no-rows"] ?? "there is nothing to divide by"}.`;
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
