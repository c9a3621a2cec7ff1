import { type Mean, meanOf } from "../../stats/mean.ts";
import { estimateOnScale, type RowValue } from "../row-measurement.ts";

const NOTHING = { reason: "zero-denominator" } as const;

/**
 * Generalised entropy of benefits b with mean μ (Speicher et al. 2018):
 * mean((b/μ)^α − 1) / (α(α − 1)); for α = 1 Theil's mean((b/μ) ln(b/μ)), for α = 0 the mean log
 * deviation −mean(ln(b/μ)) (AIF360's code divides that by μ once more). 0 where all benefits are
 * equal. Not estimable where μ is 0, or for α ≤ 0 where a benefit is.
 *
 * Delta method on the log scale, with the influence of each benefit through itself and through μ.
 *
 * @param benefits 0 or more
 */
export function generalizedEntropy(benefits: Float64Array, alpha: number): RowValue {
  const mean = meanOf(benefits)?.value ?? 0;
  if (!(mean > 0) || (alpha <= 0 && benefits.includes(0))) return NOTHING;
  const { term, slope } = formulaOf(alpha);
  const terms = benefits.map((b) => term(b / mean));
  const pull = meanOf(benefits.map((b) => (slope(b / mean) * b) / mean)) as Mean;
  const influence = meanOf(
    terms.map((own, i) => own - (pull.value * (benefits[i] as number)) / mean),
  );
  const found = meanOf(terms) as Mean;
  // Rounding may leave less than nothing where all are equal.
  const value = Math.max(0, found.value);
  const error = influence?.error ?? null;
  return {
    value,
    estimate: error === null ? null : estimateOnScale(value, error, "log", "delta-log"),
    numerator: value * found.weight,
    denominator: found.weight,
    n: found.n,
    effective: found.effective,
  };
}

/** The entropy between groups: each benefit replaced by the mean of its group. */
export function entropyBetween(groups: readonly Float64Array[], alpha: number): RowValue {
  const means = groups.map((benefits) => {
    const mean = meanOf(benefits);
    return mean === null ? benefits : benefits.map(() => mean.value);
  });
  const replaced = Float64Array.from(means.flatMap((group) => [...group]));
  const found = generalizedEntropy(replaced, alpha);
  // The rows of a group are no independent draws of its mean, so no interval follows from them.
  return "reason" in found ? found : { ...found, estimate: null };
}

/** What one relative benefit x = b/μ adds, and its derivative; 0 ln 0 is 0. */
function formulaOf(alpha: number): {
  readonly term: (x: number) => number;
  readonly slope: (x: number) => number;
} {
  if (alpha === 0) return { term: (x) => -Math.log(x), slope: (x) => -1 / x };
  if (alpha === 1) {
    return {
      term: (x) => (x === 0 ? 0 : x * Math.log(x)),
      // Only ever multiplied by x, so that the infinite slope at 0 adds nothing.
      slope: (x) => (x === 0 ? 0 : Math.log(x) + 1),
    };
  }
  const scale = alpha * (alpha - 1);
  return {
    term: (x) => (x ** alpha - 1) / scale,
    slope: (x) => (x === 0 ? 0 : (alpha * x ** (alpha - 1)) / scale),
  };
}
