import {
  comparesOf,
  EvenhandError,
  findMetric,
  findOtherName,
  METRICS,
  type Metric,
  otherNamesOf,
  shown,
  suggestName,
} from "@evenhand/core";
import { commandOf } from "../arguments/command.ts";
import { JSON_OPTION } from "../arguments/common-options.ts";
import type { Command } from "../arguments/declaration.ts";
import { EXIT } from "../exit-codes.ts";
import { coloursFor, widthOf } from "../terminal/colours.ts";
import { wrapped } from "../terminal/wrap.ts";

export const metrics: Command = commandOf({
  name: "metrics",
  positionals: [
    { name: "name", required: false, summary: "one metric, by our name for it or by another" },
  ],
  options: { json: JSON_OPTION },
  details: [
    "Each has its name in a budget, what it says, its formula, what it needs, and as what it can be\nbudgeted. Metrics of single rows are measured by the function named and given to the audit.",
  ],
  examples: ["evenhand metrics", "evenhand metrics tpr", "evenhand metrics --json"],
  async run({ stdout, env }, { options, positionals }) {
    const [name] = positionals;
    const chosen = name === undefined ? METRICS : [requireKnown(name)];
    if (options.json) {
      stdout.write(`${JSON.stringify(chosen.map(asJson), null, 2)}\n`);
    } else {
      const colours = coloursFor(stdout, env);
      const width = widthOf(stdout);
      const texts = chosen.map((metric) =>
        [
          colours.bold(metric.name),
          ...linesOf(metric).map((line) => wrapped(line, width, "  ")),
        ].join("\n"),
      );
      stdout.write(`${texts.join("\n\n")}\n`);
    }
    return EXIT.ok;
  },
});

/** @throws EvenhandError `usage/unknown-metric` */
function requireKnown(name: string): Metric {
  const found = findMetric(name) ?? findMetric(findOtherName(name)?.metric ?? "");
  if (found !== undefined) return found;
  throw new EvenhandError({
    code: "usage/unknown-metric",
    path: "evenhand metrics",
    problem: "no metric has this name",
    received: shown(name),
    hint: suggestName(
      name,
      METRICS.map((metric) => metric.name),
    ),
  });
}

function asJson(metric: Metric): object {
  const { name, title, kind, meaning, formula } = metric;
  const budgetedAs = comparisonsOf(metric);
  const otherNames = otherNamesOf(name);
  return { name, title, kind, meaning, formula, needs: needsOf(metric), budgetedAs, otherNames };
}

function linesOf(metric: Metric): string[] {
  const budgetedAs = comparisonsOf(metric);
  const others = otherNamesOf(metric.name);
  return [
    `${metric.meaning[0]?.toUpperCase()}${metric.meaning.slice(1)}.`,
    `Formula: ${metric.formula}`,
    `Needs ${needsOf(metric).join(" and ")}.`,
    budgetedAs.length === 0 ? "Not for a budget." : `Budgeted as ${budgetedAs.join(", ")}.`,
    ...(others.length === 0 ? [] : [`Also known as ${others.join(", ")}.`]),
  ];
}

function needsOf(metric: Metric): string[] {
  if (metric.kind === "rows") {
    return [...metric.inputs, ...(metric.from === "audit" ? [] : [`${metric.from}()`])];
  }
  const { label, prediction } = metric.needs;
  const columns = [...(prediction ? ["prediction"] : []), ...(label ? ["label"] : [])];
  return columns.length === 0 ? ["rows"] : columns;
}

function comparisonsOf(metric: Metric): readonly string[] {
  switch (metric.kind) {
    case "count":
      return [];
    case "composite":
      return comparesOf(metric);
    case "rows":
      return metric.compares;
    default:
      return ["value", ...comparesOf(metric)];
  }
}
