import { type Baseline, EvenhandError, type Table } from "@evenhand/core";
import type { Model } from "../model.ts";
import { encodeTable } from "../trees/encode.ts";
import type { CountedRows, TreeNodes } from "../trees/ensemble.ts";
import { hashRows } from "../trees/hash-rows.ts";
import { predictRaw } from "../trees/predict.ts";
import { requireTrees } from "../trees/require-trees.ts";
import { requireBackground } from "./background.ts";
import { coverShare } from "./quadrature.ts";
import type { Engine, ShapleyGame } from "./shapley-game.ts";

/** Features outside a coalition are drawn from background rows. */
export interface InterventionalOptions {
  readonly game?: "interventional";
  /** The rows a person is compared with; see `drawBackground`. */
  readonly background: Table;
  /** What these rows are, in words: `200 rows drawn with seed 7 from adult.data`. */
  readonly description: string;
}

/** Features outside a coalition follow both ways of a split, in shares of its cover. */
export interface PathDependentOptions {
  readonly game: "path-dependent";
  /** What computes; `auto` if nothing is said. */
  readonly engine?: Engine;
}

/** The rows that the covers of a model count: those it was trained on, or a table given to `withCovers`. */
export type CoverSource =
  | { readonly kind: "training" }
  | ({ readonly kind: "table" } & CountedRows);

export interface CoverBaseline {
  /** Mean output over the leaves, weighted by cover, in the unit of the output. */
  readonly value: number;
  readonly covers: CoverSource;
}

/**
 * A game against stated rows, and the output that contributions start from.
 *
 * @throws EvenhandError `input/empty-background`, and as `encodeTable`
 */
export function interventionalGame(
  model: Model,
  { background, description }: InterventionalOptions,
): { readonly game: ShapleyGame; readonly baseline: Baseline } {
  requireBackground(background);
  const rows = encodeTable(model.features, background);
  return {
    game: { kind: "interventional", background: rows },
    baseline: {
      value: predictRaw(model, rows).reduce((sum, output) => sum + output, 0) / rows.rows,
      description,
      rows: rows.rows,
      hash: hashRows(model.features, rows),
    },
  };
}

/**
 * A game on the covers of the model, and the output that contributions start from.
 *
 * @throws EvenhandError `input/model-covers` where the model has none, `usage/model-kind` unless it is of trees
 */
export function pathDependentGame(model: Model): {
  readonly game: ShapleyGame;
  readonly baseline: CoverBaseline;
} {
  requireTrees(model, "the path-dependent game is one of");
  const { nodes, roots, output, countedFrom } = model;
  const { cover } = nodes;
  if (cover === null) {
    throw new EvenhandError({
      code: "input/model-covers",
      path: "model",
      problem: "the model does not say how many rows passed through its nodes",
      expected: "covers, for the path-dependent game",
      hint: "Count them with withCovers(model, trainingRows), or ask for the interventional game.",
    });
  }
  let sum = 0;
  for (const root of roots) sum += meanOf(nodes, cover, root);
  return {
    game: { kind: "path-dependent", cover },
    baseline: {
      value: output.base + sum / output.divisor,
      covers: countedFrom === undefined ? { kind: "training" } : { kind: "table", ...countedFrom },
    },
  };
}

/** Σ leaf values × the product of cover shares on the way. */
function meanOf(nodes: TreeNodes, cover: Float64Array, node: number): number {
  if ((nodes.feature[node] as number) < 0) return nodes.value[node] as number;
  let sum = 0;
  for (const child of [nodes.left[node] as number, nodes.right[node] as number]) {
    sum += coverShare(cover, node, child) * meanOf(nodes, cover, child);
  }
  return sum;
}
