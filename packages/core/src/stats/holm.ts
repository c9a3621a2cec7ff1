/**
 * Holm's adjusted p-values, in the order given: the i-th smallest of m is multiplied by m − i + 1, made
 * non-decreasing, capped at 1. Rejecting those at most α keeps the chance of any false one at α,
 * however the tests depend on each other; `p.adjust(p, "holm")` of R. Holm (1979), Scand. J. Statistics 6.
 *
 * @param pValues from 0 to 1; NaN is not allowed
 * @returns as many, from 0 to 1; none for none
 * @example
 * holm([0.01, 0.04, 0.03]); // [0.03, 0.06, 0.06]
 */
export function holm(pValues: readonly number[]): number[] {
  return adjustInOrder(pValues, ascending(pValues));
}

/** The same where the places from the smallest to the largest are known. */
export function adjustInOrder(pValues: readonly number[], order: readonly number[]): number[] {
  const adjusted = new Array<number>(pValues.length);
  let running = 0;
  for (let rank = 0; rank < order.length; rank++) {
    const index = order[rank] as number;
    running = Math.max(running, Math.min(1, (pValues.length - rank) * (pValues[index] as number)));
    adjusted[index] = running;
  }
  return adjusted;
}

/** Places of p-values from the smallest to the largest, equal ones in the order given. */
export function ascending(values: readonly number[]): number[] {
  const order: number[] = [];
  // Most p-values are 1, which nothing is above: these need no sorting.
  for (let i = 0; i < values.length; i++) if (values[i] !== 1) order.push(i);
  order.sort((i, j) => (values[i] as number) - (values[j] as number) || i - j);
  for (let i = 0; i < values.length; i++) if (values[i] === 1) order.push(i);
  return order;
}
