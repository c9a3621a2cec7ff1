import { bestEntry, type Criterion, type RateSums, ratesOf } from "./frontier-point.ts";
import type { Mixture } from "./mixture.ts";
import type { ScoreCurve } from "./score-curves.ts";

/** Steps from no gap to that of the unconstrained optimum. */
const STEPS = 40;

/** Thresholds a cohort that are looked at; with more distinct scores, every so manieth. */
const MOST_ENTRIES = 2048;

/**
 * One threshold a cohort, without lots: the best for one rate at gaps from 0 to that of the
 * unconstrained optimum. For each gap every range of rates that starts at a cohort's rate is tried;
 * within a range the cohorts do not depend on each other. Exact for cohorts of up to 2,048 distinct
 * scores; with more, the thresholds looked at lie no further apart than 1/2,048 of them.
 */
export function findSeparateThresholds(
  curves: readonly ScoreCurve[],
  criterion: Criterion,
): Mixture[][] {
  const candidates = curves.map((curve) => listCandidates(curve, criterion));
  const best = curves.map((curve) => [{ entry: bestEntry(curve), share: 1 }]);
  const rates = curves.map((curve) => {
    const [{ sums, denominator }] = ratesOf(criterion, curve) as [RateSums];
    return (sums[bestEntry(curve)] as number) / denominator;
  });
  const widest = Math.max(...rates) - Math.min(...rates);
  const starts = Float64Array.from(
    new Set(candidates.flatMap(({ rates: own }) => [...own])),
  ).sort();
  const found: Mixture[][] = [best];
  for (let step = 0; step < STEPS && widest > 0; step++) {
    const entries = findInRanges(candidates, starts, (widest * step) / STEPS);
    found.push(entries.map((entry) => [{ entry, share: 1 }]));
  }
  return found;
}

/** The threshold whose false and true positive rate lie nearest to those of a mixture. */
export function nearestEntry(curve: ScoreCurve, mixture: Mixture): number {
  const rates = ratesOf("equalized-odds", curve).map(({ sums, denominator }) => ({
    sums,
    denominator,
    wanted: mixture.reduce((sum, { entry, share }) => sum + share * (sums[entry] as number), 0),
  }));
  let nearest = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let at = 0; at < curve.selected.length; at++) {
    let distance = 0;
    for (const { sums, denominator, wanted } of rates) {
      distance = Math.max(distance, Math.abs((sums[at] as number) - wanted) / denominator);
    }
    if (distance < least) [nearest, least] = [at, distance];
  }
  return nearest;
}

interface Candidates {
  readonly entries: Uint32Array;
  readonly rates: Float64Array;
  readonly gains: Float64Array;
}

function listCandidates(curve: ScoreCurve, criterion: Criterion): Candidates {
  const [{ sums, denominator }] = ratesOf(criterion, curve) as [RateSums];
  const last = sums.length - 1;
  const size = Math.min(last, MOST_ENTRIES);
  const even = Array.from({ length: size + 1 }, (_, i) => Math.round((i * last) / size));
  const entries = Uint32Array.from(new Set([...even, bestEntry(curve)])).sort();
  return {
    entries,
    rates: Float64Array.from(entries, (at) => (sums[at] as number) / denominator),
    gains: Float64Array.from(entries, (at) => curve.gains[at] as number),
  };
}

/** The best entry of each cohort with all rates in one range of the given width. */
function findInRanges(
  candidates: readonly Candidates[],
  starts: Float64Array,
  width: number,
): number[] {
  const windows = candidates.map(slideMaximum);
  let most = Number.NEGATIVE_INFINITY;
  let found: number[] = [];
  const places = new Array<number>(candidates.length);
  for (const start of starts) {
    let gain = 0;
    for (let i = 0; i < candidates.length && gain > Number.NEGATIVE_INFINITY; i++) {
      // A rounding of the sum must not leave out a rate that is exactly the width away.
      const at = (windows[i] as Window)(start, start + width * (1 + 1e-12));
      places[i] = at;
      gain = at < 0 ? Number.NEGATIVE_INFINITY : gain + (candidates[i]?.gains[at] as number);
    }
    if (gain > most) {
      most = gain;
      found = places.map((at, i) => candidates[i]?.entries[at] as number);
    }
  }
  return found;
}

/** Position of the largest gain with a rate from … to; −1 without any. Both may only grow. */
type Window = (from: number, to: number) => number;

/** A queue of positions whose gains fall: the first is the largest of the window. */
function slideMaximum({ rates, gains }: Candidates): Window {
  const queue = new Int32Array(rates.length);
  let head = 0;
  let tail = 0;
  let next = 0;
  return (from, to) => {
    for (; next < rates.length && (rates[next] as number) <= to; next++) {
      const gain = gains[next] as number;
      while (tail > head && (gains[queue[tail - 1] as number] as number) < gain) tail--;
      queue[tail++] = next;
    }
    while (head < tail && (rates[queue[head] as number] as number) < from) head++;
    return head < tail ? (queue[head] as number) : -1;
  };
}
