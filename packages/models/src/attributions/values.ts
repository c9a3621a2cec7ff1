import { additiveShapleyValues } from "../additive/shapley.ts";
import { linearShapleyValues } from "../linear/shapley.ts";
import type { Model } from "../model.ts";
import type { EncodedRows } from "../trees/encode.ts";
import { requireTrees } from "../trees/require-trees.ts";
import { requireEngine } from "./engine.ts";
import { shapleyValues } from "./shapley.ts";
import type { Engine, Players, ShapleyGame } from "./shapley-game.ts";

/**
 * Exact Shapley values of every row, `player·rows + row`, in the unit in which the parts of the model
 * add up: the closed forms of linear and additive models, the kernels of trees.
 *
 * @throws EvenhandError `usage/model-kind` for the path-dependent game of a model without trees,
 * `input/missing-value`, `usage/engine`
 */
export function valuesOf(
  model: Model,
  rows: EncodedRows,
  game: ShapleyGame,
  players: Players,
  engine: Engine = "auto",
): Float64Array {
  if (game.kind === "path-dependent" || model.kind === "tree-ensemble") {
    requireTrees(model, "the path-dependent game is one of");
    requireEngine(engine);
    return shapleyValues(model, rows, game, players, "auto", engine);
  }
  return model.kind === "linear"
    ? linearShapleyValues(model, rows, game.background, players)
    : additiveShapleyValues(model, rows, game.background, players);
}
