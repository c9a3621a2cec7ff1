import { type Interval, rankCorrelation, type Table } from "@evenhand/core";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { attribute, type TableAttributions, type TableOptions } from "../attributions/attribute.ts";
import type { InterventionalOptions, PathDependentOptions } from "../attributions/game.ts";
import { requireConfidence, rowMean } from "../global/row-mean.ts";
import type { Model } from "../model.ts";
import type { TreeEnsemble } from "../trees/ensemble.ts";
import { requireTrees } from "../trees/require-trees.ts";

export type RandomisationOptions = (InterventionalOptions | PathDependentOptions) &
  TableOptions & {
    readonly seed: number;
    /** Default 0.95. */
    readonly confidence?: number;
  };

/** How alike the attributions of a model and of one with shuffled leaves are. */
export interface RandomisationCheck {
  /** Mean over rows of Spearman's rank correlation of |φ| over features, −1 to 1; null without such rows. */
  readonly value: number | null;
  /** Student's t over the rows; null with fewer than two that have an order. */
  readonly interval: Interval | null;
  /** Rows with an order in both models. */
  readonly rows: number;
  readonly seed: number;
}

/**
 * Whether attributions follow the model: the same question is asked of a model whose leaf values are
 * shuffled within each tree, and the orders of features are compared row by row. What the splits alone
 * decide stays, what was learned goes. An agreement near 1 says that the explanation would have been much
 * the same for a model that knows nothing; that is reported, not judged.
 *
 * @throws EvenhandError `usage/model-kind` unless it is of trees, `usage/confidence-range`, and as `attribute`
 * @example
 * randomisationCheck(model, people, { game: "path-dependent", seed: 7 }).value;
 */
export function randomisationCheck(
  model: Model,
  table: Table,
  { seed, confidence = 0.95, ...options }: RandomisationOptions,
): RandomisationCheck {
  requireTrees(model, "leaves are shuffled in");
  requireConfidence(confidence);
  const learned = attribute(model, table, options);
  const shuffled = attribute(shuffleLeaves(model, seed), table, options);
  const agreements: number[] = [];
  for (let row = 0; row < table.rows && model.features.length > 1; row++) {
    const agreement = rankCorrelation(sizesOf(learned, row), sizesOf(shuffled, row));
    if (agreement !== null) agreements.push(agreement.value);
  }
  const rows = agreements.length;
  const { value, interval } = rowMean(agreements, confidence);
  return { value: rows === 0 ? null : value, interval, rows, seed };
}

function sizesOf({ attributions }: TableAttributions, row: number): Float64Array {
  return Float64Array.from(attributions, ({ contributions }) =>
    Math.abs(contributions[row] as number),
  );
}

/** The same splits with the leaf values of each tree in a random order. */
export function shuffleLeaves(model: TreeEnsemble, seed: number): TreeEnsemble {
  const { feature } = model.nodes;
  const value = model.nodes.value.slice();
  const random = xoroshiro128plus(seed);
  model.roots.forEach((root, tree) => {
    const end = model.roots[tree + 1] ?? feature.length;
    const leaves: number[] = [];
    for (let node = root; node < end; node++) if (feature[node] === -1) leaves.push(node);
    for (let at = 0; at < leaves.length - 1; at++) {
      const one = leaves[at] as number;
      const other = leaves[uniformInt(random, at, leaves.length - 1)] as number;
      const held = value[one] as number;
      value[one] = value[other] as number;
      value[other] = held;
    }
  });
  return { ...model, nodes: { ...model.nodes, value } };
}
