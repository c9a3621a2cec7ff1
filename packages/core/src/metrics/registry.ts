import { EvenhandError, shown } from "../errors.ts";
import { suggestName } from "../table/nearest.ts";
import { DECISION_METRICS } from "./decision-metrics.ts";
import type { Metric } from "./metric.ts";
import { findOtherName } from "./other-names.ts";
import { ROW_METRICS } from "./row-metrics.ts";
import { SCORE_METRICS } from "./score-metrics.ts";
import { STRATA_METRICS } from "./strata-metrics.ts";

/** Every metric of this library, in the order of reports; one list a family. */
export const METRICS: readonly Metric[] = [
  ...DECISION_METRICS,
  ...SCORE_METRICS,
  ...ROW_METRICS,
  ...STRATA_METRICS,
];

const BY_NAME = new Map(METRICS.map((metric) => [metric.name, metric]));

/** The metric of this name, or undefined; `top_k_share[10]` is found with its title made whole. */
export function findMetric(name: string): Metric | undefined {
  return BY_NAME.get(name) ?? findQualified(name);
}

function findQualified(name: string): Metric | undefined {
  const [, base, text] = /^([a-z0-9_]+)\[(.+)\]$/s.exec(name) ?? [];
  const metric = base === undefined ? undefined : BY_NAME.get(base);
  if (metric?.kind !== "rows" || metric.qualifier === undefined || text === undefined) {
    return undefined;
  }
  const { qualifier, ...whole } = metric;
  if (qualifier === "k") {
    return /^[1-9]\d*$/.test(text)
      ? { ...whole, name, title: metric.title.replace("top k", `top ${text}`) }
      : undefined;
  }
  return { ...whole, name, title: `${metric.title} for class ${text}` };
}

/**
 * The metric of this name.
 *
 * @throws EvenhandError `config/unknown-metric`, with the nearest name suggested
 */
export function requireMetric(name: string, path: string): Metric {
  const metric = findMetric(name);
  if (metric !== undefined) return metric;
  throw new EvenhandError({
    code: "config/unknown-metric",
    path,
    problem: "no metric has this name",
    received: shown(name),
    hint: suggestMetric(name),
  });
}

/** Says which metric of ours is meant by a name used elsewhere, or mistyped. */
function suggestMetric(name: string): string {
  const meant = findOtherName(name);
  if (meant === undefined) return suggestName(name, [...BY_NAME.keys()]);
  const { metric, compare } = meant;
  const comparison = compare === null ? "" : `, with "compare": ${JSON.stringify(compare)}`;
  return `Here it is called ${JSON.stringify(metric)}${comparison}.`;
}
