import type { Comparison } from "../metrics/comparison.ts";
import type { Contrast, WorstCases } from "../metrics/contrast.ts";
import type { Bounds } from "../stats/proportion.ts";
import type { Limit } from "./budget.ts";
import type { VerdictKind, VerdictReason } from "./verdict.ts";

/** What is decided about one contrast, before words. */
export interface Judgement {
  readonly verdict: Extract<VerdictKind, "pass" | "fail" | "inconclusive">;
  readonly reason: VerdictReason | null;
  readonly bound: number;
  /** One-sided confidence of the bound; null where the estimate alone decides. */
  readonly boundLevel: number | null;
}

/** What the judgement of one contrast needs to know of its family. */
export interface FamilyPlace {
  readonly adjustedP: number;
  /** What its p-value is multiplied by: 1 − α / multiplier is the level of its bound. */
  readonly multiplier: number;
}

/** Which side of the limit the estimate lies on; `inside` includes the limit itself. */
export type Side = "below" | "inside" | "above";

export function sideOf(estimate: number, limit: Limit): Side {
  if (limit.min !== null && isBeyond(limit.min - estimate, limit.min)) return "below";
  return limit.max !== null && isBeyond(estimate - limit.max, limit.max) ? "above" : "inside";
}

/**
 * By more than a few units of the last place: (60/100)/(75/100) is the limit 0.8 and comes out below
 * it. Estimates from counts of up to a million people that differ from a limit differ by more.
 */
function isBeyond(excess: number, end: number): boolean {
  return excess > 4 * Number.EPSILON * Math.max(1, Math.abs(end));
}

/** Two-sided p-value against the truth lying inside the limit: 1 where the estimate does. */
export function pAgainst(comparison: Comparison, limit: Limit): number {
  const side = sideOf(comparison.estimate, limit);
  if (side === "inside") return 1;
  return comparison.p((side === "below" ? limit.min : limit.max) as number);
}

/**
 * The verdict rule. PASS: the interval lies wholly inside the limit, in the worst case of what is
 * unknown too, and neither denominator is below the minimum. FAIL: it lies wholly outside, and the
 * adjusted p-value says so. INCONCLUSIVE otherwise.
 */
export function judge(
  contrast: Contrast,
  comparison: Comparison,
  worst: WorstCases | null,
  limit: Limit,
  confidence: number,
  minimum: number,
  place: FamilyPlace,
): Judgement {
  const alpha = 1 - confidence;
  const side = sideOf(comparison.estimate, limit);
  const interval = comparison.bounds(confidence);
  const isOutside =
    side === "below"
      ? interval.upper < (limit.min as number)
      : side === "above"
        ? interval.lower > (limit.max as number)
        : false;
  if (isOutside) {
    // The bound at the level that the family asks of this place in it.
    const adjusted = comparison.bounds(1 - alpha / place.multiplier);
    const bound = side === "below" ? adjusted.upper : adjusted.lower;
    const boundLevel = 1 - alpha / (2 * place.multiplier);
    const fails = place.adjustedP <= alpha;
    return {
      verdict: fails ? "fail" : "inconclusive",
      reason: fails ? null : "near-limit",
      bound,
      boundLevel,
    };
  }
  const bound = nearestBound(interval, comparison.estimate, limit);
  const decided = { bound, boundLevel: 1 - alpha / 2 };
  const tooFew = contrast.smallest < minimum;
  if (!isInside(interval, limit)) {
    return { verdict: "inconclusive", reason: tooFew ? "too-few" : "near-limit", ...decided };
  }
  if (tooFew) return { verdict: "inconclusive", reason: "too-few", ...decided };
  if (worst !== null && !holdsInWorstCase(worst, limit, confidence)) {
    return { verdict: "inconclusive", reason: worst.because, ...decided };
  }
  return { verdict: "pass", reason: null, ...decided };
}

/** The estimate alone, as a statute asks for a figure: it is its own bound, at no level. */
export function judgePoint({ estimate }: Comparison, limit: Limit): Judgement {
  const isOutside = sideOf(estimate, limit) !== "inside";
  return { verdict: isOutside ? "fail" : "pass", reason: null, bound: estimate, boundLevel: null };
}

/** How an interval stands to a target. */
export function judgeTarget({ lower, upper }: Bounds, target: Limit): "met" | "missed" | "open" {
  if (isInside({ lower, upper }, target)) return "met";
  const isOutside =
    (target.min !== null && upper < target.min) || (target.max !== null && lower > target.max);
  return isOutside ? "missed" : "open";
}

function isInside({ lower, upper }: Bounds, limit: Limit): boolean {
  return (limit.min === null || lower >= limit.min) && (limit.max === null || upper <= limit.max);
}

function holdsInWorstCase(worst: WorstCases, limit: Limit, confidence: number): boolean {
  return [worst.lowest, worst.highest].every(
    (comparison) => comparison !== null && isInside(comparison.bounds(confidence), limit),
  );
}

/** The end of the interval that comes nearest to breaking the limit, or breaks it most. */
function nearestBound({ lower, upper }: Bounds, estimate: number, limit: Limit): number {
  if (limit.max === null) return lower;
  if (limit.min === null) return upper;
  const below = limit.min - lower;
  const above = upper - limit.max;
  if (below === above) return estimate < (limit.min + limit.max) / 2 ? lower : upper;
  return below > above ? lower : upper;
}
