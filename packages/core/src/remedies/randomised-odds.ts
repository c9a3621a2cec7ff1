import { ratesOf } from "./frontier-point.ts";
import { type Hull, pointAt, upperHull } from "./hull.ts";
import type { Mixture } from "./mixture.ts";
import { mixtureAt } from "./randomised-rate.ts";
import type { ScoreCurve } from "./score-curves.ts";
import type { Payoffs } from "./utility.ts";

/** Steps from no gap to that of the unconstrained optimum. */
const STEPS = 20;

/** Σ weight · worth a unit of the true and of the false positive rate of one cohort. */
interface Cohort {
  readonly hull: Hull;
  readonly perTruePositive: number;
  readonly perFalsePositive: number;
  /** False positive rate of the best point. */
  readonly best: number;
}

/**
 * Optimal mixtures for equalized odds at gaps from 0 to that of the unconstrained optimum.
 *
 * Each cohort can reach what lies between its ROC hull and the diagonal, by mixing thresholds with
 * drawing lots. A gap ε asks that all lie in one square of side ε. Without a gap the best common point
 * lies at a corner of the lowest hull or where two cross: all are tried. With one, the best utility in
 * a square is a concave function of its place, which golden sections find to 1e-9 of a rate.
 *
 * @param payoffs with a true positive worth no less than a false negative, and a false positive no more than a true negative
 */
export function findOddsFrontier(curves: readonly ScoreCurve[], payoffs: Payoffs): Mixture[][] {
  const cohorts = curves.map((curve) => readCohort(curve, payoffs));
  const best = cohorts.map(({ hull, best: at }) => ({ fpr: at, tpr: pointAt(hull, at).y }));
  const widest = Math.max(rangeOf(best.map(({ fpr }) => fpr)), rangeOf(best.map(({ tpr }) => tpr)));
  const common = findCommonPoint(cohorts);
  const found = [cohorts.map((cohort) => mixturePoint(cohort.hull, common))];
  for (let step = 1; step < STEPS && widest > 0; step++) {
    const side = (widest * step) / STEPS;
    const points = findSquare(cohorts, side);
    found.push(cohorts.map(({ hull }, i) => mixturePoint(hull, points[i] as RocPlace)));
  }
  found.push(cohorts.map(({ hull }, i) => mixturePoint(hull, best[i] as RocPlace)));
  return found;
}

interface RocPlace {
  readonly fpr: number;
  readonly tpr: number;
}

function readCohort(curve: ScoreCurve, payoffs: Payoffs): Cohort {
  const [falsePositive, truePositive] = ratesOf("equalized-odds", curve);
  if (falsePositive === undefined || truePositive === undefined) {
    throw new RangeError("equalized odds compare two rates");
  }
  const raw = upperHull(falsePositive.sums, truePositive.sums, falsePositive.denominator);
  const hull = { ...raw, y: raw.y.map((sum) => sum / truePositive.denominator) };
  const perTruePositive = truePositive.denominator * (payoffs.truePositive - payoffs.falseNegative);
  const perFalsePositive =
    falsePositive.denominator * (payoffs.falsePositive - payoffs.trueNegative);
  let best = 0;
  const worthAt = (i: number): number =>
    perTruePositive * (hull.y[i] as number) + perFalsePositive * (hull.x[i] as number);
  for (let i = 1; i < hull.x.length; i++) if (worthAt(i) > worthAt(best)) best = i;
  return { hull, perTruePositive, perFalsePositive, best: hull.x[best] as number };
}

function rangeOf(values: readonly number[]): number {
  return Math.max(...values) - Math.min(...values);
}

/** The best point that every cohort can reach. */
function findCommonPoint(cohorts: readonly Cohort[]): RocPlace {
  const corners = [...new Set(cohorts.flatMap(({ hull }) => [...hull.x]))].sort((a, b) => a - b);
  const perTruePositive = cohorts.reduce((sum, one) => sum + one.perTruePositive, 0);
  const perFalsePositive = cohorts.reduce((sum, one) => sum + one.perFalsePositive, 0);
  const heights = (fpr: number): number[] => cohorts.map(({ hull }) => pointAt(hull, fpr).y);
  let best: RocPlace = { fpr: 0, tpr: 0 };
  let most = Number.NEGATIVE_INFINITY;
  const tryAt = (fpr: number, tpr: number): void => {
    const worth = perTruePositive * tpr + perFalsePositive * fpr;
    if (worth > most) [best, most] = [{ fpr, tpr }, worth];
  };
  let before: number[] = [];
  corners.forEach((fpr, i) => {
    const here = heights(fpr);
    tryAt(fpr, Math.min(...here));
    // Between two corners all hulls are straight, so that they cross where their difference is 0.
    const from = corners[i - 1];
    if (from !== undefined) {
      for (let a = 0; a < here.length; a++) {
        for (let b = 0; b < a; b++) {
          const start = (before[a] as number) - (before[b] as number);
          const end = (here[a] as number) - (here[b] as number);
          if (start * end >= 0) continue;
          const crossing = from + ((fpr - from) * start) / (start - end);
          tryAt(crossing, Math.min(...heights(crossing)));
        }
      }
    }
    before = here;
  });
  return best;
}

/** The best points of the cohorts in a square of the given side, its place chosen. */
function findSquare(cohorts: readonly Cohort[], side: number): RocPlace[] {
  const lowestHull = (fpr: number): number =>
    Math.min(...cohorts.map(({ hull }) => pointAt(hull, Math.min(1, fpr)).y));
  // A square whose top lies under its left edge holds only what is worse than drawing lots.
  const bottomFor = (left: number): { at: number; worth: number } =>
    maximise(
      (bottom) => worthInSquare(cohorts, left, bottom, side),
      Math.max(0, left - side),
      Math.min(1, lowestHull(left + side)),
    );
  const left = maximise((at) => bottomFor(at).worth, 0, 1).at;
  const bottom = bottomFor(left).at;
  return cohorts.map((cohort) => placeInSquare(cohort, left, bottom, side));
}

function worthInSquare(
  cohorts: readonly Cohort[],
  left: number,
  bottom: number,
  side: number,
): number {
  let worth = 0;
  for (const cohort of cohorts) {
    const { fpr, tpr } = placeInSquare(cohort, left, bottom, side);
    worth += cohort.perTruePositive * tpr + cohort.perFalsePositive * fpr;
  }
  return worth;
}

/**
 * The best point of one cohort in a square. Along the hull worth rises up to the best point and falls
 * after it; where the hull is above the square already at its left edge, the corner at the top left.
 */
function placeInSquare(
  { hull, best }: Cohort,
  left: number,
  bottom: number,
  side: number,
): RocPlace {
  const from = Math.max(left, whereHullReaches(hull, bottom));
  const top = Math.min(1, bottom + side);
  const to = Math.min(1, left + side, top === 1 ? 1 : whereHullReaches(hull, top));
  const fpr = Math.max(from, Math.min(best, to));
  return { fpr, tpr: Math.min(top, pointAt(hull, fpr).y) };
}

/** The smallest false positive rate at which the hull is as high as asked, 0 to 1. */
function whereHullReaches({ x, y }: Hull, height: number): number {
  if (height <= (y[0] as number)) return x[0] as number;
  let low = 0;
  let high = y.length - 1;
  while (low < high - 1) {
    const middle = (low + high) >> 1;
    if ((y[middle] as number) < height) low = middle;
    else high = middle;
  }
  const along = (height - (y[low] as number)) / ((y[high] as number) - (y[low] as number));
  return (x[low] as number) + Math.min(1, along) * ((x[high] as number) - (x[low] as number));
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;
/** GOLDEN⁴⁵ is 4e-10. */
const SECTIONS = 45;

/** The largest value of a concave function, its ends included. */
function maximise(
  of: (at: number) => number,
  from: number,
  to: number,
): { at: number; worth: number } {
  let [low, high] = [from, to];
  let left = high - GOLDEN * (high - low);
  let right = low + GOLDEN * (high - low);
  let atLeft = of(left);
  let atRight = of(right);
  for (let section = 0; section < SECTIONS; section++) {
    if (atLeft < atRight) {
      low = left;
      [left, atLeft] = [right, atRight];
      right = low + GOLDEN * (high - low);
      atRight = of(right);
    } else {
      high = right;
      [right, atRight] = [left, atLeft];
      left = high - GOLDEN * (high - low);
      atLeft = of(left);
    }
  }
  const middle = (low + high) / 2;
  return [from, to, middle, left, right]
    .map((at) => ({ at, worth: of(at) }))
    .reduce((best, one) => (one.worth > best.worth ? one : best));
}

/** A point between hull and diagonal: the hull at its false positive rate, and lots drawn at that rate. */
function mixturePoint(hull: Hull, { fpr, tpr }: RocPlace): Mixture {
  const onHull = mixtureAt(hull, fpr);
  const height = pointAt(hull, fpr).y;
  if (height <= tpr || height <= fpr) return onHull;
  const lots = Math.min(1, (height - tpr) / (height - fpr));
  const everyone = hull.entries[hull.entries.length - 1] as number;
  return [
    ...onHull.map(({ entry, share }) => ({ entry, share: share * (1 - lots) })),
    { entry: 0, share: lots * (1 - fpr) },
    { entry: everyone, share: lots * fpr },
  ];
}
