import type { WeightColumn } from "../cells/weights.ts";
import { edgesOf } from "../cohorts/bands.ts";
import type { Configuration } from "../configuration/configuration.ts";
import type { Threshold } from "./outcome-coding.ts";

/** How one part of a cell's key follows from a column. */
export type CountKey = {
  readonly column: string;
  /** Where it was declared, for messages. */
  readonly path: string;
} & (
  | { readonly kind: "levels"; readonly use: "cohorts" | "classes" }
  | { readonly kind: "bands"; readonly edges: readonly number[] }
  | { readonly kind: "threshold"; readonly threshold: Threshold }
);

/** What has to be grouped by so that the groups are cells. */
export interface CountPlan {
  readonly attributes: readonly Extract<CountKey, { kind: "levels" | "bands" }>[];
  readonly label: Extract<CountKey, { kind: "levels" | "threshold" }> | null;
  readonly prediction: Extract<CountKey, { kind: "levels" | "threshold" }> | null;
  readonly weight: WeightColumn | null;
}

/**
 * The keys of the cells that a configuration asks for, in the order of a cell's key: attributes, label,
 * prediction. Any engine that groups rows by them gives the cells of the table (see `countGroups`).
 *
 * @returns as text why rows are needed instead: scores to be measured, a model, proxies, repeated subjects
 */
export function planCount(configuration: Configuration): CountPlan | string {
  const { label, prediction, score, favourable, weight, clusterBy } = configuration.decisions;
  if (prediction?.kind === "model") return "the model scores rows";
  if (score !== null) return "metrics of scores are measured from rows";
  if (configuration.proxies !== null) return "proxies are looked for among rows";
  if (clusterBy !== null) return "decisions about one subject are found among rows";
  const outcome = (column: string, path: string): CountPlan["label"] => {
    if (favourable === null) return null;
    return favourable.kind === "values"
      ? { kind: "levels", column, path, use: "classes" }
      : { kind: "threshold", column, path, threshold: favourable };
  };
  return {
    attributes: planAttributes(configuration),
    label: label === null ? null : outcome(label, "decisions.label"),
    prediction:
      prediction?.kind === "column" ? outcome(prediction.column, "decisions.prediction") : null,
    weight,
  };
}

/** The keys of a plan, in the order of a cell's. */
export function keysOf({ attributes, label, prediction }: CountPlan): CountKey[] {
  return [...attributes, label, prediction].filter((key) => key !== null);
}

function planAttributes({ cohorts }: Configuration): CountPlan["attributes"] {
  const planned = new Map<string, CountPlan["attributes"][number]>();
  for (const { name, by, within = [], bands } of cohorts) {
    [...by, ...within].forEach((column, i) => {
      const edges = edgesOf(bands, column);
      const id = JSON.stringify([column, edges]);
      if (planned.has(id)) return;
      const place = i < by.length ? `by[${i}]` : `within[${i - by.length}]`;
      const path = `cohorts.${name}.${place}`;
      planned.set(
        id,
        edges === null
          ? { kind: "levels", column, path, use: "cohorts" }
          : { kind: "bands", column, path, edges },
      );
    });
  }
  return [...planned.values()];
}
