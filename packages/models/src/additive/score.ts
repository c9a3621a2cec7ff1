import type { EncodedRows } from "../trees/encode.ts";
import type { Additive, Binning, Term } from "./additive.ts";

/** Raw outputs: base + Σ terms, added up in the order of the terms. */
export function predictAdditive({ terms, output }: Additive, rows: EncodedRows): Float64Array {
  const raw = new Float64Array(rows.rows).fill(output.base);
  for (const term of terms) {
    const scores = termScores(term, rows);
    for (let row = 0; row < raw.length; row++) {
      raw[row] = (raw[row] as number) + (scores[row] as number);
    }
  }
  return raw;
}

/** What one term adds to the output of each row. */
export function termScores(term: Term, rows: EncodedRows): Float64Array {
  const [first, second] = term.binnings;
  const one = binsOf(first, rows);
  const two = second === undefined ? null : binsOf(second, rows);
  return Float64Array.from(one, (bin, row) => scoreAt(term, bin, two?.[row] ?? 0));
}

/** The bin of each row. */
export function binsOf(binning: Binning, { rows, width, values }: EncodedRows): Uint32Array {
  const bins = new Uint32Array(rows);
  for (let row = 0; row < rows; row++) {
    bins[row] = binOf(binning, values[row * width + binning.feature] as number);
  }
  return bins;
}

function binOf({ bins, cuts, levelBins }: Binning, x: number): number {
  if (Number.isNaN(x)) return 0;
  if (cuts !== null) return 1 + cutsUpTo(cuts, x);
  return levelBins?.[x] ?? bins - 1;
}

/** The score of a term for its bin, or its two. */
export function scoreAt({ binnings, scores }: Term, one: number, two: number): number {
  return scores[one * (binnings[1]?.bins ?? 1) + two] as number;
}

/** How many of the ascending cuts are ≤ x. */
function cutsUpTo(cuts: Float64Array, x: number): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((cuts[middle] as number) <= x) low = middle + 1;
    else high = middle;
  }
  return low;
}
