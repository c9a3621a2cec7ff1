import { EvenhandError, shown } from "@evenhand/core";
import type { Model, TreeEnsemble } from "../trees/ensemble.ts";
import { decodeText } from "./decode.ts";
import type { FeatureLayout } from "./feature-layout.ts";
import { readLightGbm } from "./lightgbm.ts";
import { type FavourableClass, readMlRandomForest } from "./ml-random-forest.ts";
import { type ReplaySample, requireReplay } from "./replay.ts";

export interface LightGbmOptions {
  readonly format: "lightgbm";
  /** The class that counts as 1 in a classifier. Default `1`. */
  readonly classOfInterest?: string;
  readonly sample?: ReplaySample;
}

/** The JSON of a forest names neither features nor classes, so the options do. */
export interface MlRandomForestOptions {
  readonly format: "ml-random-forest";
  /** The layout of the training columns; give it to `encodeRows` for training and here alike. */
  readonly features: readonly FeatureLayout[];
  readonly favourable: FavourableClass;
  readonly sample?: ReplaySample;
}

export type LoadOptions = LightGbmOptions | MlRandomForestOptions;

/**
 * Reads a model from the bytes of its file: LightGBM's text form, or the JSON of an
 * ml-random-forest classifier. A damaged, cut-off or hostile file gives one typed error; with
 * `sample`, predictions are replayed and must agree.
 *
 * @throws EvenhandError `input/model-encoding`, `input/model-truncated`, `input/model-structure`,
 * `input/model-unsupported`, `input/model-features`, `input/model-replay`, `config/model-format`,
 * `config/model-features`
 * @example
 * const boosted = loadModel(readFileSync("model.txt"), { format: "lightgbm" });
 * const forest = loadModel(new TextEncoder().encode(JSON.stringify(classifier)), {
 *   format: "ml-random-forest",
 *   features: [{ name: "age", kind: "numeric" }],
 *   favourable: { label: 1, name: "offered" },
 * });
 */
export function loadModel(bytes: Uint8Array, options: LoadOptions): TreeEnsemble {
  const model = read(decodeText(bytes), options);
  if (options.sample !== undefined) requireReplay(model, options.sample);
  return model;
}

function read(content: string, options: LoadOptions): Model {
  switch (options.format) {
    case "lightgbm":
      return readLightGbm(content, options.classOfInterest ?? "1");
    case "ml-random-forest":
      return readMlRandomForest(content, options.features, options.favourable);
    default:
      throw new EvenhandError({
        code: "config/model-format",
        path: "model.format",
        problem: "this model format is not read",
        expected: "lightgbm or ml-random-forest",
        received: shown((options as { format: unknown }).format),
      });
  }
}
