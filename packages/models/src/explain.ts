import type { AttributionResult, Counterfactual, Table } from "@evenhand/core";
import { type AttributeOptions, attribute } from "./attributions/attribute.ts";
import { type CounterfactualOptions, counterfactuals } from "./counterfactuals/counterfactuals.ts";
import type { Model } from "./trees/ensemble.ts";

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
 * @throws EvenhandError as the two functions
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
  return {
    attribution: attribute(model, table, row, options),
    counterfactuals: counterfactuals(model, table, row, options),
  };
}
