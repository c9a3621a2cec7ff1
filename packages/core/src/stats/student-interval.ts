import type { Interval } from "./interval.ts";
import type { MeanError } from "./mean.ts";
import { criticalValue } from "./normal.ts";
import { studentOfNormal } from "./student.ts";

/**
 * The interval value ± t·standardError, t the quantile of Student's t for a two-sided confidence.
 *
 * @param confidence above 0 and below 1
 * @example
 * studentInterval(3, { standardError: 1, degreesOfFreedom: 10 }, 0.95); // 0.77 to 5.23
 */
export function studentInterval(value: number, error: MeanError, confidence: number): Interval {
  const t = studentOfNormal(criticalValue(confidence), error.degreesOfFreedom);
  return {
    lower: value - t * error.standardError,
    upper: value + t * error.standardError,
    confidence,
    method: "student-t",
  };
}
