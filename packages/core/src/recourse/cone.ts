import type { Estimate } from "../metrics/estimate.ts";
import { criticalValue } from "../stats/normal.ts";

/** Up to here an interval is widened: two-sided p of 0.001, Holm over fifty comparisons at 95 %. */
const FARTHEST = 3.3;
const STEP = 0.1;

/**
 * An estimate that a document can hold as a value and one interval. Whoever reads it widens each
 * side in proportion to z, which for order statistics and small counts may be too little: an end that
 * rests on a tie does not move at 95 % and does at 99 %. So each side is as long as
 * max over z' from z to 3.3 of its true length at z' × z ÷ z'.
 */
export function widenForReaders(
  method: string,
  value: number,
  boundsAt: Estimate["boundsAt"],
  confidence: number,
): Estimate {
  const least = criticalValue(confidence);
  let below = 0;
  let above = 0;
  // The length at the end of a step is held against its start, so that nothing between is missed.
  for (let from = least; from === least || from < FARTHEST; from += STEP) {
    const { lower, upper } = boundsAt(Math.max(least, Math.min(from + STEP, FARTHEST)));
    below = Math.max(below, (value - lower) / from);
    above = Math.max(above, (upper - value) / from);
  }
  return {
    method,
    value,
    boundsAt: (z) => ({ lower: Math.max(0, value - z * below), upper: value + z * above }),
    proportion: null,
    spread: null,
  };
}
