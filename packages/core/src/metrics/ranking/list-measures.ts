import { discountAt, forEachBlock, type RankedList } from "./ranked-list.ts";

/** What each group has of one list. */
export interface GroupPart {
  /** Rows of the group. */
  readonly rows: number;
  /** Σ discount over its places. */
  readonly attention: number;
}

/**
 * Rows and attention of each group in a list.
 *
 * @param shares as `sharesOfPlaces` gives them
 */
export function partsOfList(shares: Float64Array, groups: number): GroupPart[] {
  const rows = new Float64Array(groups);
  const attention = new Float64Array(groups);
  for (let at = 0; at < shares.length; at++) {
    const group = at % groups;
    const share = shares[at] as number;
    rows[group] = (rows[group] as number) + share;
    attention[group] =
      (attention[group] as number) + share * discountAt(1 + Math.floor(at / groups));
  }
  // Thirds of ties add up to whole rows but for rounding.
  return Array.from(rows, (count, group) => ({
    rows: Math.round(count),
    attention: attention[group] as number,
  }));
}

/**
 * Attention-weighted rank fairness: 1 − ½ Σ |ε_g − p_g|, where ε_g is a group's share of the
 * attention and p_g its share of the rows of the list (Sapiezynski et al. 2019, with the total
 * variation distance). 1 where attention follows the shares, 0 at worst.
 */
export function attentionFairness(parts: readonly GroupPart[]): number {
  const rows = parts.reduce((sum, part) => sum + part.rows, 0);
  const attention = parts.reduce((sum, part) => sum + part.attention, 0);
  const distance = parts.reduce(
    (sum, part) => sum + Math.abs(part.attention / attention - part.rows / rows),
    0,
  );
  return 1 - distance / 2;
}

/**
 * Normalised discounted KL divergence: the mean over the places i, weighted by discount, of
 * Σ_g q ln(q / p_g), where q is the group's share of the first i places and p_g of the whole list
 * (Geyik, Ambler & Kenthapadi 2019; natural logarithm). 0 where every prefix is like the list.
 */
export function normalisedDiscountedKl(shares: Float64Array, groups: number): number {
  const places = shares.length / groups;
  const seen = new Float64Array(groups);
  const whole = partsOfList(shares, groups).map(({ rows }) => rows / places);
  let divergence = 0;
  let weights = 0;
  for (let place = 0; place < places; place++) {
    const weight = discountAt(place + 1);
    weights += weight;
    for (let group = 0; group < groups; group++) {
      seen[group] = (seen[group] as number) + (shares[groups * place + group] as number);
      const q = (seen[group] as number) / (place + 1);
      if (q > 0) divergence += weight * q * Math.log(q / (whole[group] as number));
    }
  }
  return Math.max(0, divergence / weights);
}

/** Share of the first k places (of all, in a shorter list) that a group has. */
export function shareOfTop(shares: Float64Array, groups: number, group: number, k: number): number {
  const places = Math.min(k, shares.length / groups);
  let sum = 0;
  for (let place = 0; place < places; place++) sum += shares[groups * place + group] as number;
  return sum / places;
}

/**
 * NDCG: Σ relevance · discount over the list ÷ the same in order of relevance (linear gain, as
 * scikit-learn's `ndcg_score`; ties share their places). Null where nothing is relevant
 * (scikit-learn says 0 there).
 *
 * @param relevanceOf 0 or more
 */
export function discountedGain(
  list: RankedList,
  relevanceOf: (row: number) => number,
): number | null {
  const relevances = Array.from(list.rows, relevanceOf);
  let gain = 0;
  forEachBlock(list, (start, end) => {
    let relevance = 0;
    let discount = 0;
    for (let at = start; at < end; at++) {
      relevance += relevances[at] as number;
      discount += discountAt(at + 1);
    }
    gain += (relevance * discount) / (end - start);
  });
  const ideal = relevances
    .sort((a, b) => b - a)
    .reduce((sum, relevance, at) => sum + relevance * discountAt(at + 1), 0);
  return ideal === 0 ? null : gain / ideal;
}
