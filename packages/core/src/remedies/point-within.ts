import { type CohortRates, type FrontierPoint, GAP_ROUNDING } from "./frontier-point.ts";
import type { ThresholdFrontier } from "./threshold-frontier.ts";
import type { ThresholdRule } from "./threshold-rule.ts";

export type PointWithin =
  | { readonly status: "found"; readonly point: FrontierPoint }
  | {
      readonly status: "infeasible";
      /** The point with the smallest gap that there is. */
      readonly nearest: FrontierPoint;
      /** Its gap less the one asked for. */
      readonly excess: number;
      readonly why: string;
    };

/**
 * The point of most utility whose gap is at most the given one. Between two points of a randomised
 * frontier it is a mixture of their rules.
 *
 * @example
 * const within = pointWithin(frontier, 0.05);
 * if (within.status === "found") within.point.utility;
 */
export function pointWithin(frontier: ThresholdFrontier, gap: number): PointWithin {
  const { points, isStraightBetween } = frontier;
  const after = points.findIndex((point) => point.gap > gap + GAP_ROUNDING);
  const last = points[after === -1 ? points.length - 1 : after - 1];
  if (last === undefined) {
    const nearest = points[0] as FrontierPoint;
    const why = `No ${WORDS[frontier.kind]} brings the cohorts nearer than ${nearest.gap.toPrecision(3)} on these people, as no threshold parts tied scores.`;
    return { status: "infeasible", nearest, excess: nearest.gap - gap, why };
  }
  const next = after === -1 ? undefined : points[after];
  if (next === undefined || !isStraightBetween) return { status: "found", point: last };
  const share = Math.max(0, (gap - last.gap) / (next.gap - last.gap));
  return { status: "found", point: share === 0 ? last : mixPoints(last, next, share) };
}

const WORDS = {
  one: "common threshold",
  "per-cohort": "choice of a threshold for each cohort",
  randomised: "mixture of thresholds",
} as const;

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
