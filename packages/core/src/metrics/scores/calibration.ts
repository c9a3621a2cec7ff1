import { meanOf } from "../../stats/mean.ts";
import { moverDifference } from "../../stats/mover.ts";
import { wilsonInterval } from "../../stats/wilson.ts";
import type { Estimate } from "../estimate.ts";
import type { CalibrationBin } from "./calibration-bins.ts";
import { type ScoreSample, weightingOf } from "./score-sample.ts";

/**
 * Expected calibration error, Σ_b W_b/W · |mean score_b − observed rate_b| over the bins.
 *
 * Its absolute values make the plain estimate too large by chance, the more so the fewer people, and
 * a bootstrap copies that error. The interval allows for it. With G_b the bin's part of the mean
 * residual and τ_b its standard error, the estimate is at most the truth plus Σ|Ĝ_b − G_b|, and at
 * least the truth plus the sum of Ĝ_b − G_b signed as the truth is:
 * lower = ECE − q, q the quantile of a sum of half-normals τ_b·|Z_b| (Cornish–Fisher),
 * upper = ECE + z·√(Var of the signed sum).
 * Observed rates are smoothed by one person of each outcome in the τ_b. Conservative where scores are
 * off in most bins, close where they are right.
 */
export function estimateCalibrationError(bins: readonly CalibrationBin[]): Estimate {
  const weight = bins.reduce((sum, bin) => sum + bin.weight, 0);
  let value = 0;
  let signed = 0;
  let first = 0;
  let second = 0;
  let third = 0;
  for (const bin of bins) {
    const share = bin.weight / weight;
    const gap = (bin.scored - bin.observed) / bin.weight;
    const size = (bin.weight * bin.weight) / bin.squares;
    const rate = ((bin.observed / bin.weight) * size + 1) / (size + 2);
    const perPerson = bin.squares / weight / weight;
    const variance = perPerson * (rate * (1 - rate) + (1 - share) * gap * gap);
    value += share * Math.abs(gap);
    signed += perPerson * (rate * (1 - rate) + gap * gap);
    first += Math.sqrt(variance);
    second += variance;
    third += variance ** 1.5;
  }
  const squares = bins.reduce((sum, bin) => sum + bin.squares, 0);
  const above = Math.sqrt(Math.max(0, signed - (value * value * squares) / weight / weight));
  const deviation = HALF_NORMAL.deviation * Math.sqrt(second);
  const skew = (HALF_NORMAL.third * third) / deviation ** 3;
  return {
    method: "binned-residuals",
    value,
    boundsAt(z) {
      const chance =
        HALF_NORMAL.mean * first + deviation * (z + (skew * Math.max(0, z * z - 1)) / 6);
      return { lower: Math.max(0, value - chance), upper: Math.min(1, value + z * above) };
    },
    proportion: null,
    spread: null,
  };
}

/** Mean, standard deviation and third central moment of |Z|. */
const HALF_NORMAL = {
  mean: Math.sqrt(2 / Math.PI),
  deviation: Math.sqrt(1 - 2 / Math.PI),
  third: Math.sqrt(2 / Math.PI) * (4 / Math.PI - 1),
};

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
