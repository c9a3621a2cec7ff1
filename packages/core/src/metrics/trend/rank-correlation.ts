import { studentOfNormal } from "../../stats/student.ts";

/** Spearman's ρ of pairs, with what its intervals are made of. */
export interface RankCorrelation {
  /** −1 to 1. */
  readonly value: number;
  /** Of atanh ρ; null where ρ is ±1, about which the pairs say no spread. */
  readonly standardError: number | null;
}

/**
 * Spearman's ρ: the correlation of midranks, ρ = c(x, y)/√(c(x, x)·c(y, y)), where c is the mean of
 * (F(x) − ½)(G(y) − ½) and F and G are the midrank distribution functions of the pairs themselves.
 * The standard error is that of its first-order expansion in the pairs (infinitesimal jackknife),
 * ranks and spreads included, so that ties and dependence are allowed for.
 *
 * @returns null where x or y has one value only
 */
export function rankCorrelation(x: Float64Array, y: Float64Array): RankCorrelation | null {
  const n = x.length;
  const byX = sortRows(x);
  const byY = sortRows(y);
  const f = centredMidranks(x, byX);
  const g = centredMidranks(y, byY);
  const xx = meanProduct(f, f);
  const yy = meanProduct(g, g);
  if (xx === 0 || yy === 0) return null;
  const scale = Math.sqrt(xx * yy);
  const value = meanProduct(f, g) / scale;
  if (1 - Math.abs(value) < 1e-12) return { value: Math.sign(value), standardError: null };
  const above = { xy: meanAbove(x, byX, g), xx: meanAbove(x, byX, f) };
  const aboveY = { yx: meanAbove(y, byY, f), yy: meanAbove(y, byY, g) };
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const fi = f[i] as number;
    const gi = g[i] as number;
    // What pair i adds to each mean: its own product, and its place in the ranks of the others.
    const own = fi * gi + (above.xy[i] as number) + (aboveY.yx[i] as number);
    const ownX = fi * fi + 2 * (above.xx[i] as number);
    const ownY = gi * gi + 2 * (aboveY.yy[i] as number);
    const influence = own / scale - (value / 2) * (ownX / xx + ownY / yy);
    sum += influence;
    squares += influence * influence;
  }
  const variance = Math.max(0, squares - (sum * sum) / n) / (n - 1);
  return { value, standardError: Math.sqrt(variance / n) / (1 - value * value) };
}

/** tanh(atanh ρ ± t·SE), with Student's t of n − 2 degrees of freedom in place of z. */
export function rankCorrelationBounds(
  value: number,
  standardError: number,
  n: number,
  z: number,
): { readonly lower: number; readonly upper: number } {
  const reach = studentOfNormal(z, n - 2) * standardError;
  const centre = Math.atanh(value);
  return { lower: Math.tanh(centre - reach), upper: Math.tanh(centre + reach) };
}

function sortRows(values: Float64Array): Uint32Array {
  const rows = new Uint32Array(values.length);
  for (let i = 0; i < rows.length; i++) rows[i] = i;
  return rows.sort((a, b) => (values[a] as number) - (values[b] as number));
}

/** (number below + half of the number equal)/n − ½ of each row. */
function centredMidranks(values: Float64Array, order: Uint32Array): Float64Array {
  const n = values.length;
  const ranks = new Float64Array(n);
  forEachTie(values, order, (from, to) => {
    const rank = (from + to) / (2 * n) - 0.5;
    for (let i = from; i < to; i++) ranks[order[i] as number] = rank;
  });
  return ranks;
}

/** For each row the mean over all rows of `of`, counted whole where the value is larger and half where equal. */
function meanAbove(values: Float64Array, order: Uint32Array, of: Float64Array): Float64Array {
  const n = values.length;
  const means = new Float64Array(n);
  let above = 0;
  for (let i = 0; i < n; i++) above += of[i] as number;
  forEachTie(values, order, (from, to) => {
    let equal = 0;
    for (let i = from; i < to; i++) equal += of[order[i] as number] as number;
    above -= equal;
    for (let i = from; i < to; i++) means[order[i] as number] = (above + equal / 2) / n;
  });
  return means;
}

function forEachTie(
  values: Float64Array,
  order: Uint32Array,
  visit: (from: number, to: number) => void,
): void {
  let from = 0;
  while (from < order.length) {
    const value = values[order[from] as number] as number;
    let to = from + 1;
    while (to < order.length && values[order[to] as number] === value) to++;
    visit(from, to);
    from = to;
  }
}

function meanProduct(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum / a.length;
}
