import {
  type Attribution,
  type AttributionResult,
  requireColumn,
  type Table,
  takeRows,
} from "@evenhand/core";
import type { Model } from "../model.ts";
import { type EncodedRows, encodeRow } from "../trees/encode.ts";
import { predictRaw } from "../trees/predict.ts";
import {
  type CoverBaseline,
  type InterventionalOptions,
  interventionalGame,
  pathDependentGame,
} from "./game.ts";
import { playersOf } from "./groups.ts";
import type { Players, ShapleyGame } from "./shapley-game.ts";
import { typicalValue, valueAt } from "./typical.ts";

/** Attributions of one output against the covers of the model: no background, so no typical values. */
export interface PathDependentResult
  extends Omit<AttributionResult, "game" | "baseline" | "attributions"> {
  readonly game: "path-dependent";
  readonly baseline: CoverBaseline;
  readonly attributions: readonly Omit<Attribution, "baselineValue">[];
}

/** Makes ready what does not depend on the rows, or nothing. */
export type Prepare = (
  model: Model,
  game: ShapleyGame,
  players: Players,
) => (rows: EncodedRows) => Float64Array;

/** Gives the account of a row (from 0) of a table. */
export type Account<Result> = (table: Table, row: number) => Result;

export function interventionalAccount(
  model: Model,
  options: InterventionalOptions,
  prepare: Prepare,
): Account<AttributionResult> {
  const { game, baseline } = interventionalGame(model, options);
  const account = accountOf(model, game, baseline.value, prepare);
  const typical = model.features.map((feature) =>
    typicalValue(feature, requireColumn(options.background, feature.name, "model features")),
  );
  return (table, row) => {
    const { attributions, ...rest } = account(table, row);
    return {
      game: "interventional",
      ...rest,
      baseline,
      attributions: attributions.map(({ feature, value, contribution }, index) => ({
        feature,
        value,
        baselineValue: typical[index] ?? null,
        contribution,
      })),
    };
  };
}

export function pathDependentAccount(model: Model, prepare: Prepare): Account<PathDependentResult> {
  const { game, baseline } = pathDependentGame(model);
  const account = accountOf(model, game, baseline.value, prepare);
  return (table, row) => ({ game: "path-dependent", ...account(table, row), baseline });
}

/** What both games say of a row. */
function accountOf(
  model: Model,
  game: ShapleyGame,
  baseline: number,
  prepare: Prepare,
): Account<Omit<PathDependentResult, "game" | "baseline">> {
  const { features } = model;
  const values = prepare(model, game, playersOf(features));
  return (table, row) => {
    const person = { rows: 1, width: features.length, values: encodeRow(features, table, row) };
    const output = predictRaw(model, person)[0] as number;
    const phi = values(person);
    const one = takeRows(table, [row]);
    return {
      exact: true,
      output: { value: output, unit: model.output.unit },
      attributions: features.map((feature, index) => ({
        feature: feature.name,
        value: valueAt(feature, requireColumn(one, feature.name, "model features"), 0),
        contribution: phi[index] as number,
      })),
      residual: phi.reduce((rest, value) => rest - value, output - baseline),
    };
  };
}
