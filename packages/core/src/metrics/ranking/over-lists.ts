import { meanOf } from "../../stats/mean.ts";
import type { Scale } from "../estimate.ts";
import { estimateOnScale, type RowValue, valueOfMean } from "../row-measurement.ts";

const NO_LISTS = { reason: "zero-denominator" } as const;

/** Mean over lists, which are what is independent: Student's t with their number less one. */
export function meanOverLists(values: readonly number[], scale: Scale = "identity"): RowValue {
  const mean = meanOf(Float64Array.from(values));
  if (mean === null) return NO_LISTS;
  return valueOfMean(mean, scale, scale === "identity" ? "student-t-lists" : "student-t-lists-log");
}

/**
 * Mean of one number over lists ÷ mean of another: R = ā / b̄. Delta method on the log scale: the
 * error of the mean of (a − R·b) / b̄, so that what both share within a list does not count.
 */
export function ratioOverLists(
  pairs: readonly { readonly own: number; readonly fair: number }[],
): RowValue {
  const own = meanOf(Float64Array.from(pairs, (pair) => pair.own));
  const fair = meanOf(Float64Array.from(pairs, (pair) => pair.fair));
  if (own === null || fair === null || fair.value === 0) return NO_LISTS;
  const value = own.value / fair.value;
  const away = meanOf(
    Float64Array.from(pairs, (pair) => (pair.own - value * pair.fair) / fair.value),
  );
  const error = away?.error ?? null;
  return {
    value,
    estimate: error === null ? null : estimateOnScale(value, error, "log", "delta-lists-log"),
    numerator: own.value * own.weight,
    denominator: fair.value * fair.weight,
    n: own.n,
    effective: own.effective,
  };
}
