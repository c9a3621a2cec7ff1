import type { Budget, Verdict, VerdictKind, VerdictReason } from "@evenhand/core";

/** Icon and word of a verdict. Every output shows both, so that colour is never the only signal. */
export interface VerdictWords {
  readonly icon: string;
  readonly word: string;
}

const WORDS: Readonly<Record<VerdictKind, VerdictWords>> = {
  pass: { icon: "✓", word: "pass" },
  fail: { icon: "✗", word: "fail" },
  inconclusive: { icon: "?", word: "inconclusive" },
  "no-data": { icon: "–", word: "no data" },
  error: { icon: "!", word: "error" },
};

const REASONS: Readonly<Record<VerdictReason, string>> = {
  "too-few": "too few decisions",
  "near-limit": "the interval crosses the limit",
  "unknown-attribute": "rows without the attribute could change it",
  unlabelled: "rows without a recorded outcome could change it",
  unscored: "rows without a score or decision could change it",
  "zero-denominator": "nothing to divide by",
  "no-label": "no recorded outcomes",
  "no-prediction": "no predictions",
  "no-rows": "no rows",
  "no-reference": "no reference to compare it with",
  "no-comparison": "no second cohort to compare with",
  "reference-not-estimable": "the reference has no estimate",
  "cohort-not-estimable": "the cohort has no estimate",
  "both-zero": "both rates are zero",
  "no-shared-stratum": "no stratum holds people of both",
  "no-interval": "a value without an interval",
  "no-recourse": "more than half have no recourse at any cost",
  "search-incomplete": "for more than half no change was found, and the search was not finished",
};

export function describeVerdict(kind: VerdictKind): VerdictWords {
  return WORDS[kind];
}

/**
 * What stands beside the word: by which rule, why it is open, or why a failure does not count. Empty for
 * plain ones.
 *
 * @param budget the one it judges; undefined where the document lacks it
 */
export function remarkOn(verdict: Verdict, budget: Budget | undefined): string {
  return [
    ...waiverRemark(verdict),
    ...(verdict.severity === "warn" && verdict.verdict !== "pass" ? ["warning only"] : []),
    ...(budget?.rule === "point" && verdict.verdict !== "no-data"
      ? ["point estimate, chance not allowed for"]
      : []),
    ...(verdict.reason === null ? [] : [reasonOf(verdict, verdict.reason)]),
    ...debtRemark(verdict),
    ...targetRemark(verdict),
  ].join("; ");
}

function waiverRemark({ waiver }: Verdict): string[] {
  if (waiver === null) return [];
  return waiver.status === "applied"
    ? [`waived until ${waiver.expires}`]
    : [`waiver ${waiver.status.replaceAll("-", " ")}`];
}

function reasonOf(verdict: Verdict, reason: VerdictReason): string {
  if (isWhollyOutside(verdict)) return "outside, but not once every comparison is allowed for";
  return verdict.verdict === "no-data" && reason === "unscored"
    ? "nobody has a score"
    : REASONS[reason];
}

/** Only what error budgets owe blocks. */
function debtRemark({ debt, severity }: Verdict): string[] {
  if (debt === undefined || (debt.dataSets === 1 && debt.days === 0)) return [];
  const since = `undecided since ${debt.since}`;
  if (!debt.escalated) return [since];
  return [severity === "error" ? `${since}, which now blocks` : `${since}, which is too long`];
}

function targetRemark({ verdict, target }: Verdict): string[] {
  if (verdict !== "pass" || target === undefined) return [];
  return [TARGETS[target.status]];
}

const TARGETS = {
  met: "meets the target",
  missed: "outside the target",
  open: "not shown to meet the target",
} as const;

/** True where the interval lies beyond the limit, and only the other comparisons withhold a failure. */
function isWhollyOutside({ interval, limit }: Verdict): boolean {
  if (interval === null) return false;
  return (
    (limit.min !== null && (interval.upper ?? Infinity) < limit.min) ||
    (limit.max !== null && interval.lower > limit.max)
  );
}

/** True for a failure that counts towards the outcome: of severity `error` and not waived. */
export function isBlockingFailure(verdict: Verdict): boolean {
  return (
    verdict.verdict === "fail" &&
    verdict.severity === "error" &&
    verdict.waiver?.status !== "applied"
  );
}

const GRAVITY: readonly VerdictKind[] = ["error", "fail", "inconclusive", "no-data", "pass"];

/** Sort order: gravest first; among failures those that count before the others. Stable otherwise. */
export function byGravity(a: Verdict, b: Verdict): number {
  return gravityOf(a) - gravityOf(b);
}

function gravityOf(verdict: Verdict): number {
  const rank = GRAVITY.indexOf(verdict.verdict) * 2;
  return verdict.verdict === "fail" && !isBlockingFailure(verdict) ? rank + 1 : rank;
}
