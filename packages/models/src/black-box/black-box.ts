import { EvenhandError, type OutputUnit, shown, type Table } from "@evenhand/core";

/** Scores for the rows of a table, one a row, at once or later. */
export type PredictRows = (rows: Table) => ArrayLike<number> | PromiseLike<ArrayLike<number>>;

/** A model known by its answers only. */
export interface BlackBox {
  readonly kind: "black-box";
  readonly predict: PredictRows;
  readonly unit: OutputUnit;
  /** The columns it is shown; null: all columns of the table it is asked about. */
  readonly features: readonly string[] | null;
  /** Most rows in one call. */
  readonly batchRows: number;
}

export interface BlackBoxOptions {
  /** What the scores are. Default `score`. */
  readonly unit?: OutputUnit;
  /** The columns it is shown, in this order. Default all columns of the table it is asked about. */
  readonly features?: readonly string[];
  /** Most rows in one call. Default 4,096. */
  readonly batchRows?: number;
}

/**
 * A model behind a function: a service, another library, a rule. Its functions are asynchronous:
 * `predictBlackBox` and `attributeBlackBox`. It must give the same scores for the same rows.
 *
 * @throws EvenhandError `usage/batch-rows`
 * @example
 * const model = blackBox(async (rows) => (await askService(rows)).scores, { unit: "probability" });
 */
export function blackBox(predict: PredictRows, options: BlackBoxOptions = {}): BlackBox {
  const { unit = "score", features = null, batchRows = 4096 } = options;
  if (!Number.isInteger(batchRows) || batchRows < 1) {
    throw new EvenhandError({
      code: "usage/batch-rows",
      path: "batchRows",
      problem: "a call cannot have this many rows",
      expected: "a whole number above 0",
      received: shown(batchRows),
    });
  }
  return { kind: "black-box", predict, unit, features, batchRows };
}
