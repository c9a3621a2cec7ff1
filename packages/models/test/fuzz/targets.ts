import { readFileSync } from "node:fs";
import { type Table, table } from "@evenhand/core";
import { RandomForestClassifier } from "ml-random-forest";
import { encodeRows, type FeatureLayout } from "../../src/formats/feature-layout.ts";
import { loadModel } from "../../src/formats/load-model.ts";
import type { TreeOptions } from "../../src/formats/load-options.ts";
import type { ReplaySample } from "../../src/formats/replay.ts";
import type { ModelFormat, TreeEnsemble } from "../../src/trees/ensemble.ts";
import { predict } from "../../src/trees/predict.ts";
import { drawFrom, randomTable } from "../random-models.ts";
import { BYTE_MUTATORS, type Mutator } from "./mutate-bytes.ts";
import { JSON_MUTATOR, UBJSON_MUTATOR } from "./mutate-json.ts";
import { ONNX_MUTATOR } from "./mutate-onnx.ts";
import { LINE_MUTATORS, TEXT_MUTATORS } from "./mutate-text.ts";

/** A sound file, how it is read, and rows with the outputs of the program that wrote it. */
export interface FuzzTarget {
  readonly name: string;
  readonly format: ModelFormat;
  readonly bytes: Uint8Array;
  readonly mutators: readonly Mutator[];
  readonly model: TreeEnsemble;
  readonly sample: ReplaySample;
  readonly tolerance: number;
  /** Rows drawn beside the sample, and the outputs of the sound file for them. */
  readonly probe: Table;
  readonly probeOutputs: Float64Array;
  load(bytes: Uint8Array, sample?: ReplaySample): TreeEnsemble;
}

function fixtureBytes(name: string): Uint8Array {
  return readFileSync(new URL(`../fixtures/${name}`, import.meta.url));
}

/** Options as for `loadModel`, without the sample. */
type Options = TreeOptions extends infer O
  ? O extends unknown
    ? Omit<O, "sample">
    : never
  : never;

function target(
  name: string,
  bytes: Uint8Array,
  options: Options,
  sample: ReplaySample,
  mutators: readonly Mutator[],
): FuzzTarget {
  const load = (file: Uint8Array, replayed?: ReplaySample): TreeEnsemble =>
    loadModel(file, { ...options, ...(replayed && { sample: replayed }) } as TreeOptions);
  const model = load(bytes, sample);
  const draw = drawFrom(99);
  const thresholds = [...model.nodes.threshold].filter((t) => Math.abs(t) < 1e30);
  // On a threshold, or on either side of one.
  const number = (): number => (thresholds[draw(thresholds.length)] ?? 0) + (draw(3) - 1) * 0.25;
  const probe = randomTable(draw, model.features, 40, { number, missing: 6 });
  return {
    name,
    format: options.format,
    // A plain array: `slice` of a Node buffer would be a view.
    bytes: Uint8Array.from(bytes),
    model,
    sample,
    mutators: [...BYTE_MUTATORS, ...mutators],
    tolerance: sample.tolerance as number,
    probe,
    probeOutputs: predict(model, probe),
    load,
  };
}

/** A fixture with its sample, whose name may be another's. */
function fixture(
  file: string,
  options: Options,
  mutators: readonly Mutator[],
  sampleName = file.replace(/\.\w+$/, ".sample"),
): FuzzTarget {
  const { columns, prediction } = JSON.parse(
    new TextDecoder().decode(fixtureBytes(`${sampleName}.json`)),
  );
  const single = options.format === "xgboost" || options.format === "onnx";
  const sample = { table: table(columns), expected: prediction, tolerance: single ? 1e-5 : 1e-9 };
  return target(file, fixtureBytes(file), options, sample, mutators);
}

const JOBS = ["clerk", "driver", "nurse", "cook", "été", "teacher", "smith"];
const TWO = ["hours", "income"];
const THREE = ["hours", "balance", "region"];
const JSON_MUTATORS = [...TEXT_MUTATORS, JSON_MUTATOR, JSON_MUTATOR];

function lightgbm(name: string): FuzzTarget {
  return fixture(`${name}.txt`, { format: "lightgbm" }, [...LINE_MUTATORS, ...TEXT_MUTATORS], name);
}

function scikitLearn(name: string, classOfInterest?: string): FuzzTarget {
  const options = { format: "scikit-learn", ...(classOfInterest && { classOfInterest }) } as const;
  return fixture(`scikit-learn/${name}.model`, options, JSON_MUTATORS);
}

function onnx(name: string, features: readonly string[]): FuzzTarget {
  const mutators = [ONNX_MUTATOR, ONNX_MUTATOR, ONNX_MUTATOR];
  return fixture(`onnx/${name}.onnx`, { format: "onnx", features }, mutators);
}

function mlRandomForest(): FuzzTarget {
  const layout: readonly FeatureLayout[] = [
    { name: "hours", kind: "numeric" },
    { name: "job", kind: "category", levels: JOBS.slice(0, 3) },
    { name: "grade", kind: "category", levels: ["low", "middle", "high"], encoding: "ordinal" },
  ];
  const draw = drawFrom(3);
  const features = layout.map((feature) =>
    feature.kind === "numeric" ? { ...feature, range: null } : feature,
  );
  const rows = randomTable(draw, features, 80, { number: () => draw(60), missing: 0 });
  const inputs = encodeRows(rows, layout);
  const forest = new RandomForestClassifier({
    nEstimators: 5,
    maxFeatures: 3,
    replacement: true,
    seed: 7,
    noOOB: true,
    treeOptions: { maxDepth: 5 },
    isClassifier: true,
  });
  forest.train(
    inputs,
    inputs.map((row) => Number((row[0] as number) > 30) + Number(row[2] === 1)),
  );
  const votes = forest.predictionValues(inputs).to2DArray();
  const expected = votes.map((row) => row.filter((vote) => vote === 1).length / row.length);
  const options = {
    format: "ml-random-forest",
    features: layout,
    favourable: { label: 1 },
  } as const;
  const bytes = new TextEncoder().encode(JSON.stringify(forest));
  const sample = { table: rows, expected, tolerance: 1e-9 };
  return target("ml-random-forest", bytes, options, sample, JSON_MUTATORS);
}

/** Sound files of every format, with every kind of split, leaf and output that we read. */
export function fuzzTargets(): readonly FuzzTarget[] {
  const xgboost = { format: "xgboost" } as const;
  const categorical = { format: "xgboost", levels: { job: JOBS } } as const;
  return [
    ...["numeric", "categorical", "missing-zero", "one-leaf", "average"].map(lightgbm),
    fixture("xgboost/numeric.model", xgboost, JSON_MUTATORS),
    fixture("xgboost/categorical.model", categorical, JSON_MUTATORS),
    fixture("xgboost/dart.ubj", xgboost, [UBJSON_MUTATOR, UBJSON_MUTATOR]),
    fixture("xgboost/categorical.ubj", categorical, [UBJSON_MUTATOR, UBJSON_MUTATOR]),
    fixture("catboost/missing-max.model", { format: "catboost" }, JSON_MUTATORS),
    fixture("catboost/one-hot.model", { format: "catboost" }, JSON_MUTATORS),
    scikitLearn("forest-missing", "2"),
    scikitLearn("tree"),
    scikitLearn("boosting"),
    scikitLearn("histogram"),
    onnx("forest", TWO),
    onnx("boosting", TWO),
    onnx("regression", TWO),
    onnx("equal", [...TWO, "region"]),
    onnx("modes", THREE),
    onnx("modes-double", THREE),
    mlRandomForest(),
  ];
}
