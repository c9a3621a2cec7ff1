import type { AttributionResult, Table } from "@evenhand/core";
import type { Model } from "../model.ts";
import type { InterventionalOptions, PathDependentOptions } from "./game.ts";
import {
  interventionalAccount,
  type PathDependentResult,
  type Prepare,
  pathDependentAccount,
} from "./row-accounts.ts";
import type { Engine } from "./shapley-game.ts";
import {
  type TableAttributions,
  type TableOptions,
  tableResult,
  tableTask,
} from "./table-attributions.ts";
import { valuesOf } from "./values.ts";

export type { TableAttributions, TableOptions } from "./table-attributions.ts";

export type AttributeOptions = InterventionalOptions;

/**
 * How much each feature moved the output away from a baseline: exact Shapley values, in the unit in which
 * the parts of the model add up (log-odds of a boosted or logistic classifier, share of votes of a forest).
 * Linear and additive models have the interventional game only. They sum to
 * output − baseline but for rounding, which is returned. Missing values and unknown levels are values
 * like any other. Two games are offered:
 *
 * - `interventional` (if none is named): features outside a coalition are drawn from the rows of a stated
 *   `background`; the baseline is the mean output over them.
 * - `path-dependent`: they follow both ways of a split, in shares of the rows that the model counted
 *   there (`withCovers` counts them anew); the baseline is the mean over the leaves.
 *
 * With a row (from 0) the account of that one output; without, of all rows of the table, a column of
 * contributions a feature. `groups` makes one player of several features, exactly: not the sum of their
 * values.
 *
 * @throws EvenhandError `input/empty-background`, `input/model-covers`, `usage/row-range`,
 * `config/unknown-column`, `config/feature-groups`, `input/not-a-number`, `input/missing-value`,
 * `usage/model-kind`, `usage/engine`
 * @example
 * const { attributions } = attribute(model, people, 0, {
 *   background: drawBackground(people, { rows: 200, seed: 7 }),
 *   description: "200 people drawn with seed 7",
 * });
 * @example
 * attribute(model, people, { game: "path-dependent", groups: { place: ["town", "county"] } });
 */
export function attribute(
  model: Model,
  table: Table,
  row: number,
  options: InterventionalOptions,
): AttributionResult;
export function attribute(
  model: Model,
  table: Table,
  row: number,
  options: PathDependentOptions,
): PathDependentResult;
export function attribute(
  model: Model,
  table: Table,
  options: (InterventionalOptions | PathDependentOptions) & TableOptions,
): TableAttributions;
export function attribute(
  model: Model,
  table: Table,
  row: number | ((InterventionalOptions | PathDependentOptions) & TableOptions),
  options?: InterventionalOptions | PathDependentOptions,
): AttributionResult | PathDependentResult | TableAttributions {
  if (typeof row !== "number") return attributeTable(model, table, row);
  const asked = options as InterventionalOptions | PathDependentOptions;
  const account =
    asked.game === "path-dependent"
      ? pathDependentAccount(model, prepareNothing(asked.engine))
      : interventionalAccount(model, asked, prepareNothing());
  return account(table, row);
}

function attributeTable(
  model: Model,
  table: Table,
  options: (InterventionalOptions | PathDependentOptions) & TableOptions,
): TableAttributions {
  const task = tableTask(model, table, options);
  const { rows, game, players, engine } = task;
  return tableResult(model, task, valuesOf(model, rows, game, players, engine));
}

/** For one row there is nothing worth keeping. */
const prepareNothing =
  (engine?: Engine): Prepare =>
  (model, game, players) =>
  (rows) =>
    valuesOf(model, rows, game, players, engine);
