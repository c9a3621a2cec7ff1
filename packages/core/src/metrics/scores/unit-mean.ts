import type { Mean } from "../../stats/mean.ts";
import { wilsonInterval } from "../../stats/wilson.ts";
import type { Estimate } from "../estimate.ts";
import { estimateOnScale } from "../row-measurement.ts";

/**
 * The estimate of a mean of numbers from 0 to 1: Student's t on the logit scale. Where the sample
 * shows no error Wilson's interval stands in: no variable between 0 and 1 with this mean varies more
 * than a yes or no.
 */
export function estimateUnitMean({ value, error, effective }: Mean): Estimate {
  const estimate = error === null ? null : estimateOnScale(value, error, "logit", "student-logit");
  if (estimate !== null) return estimate;
  return {
    method: "wilson-bound",
    value,
    boundsAt: (z) => wilsonInterval({ successes: value * effective, size: effective }, z),
    proportion: null,
    spread: null,
  };
}
