import { compareWithNothing } from "../metrics/comparison.ts";
import type { Estimate } from "../metrics/estimate.ts";
import { type AucParts, estimateAuc } from "../metrics/scores/auc.ts";
import { toInterval } from "../stats/interval.ts";
import { criticalValue } from "../stats/normal.ts";
import { blockedAuc, type ScoreGroups } from "./blocked-auc.ts";
import type { AttributePeople, Target } from "./people.ts";
import type { Association, LevelAssociation, LimitVerdict } from "./proxy-audit.ts";

/** An association before it is held against the limit. */
export type MeasuredAssociation =
  | { readonly status: "measured"; readonly levels: readonly MeasuredLevel[] }
  | Extract<Association, { readonly status: "not-assessed" }>;

export interface MeasuredLevel {
  readonly level: string;
  readonly rows: number;
  readonly estimate: Estimate;
}

/**
 * The areas of all levels of an attribute.
 *
 * @param blocksOf the people of one level by score, within parts
 */
export function measureAssociation(
  { targets }: AttributePeople,
  blocksOf: (target: Target) => readonly ScoreGroups[],
): MeasuredAssociation {
  const levels = targets.flatMap((target): MeasuredLevel[] => {
    const parts = blockedAuc(blocksOf(target));
    if (parts === null) return [];
    return [{ level: target.level, rows: target.people, estimate: estimateHeldOut(parts) }];
  });
  return levels.length === 0
    ? { status: "not-assessed", reason: "too-few" }
    : { status: "measured", levels };
}

const CHANCE = 0.5;

/**
 * The estimate of an area whose scores were learnt from the other parts. DeLong's variance takes the
 * parts as independent, and so they are where there is something to learn: every part learns the
 * same. Where there is nothing, two parts go together in what chance taught each about the other, and
 * the variance of their mean is twice as large, whatever their number. So that variance is taken
 * wherever with it the area cannot be told from chance.
 */
function estimateHeldOut(parts: AucParts): Estimate {
  const wide = estimateAuc({ ...parts, standardError: parts.standardError * Math.SQRT2 });
  const { lower, upper } = wide.boundsAt(criticalValue(0.95));
  return lower <= CHANCE && upper >= CHANCE ? wide : estimateAuc(parts);
}

/** A one-sided p-value of the area being at or below the limit. */
export function tailAbove(estimate: Estimate, limit: number): number {
  const twoSided = compareWithNothing(estimate).p(limit);
  return estimate.value > limit ? twoSided / 2 : 1 - twoSided / 2;
}

/**
 * Holds areas against the limit: above where the interval and the adjusted p-value both say so, below
 * where the interval does.
 *
 * @param adjusted the adjusted p-value of each level
 */
export function judgeAssociation(
  levels: readonly MeasuredLevel[],
  adjusted: readonly number[],
  { limit, confidence }: { readonly limit: number; readonly confidence: number },
): Association {
  const own = 1 - (1 - confidence) / levels.length;
  const judged = levels.map(({ level, rows, estimate }, i): LevelAssociation => {
    const bounds = estimate.boundsAt(criticalValue(own));
    const adjustedP = adjusted[i] as number;
    const isAbove = bounds.lower > limit && adjustedP <= (1 - confidence) / 2;
    return {
      level,
      rows,
      auc: estimate.value,
      interval: toInterval(bounds, own, estimate.method),
      adjustedP,
      verdict: isAbove ? "above" : bounds.upper < limit ? "below" : "undecided",
    };
  });
  const strongest = judged.reduce((best, one) => (one.auc > best.auc ? one : best));
  return {
    status: "measured",
    verdict: worstOf(judged.map(({ verdict }) => verdict)),
    strongest: strongest.level,
    levels: judged,
  };
}

function worstOf(verdicts: readonly LimitVerdict[]): LimitVerdict {
  if (verdicts.includes("above")) return "above";
  return verdicts.includes("undecided") ? "undecided" : "below";
}
