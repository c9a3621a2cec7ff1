import { readFileSync } from "node:fs";
import { type Table, table } from "@evenhand/core";
import { DecisionTreeClassifier } from "ml-cart";
import { RandomForestClassifier } from "ml-random-forest";
import { encodeRows, type FeatureLayout } from "../../src/formats/feature-layout.ts";
import { loadModel } from "../../src/formats/load-model.ts";
import type { LoadOptions } from "../../src/formats/load-options.ts";
import type { ReplaySample } from "../../src/formats/replay.ts";
import type { Model } from "../../src/model.ts";
import type { ModelFormat } from "../../src/trees/ensemble.ts";
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
  readonly model: Model;
  readonly sample: ReplaySample;
  readonly tolerance: number;
  /** Rows drawn beside the sample, and the outputs of the sound file for them. */
  readonly probe: Table;
  readonly probeOutputs: Float64Array;
  load(bytes: Uint8Array, sample?: ReplaySample): Model;
}

function fixtureBytes(name: string): Uint8Array {
  return readFileSync(new URL(`../fixtures/${name}`, import.meta.url));
}

/** Options as for `loadModel`, without the sample. */
type Options = LoadOptions extends infer O
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
  const load = (file: Uint8Array, replayed?: ReplaySample): Model =>
    loadModel(file, { ...options, ...(replayed && { sample: replayed }) } as LoadOptions);
  const model = load(bytes, sample);
  const draw = drawFrom(99);
  const bounds = boundsIn(model);
  // On a bound, or on either side of one.
  const number = (): number => (bounds[draw(bounds.length)] ?? draw(60)) + (draw(3) - 1) * 0.25;
  // Linear models may have no answer to a missing value.
  const missing = model.kind === "linear" ? 0 : 6;
  const probe = randomTable(draw, model.features, 40, { number, missing });
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

/** The numbers at which outputs change. */
function boundsIn(model: Model): number[] {
  const bounds =
    model.kind === "tree-ensemble"
      ? [...model.nodes.threshold]
      : model.kind === "additive"
        ? model.terms.flatMap(({ binnings }) => binnings.flatMap(({ cuts }) => [...(cuts ?? [])]))
        : [];
  return bounds.filter((bound) => Math.abs(bound) < 1e30);
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

/** One class of a model of several: the second in the file. */
function oneClass(name: string, options: Options, mutators: readonly Mutator[]): FuzzTarget {
  const text = new TextDecoder().decode(fixtureBytes(`classes/${name}.sample.json`));
  const { columns, probabilities } = JSON.parse(text);
  const expected = probabilities.map((row: readonly number[]) => row[1]);
  const single = options.format === "xgboost" || options.format === "onnx";
  const sample = { table: table(columns), expected, tolerance: single ? 1e-5 : 1e-9 };
  return target(name, fixtureBytes(`classes/${name}.model`), options, sample, mutators);
}

const LAYOUT: readonly FeatureLayout[] = [
  { name: "hours", kind: "numeric" },
  { name: "job", kind: "category", levels: JOBS.slice(0, 3) },
  { name: "grade", kind: "category", levels: ["low", "middle", "high"], encoding: "ordinal" },
];

/** Rows for the layout, as a trainer in JavaScript reads them, and a class from 0 to 2 each. */
function trainingRows(): { rows: Table; inputs: number[][]; labels: number[] } {
  const draw = drawFrom(3);
  const features = LAYOUT.map((feature) =>
    feature.kind === "numeric" ? { ...feature, range: null } : feature,
  );
  const rows = randomTable(draw, features, 80, { number: () => draw(60), missing: 0 });
  const inputs = encodeRows(rows, LAYOUT);
  const labels = inputs.map((row) => Number((row[0] as number) > 30) + Number(row[2] === 1));
  return { rows, inputs, labels };
}

function mlCart(): FuzzTarget {
  const { rows, inputs, labels } = trainingRows();
  const tree = new DecisionTreeClassifier({ maxDepth: 4 });
  tree.train(inputs, labels);
  const expected = inputs.map((row) => tree.root.classify(row).getRow(0)[1] ?? 0);
  const options = { format: "ml-cart", features: LAYOUT, favourable: { label: 1 } } as const;
  const bytes = new TextEncoder().encode(JSON.stringify(tree));
  return target(
    "ml-cart",
    bytes,
    options,
    { table: rows, expected, tolerance: 1e-9 },
    JSON_MUTATORS,
  );
}

function mlRandomForest(): FuzzTarget {
  const { rows, inputs, labels } = trainingRows();
  const forest = new RandomForestClassifier({
    nEstimators: 5,
    maxFeatures: 3,
    replacement: true,
    seed: 7,
    noOOB: true,
    treeOptions: { maxDepth: 5 },
    isClassifier: true,
  });
  forest.train(inputs, labels);
  const votes = forest.predictionValues(inputs).to2DArray();
  const expected = votes.map((row) => row.filter((vote) => vote === 1).length / row.length);
  const options = {
    format: "ml-random-forest",
    features: LAYOUT,
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
    fixture("catboost/statistics.model", { format: "catboost" }, JSON_MUTATORS),
    oneClass("lightgbm-softmax", { format: "lightgbm", classOfInterest: "1" }, [
      ...LINE_MUTATORS,
      ...TEXT_MUTATORS,
    ]),
    oneClass("xgboost-dart", { ...xgboost, classOfInterest: "1" }, JSON_MUTATORS),
    oneClass("xgboost-vectors", { ...xgboost, classOfInterest: "1" }, JSON_MUTATORS),
    oneClass("catboost-softmax", { format: "catboost", classOfInterest: "refused" }, JSON_MUTATORS),
    oneClass("histogram", { format: "scikit-learn", classOfInterest: "refused" }, JSON_MUTATORS),
    oneClass("onnx-boosting", { format: "onnx", features: TWO, classOfInterest: "refused" }, [
      ONNX_MUTATOR,
      ONNX_MUTATOR,
    ]),
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
    mlCart(),
    fixture("linear/logistic.model", { format: "linear" }, JSON_MUTATORS),
    fixture("linear/regression.model", { format: "linear" }, JSON_MUTATORS),
    fixture("ebm/classifier.model", { format: "ebm" }, JSON_MUTATORS),
    fixture("ebm/regression.model", { format: "ebm" }, JSON_MUTATORS),
  ];
}
