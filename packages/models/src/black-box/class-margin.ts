import { EvenhandError, shown, type Table } from "@evenhand/core";
import type { PredictRows } from "./black-box.ts";

/** Scores of every class for the rows of a table, one list a row, at once or later. */
export type PredictClasses = (
  rows: Table,
) => ArrayLike<ArrayLike<number>> | PromiseLike<ArrayLike<ArrayLike<number>>>;

/**
 * Of a model with several classes, how far the score of one lies above the largest of the others: at
 * least 0 exactly where this class is chosen (or level with another). Makes a class a target:
 * `{ threshold: 0, favourableWhen: "above" }`.
 *
 * @param wanted index of the class in each list
 * @throws EvenhandError `usage/predict-outputs` for a list without this class or without another
 * @example
 * const model = blackBox(classMargin((rows) => askService(rows), 2));
 */
export function classMargin(predict: PredictClasses, wanted: number): PredictRows {
  return async (rows) => {
    const scores = await predict(rows);
    return Float64Array.from(scores, (classes, row) => {
      const own = classes[wanted];
      const others = Array.from(classes).filter((_, at) => at !== wanted);
      if (own !== undefined && others.length > 0) return own - Math.max(...others);
      throw new EvenhandError({
        code: "usage/predict-outputs",
        path: `predict[${row}]`,
        problem: "the function does not give this class and another",
        expected: `scores of class ${wanted} and of at least one more`,
        received: shown(classes.length),
      });
    });
  };
}
