import type { EncodedRows } from "../trees/encode.ts";
import type { TreeEnsemble, TreeNodes } from "../trees/ensemble.ts";
import { type FeatureColumns, featureColumns } from "./feature-columns.ts";
import { interventionalDescent, leafWeights } from "./interventional.ts";
import { descentCost, patternCosts, quadratureCost } from "./kernel-costs.ts";
import { type PatternPlan, planPatterns } from "./pattern-groups.ts";
import { addEntries, walkPatterns } from "./pattern-rows.ts";
import {
  groupTable,
  interventionalLeaves,
  type LeafTable,
  pathDependentLeaves,
} from "./pattern-tables.ts";
import { edgeVectors, legendreRule, pathShares, type TreeSpan, treeSpans } from "./quadrature.ts";
import { addQuadrature } from "./quadrature-rows.ts";

/** Where features outside a coalition come from. */
export type ShapleyGame =
  | { readonly kind: "interventional"; readonly background: EncodedRows }
  | { readonly kind: "path-dependent"; readonly cover: Float64Array };

/** Who shares an output: the player of each feature, and how many there are. */
export interface Players {
  readonly of: Int32Array;
  readonly count: number;
}

/** How a tree's values are computed; `auto` takes what is expected to cost least. */
export type Kernel = "auto" | "by-row" | "tables";

/**
 * Exact Shapley values of every row, `player·rows + row`, in the unit in which the trees add up. Tree by
 * tree, each with the kernel that is expected to take least time: pattern tables, built and dropped
 * again, or row by row (quadrature for the path-dependent game, a descent with all background rows for
 * the interventional one). The values are the same to rounding.
 */
export function shapleyValues(
  model: TreeEnsemble,
  rows: EncodedRows,
  game: ShapleyGame,
  players: Players,
  kernel: Kernel = "auto",
): Float64Array {
  const phi = new Float64Array(players.count * rows.rows);
  const addTree =
    game.kind === "interventional"
      ? interventionalTrees(model, rows, game.background, players.of, kernel)
      : pathDependentTrees(model, rows, game.cover, players.of, kernel);
  for (const span of treeSpans(model.roots, model.nodes)) addTree(span, phi);
  for (let at = 0; at < phi.length; at++) phi[at] = (phi[at] as number) / model.output.divisor;
  return phi;
}

type AddTree = (span: TreeSpan, phi: Float64Array) => void;

function pathDependentTrees(
  { nodes }: TreeEnsemble,
  encoded: EncodedRows,
  cover: Float64Array,
  players: Int32Array,
  kernel: Kernel,
): AddTree {
  const columns = featureColumns(encoded);
  const costs = patternCosts("path-dependent", encoded.rows, 0);
  return (span, phi) => {
    const shares = pathShares(nodes, cover, span, players);
    const order = evenOrder(shares.players);
    const limit = quadratureCost(encoded.rows, span.end - span.root, order);
    const plan = kernel === "by-row" ? null : planPatterns(nodes, span, players, costs);
    if (plan !== null && (kernel === "tables" || plan.cost < limit)) {
      addTables(
        nodes,
        plan,
        players,
        columns,
        pathDependentLeaves(nodes, shares, plan.span, players),
        phi,
      );
      return;
    }
    const vectors = edgeVectors(shares, legendreRule(order));
    addQuadrature(nodes, { span, shares, vectors, order }, players, columns, phi);
  };
}

/** K = ⌈u ÷ 2⌉, rounded up to an even number, since the kernel takes two at a time. */
function evenOrder(distinct: number): number {
  return 2 * Math.ceil(Math.max(1, distinct) / 4);
}

function interventionalTrees(
  { nodes }: TreeEnsemble,
  encoded: EncodedRows,
  background: EncodedRows,
  players: Int32Array,
  kernel: Kernel,
): AddTree {
  const columns = featureColumns(encoded);
  const others = featureColumns(background);
  const costs = patternCosts("interventional", encoded.rows, background.rows);
  const size = 1 + 31;
  const weights = leafWeights(size);
  const descend = interventionalDescent(nodes, background, players);
  const own = new Float64Array(players.length);

  return (span, phi) => {
    const limit = descentCost(encoded.rows, span.end - span.root, background.rows);
    const plan = kernel === "by-row" ? null : planPatterns(nodes, span, players, costs);
    if (plan !== null && (kernel === "tables" || plan.cost < limit)) {
      const counts = countPatterns(nodes, plan, players, others);
      const leaves = interventionalLeaves(nodes, counts, background.rows, weights, size);
      addTables(nodes, plan, players, columns, leaves, phi);
      return;
    }
    for (let row = 0; row < encoded.rows; row++) {
      const person = encoded.values.subarray(row * encoded.width, (row + 1) * encoded.width);
      own.fill(0);
      descend(span.root, person, own);
      for (let at = row, player = 0; at < phi.length; at += encoded.rows, player++) {
        phi[at] = (phi[at] as number) + (own[player] as number);
      }
    }
  };
}

/** How many background rows have each pattern, group by group. */
function countPatterns(
  nodes: TreeNodes,
  plan: PatternPlan,
  players: Int32Array,
  background: FeatureColumns,
): Int32Array[] {
  const counts = plan.groups.map(({ patterns }) => new Int32Array(patterns));
  walkPatterns(nodes, plan, players, background, (group, patterns, _start, count) => {
    const found = counts[group] as Int32Array;
    for (let i = 0; i < count; i++) {
      const pattern = patterns[i] as number;
      found[pattern] = (found[pattern] as number) + 1;
    }
  });
  return counts;
}

function addTables(
  nodes: TreeNodes,
  plan: PatternPlan,
  players: Int32Array,
  columns: FeatureColumns,
  leaves: LeafTable,
  phi: Float64Array,
): void {
  const tables = plan.groups.map((group) => groupTable(group, leaves));
  walkPatterns(nodes, plan, players, columns, (at, patterns, start, count) => {
    const group = plan.groups[at];
    const table = tables[at];
    if (group === undefined || table === undefined) return;
    addEntries(group, table, patterns, start, count, columns.rows, phi);
  });
}
