import { criticalValue } from "../../stats/normal.ts";
import { type BinomialWindow, binomialWindow, chanceUpTo } from "./binomial-window.ts";
import { findEdge } from "./edge.ts";
import { limitLine, type Sizes } from "./limit-line.ts";
import type { Chances, Power, Rule } from "./power.ts";

/**
 * The chances of a comparison of rates, by enumeration of both counts under the rule of the verdict:
 * mid-p for a value, joint mid-p for a difference or a ratio.
 *
 * @param present decisions at present, effective ones with weights or repeated subjects
 * @param referenceRate at which the reference is held; null for `value`
 */
export function ratePower(rule: Rule, present: Sizes, referenceRate: number | null): Power {
  const rateAt = (truth: number): number => {
    if (referenceRate === null) return truth;
    return rule.compare === "ratio" ? truth * referenceRate : truth + referenceRate;
  };
  const isPossible = (truth: number): boolean => {
    const rate = rateAt(truth);
    return rate >= 0 && rate <= 1 && (rule.compare !== "ratio" || truth > 0);
  };
  return {
    method: "enumeration",
    present,
    isPossible,
    at(own) {
      const reference =
        present.reference === null
          ? null
          : Math.max(1, Math.round((own * present.reference) / present.own));
      const chances = chancesAt(rule, { own, reference }, referenceRate);
      return {
        pass: (truth) => chances.pass(rateAt(truth)),
        fail: (truth) => chances.fail(rateAt(truth)),
      };
    },
    errorOfOne(truth) {
      const own = rateAt(truth);
      const share = present.reference === null ? 0 : present.own / present.reference;
      const other = referenceRate ?? 0;
      const variance = own * (1 - own) + share * other * (1 - other);
      // Of the logarithm of a ratio: each variance over the square of its rate.
      return Math.sqrt(
        rule.compare === "ratio" ? (1 - own) / own + (share * (1 - other)) / other : variance,
      );
    },
  };
}

/** Pass and fail as functions of the cohort's rate. */
function chancesAt(rule: Rule, sizes: Sizes, referenceRate: number | null): Chances {
  const { compare, confidence, family, minimum } = rule;
  const { own: n, reference } = sizes;
  const others: BinomialWindow =
    reference === null || referenceRate === null
      ? { from: 0, weights: Float64Array.of(1), sums: Float64Array.of(1) }
      : binomialWindow(reference, referenceRate);
  const range = { from: others.from, length: others.weights.length };
  const { min, max } = boundingLimit(rule);
  const edgeOf = (limit: number | null, z: number): (() => Float64Array | null) =>
    once(() => (limit === null ? null : findEdge(limitLine(compare, sizes, limit), range, z)));
  const inside = criticalValue(confidence);
  const outside = criticalValue(1 - (1 - confidence) / family);
  const passesFrom = edgeOf(min, inside);
  const passesTo = edgeOf(max, -inside);
  const failsTo = edgeOf(min, -outside);
  const failsFrom = edgeOf(max, outside);
  /** Σ over the reference's counts of the chance that the cohort's lies from one edge to the other. */
  const sum = (rate: number, from: Float64Array | null, to: Float64Array | null): number => {
    const counts = binomialWindow(n, rate);
    let chance = 0;
    for (let i = 0; i < others.weights.length; i++) {
      const low = from === null ? 0 : chanceUpTo(counts, (from[i] as number) - 1);
      const high = to === null ? 1 : chanceUpTo(counts, to[i] as number);
      if (high > low) chance += (others.weights[i] as number) * (high - low);
    }
    return Math.min(1, chance);
  };
  return {
    pass: (rate) =>
      Math.min(n, reference ?? n) < minimum ? 0 : sum(rate, passesFrom(), passesTo()),
    fail: (rate) =>
      (min === null ? 0 : sum(rate, null, failsTo())) +
      (max === null ? 0 : sum(rate, failsFrom(), null)),
  };
}

/** Without ends that nothing can pass: a rate is never below 0 or above 1. */
function boundingLimit({ compare, limit }: Rule): Rule["limit"] {
  const least = compare === "difference" ? -1 : 0;
  const most = compare === "ratio" ? Infinity : 1;
  return {
    min: limit.min !== null && limit.min > least ? limit.min : null,
    max: limit.max !== null && limit.max < most ? limit.max : null,
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
