import type { AttributionResult } from "@evenhand/core";
import type { Model } from "../model.ts";
import { requireEngine } from "./engine.ts";
import type { InterventionalOptions, PathDependentOptions } from "./game.ts";
import {
  type Account,
  interventionalAccount,
  type PathDependentResult,
  type Prepare,
  pathDependentAccount,
} from "./row-accounts.ts";
import { prepareShapleyValues } from "./shapley.ts";
import type { Engine } from "./shapley-game.ts";
import { valuesOf } from "./values.ts";

/**
 * The same accounts as `attribute` for rows that come one at a time, as in a service: what depends on the
 * model and the background alone is made once and kept, at most 64 MiB. The interventional game builds
 * tables, which takes about as long as two hundred explanations by `attribute`.
 *
 * @throws EvenhandError as `attribute`; what concerns the row, when it is explained
 * @example
 * const explainOne = prepareAttribution(model, { game: "path-dependent" });
 * explainOne(people, 0).attributions;
 */
export function prepareAttribution(
  model: Model,
  options: InterventionalOptions,
): Account<AttributionResult>;
export function prepareAttribution(
  model: Model,
  options: PathDependentOptions,
): Account<PathDependentResult>;
export function prepareAttribution(
  model: Model,
  options: InterventionalOptions | PathDependentOptions,
): Account<AttributionResult> | Account<PathDependentResult> {
  return options.game === "path-dependent"
    ? pathDependentAccount(model, prepareValues(options.engine))
    : interventionalAccount(model, options, prepareValues());
}

const prepareValues =
  (engine: Engine = "auto"): Prepare =>
  (model, game, players) => {
    requireEngine(engine);
    return model.kind === "tree-ensemble"
      ? prepareShapleyValues(model, game, players, engine)
      : (rows) => valuesOf(model, rows, game, players);
  };
