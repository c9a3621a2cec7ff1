import { type Change, EvenhandError, type Table } from "@evenhand/core";
import type { Model } from "../model.ts";
import { predict, predictionUnit } from "../trees/predict.ts";
import { applyChanges } from "./apply-changes.ts";
import { type CounterfactualTarget, readGoal } from "./target.ts";

/** Under how many other models an answer holds. */
export interface Survival {
  readonly models: number;
  readonly holds: number;
  /** holds ÷ models, 0 to 1. */
  readonly share: number;
}

/**
 * Under how many other models, as trained again on bootstrap samples, the changes still give the
 * favourable outcome. Ask it of models that the search did not know (`alsoUnder`), or it says little.
 *
 * @param models at least one
 * @param row from 0
 * @throws EvenhandError `usage/no-models`, `usage/target`, `usage/row-range`, and as `predict`
 * @example
 * const [answer] = counterfactuals(model, people, 0, { target, anchors: people, alsoUnder: known });
 * survivalOf(answer.changes, unknown, people, 0, target).share; // 0.9
 */
export function survivalOf(
  changes: readonly Change[],
  models: readonly Model[],
  table: Table,
  row: number,
  target: CounterfactualTarget,
): Survival {
  if (models.length === 0) {
    throw new EvenhandError({
      code: "usage/no-models",
      path: "models",
      problem: "without a model nothing can hold or fail",
      expected: "at least one model",
      received: "none",
    });
  }
  const goal = readGoal(target);
  const after = applyChanges(table, row, changes);
  const holds = models.filter((model) => {
    const unit = target.unit ?? predictionUnit(model);
    return goal.isMetBy(predict(model, after, { unit })[0] as number);
  }).length;
  return { models: models.length, holds, share: holds / models.length };
}
