import type { AttributionResult, Counterfactual, Table } from "@evenhand/core";
import { type AttributeOptions, attribute } from "./attributions/attribute.ts";
import { type CounterfactualOptions, counterfactuals } from "./counterfactuals/counterfactuals.ts";
import type { Model } from "./model.ts";
import { requireTrees } from "./trees/require-trees.ts";

export interface ExplainOptions extends AttributeOptions, CounterfactualOptions {}

export interface Explanation {
  readonly attribution: AttributionResult;
  readonly counterfactuals: readonly Counterfactual[];
}

/**
 * Both accounts of one output: what moved it ({@link attribute}) and what would have changed it
 * ({@link counterfactuals}).
 *
 * @param row from 0
 * @throws EvenhandError `usage/model-kind` for an additive model, of which there are attributions but no
 * counterfactuals; and as the two functions
 * @example
 * explain(model, people, 0, {
 *   background: drawBackground(people, { rows: 200, seed: 7 }),
 *   description: "200 people drawn with seed 7",
 *   anchors: people,
 *   target: { threshold: 0.5, favourableWhen: "above" },
 * });
 */
export function explain(
  model: Model,
  table: Table,
  row: number,
  options: ExplainOptions,
): Explanation {
  if (model.kind !== "linear")
    requireTrees(model, "beside linear models, counterfactuals are searched in");
  return {
    attribution: attribute(model, table, row, options),
    counterfactuals: counterfactuals(model, table, row, options),
  };
}
