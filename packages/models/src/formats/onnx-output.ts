import type { EnsembleOutput } from "../trees/ensemble.ts";
import { classIndex } from "./class-of-interest.ts";
import { structureFault, unsupportedFault } from "./fault.ts";
import { decimalsOf, integerOf, integersOf, type OnnxNode, textOf, textsOf } from "./onnx-graph.ts";
import { type OnnxTrees, readIndexedTrees, readNamedTrees } from "./onnx-trees.ts";

type Transform = "NONE" | "LOGISTIC";

const TRANSFORMS = ["NONE", "SOFTMAX", "LOGISTIC", "SOFTMAX_ZERO", "PROBIT"];
const AGGREGATES = ["AVERAGE", "SUM", "MIN", "MAX"];

/** The trees of an operator, and what the one output of interest is. */
export interface OnnxOutput {
  readonly trees: OnnxTrees;
  readonly classOfInterest: string | null;
  readonly output: { readonly output: EnsembleOutput; readonly averaged: boolean };
  leafValue(weights: ReadonlyMap<number, number>): number;
}

/** @throws EvenhandError `input/model-structure`, `input/model-unsupported`, `config/model-class` */
export function readOnnxOutput(node: OnnxNode, asked: string | null): OnnxOutput {
  return node.operator === "TreeEnsembleClassifier"
    ? readClassifier(node, asked)
    : readTargets(node);
}

/**
 * A classifier of two classes may have one weight a leaf: the runtime gives (1 − s, s) where no
 * weight is negative, else (−s, s), or (σ(−s), σ(s)) with the logistic transform.
 */
function readClassifier(node: OnnxNode, asked: string | null): OnnxOutput {
  const trees = readNamedTrees(node, "class");
  const integers = integersOf(node, "classlabels_int64s").map(String);
  const classes = integers.length > 0 ? integers : textsOf(node, "classlabels_strings");
  const chosen = classIndex(classes, asked);
  const transform = transformOf(node, textOf(node, "post_transform", "NONE"));
  const outputs = new Set([...trees.weights.values()].flatMap((leaf) => [...leaf.keys()]));
  const weights = [...trees.weights.values()].flatMap((leaf) => [...leaf.values()]);
  const shares = weights.every((weight) => weight >= 0);
  const single = classes.length === 2 && outputs.size === 1;
  const bases = basesOf(node, single ? 1 : classes.length);
  if (single && shares && transform === "LOGISTIC") {
    throw unsupportedFault(node.path, "a transform that runtimes agree on", "LOGISTIC of shares");
  }
  const negative = single && chosen === 0;
  const sign = negative ? -1 : 1;
  const base = sign * (bases[single ? 0 : chosen] ?? 0);
  const only = [...outputs][0] ?? 0;
  return {
    trees,
    classOfInterest: classes[chosen] as string,
    output: {
      output: {
        unit: transform === "LOGISTIC" ? "log-odds" : shares ? "probability" : "score",
        link: transform === "LOGISTIC" ? "logistic" : "identity",
        base: negative && shares ? 1 + base : base,
        divisor: 1,
      },
      averaged: false,
    },
    leafValue: (leaf) => sign * (leaf.get(single ? only : chosen) ?? 0),
  };
}

/** The regressor and the operator of version 5, of one target. */
function readTargets(node: OnnxNode): OnnxOutput {
  const indexed = node.operator === "TreeEnsemble";
  const trees = indexed ? readIndexedTrees(node) : readNamedTrees(node, "target");
  const targets = integerOf(node, "n_targets", 1);
  const other = [...trees.weights.values()].some((leaf) => [...leaf.keys()].some((id) => id !== 0));
  if (targets !== 1 || other) throw unsupportedFault(`${node.path}.n_targets`, "one", targets);
  const aggregate = indexed
    ? AGGREGATES[integerOf(node, "aggregate_function", 1)]
    : textOf(node, "aggregate_function", "SUM");
  if (aggregate !== "SUM" && aggregate !== "AVERAGE") {
    throw unsupportedFault(`${node.path}.aggregate_function`, "SUM, AVERAGE", aggregate);
  }
  const transform = transformOf(
    node,
    indexed
      ? TRANSFORMS[integerOf(node, "post_transform", 0)]
      : textOf(node, "post_transform", "NONE"),
  );
  // The standard has the one score transformed; onnxruntime (seen in 1.32) leaves it as it is.
  if (transform !== "NONE") {
    throw unsupportedFault(`${node.path}.post_transform`, "one that runtimes agree on", transform);
  }
  return {
    trees,
    classOfInterest: null,
    output: {
      output: {
        unit: "score",
        link: "identity",
        base: (indexed ? [] : basesOf(node, 1))[0] ?? 0,
        divisor: 1,
      },
      averaged: aggregate === "AVERAGE",
    },
    leafValue: (leaf) => leaf.get(0) ?? 0,
  };
}

function transformOf({ path }: OnnxNode, name: string | undefined): Transform {
  if (name === "NONE" || name === "LOGISTIC") return name;
  throw unsupportedFault(`${path}.post_transform`, "NONE, LOGISTIC", name);
}

function basesOf(node: OnnxNode, outputs: number): readonly number[] {
  const bases = decimalsOf(node, "base_values");
  if ((bases.length === 0 || bases.length === outputs) && bases.every(Number.isFinite))
    return bases;
  throw structureFault(
    `${node.path}.base_values`,
    "there is not one base value an output",
    `${outputs} finite numbers`,
    bases.join(),
  );
}
