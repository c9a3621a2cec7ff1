import { EvenhandError, shown } from "../errors.ts";
import { suggestName } from "../table/nearest.ts";
import { DECISION_METRICS } from "./decision-metrics.ts";
import type { Metric } from "./metric.ts";

/** Every metric of this library, in the order of reports; one list a family. */
export const METRICS: readonly Metric[] = [...DECISION_METRICS];

const BY_NAME = new Map(METRICS.map((metric) => [metric.name, metric]));

/** The metric of this name, or undefined. */
export function findMetric(name: string): Metric | undefined {
  return BY_NAME.get(name);
}

/**
 * The metric of this name.
 *
 * @throws EvenhandError `config/unknown-metric`, with the nearest name suggested
 */
export function requireMetric(name: string, path: string): Metric {
  const metric = BY_NAME.get(name);
  if (metric !== undefined) return metric;
  throw new EvenhandError({
    code: "config/unknown-metric",
    path,
    problem: "no metric has this name",
    received: shown(name),
    hint: suggestName(name, [...BY_NAME.keys()]),
  });
}
