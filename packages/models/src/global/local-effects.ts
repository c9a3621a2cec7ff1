import { EvenhandError, type Interval, type OutputUnit, type Table } from "@evenhand/core";
import type { Model } from "../model.ts";
import { type EncodedRows, encodeTable } from "../trees/encode.ts";
import { featureNamed, quantiles, sortedValues } from "./feature-grid.ts";
import { type OutputReader, outputReader } from "./outputs.ts";
import {
  momentsOf,
  requireConfidence,
  requireCount,
  requireRows,
  sumOfErrors,
  withInterval,
} from "./row-mean.ts";

export interface LocalEffectOptions {
  readonly feature: string;
  /** How many intervals between quantiles of the table's values. Default 20. */
  readonly bins?: number;
  /** Default: that of `predict`. */
  readonly unit?: OutputUnit;
  /** Default 0.95. */
  readonly confidence?: number;
}

export interface LocalEffectPoint {
  /** An edge between bins. */
  readonly value: number;
  /** Accumulated effect up to here, with mean 0 over the rows. */
  readonly effect: number;
  /** Of these bins; null where one of them has a single row. */
  readonly interval: Interval | null;
}

export interface LocalEffects {
  readonly feature: string;
  readonly unit: OutputUnit;
  /** Edges in rising order; none where no row has a value. */
  readonly points: readonly LocalEffectPoint[];
  /** Rows between each edge and the next. */
  readonly rows: readonly number[];
  /** Rows without a value; they have no place on the curve. */
  readonly missing: number;
}

/**
 * How outputs change with one number among rows that really have about this value: accumulated local
 * effects (Apley and Zhu 2020). With edges z₀ < … < z_K at quantiles of the table's values and n_k rows in
 * (z_{k−1}, z_k], the first bin with z₀,
 *
 *   e_k = (1/n_k)·Σ_{rows of bin k} (f(z_k, rest of the row) − f(z_{k−1}, rest of the row)),
 *   ALE(z_k) = Σ_{l≤k} e_l − c,   c such that Σ_k n_k·(ALE(z_{k−1}) + ALE(z_k)) ÷ 2 = 0.
 *
 * Unlike partial dependence, no row is moved farther than to the ends of its bin. An effect is a weighted
 * sum of independent bin means, which gives the interval; edges and counts are held fixed. Categories have
 * no order to accumulate in and are refused.
 *
 * @throws EvenhandError `input/empty-table`, `config/unknown-feature`, `usage/feature-kind`, `usage/output-unit`,
 * `usage/whole-number`, `usage/confidence-range`, and as `encodeTable`
 * @example
 * accumulatedLocalEffects(model, people, { feature: "age" }).points;
 */
export function accumulatedLocalEffects(
  model: Model,
  table: Table,
  options: LocalEffectOptions,
): LocalEffects {
  const { bins = 20, confidence = 0.95 } = options;
  requireCount(bins, 1, "bins");
  requireConfidence(confidence);
  requireRows(table.rows);
  const { at, feature } = featureNamed(model.features, options.feature);
  if (feature.kind !== "numeric") {
    throw new EvenhandError({
      code: "usage/feature-kind",
      path: "feature",
      problem: "local effects of a category cannot be accumulated",
      expected: "a feature that is a number",
      received: feature.name,
      hint: "Ask for partialDependence.",
    });
  }
  const reader = outputReader(model, options.unit);
  const rows = encodeTable(model.features, table);
  const present = sortedValues(rows, at);
  const edges = quantiles(present, bins);
  const counted = binEffects(reader, rows, at, edges);
  return {
    feature: feature.name,
    unit: reader.unit,
    points: accumulate(edges, counted, confidence),
    rows: counted.map(({ n }) => n),
    missing: rows.rows - present.length,
  };
}

interface BinEffect {
  readonly n: number;
  readonly mean: number;
  readonly variance: number;
}

function binEffects(
  reader: OutputReader,
  { rows, width, values }: EncodedRows,
  at: number,
  edges: readonly number[],
): BinEffect[] {
  const members = edges.slice(1).map((): number[] => []);
  for (let row = 0; row < rows; row++) {
    const bin = binOf(values[row * width + at] as number, edges);
    members[bin]?.push(row);
  }
  return members.map((own, bin) => {
    const taken = new Float64Array(own.length * width);
    own.forEach((row, index) => {
      taken.set(values.subarray(row * width, (row + 1) * width), index * width);
    });
    const outputsAt = (edge: number): Float64Array => {
      for (let cell = at; cell < taken.length; cell += width) taken[cell] = edges[edge] as number;
      return reader.read({ rows: own.length, width, values: taken });
    };
    const below = outputsAt(bin);
    const changes = outputsAt(bin + 1).map((output, index) => output - (below[index] as number));
    return { n: own.length, ...momentsOf(changes) };
  });
}

/** The bin (z_{k−1}, z_k] of a value; the first holds z₀ too; −1 for a missing value. */
function binOf(value: number, edges: readonly number[]): number {
  if (Number.isNaN(value)) return -1;
  let low = 1;
  let high = edges.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= (edges[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return low - 1;
}

/**
 * ALE(z_k) = Σ_l a_kl·e_l with a_kl = [l ≤ k] − w_l, where w_l = (n_l ÷ 2 + Σ_{m>l} n_m) ÷ n is what e_l
 * adds to the mean over the rows.
 */
function accumulate(
  edges: readonly number[],
  bins: readonly BinEffect[],
  confidence: number,
): LocalEffectPoint[] {
  const total = bins.reduce((sum, { n }) => sum + n, 0);
  let behind = total;
  const weights = bins.map(({ n }) => {
    behind -= n;
    return (n / 2 + behind) / total;
  });
  return edges.map((value, edge) => {
    const factors = weights.map((weight, bin) => (bin < edge ? 1 : 0) - weight);
    const effect = bins.reduce((sum, { mean }, bin) => sum + (factors[bin] as number) * mean, 0);
    const error = sumOfErrors(
      bins.map(({ n, variance }, bin) => ({
        variance: ((factors[bin] as number) ** 2 * variance) / n,
        degreesOfFreedom: n - 1,
      })),
    );
    const { interval } = withInterval(effect, bins.length === 0 ? null : error, confidence);
    return { value, effect, interval };
  });
}
