import type { ModelFeature, TreeEnsemble } from "../../src/trees/ensemble.ts";
import { wordsFor } from "../../src/trees/ensemble.ts";
import { layOutTrees, type SourceLeaf, type SourceSplit } from "../../src/trees/lay-out.ts";

interface Node {
  readonly source: SourceSplit<Node> | SourceLeaf;
}

export const leaf = (value: number): Node => ({ source: { value, cover: 1 } });

/** x ≤ threshold goes left; a missing value goes left. */
export function split(feature: number, threshold: number, left: Node, right: Node): Node {
  const cover = (left.source.cover as number) + (right.source.cover as number);
  const kind = { levels: null, missingLeft: true, zeroIsMissing: false };
  return { source: { feature, threshold, ...kind, left, right, cover } };
}

/** The first level goes left. */
export function firstLevel(feature: number, levels: number, left: Node, right: Node): Node {
  const cover = (left.source.cover as number) + (right.source.cover as number);
  const set = new Uint32Array(wordsFor(levels)).fill(1, 0, 1);
  const kind = { threshold: 0, levels: set, missingLeft: false, zeroIsMissing: false };
  return { source: { feature, ...kind, left, right, cover } };
}

/** A model that adds up trees; a number a name, a category where levels are given. */
export function modelOf(
  features: Readonly<Record<string, readonly string[] | "number">>,
  ...trees: Node[]
): TreeEnsemble {
  return {
    kind: "tree-ensemble",
    format: "lightgbm",
    features: Object.entries(features).map(
      ([name, levels]): ModelFeature =>
        levels === "number"
          ? { kind: "numeric", name, range: null }
          : { kind: "category", name, levels },
    ),
    classOfInterest: null,
    ...layOutTrees(trees, (node) => node.source),
    output: { unit: "score", link: "identity", base: 0, divisor: 1 },
  };
}

/** The same trees as a log-odds. */
export function logistic(model: TreeEnsemble): TreeEnsemble {
  return {
    ...model,
    classOfInterest: "1",
    output: { unit: "log-odds", link: "logistic", base: 0, divisor: 1 },
  };
}
