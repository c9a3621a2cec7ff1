import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { EvenhandError } from "../../errors.ts";
import { type Interval, toInterval } from "../../stats/interval.ts";
import type { ScoredPeople } from "./score-sample.ts";

/** A distance of two samples: null where it does not exist. */
export type Distance = (first: ScoredPeople, second: ScoredPeople) => number | null;

export interface BootstrapOptions {
  /** The same seed gives the same interval. */
  readonly seed: number;
  /** Default 400. */
  readonly replicates?: number;
  /** Default 0.95. */
  readonly confidence?: number;
}

/** A distance with a range that describes it and decides nothing. */
export interface DescribedDistance {
  readonly value: number;
  readonly interval: Interval;
  /** Mean of the replicates − value: about how much chance adds to the value itself. */
  readonly bias: number;
  /** Replicates in which the distance existed. */
  readonly replicates: number;
  /** No budget may rest on it. */
  readonly use: "descriptive";
}

/**
 * A distance of two samples with the percentile range of a bootstrap that draws people of each side
 * with replacement. Descriptive only: a distance is never below 0, chance makes it larger, and
 * so do the replicates once more; where the populations are the same the range lies wholly above 0 and
 * never holds the truth. Efron (1979), Annals of Statistics 7.
 *
 * @param distance such as `kolmogorovSmirnov`, `wassersteinDistance`, `jensenShannonDistance`,
 *   `areaBetweenRocCurves`
 * @returns null where the distance of the samples, or of every replicate, does not exist
 * @throws EvenhandError `usage/replicates` for a number too small for the confidence, and what the
 *   distance throws
 * @example
 * const [a, b] = [{ scores: [0.1, 0.2, 0.4] }, { scores: [0.3, 0.6, 0.9] }];
 * bootstrapDistance(a, b, wassersteinDistance, { seed: 7 })?.use; // "descriptive"
 */
export function bootstrapDistance(
  first: ScoredPeople,
  second: ScoredPeople,
  distance: Distance,
  { seed, replicates = 400, confidence = 0.95 }: BootstrapOptions,
): DescribedDistance | null {
  // Ten replicates at least in each tail.
  const least = Math.ceil(20 / (1 - confidence));
  if (!(replicates >= least)) {
    throw new EvenhandError({
      code: "usage/replicates",
      path: "replicates",
      problem: "too few replicates for this confidence",
      expected: `at least ${least}`,
      received: String(replicates),
    });
  }
  const value = distance(first, second);
  if (value === null) return null;
  const generator = xoroshiro128plus(seed);
  const draw = (count: number): number => uniformInt(generator, 0, count - 1);
  const found: number[] = [];
  for (let replicate = 0; replicate < replicates; replicate++) {
    const drawn = distance(drawPeople(first, draw), drawPeople(second, draw));
    if (drawn !== null) found.push(drawn);
  }
  if (found.length === 0) return null;
  const sorted = Float64Array.from(found).sort();
  const quantile = (p: number): number => sorted[Math.round(p * (sorted.length - 1))] as number;
  const tail = (1 - confidence) / 2;
  const bounds = { lower: quantile(tail), upper: quantile(1 - tail) };
  return {
    value,
    interval: toInterval(bounds, confidence, "bootstrap-percentile"),
    bias: found.reduce((sum, one) => sum + one, 0) / found.length - value,
    replicates: found.length,
    use: "descriptive",
  };
}

function drawPeople(
  { scores, labels, weights }: ScoredPeople,
  draw: (count: number) => number,
): ScoredPeople {
  const rows = Uint32Array.from({ length: scores.length }, () => draw(scores.length));
  const take = (values: ArrayLike<number>): Float64Array =>
    Float64Array.from(rows, (row) => values[row] as number);
  return {
    scores: take(scores),
    ...(labels === undefined ? {} : { labels: take(labels) }),
    ...(weights === undefined ? {} : { weights: { ...weights, values: take(weights.values) } }),
  };
}
