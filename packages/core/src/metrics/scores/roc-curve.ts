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
  return curveOf(splitByLabel(sortPeople(people)));
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
  const one = rocCurve(first);
  const two = rocCurve(second);
  if (one === null || two === null) return null;
  const ends = [...one, ...two].map(({ falsePositiveRate }) => falsePositiveRate);
  const cuts = Float64Array.from(new Set(ends)).sort();
  const heightOne = followCurve(one);
  const heightTwo = followCurve(two);
  let area = 0;
  for (let i = 0; i + 1 < cuts.length; i++) {
    const from = cuts[i] as number;
    const to = cuts[i + 1] as number;
    const [startOne, endOne] = heightOne(from, to);
    const [startTwo, endTwo] = heightTwo(from, to);
    area += (to - from) * meanGap(startOne - startTwo, endOne - endTwo);
  }
  return area;
}

/** The mean of |d| where d goes from one value to another in a straight line. */
function meanGap(start: number, end: number): number {
  if (start * end >= 0) return Math.abs(start + end) / 2;
  return (start * start + end * end) / (2 * Math.abs(start - end));
}

/**
 * The heights of a curve at both ends of an interval that holds no point of it inside; the
 * intervals must be asked for in ascending order.
 */
function followCurve(
  curve: readonly RocPoint[],
): (from: number, to: number) => readonly [number, number] {
  let at = 0;
  return (from, to) => {
    while ((curve[at + 1] as RocPoint).falsePositiveRate <= from) at++;
    const start = curve[at] as RocPoint;
    const end = curve[at + 1] as RocPoint;
    const slope =
      (end.truePositiveRate - start.truePositiveRate) /
      (end.falsePositiveRate - start.falsePositiveRate);
    const heightAt = (x: number): number =>
      start.truePositiveRate + (x - start.falsePositiveRate) * slope;
    return [heightAt(from), heightAt(to)];
  };
}

function curveOf({ positives, negatives }: LabelledPeople): RocPoint[] | null {
  if (positives.scores.length === 0 || negatives.scores.length === 0) return null;
  const totals = [sizeOf(positives).weight, sizeOf(negatives).weight] as const;
  const points: RocPoint[] = [{ threshold: Infinity, falsePositiveRate: 0, truePositiveRate: 0 }];
  let i = positives.scores.length - 1;
  let j = negatives.scores.length - 1;
  let above = 0;
  let other = 0;
  while (i >= 0 || j >= 0) {
    const score = Math.max(positives.scores[i] ?? -Infinity, negatives.scores[j] ?? -Infinity);
    for (; positives.scores[i] === score; i--) above += positives.weights?.[i] ?? 1;
    for (; negatives.scores[j] === score; j--) other += negatives.weights?.[j] ?? 1;
    const isLast = i < 0 && j < 0;
    points.push({
      threshold: score,
      falsePositiveRate: isLast ? 1 : other / totals[1],
      truePositiveRate: isLast ? 1 : above / totals[0],
    });
  }
  return points;
}
