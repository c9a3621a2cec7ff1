import type { PerCohortThresholds } from "../configuration/configuration.ts";
import { EvenhandError } from "../errors.ts";
import {
  bestEntry,
  type Criterion,
  describeMixtures,
  type FrontierPoint,
  isComparable,
  keepEfficient,
} from "./frontier-point.ts";
import { requireLawful } from "./lawful.ts";
import { type Mixture, ruleFrom } from "./mixture.ts";
import { findCommonThresholds } from "./one-threshold.ts";
import { findOddsFrontier } from "./randomised-odds.ts";
import { findRateFrontier } from "./randomised-rate.ts";
import { type ScoreCurve, type ScoreCurves, sumByThreshold } from "./score-curves.ts";
import { checkDecisions, type ScoredDecisions } from "./scored-decisions.ts";
import { findSeparateThresholds, nearestEntry } from "./separate-thresholds.ts";
import type { ThresholdRule } from "./threshold-rule.ts";
import { type Utility, type Worth, worthFrom } from "./utility.ts";

/** One threshold for everyone, one a cohort, or lots drawn between thresholds a cohort. */
export type ThresholdKind = "one" | "per-cohort" | "randomised";

export interface FrontierQuestion {
  readonly kind: ThresholdKind;
  readonly criterion: Criterion;
  readonly utility: Utility;
  /** What the policy says of thresholds by cohort; needed unless `kind` is `one`. */
  readonly lawful?: PerCohortThresholds | null;
}

export interface ThresholdFrontier {
  readonly kind: ThresholdKind;
  readonly criterion: Criterion;
  /** Efficient points by growing gap and utility; the first has the smallest gap, the last the most utility. */
  readonly points: readonly FrontierPoint[];
  /** Whether mixtures of neighbouring points are points as well: so for `randomised`. */
  readonly isStraightBetween: boolean;
  /** Cohorts that the criterion cannot compare; they have the threshold of the best utility. */
  readonly notComparable: readonly { readonly cohort: string; readonly reason: "one-class" }[];
  readonly people: number;
  readonly leftOut: number;
}

/**
 * The whole frontier of utility against the gap between cohorts, over all thresholds. `randomised` is
 * exact for one rate, at every gap; for equalized odds it is exact without a gap and found to 1e-9 at
 * 20 further gaps. `one` looks at every threshold. `per-cohort` is the best at 40 gaps for one rate;
 * for equalized odds it holds the thresholds nearest to the randomised ones, with the gap they have, and
 * the common ones.
 * The best point of the data it was found on is optimistic: see `chooseThresholds`.
 *
 * @throws EvenhandError `config/unlawful-thresholds` for thresholds by cohort that the policy does not
 *   declare lawful, `input/one-class` where no two cohorts can be compared, `usage/utility`,
 *   `input/lengths-differ`, `input/score-range`, `input/label-range`, `input/cohort-range`,
 *   `input/weight-range`, `input/gain-range`, `input/empty-table`
 * @example
 * const people = { scores: [0.2, 0.8, 0.4, 0.6], labels: [0, 1, 0, 1], cohorts: [0, 0, 1, 1], names: ["F", "M"] };
 * const utility = { kind: "accuracy" } as const;
 * thresholdFrontier(people, { kind: "one", criterion: "demographic-parity", utility }).points[0];
 * // { gap: 0, utility: 1, … }
 */
export function thresholdFrontier(
  decisions: ScoredDecisions,
  { kind, criterion, utility, lawful = null }: FrontierQuestion,
): ThresholdFrontier {
  if (kind !== "one") requireLawful(lawful);
  checkDecisions(decisions, utility);
  const worth = worthFrom(utility);
  const needsLabels = worth.needsLabels || criterion !== "demographic-parity";
  const sums = sumByThreshold(decisions, worth, needsLabels);
  const comparable = sums.curves.filter((curve) => isComparable(criterion, curve));
  requireTwo(comparable, sums, criterion);
  const { favourableWhen = "above" } = decisions;
  const found =
    kind === "one"
      ? findCommonThresholds(sums, criterion, favourableWhen)
      : findByCohort(kind, sums, comparable, criterion, worth);
  // A common threshold is one choice of a threshold a cohort.
  if (kind === "per-cohort") found.push(...findCommonThresholds(sums, criterion, favourableWhen));
  const points = found.map((mixtures): FrontierPoint => {
    const { gap, utility: mean, rates } = describeMixtures(sums, mixtures, criterion);
    const rules =
      kind === "one"
        ? [commonRule(sums.curves, mixtures, favourableWhen)]
        : sums.curves.map((curve, i) => ruleFrom(curve, mixtures[i] as Mixture, curve.cohort));
    return { gap, utility: mean, rules, rates };
  });
  return {
    kind,
    criterion,
    points: keepEfficient(points),
    isStraightBetween: kind === "randomised",
    notComparable: sums.curves
      .filter((curve) => !comparable.includes(curve))
      .map(({ cohort }) => ({ cohort, reason: "one-class" })),
    people: decisions.scores.length - sums.leftOut,
    leftOut: sums.leftOut,
  };
}

function findByCohort(
  kind: "per-cohort" | "randomised",
  { curves }: ScoreCurves,
  comparable: readonly ScoreCurve[],
  criterion: Criterion,
  worth: Worth,
): Mixture[][] {
  const found =
    criterion === "equalized-odds"
      ? findOdds(kind, comparable, worth)
      : kind === "randomised"
        ? findRateFrontier(comparable, criterion)
        : findSeparateThresholds(comparable, criterion);
  return found.map((mixtures) =>
    curves.map((curve) => {
      const at = comparable.indexOf(curve);
      return at < 0 ? [{ entry: bestEntry(curve), share: 1 }] : (mixtures[at] as Mixture);
    }),
  );
}

function findOdds(
  kind: "per-cohort" | "randomised",
  comparable: readonly ScoreCurve[],
  { payoffs }: Worth,
): Mixture[][] {
  if (
    payoffs === null ||
    payoffs.truePositive < payoffs.falseNegative ||
    payoffs.falsePositive > payoffs.trueNegative
  ) {
    throw new EvenhandError({
      code: "usage/utility",
      path: "utility",
      problem:
        "equalized odds by cohort need a worth by outcome, with right decisions worth no less than wrong ones",
      expected: "accuracy, costs or payoffs",
      hint: "Ask for demographic parity or equal opportunity, which take any utility.",
    });
  }
  const found = findOddsFrontier(comparable, payoffs);
  if (kind === "randomised") return found;
  const best = comparable.map((curve): Mixture => [{ entry: bestEntry(curve), share: 1 }]);
  const near = found.map((mixtures) =>
    mixtures.map(
      (mixture, i): Mixture => [
        { entry: nearestEntry(comparable[i] as ScoreCurve, mixture), share: 1 },
      ],
    ),
  );
  return [...near, best];
}

/** The loosest of the thresholds that the curves stand at selects the same people as all of them. */
function commonRule(
  curves: readonly ScoreCurve[],
  mixtures: readonly Mixture[],
  favourableWhen: "above" | "below",
): ThresholdRule {
  const entries = mixtures.map((mixture) => mixture[0]?.entry ?? 0);
  if (curves.every(({ thresholds }, i) => entries[i] === thresholds.length - 1)) {
    return { cohort: null, steps: [], everyone: 1 };
  }
  const chosen = curves.flatMap(({ thresholds }, i) => {
    const entry = entries[i] as number;
    return entry === 0 ? [] : [thresholds[entry] as number];
  });
  if (chosen.length === 0) return { cohort: null, steps: [], everyone: 0 };
  const threshold = favourableWhen === "above" ? Math.min(...chosen) : Math.max(...chosen);
  return { cohort: null, steps: [{ threshold, share: 1 }], everyone: 0 };
}

function requireTwo(
  comparable: readonly ScoreCurve[],
  { curves }: ScoreCurves,
  criterion: Criterion,
): void {
  if (comparable.length >= 2) return;
  throw new EvenhandError({
    code: "input/one-class",
    problem: `${criterion} compares cohorts, and fewer than two have people for it`,
    expected: "two cohorts with both outcomes",
    received: `${comparable.length} of ${curves.length}`,
    hint: "Merge small cohorts, or hold selection rates together, which need no outcomes.",
  });
}
