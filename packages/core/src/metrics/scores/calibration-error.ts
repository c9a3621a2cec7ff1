import { normalDensity, normalQuantile, normalTail } from "../../stats/normal.ts";
import type { Bounds } from "../../stats/proportion.ts";
import { solveIncreasing } from "../../stats/solve.ts";
import type { Estimate } from "../estimate.ts";
import type { CalibrationBin } from "./calibration-bins.ts";

/**
 * Expected calibration error, Σ_b W_b/W · |mean score_b − observed rate_b| over the bins.
 *
 * Its absolute values make the plain estimate too large by chance, the more so the fewer people, and
 * a bootstrap copies that error. The interval inverts tests instead. With G_b the bin's part of the
 * mean residual, estimated as normal with standard error τ_b, the estimate is a sum of folded normals
 * |G_b + τ_b·Z_b|, whose quantiles are Cornish and Fisher's, and the limits are the values of Σ|G_b| at
 * which the tails are as asked. Σ|G_b| leaves open how it is spread over the bins:
 *
 * - upper: three quarters spread as the τ_b, which hides most of it in chance, one quarter as what
 *   stands out of chance in the data;
 * - lower: half in the bin of the largest gap, which adds most chance to it, half as what stands out;
 *   or by the gap of all bins together, which the error is never below, where that is more. Each of the
 *   two may miss with 0.6 of the tail, so that both cannot miss more often than 1.2 times what is asked.
 *
 * The interval holds the plain estimate, so that the upper limit seldom misses where few people make
 * that too large; where scores are right it cannot miss at all.
 */
export function estimateCalibrationError(bins: readonly CalibrationBin[]): Estimate {
  const crowd = describeBins(bins);
  return {
    method: "folded-residuals",
    value: crowd.error,
    boundsAt: (z): Bounds => ({ lower: lowerAt(crowd, z), upper: upperAt(crowd, z) }),
    proportion: null,
    spread: null,
  };
}

/** The people of one bin. */
interface Part {
  /** Of all people. */
  readonly share: number;
  /** Σ weight² / (Σ weight of all)²: times p(1 − p) the variance of the bin's part of the residual. */
  readonly perPerson: number;
  readonly score: number;
  /** Observed, drawn towards what the scores say. */
  readonly rate: number;
  /** The bin's part of the mean residual, score less observed. */
  readonly gap: number;
}

interface Crowd {
  readonly parts: readonly Part[];
  readonly size: number;
  readonly error: number;
  /** Mean score less observed rate. */
  readonly gap: number;
  /** What stands out of chance in each bin, as shares of 1; all 0 where nothing does. */
  readonly standing: readonly number[];
}

/** People of each outcome by whom the rates of all bins together are smoothed. */
const ASSUMED = 2;

/** Parts of the calibration error at the upper and at the lower limit that lie where gaps stand out. */
const STANDING_ABOVE = 0.25;
const STANDING_BELOW = 0.5;

/** Part of the lower tail that each of its two limits may miss with. */
const TAIL_SHARE = 0.6;

const TOLERANCE = 1e-9;

/**
 * Rates in the bins are smoothed by two people with the outcome and two without, spread as the people
 * are, and by two people in each bin whose rate is the score moved to the rate of all people.
 */
function describeBins(bins: readonly CalibrationBin[]): Crowd {
  const weight = sumOf(bins, (bin) => bin.weight);
  const size = weight ** 2 / sumOf(bins, (bin) => bin.squares);
  const score = sumOf(bins, (bin) => bin.scored) / weight;
  const observed = sumOf(bins, (bin) => bin.observed) / weight;
  const overall = (observed * size + ASSUMED) / (size + 2 * ASSUMED);
  const parts = bins.map((bin): Part => {
    const share = bin.weight / weight;
    const own = bin.scored / bin.weight;
    const seen = bin.observed / bin.weight;
    const people = bin.weight ** 2 / bin.squares;
    const moved =
      overall <= score ? own * (overall / score) : 1 - (1 - own) * ((1 - overall) / (1 - score));
    const rate = (seen * people + ASSUMED * (moved + share)) / (people + ASSUMED * (1 + 2 * share));
    const perPerson = bin.squares / weight ** 2;
    return { share, perPerson, score: own, rate, gap: (own - seen) * share };
  });
  const out = parts.map((part) =>
    Math.sqrt(Math.max(0, part.gap ** 2 - varianceAt(part, part.rate))),
  );
  const all = out.reduce((sum, one) => sum + one, 0);
  return {
    parts,
    size,
    error: sumOf(parts, ({ gap }) => Math.abs(gap)),
    gap: score - observed,
    standing: out.map((one) => (all > 0 ? one / all : 0)),
  };
}

function upperAt(crowd: Crowd, z: number): number {
  const { parts, error, size } = crowd;
  const chances = parts.map((part) => Math.sqrt(varianceAt(part, part.rate)));
  const all = chances.reduce((sum, one) => sum + one, 0);
  const spread = spreadOver(crowd, STANDING_ABOVE, (i) => (chances[i] as number) / all);
  const between = betweenBins(parts, size, (i) => Math.abs((parts[i] as Part).gap));
  const exceeds = (truth: number): number => {
    // A larger error means rates further from the scores, at which more may be left to chance.
    const rates = parts.map(({ rate, score }) => {
      const beyond = rate + (rate - score) * (1 - error / truth);
      const further = Math.min(1, Math.max(0, beyond));
      return further * (1 - further) > rate * (1 - rate) ? further : rate;
    });
    return quantileAt(parts, rates, (i) => truth * spread(i), between, -z) - error;
  };
  const found = error >= 1 ? 1 : solveIncreasing(exceeds, Math.max(error, TOLERANCE), 1, TOLERANCE);
  // An estimate that is small by luck, as where nobody has the outcome, does not make the error known
  // better than the gap of all bins together would be if it were 0.
  const chance = z * Math.sqrt(sumOf(parts, (part) => varianceAt(part, part.rate)));
  return Math.min(1, Math.max(error, found, chance));
}

function lowerAt(crowd: Crowd, z: number): number {
  const tail = TAIL_SHARE * normalTail(z);
  const deviate = tail > 0 ? -normalQuantile(tail) : z;
  return Math.min(
    crowd.error,
    Math.max(lowerOfSum(crowd, deviate), lowerOfGap(crowd, normalTail(deviate))),
  );
}

/** The rates if the error were only `truth` of what was estimated: as the scores say where it were 0. */
function ratesAt({ parts, error }: Crowd, truth: number): number[] {
  const part = error > 0 ? truth / error : 0;
  return parts.map(({ rate, score }) => part * rate + (1 - part) * score);
}

function lowerOfSum(crowd: Crowd, z: number): number {
  const { parts, error, size } = crowd;
  const largest = parts.reduce(
    (most, { gap }, i) => (Math.abs(gap) > Math.abs((parts[most] as Part).gap) ? i : most),
    0,
  );
  const spread = spreadOver(crowd, STANDING_BELOW, (i) => (i === largest ? 1 : 0));
  const exceeds = (truth: number): number => {
    const gapOf = (i: number): number => truth * spread(i);
    const between = betweenBins(parts, size, gapOf);
    return quantileAt(parts, ratesAt(crowd, truth), gapOf, between, z) - error;
  };
  return solveIncreasing(exceeds, 0, error, TOLERANCE);
}

/** The lower limit of |mean score − observed rate|, by a test that allows for the skewness of outcomes. */
function lowerOfGap(crowd: Crowd, tail: number): number {
  const { parts, gap } = crowd;
  const size = Math.abs(gap);
  const sign = Math.sign(gap);
  const exceeds = (truth: number): number => {
    const rates = ratesAt(crowd, truth);
    const variance = sumOf(parts, (part, i) => varianceAt(part, rates[i] as number));
    if (variance === 0) return -tail;
    const skewness =
      sumOf(parts, (part, i) => -sign * thirdMomentAt(part, rates[i] as number)) / variance ** 1.5;
    const deviation = Math.sqrt(variance);
    const above = normalTail(straighten((size - truth) / deviation, skewness));
    return above + normalTail(straighten((size + truth) / deviation, -skewness)) - tail;
  };
  return size === 0 ? 0 : solveIncreasing(exceeds, 0, size, TOLERANCE);
}

/** How an error is spread: a part of it where gaps stand out, the rest by `otherwise`; sums to 1. */
function spreadOver(
  { standing }: Crowd,
  part: number,
  otherwise: (i: number) => number,
): (i: number) => number {
  const used = standing.some((one) => one > 0) ? part : 0;
  return (i) => used * (standing[i] as number) + (1 - used) * otherwise(i);
}

/** What the variance of the error gains by people falling into bins of other gaps. */
function betweenBins(parts: readonly Part[], size: number, gapOf: (i: number) => number): number {
  const error = sumOf(parts, (_, i) => gapOf(i));
  const squares = sumOf(parts, ({ perPerson, share }, i) => perPerson * (gapOf(i) / share) ** 2);
  return Math.max(0, squares - error ** 2 / size);
}

/**
 * Quantile of Σ|G_b + τ_b·Z_b| by Cornish and Fisher, with the moments of folded normals; the third
 * moment of the outcomes themselves is added so far as the bin's gap is of one sign.
 */
function quantileAt(
  parts: readonly Part[],
  rates: readonly number[],
  gapOf: (i: number) => number,
  between: number,
  z: number,
): number {
  let mean = 0;
  let variance = between;
  let third = 0;
  parts.forEach((part, i) => {
    const rate = rates[i] as number;
    const folded = foldedMoments(gapOf(i), Math.sqrt(varianceAt(part, rate)));
    mean += folded.mean;
    variance += folded.variance;
    third += folded.third - Math.sign(part.gap) * folded.oneSided * thirdMomentAt(part, rate);
  });
  if (variance === 0) return mean;
  return mean + z * Math.sqrt(variance) + ((third / variance) * (z * z - 1)) / 6;
}

/** Mean, variance and third central moment of |gap + deviation · Z|, and P(above 0) − P(below 0) without the bars. */
function foldedMoments(gap: number, deviation: number) {
  const r = deviation === 0 ? Infinity : gap / deviation;
  if (r > FAR) return { mean: gap, variance: deviation ** 2, third: 0, oneSided: 1 };
  const density = 2 * normalDensity(r);
  const oneSided = 1 - 2 * normalTail(r);
  const first = density + r * oneSided;
  const second = r * r + 1;
  const third = (r * r + 2) * density + (r ** 3 + 3 * r) * oneSided;
  return {
    mean: deviation * first,
    variance: deviation ** 2 * (second - first ** 2),
    third: deviation ** 3 * (third - 3 * second * first + 2 * first ** 3),
    oneSided,
  };
}

/** Of a bin's part of the residual, where outcomes have this rate. */
function varianceAt({ perPerson }: Part, rate: number): number {
  return perPerson * rate * (1 - rate);
}

/** Of a bin's part of the observed rate: p(1 − p)(1 − 2p) a person. */
function thirdMomentAt({ perPerson }: Part, rate: number): number {
  return perPerson ** 2 * rate * (1 - rate) * (1 - 2 * rate);
}

/** The normal deviate of a skewed one: the inverse of x = y + skewness·(y² − 1)/6. */
function straighten(x: number, skewness: number): number {
  const bend = skewness / 6;
  if (Math.abs(bend) < 1e-9) return x;
  const inside = 1 + 4 * bend * (bend + x);
  // Beyond the turn of the parabola nothing is left of that tail.
  if (inside <= 0) return bend > 0 ? -FAR : FAR;
  return (Math.sqrt(inside) - 1) / (2 * bend);
}

/** Deviates beyond which nothing is left of a normal tail that would show. */
const FAR = 9;

function sumOf<T>(items: readonly T[], of: (item: T, i: number) => number): number {
  return items.reduce((sum, item, i) => sum + of(item, i), 0);
}
