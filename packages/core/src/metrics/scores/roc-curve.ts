import {
  type LabelledPeople,
  type ScoredPeople,
  sizeOf,
  sortPeople,
  splitByLabel,
} from "./score-sample.ts";

/** A point of a ROC curve: people whose score is at least the threshold are decided favourably. */
export interface RocPoint {
  /** Infinity at (0, 0). */
  readonly threshold: number;
  readonly falsePositiveRate: number;
  readonly truePositiveRate: number;
}

/** The points of a ROC curve in columns, from (0, 0) to (1, 1). */
export interface RocCurve {
  readonly thresholds: Float64Array;
  readonly falsePositiveRates: Float64Array;
  readonly truePositiveRates: Float64Array;
}

/**
 * The ROC curve of some people, from (0, 0) to (1, 1), one point a distinct score; a high score
 * speaks for outcome 1. People without a recorded outcome are left out.
 *
 * @returns null where nobody has the outcome, or everybody
 * @throws EvenhandError `input/score-range`, `input/label-range`, `input/weight-range`, `input/lengths-differ`
 * @example
 * rocCurve({ scores: [0.2, 0.8], labels: [0, 1] })?.length; // 3
 */
export function rocCurve(people: ScoredPeople): RocPoint[] | null {
  const curve = curveOf(splitByLabel(sortPeople(people)));
  if (curve === null) return null;
  return Array.from(curve.thresholds, (threshold, i) => ({
    threshold,
    falsePositiveRate: curve.falsePositiveRates[i] as number,
    truePositiveRate: curve.truePositiveRates[i] as number,
  }));
}

/**
 * The area between two ROC curves, ∫₀¹ |ROC₁(x) − ROC₂(x)| dx over the false positive rate (ABROCA),
 * from 0 to 1: not the difference of the two areas, in which crossing curves cancel. Exact for the
 * curves as drawn, with straight lines between points, crossings included.
 * Gardner, Brooks & Baker (2019), LAK '19. Descriptive: above 0 by chance even where the curves of the
 * populations are the same.
 *
 * @returns null where one curve does not exist
 * @throws EvenhandError as `rocCurve`
 * @example
 * const perfect = { scores: [0.2, 0.8], labels: [0, 1] };
 * areaBetweenRocCurves(perfect, { scores: [0.5, 0.5], labels: [0, 1] }); // 0.5
 */
export function areaBetweenRocCurves(first: ScoredPeople, second: ScoredPeople): number | null {
  const one = curveOf(splitByLabel(sortPeople(first)));
  const two = curveOf(splitByLabel(sortPeople(second)));
  return one === null || two === null ? null : areaBetween(one, two);
}

/** ∫₀¹ |ROC₁(x) − ROC₂(x)| dx of curves with straight lines between points. */
export function areaBetween(one: RocCurve, two: RocCurve): number {
  const heightOne = followCurve(one);
  const heightTwo = followCurve(two);
  let area = 0;
  let from = 0;
  let i = 0;
  let j = 0;
  while (from < 1) {
    while ((one.falsePositiveRates[i] as number) <= from) i++;
    while ((two.falsePositiveRates[j] as number) <= from) j++;
    const to = Math.min(one.falsePositiveRates[i] as number, two.falsePositiveRates[j] as number);
    const [startOne, endOne] = heightOne(from, to);
    const [startTwo, endTwo] = heightTwo(from, to);
    area += (to - from) * meanGap(startOne - startTwo, endOne - endTwo);
    from = to;
  }
  return area;
}

/** The mean of |d| where d goes from one value to another in a straight line. */
function meanGap(start: number, end: number): number {
  if (start * end >= 0) return Math.abs(start + end) / 2;
  return (start * start + end * end) / (2 * Math.abs(start - end));
}

/**
 * The heights of a curve at both ends of an interval, on the line that leads from the last point at
 * or before its start; the intervals must be asked for in ascending order.
 */
function followCurve({
  falsePositiveRates: across,
  truePositiveRates: up,
}: RocCurve): (from: number, to: number) => readonly [number, number] {
  let at = 0;
  return (from, to) => {
    while ((across[at + 1] as number) <= from) at++;
    const x = across[at] as number;
    const y = up[at] as number;
    const slope = ((up[at + 1] as number) - y) / ((across[at + 1] as number) - x);
    return [y + (from - x) * slope, y + (to - x) * slope];
  };
}

/** The height of a curve at places in ascending order, from 0 up to but not with 1. */
export function heightsAt(curve: RocCurve, places: readonly number[]): number[] {
  const follow = followCurve(curve);
  return places.map((place) => follow(place, place)[0]);
}

/** The ROC curve of people by recorded outcome; null where one side is empty. */
export function curveOf({ positives, negatives }: LabelledPeople): RocCurve | null {
  if (positives.scores.length === 0 || negatives.scores.length === 0) return null;
  const totals = [sizeOf(positives).weight, sizeOf(negatives).weight] as const;
  const most = 1 + positives.scores.length + negatives.scores.length;
  const thresholds = new Float64Array(most);
  const falsePositiveRates = new Float64Array(most);
  const truePositiveRates = new Float64Array(most);
  thresholds[0] = Infinity;
  let points = 1;
  let i = positives.scores.length - 1;
  let j = negatives.scores.length - 1;
  let above = 0;
  let other = 0;
  while (i >= 0 || j >= 0) {
    const score = Math.max(positives.scores[i] ?? -Infinity, negatives.scores[j] ?? -Infinity);
    for (; positives.scores[i] === score; i--) above += positives.weights?.[i] ?? 1;
    for (; negatives.scores[j] === score; j--) other += negatives.weights?.[j] ?? 1;
    thresholds[points] = score;
    // Weights added up one by one can come to a hair more or less than their total.
    falsePositiveRates[points] = j < 0 ? 1 : Math.min(1, other / totals[1]);
    truePositiveRates[points] = i < 0 ? 1 : Math.min(1, above / totals[0]);
    points++;
  }
  return {
    thresholds: thresholds.subarray(0, points),
    falsePositiveRates: falsePositiveRates.subarray(0, points),
    truePositiveRates: truePositiveRates.subarray(0, points),
  };
}
