import type { Verdict, VerdictKind, VerdictReason } from "@evenhand/core";

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
};

export function describeVerdict(kind: VerdictKind): VerdictWords {
  return WORDS[kind];
}

/** What stands beside the word: why it is open, or why a failure does not count. Empty for plain ones. */
export function remarkOn(verdict: Verdict): string {
  const remarks: string[] = [];
  if (verdict.waiver !== null) {
    remarks.push(
      verdict.waiver.status === "applied"
        ? `waived until ${verdict.waiver.expires}`
        : `waiver ${verdict.waiver.status.replaceAll("-", " ")}`,
    );
  }
  if (verdict.severity === "warn" && verdict.verdict !== "pass") remarks.push("warning only");
  if (verdict.reason !== null) {
    remarks.push(
      isWhollyOutside(verdict) ? "outside, but not after Holm" : REASONS[verdict.reason],
    );
  }
  if (verdict.debt?.escalated === true) {
    remarks.push(`undecided since ${verdict.debt.since}, which now blocks`);
  }
  if (verdict.verdict === "pass" && verdict.target?.status === "missed") {
    remarks.push("outside the target");
  }
  return remarks.join("; ");
}

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
