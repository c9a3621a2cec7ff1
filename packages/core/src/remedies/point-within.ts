import { EvenhandError } from "../errors.ts";
import { type CohortRates, type FrontierPoint, GAP_ROUNDING } from "./frontier-point.ts";
import type { ThresholdFrontier } from "./threshold-frontier.ts";
import type { ThresholdRule } from "./threshold-rule.ts";

/**
 * The point of most utility whose gap is at most the given one; there always is one, as nobody or
 * everybody may be selected. Between two points of a randomised frontier it is a mixture of their rules.
 *
 * @param gap 0 or more
 * @throws EvenhandError `usage/max-gap`
 * @example
 * pointWithin(frontier, 0.05).utility;
 */
export function pointWithin(frontier: ThresholdFrontier, gap: number): FrontierPoint {
  if (!(gap >= 0)) {
    throw new EvenhandError({
      code: "usage/max-gap",
      path: "maxGap",
      problem: "this is no gap between two rates",
      expected: "a number of 0 or more",
      received: String(gap),
    });
  }
  const { points, isStraightBetween } = frontier;
  const after = points.findIndex((point) => point.gap > gap + GAP_ROUNDING);
  const at = after === -1 ? points.length - 1 : Math.max(0, after - 1);
  const last = points[at] as FrontierPoint;
  const next = points[at + 1];
  if (next === undefined || !isStraightBetween) return last;
  const share = Math.max(0, (gap - last.gap) / (next.gap - last.gap));
  return share === 0 ? last : mixPoints(last, next, share);
}

/** Every expected count of a mixture is the mixture of the counts. */
function mixPoints(from: FrontierPoint, to: FrontierPoint, share: number): FrontierPoint {
  const between = (a: number, b: number): number => a + share * (b - a);
  const orNull = (a: number | null, b: number | null): number | null =>
    a === null || b === null ? null : between(a, b);
  return {
    gap: between(from.gap, to.gap),
    utility: between(from.utility, to.utility),
    rules: from.rules.map((rule, i) => mixRules(rule, to.rules[i] as ThresholdRule, share)),
    rates: from.rates.map((rate, i): CohortRates => {
      const other = to.rates[i] as CohortRates;
      return {
        cohort: rate.cohort,
        selectionRate: between(rate.selectionRate, other.selectionRate),
        truePositiveRate: orNull(rate.truePositiveRate, other.truePositiveRate),
        falsePositiveRate: orNull(rate.falsePositiveRate, other.falsePositiveRate),
      };
    }),
  };
}

function mixRules(from: ThresholdRule, to: ThresholdRule, share: number): ThresholdRule {
  const steps = new Map<number, number>();
  const add = (rule: ThresholdRule, part: number): void => {
    for (const step of rule.steps) {
      steps.set(step.threshold, (steps.get(step.threshold) ?? 0) + part * step.share);
    }
  };
  add(from, 1 - share);
  add(to, share);
  return {
    cohort: from.cohort,
    steps: [...steps].map(([threshold, part]) => ({ threshold, share: part })),
    everyone: (1 - share) * from.everyone + share * to.everyone,
  };
}
