import { type NumericColumn, type Table, takeRows } from "@evenhand/core";
import {
  encodeRows,
  type FeatureLayout,
  loadModel,
  predict,
  type TreeEnsemble,
} from "@evenhand/models";
import { RandomForestClassifier } from "ml-random-forest";
import { rowsOfFold } from "./folds.ts";

/** Models that never saw the people they score. */
export interface CrossFit {
  readonly models: readonly TreeEnsemble[];
  /** Score of each row by the model of its fold: the share of trees that vote for it. */
  readonly scores: NumericColumn;
}

export interface CrossFitOptions {
  readonly layout: readonly FeatureLayout[];
  /** 1 = favourable, one a row. */
  readonly labels: Uint8Array;
  readonly foldOf: Uint8Array;
  readonly folds: number;
  readonly trees: number;
  readonly seed: number;
  readonly onFold: (done: number) => void;
}

/**
 * For each fold, trains a forest on the others and scores the fold with it. Every import is replayed
 * against the library's own votes.
 */
export function crossFit(table: Table, options: CrossFitOptions): CrossFit {
  const { foldOf, folds, labels } = options;
  const models: TreeEnsemble[] = [];
  const values = new Float64Array(table.rows);
  for (let fold = 0; fold < folds; fold++) {
    const training = rowsOfFold(foldOf, fold, false);
    const judged = rowsOfFold(foldOf, fold, true);
    const people = takeRows(table, judged);
    const model = trainForest(takeRows(table, training), people, {
      ...options,
      labels: training.map((row) => labels[row] as number),
      seed: options.seed + fold,
    });
    const scores = predict(model, people);
    judged.forEach((row, i) => {
      values[row] = scores[i] as number;
    });
    models.push(model);
    options.onFold(fold + 1);
  }
  return { models, scores: { kind: "numeric", name: "score", values, validity: null } };
}

function trainForest(
  training: Table,
  sample: Table,
  options: {
    readonly layout: readonly FeatureLayout[];
    readonly labels: number[];
    readonly trees: number;
    readonly seed: number;
  },
): TreeEnsemble {
  const { layout, labels, trees, seed } = options;
  const forest = new RandomForestClassifier({
    nEstimators: trees,
    maxFeatures: 0.5,
    replacement: false,
    seed,
    noOOB: true,
    treeOptions: { maxDepth: 5, minNumSamples: 10 },
  });
  forest.train(encodeRows(training, layout), labels);
  const votes = forest.predictionValues(encodeRows(sample, layout));
  const expected = Float64Array.from({ length: sample.rows }, (_, row) => {
    const cast = votes.getRow(row);
    return cast.filter((vote: number) => vote === 1).length / cast.length;
  });
  return loadModel(new TextEncoder().encode(JSON.stringify(forest.toJSON())), {
    format: "ml-random-forest",
    features: layout,
    favourable: { label: 1, name: "wage above the median" },
    sample: { table: sample, expected },
  });
}
