import { type Mean, meanOf } from "../../stats/mean.ts";
import { type AucParts, measureAuc, newcombeAucInterval } from "./auc.ts";
import type { DistanceParts } from "./distance-estimate.ts";
import { jensenShannonOf } from "./distances.ts";
import { areaBetween, curveOf, heightsAt, type RocCurve } from "./roc-curve.ts";
import { shareInBins, walkGaps } from "./score-gaps.ts";
import { type CohortSample, type ScoreSample, sizeOf, weightingOf } from "./score-sample.ts";

/** How many equal bins the Jensen–Shannon distance of an audit has. */
const DISTANCE_BINS = 10;

/** Where the bins begin and end. */
export interface ScoreRange {
  readonly lowest: number;
  readonly highest: number;
}

/** Mean of |x| of a normal variable about 0 with standard error 1. */
const MEAN_SIZE: number = Math.sqrt(2 / Math.PI);

/**
 * Kolmogorov–Smirnov and Wasserstein-1 distance of two samples, from one walk over their scores:
 * sup |F − G| and ∫ |F − G|.
 *
 * The standard error of F̂ − Ĝ at one score is ½·√(1/n + 1/m) at most. A sum of F̂ − Ĝ over scores
 * with signs is a difference of means of a function whose slope is 1 at most, so that its error is not
 * above that of the difference of the mean scores; ∫ |deviation| is √(2/π)·∫ √(F(1 − F)/n + G(1 − G)/m)
 * on the mean.
 *
 * @returns null where one side is empty
 */
export function measureGaps(
  first: ScoreSample,
  second: ScoreSample,
  range: ScoreRange,
): { readonly largest: DistanceParts; readonly area: DistanceParts } | null {
  const [n, m] = [first, second].map((side) => sizeOf(side).effective) as [number, number];
  let largest = 0;
  let area = 0;
  let chance = 0;
  const isKnown = walkGaps(first, second, ({ first: f, second: g, width }) => {
    const gap = Math.abs(f - g);
    largest = Math.max(largest, gap);
    area += gap * width;
    chance += width * Math.sqrt(varyShare(f, n) + varyShare(g, m));
  });
  if (!isKnown) return null;
  const errors = [first, second].map((side) => errorOfMean(side, range));
  const variance = errors.reduce((sum, { standardError }) => sum + standardError ** 2, 0);
  // Welch & Satterthwaite.
  const parts = errors.reduce((sum, one) => sum + one.standardError ** 4 / one.degrees, 0);
  return {
    largest: {
      value: largest,
      method: "two-sample-dkw",
      spread: { scale: "identity", standardError: Math.sqrt(1 / n + 1 / m) / 2 },
    },
    area: {
      value: area,
      method: "norm-concentration",
      spread: {
        scale: "identity",
        standardError: Math.sqrt(variance),
        degreesOfFreedom: Math.max(1, parts > 0 ? variance ** 2 / parts : 1),
        chance: MEAN_SIZE * chance,
      },
    },
  };
}

/** The variance of a share with one success and one failure more. */
function varyShare(share: number, size: number): number {
  const moderate = (share * size + 1) / (size + 2);
  return (moderate * (1 - moderate)) / size;
}

/**
 * That of the mean score with one person more at each end of the range: few people may be alike by
 * chance. Their square is added to the variance, n·s² + (x̄ − lowest)² + (highest − x̄)² over n + 2.
 */
function errorOfMean(side: ScoreSample, { lowest, highest }: ScoreRange) {
  const { value, error, effective } = meanOf(side.scores, weightingOf(side)) as Mean;
  const squares = ((error?.standardError ?? 0) * effective) ** 2;
  const more = (value - lowest) ** 2 + (highest - value) ** 2;
  return {
    standardError: Math.sqrt((squares + more) / (effective + 2) / effective),
    degrees: Math.max(1, effective - 1),
  };
}

/**
 * Jensen–Shannon distance of two samples over equal bins. It is a distance in a Hilbert space (Fuglede
 * & Topsøe 2004) in which shares of n people deviate by χ²/(8n·ln 2), squared, with one degree of
 * freedom less than there are bins. Where a bin of one side holds few, λ, the deviation is larger, on
 * the mean by 3/(8λ) + 7/(24λ²) + … (Taylor series for a Poisson count), and an empty bin reaches far
 * beyond χ². The variance is raised by the mean of 1/λ for all that, which simulation shows to be enough
 * (benchmarks/results/coverage-distances.md), with λ from both sides taken together.
 *
 * @returns null where one side is empty
 */
export function measureJensenShannon(
  first: ScoreSample,
  second: ScoreSample,
  { lowest, highest }: ScoreRange,
): DistanceParts | null {
  if (first.scores.length === 0 || second.scores.length === 0) return null;
  const [p, q] = [first, second].map((side) =>
    shareInBins(side, DISTANCE_BINS, lowest, highest),
  ) as [Float64Array, Float64Array];
  const [n, m] = [first, second].map((side) => sizeOf(side).effective) as [number, number];
  const counts = Array.from(p, (share, bin) => share * n + (q[bin] as number) * m).filter(
    (count) => count > 0,
  );
  const degreesOfFreedom = Math.max(1, counts.length - 1);
  const all = n + m;
  const inverse = counts.reduce((sum, count) => sum + all / count, 0);
  const fewness = (all / n + all / m - 1) * (inverse - 1);
  const raise = 1 + fewness / (all * degreesOfFreedom);
  return {
    value: jensenShannonOf(p, q),
    method: "chi-squared-norm",
    spread: {
      scale: "identity",
      standardError: Math.sqrt((raise * (1 / n + 1 / m)) / (8 * Math.LN2)),
      degreesOfFreedom,
    },
  };
}

/**
 * The area between the ROC curves of two samples. An integral of a deviation of a ROC curve with signs
 * has no larger error than the area under the curve, so DeLong's errors of the two areas bound it; the
 * mean of ∫ |deviation| is √(2/π)·∫ √Σ(R(1 − R)/P + R′²x(1 − x)/N), Hsieh & Turnbull (1996), Annals of
 * Statistics 24.
 *
 * @returns null where one curve does not exist
 */
export function measureCurveGap(first: CohortSample, second: CohortSample): DistanceParts | null {
  const [one, two] = [first, second].map(({ labelled }) => curveOf(labelled)) as [
    RocCurve | null,
    RocCurve | null,
  ];
  if (one === null || two === null) return null;
  const areas = [first, second].map(
    ({ labelled }) => measureAuc(labelled.positives, labelled.negatives) as AucParts,
  ) as [AucParts, AucParts];
  const variances = [varyAlong(one, areas[0]), varyAlong(two, areas[1])] as const;
  let chance = 0;
  for (let strip = 0; strip < STRIPS; strip++) {
    const variance = (variances[0][strip] as number) + (variances[1][strip] as number);
    chance += Math.sqrt(variance) / STRIPS;
  }
  return {
    value: areaBetween(one, two),
    method: "norm-concentration",
    spread: {
      scale: "identity",
      standardError: Math.hypot(errorOfArea(areas[0]), errorOfArea(areas[1])),
      degreesOfFreedom: Math.max(
        1,
        Math.min(...areas.flatMap(({ positives, negatives }) => [positives, negatives])) - 1,
      ),
      chance: MEAN_SIZE * chance,
    },
  };
}

/** Strips in which the slope of a ROC curve is taken. */
const STRIPS = 20;

/** The variance of the height of a ROC curve in each strip. */
function varyAlong(curve: RocCurve, { positives, negatives }: AucParts): number[] {
  const places = Array.from({ length: STRIPS }, (_, i) => i / STRIPS);
  const heights = [...heightsAt(curve, places), 1];
  return places.map((place, i) => {
    const start = heights[i] as number;
    const end = heights[i + 1] as number;
    const x = place + 0.5 / STRIPS;
    const height = (start + end) / 2;
    const slope = (end - start) * STRIPS;
    return (height * (1 - height)) / positives + (slope * slope * x * (1 - x)) / negatives;
  });
}

/** DeLong's; where everybody is placed alike, half of what Newcombe's interval reaches at 2. */
function errorOfArea({ value, standardError, positives, negatives }: AucParts): number {
  if (standardError > 0) return standardError;
  const { lower, upper } = newcombeAucInterval(value, positives, negatives, 2);
  return Math.max(value - lower, upper - value) / 2;
}
