import type { Table } from "@evenhand/core";
import { requireEngine } from "../attributions/engine.ts";
import type { InterventionalOptions, PathDependentOptions } from "../attributions/game.ts";
import {
  type TableAttributions,
  type TableOptions,
  tableResult,
  tableTask,
} from "../attributions/table-attributions.ts";
import { valuesOf } from "../attributions/values.ts";
import type { Model } from "../model.ts";
import { requireWorkers } from "./require-workers.ts";
import { shareRows, type WorkerOptions } from "./share-rows.ts";

/**
 * The attributions of all rows of a table as `attribute` gives them, to the last bit, computed by worker
 * threads of Node that share the rows. The model, the rows and the values stand in memory that all threads
 * share; each keeps tables or vectors of its own, one tree at a time. Starting a thread takes some tens of
 * milliseconds, which few rows do not repay. Linear and additive models are answered without threads.
 *
 * @throws EvenhandError as `attribute` (the promise is rejected), `usage/workers` unless `workers` is a whole
 * number above 0; the reason of an aborted `signal`
 * @example
 * await attributeInWorkers(model, people, { game: "path-dependent", workers: 2 });
 */
export async function attributeInWorkers(
  model: Model,
  table: Table,
  options: (InterventionalOptions | PathDependentOptions) & TableOptions & WorkerOptions,
): Promise<TableAttributions> {
  const { workers, signal } = options;
  requireWorkers(workers);
  if (signal?.aborted) throw signal.reason;
  const task = tableTask(model, table, options);
  requireEngine(task.engine);
  const phi =
    model.kind === "tree-ensemble" && task.rows.rows > 0
      ? await shareRows(model, task, options)
      : valuesOf(model, task.rows, task.game, task.players, task.engine);
  return tableResult(model, task, phi);
}
