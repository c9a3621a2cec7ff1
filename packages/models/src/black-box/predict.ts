import { requireColumn, type Table, tableOf, takeRows } from "@evenhand/core";
import { type AskOptions, askerOf } from "./ask.ts";
import type { BlackBox } from "./black-box.ts";

/**
 * The scores of a black box for every row of a table, in calls of at most its `batchRows`. No row gives
 * an empty array and no call.
 *
 * @throws EvenhandError `config/unknown-column`, `usage/predict-outputs`; what `predict` throws; the
 * reason of the signal
 * @example
 * await predictBlackBox(model, people, { signal: AbortSignal.timeout(60_000) });
 */
export async function predictBlackBox(
  box: BlackBox,
  table: Table,
  options: AskOptions = {},
): Promise<Float64Array> {
  const names = box.features ?? [...table.columns.keys()];
  const shown = tableOf(names.map((name) => requireColumn(table, name, "model features")));
  const outputs = new Float64Array(table.rows);
  await askerOf(box, options, table.rows).ask({
    rows: table.rows,
    tableOf: (start, end) =>
      takeRows(
        shown,
        Uint32Array.from({ length: end - start }, (_, at) => start + at),
      ),
    take(output, row) {
      outputs[row] = output;
    },
  });
  return outputs;
}
