import { hasSimd } from "../simd/instantiate.ts";
import { type PlaceTree, quadratureBlocks } from "../simd/quadrature-blocks.ts";
import type { EncodedRows } from "../trees/encode.ts";
import type { TreeEnsemble, TreeNodes } from "../trees/ensemble.ts";
import { type FeatureColumns, featureColumns } from "./feature-columns.ts";
import { interventionalDescent, leafWeights } from "./interventional.ts";
import { blocksCost, descentCost, KEEP, patternCosts, quadratureCost } from "./kernel-costs.ts";
import { MOST_BITS, type PatternPlan, planPatterns } from "./pattern-groups.ts";
import { singleRows } from "./pattern-row.ts";
import { addEntries, walkPatterns } from "./pattern-rows.ts";
import {
  fillGroupTable,
  interventionalLeaves,
  type LeafTable,
  pathDependentLeaves,
  zerosAgain,
} from "./pattern-tables.ts";
import { edgeVectors, legendreRule, pathShares, type TreeSpan } from "./quadrature.ts";
import { quadratureDescent } from "./quadrature-rows.ts";
import type { Engine, ShapleyGame } from "./shapley-game.ts";

/** Rows in both orders. */
interface KernelRows {
  readonly encoded: EncodedRows;
  readonly columns: FeatureColumns;
}

/**
 * Adds the Shapley values of one tree for all rows to sums, `player·rows + row`. Unless it is made
 * "by-pattern", to be kept, its tables are overwritten by the next one's.
 */
export interface TreeKernel {
  /** What it keeps beside the model. */
  readonly bytes: number;
  readonly add: (rows: KernelRows, phi: Float64Array) => void;
  /** Gives back what it holds outside the garbage collector's reach, and what kernels made later hold. */
  readonly release?: () => void;
}

/** How a tree's values are computed; `auto` takes what is expected to cost least for so many rows. */
export type KernelChoice = "auto" | "by-row" | "tables";

/** Rows × nodes below which a memory and a module take longer to make than they save. */
const LEAST_WORK = 2 ** 14;

type MakeKernel = (span: TreeSpan, rows: number, choice: KernelChoice) => TreeKernel;

/**
 * Tables for many rows at a time hold one player after the other, so that what a block of rows looks up
 * stays in the nearest cache; those for single rows hold one pattern after the other, so that a row meets
 * memory once a group.
 */
type TableOrder = "by-player" | "by-pattern";

/** @param players the player of each feature */
export function kernelMaker(
  model: TreeEnsemble,
  game: ShapleyGame,
  players: Int32Array,
  order: TableOrder,
  engine: Engine,
): MakeKernel {
  return game.kind === "interventional"
    ? interventionalKernels(model, game.background, players, order)
    : pathDependentKernels(model, game.cover, players, order, engine);
}

/** Pattern tables, or quadrature row by row or in blocks of rows. */
function pathDependentKernels(
  { nodes }: TreeEnsemble,
  cover: Float64Array,
  players: Int32Array,
  tableOrder: TableOrder,
  engine: Engine,
): MakeKernel {
  const addRows = quadratureDescent(nodes, players);
  const zeros = zerosAgain();
  let placer: PlaceTree | null | undefined;
  const placeFor = (rows: number): PlaceTree | null => {
    if (engine === "auto" && rows * nodes.feature.length < LEAST_WORK) return null;
    if (engine === "javascript" || !hasSimd()) return null;
    if (placer === undefined) placer = quadratureBlocks(nodes, players);
    return placer;
  };
  return (span, rows, choice) => {
    const place = placeFor(rows);
    const shares = pathShares(nodes, cover, span, players);
    const order = evenOrder(shares.players);
    if (choice !== "by-row") {
      const plan = planPatterns(nodes, span, players, patternCosts("path-dependent", rows, 0));
      const costOf = place === null ? quadratureCost : blocksCost;
      const limit = costOf(rows, span.end - span.root, order);
      if (plan !== null && (choice === "tables" || plan.cost < limit)) {
        const leaves = pathDependentLeaves(nodes, shares, span, players);
        return tableKernel(nodes, plan, players, leaves, tableOrder, zeros);
      }
    }
    const placed = nodes.feature[span.root] === -1 ? null : (place?.(span, shares) ?? null);
    if (placed !== null) {
      return { ...placed, add: ({ columns }, phi) => placed.add(columns, phi) };
    }
    const vectors = edgeVectors(shares, legendreRule(order));
    const tree = { span, shares, vectors, order };
    return {
      bytes: vectors.byteLength + 3 * shares.share.byteLength,
      add: ({ columns }, phi) => addRows(tree, columns, phi),
    };
  };
}

/** K = ⌈u ÷ 2⌉, rounded up to an even number, since the kernel takes two at a time. */
function evenOrder(distinct: number): number {
  return 2 * Math.ceil(Math.max(1, distinct) / 4);
}

/** Pattern tables, or a descent a row with all background rows. */
function interventionalKernels(
  { nodes }: TreeEnsemble,
  background: EncodedRows,
  players: Int32Array,
  tableOrder: TableOrder,
): MakeKernel {
  const others = featureColumns(background);
  const zeros = zerosAgain();
  const weights = leafWeights(MOST_BITS + 1);
  const descend = interventionalDescent(nodes, background, players);
  const own = new Float64Array(players.length);

  const addRows = (root: number, encoded: EncodedRows, phi: Float64Array): void => {
    for (let row = 0; row < encoded.rows; row++) {
      own.fill(0);
      descend(root, encoded.values.subarray(row * encoded.width, (row + 1) * encoded.width), own);
      for (let at = row, player = 0; at < phi.length; at += encoded.rows, player++) {
        phi[at] = (phi[at] as number) + (own[player] as number);
      }
    }
  };

  return (span, rows, choice) => {
    if (choice !== "by-row") {
      const keep = tableOrder === "by-pattern" ? KEEP : 0;
      const costs = patternCosts("interventional", rows, background.rows, keep);
      const plan = planPatterns(nodes, span, players, costs);
      const limit = descentCost(rows, span.end - span.root, background.rows);
      if (plan !== null && (choice === "tables" || plan.cost < limit)) {
        const counts = countPatterns(nodes, plan, players, others);
        const leaves = interventionalLeaves(nodes, counts, background.rows, weights, MOST_BITS + 1);
        return tableKernel(nodes, plan, players, leaves, tableOrder, zeros);
      }
    }
    return { bytes: 0, add: ({ encoded }, phi) => addRows(span.root, encoded, phi) };
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

function tableKernel(
  nodes: TreeNodes,
  plan: PatternPlan,
  players: Int32Array,
  leaves: LeafTable,
  order: TableOrder,
  zeros: (length: number) => Float64Array,
): TreeKernel {
  const all = zeros(plan.bytes / 8);
  let start = 0;
  const tables = plan.groups.map((group) => {
    const end = start + group.players.length * group.patterns;
    const table = all.subarray(start, end);
    start = end;
    fillGroupTable(table, group, leaves);
    return table;
  });
  // The leaves have done their part.
  const kept = { ...plan, groups: plan.groups.map((group) => ({ ...group, leaves: [] })) };
  return order === "by-pattern"
    ? { bytes: plan.bytes, add: addSingly(singleRows(nodes, kept, players, tables)) }
    : { bytes: plan.bytes, add: addTogether(nodes, kept, players, tables) };
}

/** Apart from the tables it was made of: a closure beside them would keep them alive. */
function addSingly(addRows: ReturnType<typeof singleRows>): TreeKernel["add"] {
  return ({ encoded }, phi) => addRows(encoded, phi);
}

function addTogether(
  nodes: TreeNodes,
  plan: PatternPlan,
  players: Int32Array,
  tables: readonly Float64Array[],
): TreeKernel["add"] {
  return ({ columns }, phi) => {
    walkPatterns(nodes, plan, players, columns, (at, patterns, start, count) => {
      const group = plan.groups[at];
      const table = tables[at];
      if (group === undefined || table === undefined) return;
      addEntries(group, table, patterns, start, count, columns.rows, phi);
    });
  };
}
