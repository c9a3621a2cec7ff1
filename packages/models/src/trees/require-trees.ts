import { EvenhandError } from "@evenhand/core";
import type { Model } from "../model.ts";
import type { TreeEnsemble } from "./ensemble.ts";

/**
 * For what is only known of trees.
 *
 * @param work what is asked for, up to the model: `counterfactuals are searched in`
 * @throws EvenhandError `usage/model-kind`
 */
export function requireTrees(model: Model, work: string): asserts model is TreeEnsemble {
  if (model.kind === "tree-ensemble") return;
  throw new EvenhandError({
    code: "usage/model-kind",
    path: "model",
    problem: `${work} models of trees only`,
    expected: "a tree ensemble",
    received: `a model of kind ${model.kind}`,
    hint: "`predict`, and `attribute` against background rows, work for this model.",
  });
}
