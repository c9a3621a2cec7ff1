import type { EnsembleOutput } from "../trees/ensemble.ts";
import { structureFault, unsupportedFault } from "./fault.ts";
import { decimalsOf, integerOf, integersOf, type OnnxNode, textOf, textsOf } from "./onnx-graph.ts";
import { type OnnxTrees, readIndexedTrees, readNamedTrees } from "./onnx-trees.ts";

type Transform = "NONE" | "LOGISTIC" | "SOFTMAX";

const TRANSFORMS = ["NONE", "SOFTMAX", "LOGISTIC", "SOFTMAX_ZERO", "PROBIT"];
const AGGREGATES = ["AVERAGE", "SUM", "MIN", "MAX"];

/** The trees of an operator, and what each of its outputs is. */
export interface OnnxOutput {
  readonly trees: OnnxTrees;
  /** Null for a regression, which has one output. */
  readonly classes: readonly string[] | null;
  readonly outputs: readonly EnsembleOutput[];
  readonly averaged: boolean;
  /** One value an output. */
  leafValues(weights: ReadonlyMap<number, number>): readonly number[];
}

/** @throws EvenhandError `input/model-structure`, `input/model-unsupported` */
export function readOnnxOutput(node: OnnxNode): OnnxOutput {
  return node.operator === "TreeEnsembleClassifier" ? readClassifier(node) : readTargets(node);
}

const UNITS = { NONE: "score", LOGISTIC: "log-odds", SOFTMAX: "score" } as const;
const LINKS = { NONE: "identity", LOGISTIC: "logistic", SOFTMAX: "softmax" } as const;

/**
 * A classifier of two classes may have one weight a leaf: the runtime gives (1 − s, s) where no
 * weight is negative, else (−s, s), or (σ(−s), σ(s)) with the logistic transform.
 */
function readClassifier(node: OnnxNode): OnnxOutput {
  const trees = readNamedTrees(node, "class");
  const integers = integersOf(node, "classlabels_int64s").map(String);
  const classes = integers.length > 0 ? integers : textsOf(node, "classlabels_strings");
  if (classes.length < 2 || new Set(classes).size !== classes.length) {
    const path = `${node.path}.classlabels`;
    throw structureFault(path, "these are no classes", "two or more, distinct", classes.join());
  }
  const transform = transformOf(node, textOf(node, "post_transform", "NONE"), [
    "NONE",
    "LOGISTIC",
    "SOFTMAX",
  ]);
  const weighted = new Set([...trees.weights.values()].flatMap((leaf) => [...leaf.keys()]));
  const shares = [...trees.weights.values()].every((leaf) =>
    [...leaf.values()].every((weight) => weight >= 0),
  );
  const single = classes.length === 2 && weighted.size === 1;
  const bases = basesOf(node, single ? 1 : classes.length);
  if (single && (transform === "SOFTMAX" || (transform === "LOGISTIC" && shares))) {
    const received = `${transform} of one ${shares ? "share" : "score"}`;
    throw unsupportedFault(node.path, "a transform that runtimes agree on", received);
  }
  const only = [...weighted][0] ?? 0;
  const unit = transform === "NONE" && shares ? "probability" : UNITS[transform];
  const signs = single ? [-1, 1] : classes.map(() => 1);
  return {
    trees,
    classes,
    outputs: signs.map((sign, of) => {
      const base = sign * (bases[single ? 0 : of] ?? 0);
      const rest = sign < 0 && unit === "probability";
      return { unit, link: LINKS[transform], base: rest ? 1 + base : base, divisor: 1 };
    }),
    averaged: false,
    leafValues: (leaf) => signs.map((sign, of) => sign * (leaf.get(single ? only : of) ?? 0)),
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
  const name = indexed
    ? TRANSFORMS[integerOf(node, "post_transform", 0)]
    : textOf(node, "post_transform", "NONE");
  // The standard has the one score transformed; onnxruntime (seen in 1.32) leaves it as it is.
  if (name === "LOGISTIC") {
    throw unsupportedFault(`${node.path}.post_transform`, "one that runtimes agree on", name);
  }
  transformOf(node, name, ["NONE"]);
  const base = (indexed ? [] : basesOf(node, 1))[0] ?? 0;
  return {
    trees,
    classes: null,
    outputs: [{ unit: "score", link: "identity", base, divisor: 1 }],
    averaged: aggregate === "AVERAGE",
    leafValues: (leaf) => [leaf.get(0) ?? 0],
  };
}

function transformOf(
  { path }: OnnxNode,
  name: string | undefined,
  known: readonly Transform[],
): Transform {
  const found = known.find((each) => each === name);
  if (found !== undefined) return found;
  throw unsupportedFault(`${path}.post_transform`, known.join(", "), name);
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
