import { type Budget, findMetric } from "@evenhand/core";
import { plainText } from "./text.ts";

/** What a metric is called, what it says and how it is computed. */
export interface MetricWords {
  readonly name: string;
  /** In plain words; empty for a metric made elsewhere. */
  readonly meaning: string;
  readonly formula: string;
}

/** The words of a metric; one that was made elsewhere goes by its name. */
export function describeMetric(metric: string): MetricWords {
  const known = findMetric(metric);
  return known === undefined
    ? { name: plainText(metric).replaceAll("_", " "), meaning: "", formula: "" }
    : { name: known.title, meaning: known.meaning, formula: known.formula };
}

/** A metric with its comparison, `selection rate, ratio`; the name alone where it says all. */
export function nameMeasure({ metric, compare }: Pick<Budget, "metric" | "compare">): string {
  const { name } = describeMetric(metric);
  return isCompared({ compare }) ? `${name}, ${compare}` : name;
}

/** True where the comparison must be said beside the name: a distance is one by its name. */
export function isCompared({ compare }: Pick<Budget, "compare">): boolean {
  return compare !== "value" && compare !== "distance";
}
