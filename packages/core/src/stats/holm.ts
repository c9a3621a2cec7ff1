/**
 * Holm’s step-down adjusted p-values, in the order given, and the multiplier each got. The i-th smallest of m is multiplied by
 * m − i + 1, made non-decreasing, capped at 1. Holm (1979), Scand. J. Statistics 6.
 *
 * @example
 * holm([0.01, 0.04, 0.03]).adjusted; // [0.03, 0.06, 0.06]
 */
export function holm(pValues: readonly number[]): { adjusted: number[]; multipliers: number[] } {
  const order = pValues.map((_, i) => i).sort((i, j) => at(pValues, i) - at(pValues, j) || i - j);
  const adjusted = new Array<number>(pValues.length);
  const multipliers = new Array<number>(pValues.length);
  let running = 0;
  order.forEach((index, rank) => {
    const multiplier = pValues.length - rank;
    running = Math.max(running, Math.min(1, multiplier * at(pValues, index)));
    adjusted[index] = running;
    multipliers[index] = multiplier;
  });
  return { adjusted, multipliers };
}

function at(values: readonly number[], index: number): number {
  return values[index] as number;
}
