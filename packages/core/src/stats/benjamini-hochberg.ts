/**
 * Benjamini–Hochberg's adjusted p-values, in the order given: the i-th smallest of m is multiplied by
 * m / i, made non-decreasing from the largest down, capped at 1. Rejecting those at most q keeps the
 * expected share of false ones at q, for independent or positively dependent tests;
 * `p.adjust(p, "BH")` of R. Benjamini & Hochberg (1995), J. R. Statist. Soc. B 57.
 *
 * @param pValues from 0 to 1; NaN is not allowed
 * @returns as many, from 0 to 1; none for none
 * @example
 * benjaminiHochberg([0.01, 0.04, 0.03]); // [0.03, 0.04, 0.04]
 */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  const order = pValues.map((p, at) => ({ p, at })).sort((a, b) => b.p - a.p);
  const adjusted = new Array<number>(pValues.length);
  let running = 1;
  order.forEach(({ p, at }, i) => {
    running = Math.min(running, (p * pValues.length) / (pValues.length - i));
    adjusted[at] = running;
  });
  return adjusted;
}
