import { EvenhandError, shown } from "@evenhand/core";
import { floatBelow, nextBelow, widestWithin } from "../trees/doubles.ts";
import type { EnsembleOutput, ModelFeature, TreeEnsemble, TreeNodes } from "../trees/ensemble.ts";
import { layOutTrees, type SourceLeaf, type SourceSplit } from "../trees/lay-out.ts";
import { unsupportedFault } from "./fault.ts";
import { levelSet } from "./level-set.ts";
import { readOnnxFeatures } from "./onnx-features.ts";
import { FLOAT, readOnnxGraph } from "./onnx-graph.ts";
import { findTreeOperator } from "./onnx-operator.ts";
import { readOnnxOutput } from "./onnx-output.ts";
import type { OnnxTrees } from "./onnx-trees.ts";

/** Shares are kept in single precision and add up to 1 but for rounding. */
const SHARE_ROUNDING = 1e-4;

export interface OnnxSettings {
  readonly features: readonly string[];
  readonly classOfInterest: string | null;
}

interface Reading {
  readonly trees: OnnxTrees;
  readonly features: readonly ModelFeature[];
  /** Whether the operator reads single precision. */
  readonly single: boolean;
  leafValue(weights: ReadonlyMap<number, number>): number;
}

/**
 * A tree ensemble from an ONNX file: the operators TreeEnsembleClassifier, TreeEnsembleRegressor and
 * TreeEnsemble of `ai.onnx.ml`, when the graph does nothing else to their input or their scores.
 *
 * @throws EvenhandError `input/model-structure`, `input/model-truncated`, `input/model-unsupported`,
 * `config/model-features`, `config/model-class`
 */
export function readOnnx(bytes: Uint8Array, settings: OnnxSettings): TreeEnsemble {
  const graph = readOnnxGraph(bytes);
  const { node, elementType, width } = findTreeOperator(graph);
  if (width !== null && width !== settings.features.length) {
    throw new EvenhandError({
      code: "config/model-features",
      path: "features",
      problem: "the model reads another number of columns",
      expected: `names of ${width} columns`,
      received: shown(settings.features.length),
    });
  }
  const { trees, classOfInterest, output, leafValue } = readOnnxOutput(
    node,
    settings.classOfInterest,
  );
  const features = readOnnxFeatures(trees, settings.features);
  const reading: Reading = { trees, features, single: elementType === FLOAT, leafValue };
  const { nodes, roots } = layOutTrees(trees.roots, (index) => readNode(index, reading));
  const { unit } = output.output;
  const divided: EnsembleOutput = {
    ...output.output,
    divisor: output.averaged ? roots.length : 1,
    // Scores that are all above 0 need not be shares of 1.
    unit: unit === "probability" && !areShares(nodes, roots, output.output.base) ? "score" : unit,
  };
  return {
    kind: "tree-ensemble",
    format: "onnx",
    features,
    classOfInterest,
    roots,
    nodes,
    output: divided,
  };
}

/**
 * x < t is x ≤ the number below t. x > t and x ≥ t are the same questions with the branches swapped; a
 * missing value takes the false branch unless the node says otherwise.
 */
function readNode(
  index: number,
  { trees, features, single, leafValue }: Reading,
): SourceSplit<number> | SourceLeaf {
  const mode = trees.mode[index];
  if (mode === null || mode === undefined) {
    return { value: leafValue(trees.weights.get(index) ?? new Map()), cover: null };
  }
  const at = trees.feature[index] as number;
  const feature = features[at] as ModelFeature;
  const swapped = mode === "GT" || mode === "GTE" || mode === "NEQ";
  const missingTrue = trees.missingTrue[index] as boolean;
  const whenTrue = trees.whenTrue[index] as number;
  const whenFalse = trees.whenFalse[index] as number;
  const left = swapped ? whenFalse : whenTrue;
  const right = swapped ? whenTrue : whenFalse;
  const split = { feature: at, zeroIsMissing: false, left, right, cover: null };
  const t = trees.split[index] as number;
  if (feature.kind === "category") {
    const members = mode === "MEMBER" ? (trees.members.get(index) ?? []) : [t];
    const levels = new Set(members.map(String));
    if (missingTrue && mode !== "NEQ") {
      throw unsupportedFault(`${trees.path}.nodes_modes[${index}]`, "missing values unequal", mode);
    }
    return {
      ...split,
      threshold: 0,
      levels: levelSet(feature.levels.length, (level) =>
        levels.has(feature.levels[level] as string),
      ),
      missingLeft: false,
    };
  }
  const strict = mode === "LT" || mode === "GTE";
  const within = strict ? (single ? floatBelow(Math.fround(t)) : nextBelow(t)) : t;
  return {
    ...split,
    threshold: single ? widestWithin(within) : within,
    levels: null,
    missingLeft: missingTrue !== swapped,
  };
}

/** Whether base + Σ leaf values lies between 0 and 1 whichever leaves are reached. */
function areShares({ feature, value }: TreeNodes, roots: Int32Array, base: number): boolean {
  let least = base;
  let most = base;
  roots.forEach((root, tree) => {
    const end = roots[tree + 1] ?? feature.length;
    const leaves = value.subarray(root, end).filter((_, at) => (feature[root + at] as number) < 0);
    least += leaves.reduce((a, b) => Math.min(a, b), Infinity);
    most += leaves.reduce((a, b) => Math.max(a, b), -Infinity);
  });
  return least >= -SHARE_ROUNDING && most <= 1 + SHARE_ROUNDING;
}
