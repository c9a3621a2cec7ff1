import { type Table, table } from "@evenhand/core";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { ModelFeature, TreeEnsemble } from "../src/index.ts";
import { wordsFor } from "../src/trees/ensemble.ts";
import { layOutTrees, type SourceLeaf, type SourceSplit } from "../src/trees/lay-out.ts";

/** Whole numbers from 0 to below `limit`. */
export type Draw = (limit: number) => number;

export function drawFrom(seed: number): Draw {
  const random = xoroshiro128plus(seed);
  return (limit) => uniformInt(random, 0, limit - 1);
}

interface TreeNode {
  readonly source: SourceSplit<TreeNode> | SourceLeaf;
}

export interface RandomModelShape {
  readonly features: number;
  readonly trees: number;
  readonly depth: number;
  /** Thresholds and values lie at 0 to `span`. */
  readonly span: number;
}

/**
 * A small ensemble of every kind there is: numbers and categories, repeated features, one-leaf trees,
 * missing values sent left or right, zeros as missing, sums and averages, both links.
 */
export function randomModel(draw: Draw, shape: RandomModelShape): TreeEnsemble {
  const features = Array.from({ length: shape.features }, (_, index): ModelFeature => {
    const name = `f${index}`;
    return draw(3) === 0
      ? { kind: "category", name, levels: ["a", "b", "c", "d"].slice(0, 2 + draw(3)) }
      : { kind: "numeric", name, range: null };
  });
  const zeroIsMissing = features.map(() => draw(4) === 0);

  const grow = (depth: number): TreeNode => {
    if (depth === 0 || draw(5) === 0) {
      return { source: { value: (draw(21) - 10) / 7, cover: null } };
    }
    const at = draw(features.length);
    const feature = features[at] as ModelFeature;
    const levels = feature.kind === "category" ? feature.levels.length : 0;
    const set = new Uint32Array(wordsFor(levels)).fill(draw(2 ** levels));
    return {
      source: {
        feature: at,
        threshold: draw(shape.span) + (draw(2) === 0 ? 0 : 0.5),
        levels: levels === 0 ? null : set,
        missingLeft: draw(2) === 0,
        zeroIsMissing: levels === 0 && (zeroIsMissing[at] as boolean),
        left: grow(depth - 1),
        right: grow(depth - 1),
        cover: null,
      },
    };
  };
  const trees = Array.from({ length: shape.trees }, () => grow(shape.depth));
  const { nodes, roots } = layOutTrees(trees, (node) => node.source);
  const logistic = draw(2) === 0;
  return {
    kind: "tree-ensemble",
    format: "lightgbm",
    features,
    classOfInterest: logistic ? "1" : null,
    roots,
    nodes,
    output: {
      unit: logistic ? "log-odds" : "score",
      link: logistic ? "logistic" : "identity",
      base: draw(2) === 0 ? 0 : 0.25,
      divisor: draw(2) === 0 ? 1 : shape.trees,
    },
  };
}

/** Random rows for the features; `number` draws the numbers, one value in `missing` is missing. */
export function randomTable(
  draw: Draw,
  features: readonly ModelFeature[],
  rows: number,
  options: { readonly number: () => number; readonly missing: number },
): Table {
  const columns = features.map((feature) => {
    const values = Array.from({ length: rows }, (): number | string | null => {
      if (options.missing > 0 && draw(options.missing) === 0) return null;
      if (feature.kind === "numeric") return options.number();
      return feature.levels[draw(feature.levels.length)] as string;
    });
    return [feature.name, values] as const;
  });
  return table(Object.fromEntries(columns));
}
