import type { Baseline, OutputUnit, Table } from "@evenhand/core";
import type { Model } from "../model.ts";
import { type EncodedRows, encodeTable } from "../trees/encode.ts";
import type { EnsembleOutput } from "../trees/ensemble.ts";
import { predictRaw } from "../trees/predict.ts";
import {
  type CoverBaseline,
  type InterventionalOptions,
  interventionalGame,
  type PathDependentOptions,
  pathDependentGame,
} from "./game.ts";
import { type FeatureGroups, type NamedPlayers, playersOf } from "./groups.ts";
import type { Engine, ShapleyGame } from "./shapley-game.ts";

/** What to add for the rows of a whole table. */
export interface TableOptions {
  /** Features whose values move together, such as the columns of one question; each counts as one. */
  readonly groups?: FeatureGroups;
}

/** How much each feature moved each output of a table. */
export interface TableAttributions {
  readonly game: "interventional" | "path-dependent";
  readonly exact: true;
  readonly unit: OutputUnit;
  /** The class whose output is moved; null for regression. */
  readonly classOfInterest: string | null;
  /**
   * What makes a probability of the output: `softmax` says that it is the margin of one of several
   * classes, `logistic` that it is a log-odds, `identity` that it is what `unit` names.
   */
  readonly link: EnsembleOutput["link"];
  /** What contributions start from: background rows, or the covers of the model. */
  readonly baseline: Baseline | CoverBaseline;
  /** One a row. */
  readonly outputs: Float64Array;
  /** One entry a feature or group, in the order of the model, with one contribution a row. */
  readonly attributions: readonly {
    readonly feature: string;
    readonly contributions: Float64Array;
  }[];
  /** The largest |output − baseline − Σ contributions| of a row; rounding noise. */
  readonly largestResidual: number;
}

/** The game that a table's contributions come from. */
export interface TableTask {
  readonly rows: EncodedRows;
  readonly players: NamedPlayers;
  readonly game: ShapleyGame;
  readonly baseline: Baseline | CoverBaseline;
  readonly engine: Engine;
}

/** @throws EvenhandError as `attribute` */
export function tableTask(
  model: Model,
  table: Table,
  options: (InterventionalOptions | PathDependentOptions) & TableOptions,
): TableTask {
  const isPathDependent = options.game === "path-dependent";
  const { game, baseline } = isPathDependent
    ? pathDependentGame(model)
    : interventionalGame(model, options);
  return {
    rows: encodeTable(model.features, table),
    players: playersOf(model.features, options.groups),
    game,
    baseline,
    engine: (isPathDependent ? options.engine : undefined) ?? "auto",
  };
}

/** @param phi Shapley values, `player·rows + row` */
export function tableResult(
  model: Model,
  { rows, players, game, baseline }: TableTask,
  phi: Float64Array,
): TableAttributions {
  const outputs = predictRaw(model, rows);
  const columns = players.names.map((feature, player) => ({
    feature,
    contributions: phi.slice(player * rows.rows, (player + 1) * rows.rows),
  }));
  const rest = outputs.map((output) => output - baseline.value);
  for (const { contributions } of columns) {
    for (let at = 0; at < rest.length; at++) {
      rest[at] = (rest[at] as number) - (contributions[at] as number);
    }
  }
  return {
    game: game.kind,
    exact: true,
    unit: model.output.unit,
    classOfInterest: model.classOfInterest,
    link: model.output.link,
    baseline,
    outputs,
    attributions: columns,
    largestResidual: rest.reduce((most, value) => Math.max(most, Math.abs(value)), 0),
  };
}
