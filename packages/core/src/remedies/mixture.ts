import type { ScoreCurve } from "./score-curves.ts";
import type { ThresholdRule } from "./threshold-rule.ts";

/** A mixture of thresholds of one curve: shares add up to 1. */
export type Mixture = readonly { readonly entry: number; readonly share: number }[];

/** A mixture with its thresholds. The last entry of a curve selects everyone, people yet to come included. */
export function ruleFrom(
  curve: ScoreCurve,
  mixture: Mixture,
  cohort: string | null,
): ThresholdRule {
  const last = curve.thresholds.length - 1;
  const steps: { threshold: number; share: number }[] = [];
  let everyone = 0;
  for (const { entry, share } of mixture) {
    if (share === 0 || entry === 0) continue;
    if (entry === last) everyone += share;
    else steps.push({ threshold: curve.thresholds[entry] as number, share });
  }
  return { cohort, steps, everyone };
}
