import { argsort } from "../metrics/scores/argsort.ts";
import { type Criterion, isComparable, ratesOf } from "./frontier-point.ts";
import type { Mixture } from "./mixture.ts";
import type { ScoreCurves } from "./score-curves.ts";

/**
 * The efficient thresholds among all distinct scores: for each, where every curve stands. With one
 * threshold for everyone the cohorts move together, so every threshold is looked at.
 */
export function findCommonThresholds(
  { curves }: ScoreCurves,
  criterion: Criterion,
  favourableWhen: "above" | "below",
): Mixture[][] {
  const sign = favourableWhen === "above" ? 1 : -1;
  const most = curves.reduce((sum, { thresholds }) => sum + thresholds.length, 0);
  const gaps = new Float64Array(most);
  const gains = new Float64Array(most);
  const rates = curves
    .filter((curve) => isComparable(criterion, curve))
    .map((curve) => ({ at: curves.indexOf(curve), rates: ratesOf(criterion, curve) }));
  const gapAt = (places: Uint32Array): number => {
    let widest = 0;
    for (let which = 0; which < (rates[0]?.rates.length ?? 0); which++) {
      let low = 1;
      let high = 0;
      for (const one of rates) {
        const { sums, denominator } = one.rates[which] as {
          sums: Float64Array;
          denominator: number;
        };
        const rate = (sums[places[one.at] as number] as number) / denominator;
        if (rate < low) low = rate;
        if (rate > high) high = rate;
      }
      widest = Math.max(widest, high - low);
    }
    return widest;
  };
  const count = walkThresholds(curves, sign, (at, places) => {
    gaps[at] = gapAt(places);
    let gain = 0;
    for (let i = 0; i < curves.length; i++) {
      gain += curves[i]?.gains[places[i] as number] as number;
    }
    gains[at] = gain;
  });
  const wanted = new Uint8Array(count);
  const order = argsort(gaps.subarray(0, count));
  let best = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < count; i++) {
    // Of equal gaps only the best counts.
    let at = order[i] as number;
    for (; i + 1 < count && gaps[order[i + 1] as number] === gaps[at]; i++) {
      const next = order[i + 1] as number;
      if ((gains[next] as number) > (gains[at] as number)) at = next;
    }
    if ((gains[at] as number) <= best) continue;
    best = gains[at] as number;
    wanted[at] = 1;
  }
  const found: Mixture[][] = [];
  walkThresholds(curves, sign, (at, places) => {
    if (wanted[at] === 1) found.push(Array.from(places, (entry) => [{ entry, share: 1 }]));
  });
  return found;
}

/** Visits nobody, then each distinct threshold of all curves from the strictest; returns how many. */
function walkThresholds(
  curves: ScoreCurves["curves"],
  sign: 1 | -1,
  visit: (at: number, places: Uint32Array) => void,
): number {
  const places = new Uint32Array(curves.length);
  let at = 0;
  visit(at++, places);
  for (;;) {
    let next = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < curves.length; i++) {
      const threshold = sign * (curves[i]?.thresholds[(places[i] as number) + 1] ?? Number.NaN);
      if (threshold > next) next = threshold;
    }
    if (next === Number.NEGATIVE_INFINITY) return at;
    for (let i = 0; i < curves.length; i++) {
      const threshold = sign * (curves[i]?.thresholds[(places[i] as number) + 1] ?? Number.NaN);
      if (threshold === next) places[i] = (places[i] as number) + 1;
    }
    visit(at++, places);
  }
}
