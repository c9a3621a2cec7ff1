import type { Comparison } from "../../metrics/comparison.ts";
import { criticalValue, normalTail } from "../../stats/normal.ts";
import type { Sizes } from "./limit-line.ts";
import { type Power, type Rule, toScale } from "./power.ts";

/**
 * The chances of a comparison of which only an interval is known: normal on the interval's scale (the
 * logarithm for ratios), with the half-width of the present interval over z for its standard error,
 * falling as 1/√n. Null where the interval has an open end.
 */
export function normalPower(rule: Rule, comparison: Comparison, present: Sizes): Power | null {
  const { compare, confidence, family, minimum } = rule;
  const scaled = (value: number): number => toScale(compare, value);
  const { lower, upper } = comparison.bounds(confidence);
  const z = criticalValue(confidence);
  const presentError = (scaled(upper) - scaled(lower)) / (2 * z);
  if (!Number.isFinite(presentError) || presentError <= 0) return null;
  const errorOfOne = presentError * Math.sqrt(present.own);
  const far = criticalValue(1 - (1 - confidence) / family);
  const min = rule.limit.min === null ? -Infinity : scaled(rule.limit.min);
  const max = rule.limit.max === null ? Infinity : scaled(rule.limit.max);
  return {
    method: "normal",
    present,
    isPossible: (truth) => compare !== "ratio" || truth > 0,
    errorOfOne: () => errorOfOne,
    at(own) {
      const error = errorOfOne / Math.sqrt(own);
      const smallest = Math.min(own, ((present.reference ?? Infinity) * own) / present.own);
      return {
        pass: (truth) =>
          smallest < minimum
            ? 0
            : Math.max(
                0,
                normalTail((min - scaled(truth)) / error + z) -
                  normalTail((max - scaled(truth)) / error - z),
              ),
        fail: (truth) =>
          normalTail((scaled(truth) - min) / error + far) +
          normalTail((max - scaled(truth)) / error + far),
      };
    },
  };
}
