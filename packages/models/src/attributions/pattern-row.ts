import type { EncodedRows } from "../trees/encode.ts";
import { goesLeft, type TreeNodes } from "../trees/ensemble.ts";
import type { PatternGroup, PatternPlan } from "./pattern-groups.ts";

/** Groups laid end to end, so that a single row meets few arrays and nothing is made for it. */
interface FlatGroups {
  /** For each group where its table, players and splits start, and its players above. */
  readonly table: Int32Array;
  readonly players: Int32Array;
  readonly splits: Int32Array;
  readonly above: Int32Array;
  readonly values: Float64Array;
  readonly playerList: Int32Array;
  readonly splitList: Int32Array;
}

/**
 * Adds a tree's values of rows that come one at a time, `player·rows + row`, from its tables
 * (`player·patterns + pattern` each). Kept with one pattern after the other: a row meets memory once a
 * group.
 */
export function singleRows(
  nodes: TreeNodes,
  plan: PatternPlan,
  players: Int32Array,
  tables: readonly Float64Array[],
): (rows: EncodedRows, phi: Float64Array) => void {
  const { root } = plan.span;
  const { groupAt } = plan;
  const groups = flatten(plan.groups, tables);
  const bitAt = pathBits(nodes, plan, players);
  let person: Float64Array = groups.values;
  let phi: Float64Array = groups.values;
  let rows = 0;
  let row = 0;

  const descend = (node: number, pattern: number): void => {
    const group = groupAt[node - root] as number;
    if (group >= 0) {
      look(group, pattern);
      return;
    }
    const bit = bitAt[node - root] as number;
    const goes = goesLeft(nodes, node, person[nodes.feature[node] as number] as number);
    // A first split sets the bit on the way taken, a further one clears it on the other.
    const kept = bit < 0 ? pattern : pattern | bit;
    const lost = bit < 0 ? pattern & bit : pattern;
    descend(nodes.left[node] as number, goes ? kept : lost);
    descend(nodes.right[node] as number, goes ? lost : kept);
  };

  const look = (group: number, path: number): void => {
    let pattern = path;
    let bit = 1 << (groups.above[group] as number);
    const lastSplit = groups.splits[group + 1] as number;
    for (let at = groups.splits[group] as number; at < lastSplit; at++, bit <<= 1) {
      const split = groups.splitList[at] as number;
      if (goesLeft(nodes, split, person[nodes.feature[split] as number] as number)) pattern |= bit;
    }
    const first = groups.players[group] as number;
    const end = groups.players[group + 1] as number;
    let from = (groups.table[group] as number) + pattern * (end - first);
    for (let at = first; at < end; at++, from++) {
      const to = (groups.playerList[at] as number) * rows + row;
      phi[to] = (phi[to] as number) + (groups.values[from] as number);
    }
  };

  return (encoded, sums) => {
    phi = sums;
    rows = encoded.rows;
    for (row = 0; row < rows; row++) {
      person = encoded.values.subarray(row * encoded.width, (row + 1) * encoded.width);
      descend(root, 0);
    }
  };
}

function flatten(groups: readonly PatternGroup[], tables: readonly Float64Array[]): FlatGroups {
  const values = new Float64Array(tables.reduce((sum, table) => sum + table.length, 0));
  const table = new Int32Array(groups.length);
  let start = 0;
  groups.forEach(({ players, patterns }, at) => {
    const own = tables[at] as Float64Array;
    table[at] = start;
    for (let j = 0; j < players.length; j++) {
      for (let p = 0; p < patterns; p++) {
        values[start + p * players.length + j] = own[j * patterns + p] as number;
      }
    }
    start += own.length;
  });
  return {
    table,
    values,
    players: starts(groups.map(({ players }) => players.length)),
    splits: starts(groups.map(({ splits }) => splits.length)),
    above: Int32Array.from(groups, ({ above }) => above),
    playerList: Int32Array.from(groups.flatMap(({ players }) => players)),
    splitList: Int32Array.from(groups.flatMap(({ splits }) => splits)),
  };
}

/** Where each of several lists starts in one, and where the last ends. */
function starts(lengths: readonly number[]): Int32Array {
  const found = new Int32Array(lengths.length + 1);
  lengths.forEach((length, at) => {
    found[at + 1] = (found[at] as number) + length;
  });
  return found;
}

/** For each split above the groups the bit of its player, or all other bits where it is not its first. */
function pathBits(nodes: TreeNodes, plan: PatternPlan, players: Int32Array): Int32Array {
  const { span, groupAt } = plan;
  const bits = new Int32Array(groupAt.length);
  const path: number[] = [];
  const descend = (node: number): void => {
    if ((groupAt[node - span.root] as number) >= 0) return;
    const player = players[nodes.feature[node] as number] as number;
    const known = path.indexOf(player);
    bits[node - span.root] = known < 0 ? 1 << path.length : ~(1 << known);
    if (known < 0) path.push(player);
    descend(nodes.left[node] as number);
    descend(nodes.right[node] as number);
    if (known < 0) path.pop();
  };
  descend(span.root);
  return bits;
}
