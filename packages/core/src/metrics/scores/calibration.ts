import { meanOf } from "../../stats/mean.ts";
import { moverDifference } from "../../stats/mover.ts";
import { wilsonInterval } from "../../stats/wilson.ts";
import type { Estimate } from "../estimate.ts";
import { type ScoreSample, weightingOf } from "./score-sample.ts";

/**
 * Mean score minus observed rate. The rate's Wilson limits are those of n/ρ people, where
 * ρ = Var(score − outcome)/Var(outcome): scores that follow the outcomes take part of the chance
 * out of the gap. Where nobody or everybody has the outcome ρ cannot be told; mean score and rate
 * are then taken as independent and combined by MOVER.
 *
 * @param sample people with a recorded outcome
 * @returns null without people
 */
export function measureCalibrationGap(sample: ScoreSample): Estimate | null {
  const { scores } = sample;
  const outcomes = Float64Array.from(sample.labels);
  const residuals = scores.map((score, i) => score - (outcomes[i] as number));
  const weighting = weightingOf(sample);
  const scored = meanOf(scores, weighting);
  const observed = meanOf(outcomes, weighting);
  if (scored === null || observed === null) return null;
  const { value: rate, effective } = observed;
  const value = scored.value - rate;
  const shared = { method: "wilson-residual", value, proportion: null, spread: null } as const;
  if (observed.error !== null) {
    const residual = meanOf(residuals, weighting)?.error?.standardError ?? 0;
    const ratio = Math.max((residual / observed.error.standardError) ** 2, 1 / effective);
    const size = effective / ratio;
    const boundsAt = (z: number) => {
      const { lower, upper } = wilsonInterval({ successes: rate * size, size }, z);
      return { lower: scored.value - upper, upper: scored.value - lower };
    };
    return { ...shared, boundsAt };
  }
  // A single person's score is known to half the scale at best.
  const error = scored.error?.standardError ?? (effective < 2 ? 0.5 : 0);
  const boundsAt = (z: number) =>
    moverDifference(
      { value: scored.value, lower: scored.value - z * error, upper: scored.value + z * error },
      { value: rate, ...wilsonInterval({ successes: rate * effective, size: effective }, z) },
    );
  return { ...shared, boundsAt };
}
