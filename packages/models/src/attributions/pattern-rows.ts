import { goesLeft, MISSING_LEFT, type TreeNodes, ZERO_IS_MISSING } from "../trees/ensemble.ts";
import type { FeatureColumns } from "./feature-columns.ts";
import type { PatternGroup, PatternPlan } from "./pattern-groups.ts";

/** Rows that are carried down a tree together. */
const BLOCK = 512;

/**
 * Calls `visit` for every group of a tree and every block of rows, with the pattern that each row of
 * the block has there.
 */
export function walkPatterns(
  nodes: TreeNodes,
  { span: { root }, groups, groupAt, depth }: PatternPlan,
  players: Int32Array,
  columns: FeatureColumns,
  visit: (group: number, patterns: Int32Array, start: number, count: number) => void,
): void {
  const most = Math.min(BLOCK, columns.rows);
  const carried = Array.from({ length: depth + 1 }, () => new Int32Array(most));
  const answers = Array.from({ length: depth + 1 }, () => new Int32Array(most));
  const whole = new Int32Array(most);
  const answered = new Int32Array(most);
  const bitOf = new Int32Array(players.length).fill(-1);

  const descend = (node: number, level: number, above: number, start: number, count: number) => {
    const patterns = carried[level] as Int32Array;
    const at = groupAt[node - root] as number;
    if (at >= 0) {
      complete(nodes, groups[at] as PatternGroup, columns, start, count, patterns, answered, whole);
      visit(at, whole, start, count);
      return;
    }
    const answer = answers[level] as Int32Array;
    answerSplit(nodes, node, columns, start, count, answer);
    const player = players[nodes.feature[node] as number] as number;
    const isNew = (bitOf[player] as number) < 0;
    if (isNew) bitOf[player] = above;
    const bit = 1 << (bitOf[player] as number);
    const next = carried[level + 1] as Int32Array;
    const distinct = isNew ? above + 1 : above;
    if (isNew)
      for (let i = 0; i < count; i++) next[i] = (patterns[i] as number) | (answer[i] ? bit : 0);
    else
      for (let i = 0; i < count; i++) next[i] = (patterns[i] as number) & (answer[i] ? -1 : ~bit);
    descend(nodes.left[node] as number, level + 1, distinct, start, count);
    if (isNew)
      for (let i = 0; i < count; i++) next[i] = (patterns[i] as number) | (answer[i] ? 0 : bit);
    else
      for (let i = 0; i < count; i++) next[i] = (patterns[i] as number) & (answer[i] ? ~bit : -1);
    descend(nodes.right[node] as number, level + 1, distinct, start, count);
    if (isNew) bitOf[player] = -1;
  };

  for (let start = 0; start < columns.rows; start += BLOCK) {
    (carried[0] as Int32Array).fill(0);
    descend(root, 0, 0, start, Math.min(BLOCK, columns.rows - start));
  }
}

/** Sets the bits of the splits inside a group. */
function complete(
  nodes: TreeNodes,
  { above, splits }: PatternGroup,
  columns: FeatureColumns,
  start: number,
  count: number,
  patterns: Int32Array,
  answered: Int32Array,
  whole: Int32Array,
): void {
  for (let i = 0; i < count; i++) whole[i] = patterns[i] as number;
  for (let split = 0; split < splits.length; split++) {
    const node = splits[split] as number;
    const bit = 1 << (above + split);
    answerSplit(nodes, node, columns, start, count, answered);
    for (let i = 0; i < count; i++) whole[i] = (whole[i] as number) | (answered[i] ? bit : 0);
  }
}

/** 1 for each row that goes left, else 0; a comparison with NaN is false. */
function answerSplit(
  nodes: TreeNodes,
  node: number,
  { rows, values }: FeatureColumns,
  start: number,
  count: number,
  answer: Int32Array,
): void {
  const from = (nodes.feature[node] as number) * rows + start;
  const flags = nodes.flags[node] as number;
  const threshold = nodes.threshold[node] as number;
  if ((nodes.levelSet[node] as number) >= 0 || (flags & ZERO_IS_MISSING) !== 0) {
    for (let i = 0; i < count; i++)
      answer[i] = goesLeft(nodes, node, values[from + i] as number) ? 1 : 0;
  } else if ((flags & MISSING_LEFT) !== 0) {
    for (let i = 0; i < count; i++) answer[i] = (values[from + i] as number) > threshold ? 0 : 1;
  } else {
    for (let i = 0; i < count; i++) answer[i] = (values[from + i] as number) <= threshold ? 1 : 0;
  }
}

/**
 * Adds the entries that the patterns pick to the players of a group, two players at a time; `phi` is
 * `player·rows + row`.
 */
export function addEntries(
  { players, patterns: size }: PatternGroup,
  table: Float64Array,
  patterns: Int32Array,
  start: number,
  count: number,
  rows: number,
  phi: Float64Array,
): void {
  let j = 0;
  for (; j + 1 < players.length; j += 2) {
    const to = (players[j] as number) * rows + start;
    const toNext = (players[j + 1] as number) * rows + start;
    const from = j * size;
    const fromNext = from + size;
    for (let i = 0; i < count; i++) {
      const pattern = patterns[i] as number;
      phi[to + i] = (phi[to + i] as number) + (table[from + pattern] as number);
      phi[toNext + i] = (phi[toNext + i] as number) + (table[fromNext + pattern] as number);
    }
  }
  if (j === players.length) return;
  const to = (players[j] as number) * rows + start;
  const from = j * size;
  for (let i = 0; i < count; i++) {
    phi[to + i] = (phi[to + i] as number) + (table[from + (patterns[i] as number)] as number);
  }
}
