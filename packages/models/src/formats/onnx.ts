import { EvenhandError, shown } from "@evenhand/core";
import { type Classifier, classifierOf } from "../classes/classifier.ts";
import { floatBelow, nextBelow, widestWithin } from "../trees/doubles.ts";
import type { ModelFeature, TreeEnsemble, TreeNodes } from "../trees/ensemble.ts";
import type { SourceSplit } from "../trees/lay-out.ts";
import { layOutClasses, type VectorLeaf } from "../trees/lay-out-classes.ts";
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
}

interface Reading {
  readonly trees: OnnxTrees;
  readonly features: readonly ModelFeature[];
  /** Whether the operator reads single precision. */
  readonly single: boolean;
  leafValues(weights: ReadonlyMap<number, number>): readonly number[];
}

/**
 * A tree ensemble from an ONNX file: the operators TreeEnsembleClassifier, TreeEnsembleRegressor and
 * TreeEnsemble of `ai.onnx.ml`, when the graph does nothing else to their input or their scores.
 *
 * @throws EvenhandError `input/model-structure`, `input/model-truncated`, `input/model-unsupported`,
 * `config/model-features`
 */
export function readOnnx(bytes: Uint8Array, settings: OnnxSettings): TreeEnsemble | Classifier {
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
  const { trees, classes, outputs, averaged, leafValues } = readOnnxOutput(node);
  const features = readOnnxFeatures(trees, settings.features);
  const reading: Reading = { trees, features, single: elementType === FLOAT, leafValues };
  const laidOut = layOutOutputs(reading, outputs.length);
  const models = outputs.map((output, of): TreeEnsemble => {
    const { nodes: own, roots } = laidOut[of] as LaidOut;
    // Scores that are all above 0 need not be shares of 1.
    const scores = output.unit === "probability" && !areShares(own, roots, output.base);
    return {
      kind: "tree-ensemble",
      format: "onnx",
      features,
      classOfInterest: classes?.[of] ?? null,
      roots,
      nodes: own,
      output: {
        ...output,
        divisor: averaged ? roots.length : 1,
        unit: scores ? "score" : output.unit,
      },
    };
  });
  return classes === null ? (models[0] as TreeEnsemble) : classifierOf(classes, models);
}

interface LaidOut {
  readonly nodes: TreeNodes;
  readonly roots: Int32Array;
}

/** Trees of all outputs stand in memory once; those of one output each are kept apart. */
function layOutOutputs(reading: Reading, outputs: number): readonly LaidOut[] {
  const { roots } = reading.trees;
  const weighs = roots.map((root) => outputsBelow(root, reading));
  if (weighs.every((own) => own.size === outputs)) {
    const shared = layOutClasses(roots, outputs, (index) => readNode(index, reading));
    return shared.nodes.map((nodes) => ({ nodes, roots: shared.roots }));
  }
  return Array.from({ length: outputs }, (_, of) => {
    const own = roots.filter((_, at) => weighs[at]?.has(of));
    const one: Reading = {
      ...reading,
      leafValues: (leaf) => [reading.leafValues(leaf)[of] as number],
    };
    // An output without a tree of its own is its base, as all leaves of the first tree say.
    const laidOut = layOutClasses(own.length > 0 ? own : roots.slice(0, 1), 1, (index) =>
      readNode(index, one),
    );
    return { nodes: laidOut.nodes[0] as TreeNodes, roots: laidOut.roots };
  });
}

/** The outputs to which some leaf of a tree adds. */
function outputsBelow(root: number, { trees, leafValues }: Reading): ReadonlySet<number> {
  const found = new Set<number>();
  const waiting = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (trees.mode[node] !== null) {
      waiting.push(trees.whenTrue[node] as number, trees.whenFalse[node] as number);
      continue;
    }
    leafValues(trees.weights.get(node) ?? new Map()).forEach((value, of) => {
      if (value !== 0) found.add(of);
    });
  }
  return found;
}

/**
 * x < t is x ≤ the number below t. x > t and x ≥ t are the same questions with the branches swapped; a
 * missing value takes the false branch unless the node says otherwise.
 */
function readNode(
  index: number,
  { trees, features, single, leafValues }: Reading,
): SourceSplit<number> | VectorLeaf {
  const mode = trees.mode[index];
  if (mode === null || mode === undefined) {
    return { values: leafValues(trees.weights.get(index) ?? new Map()), cover: null };
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
