import type { CellOutcome, Cells } from "./cells.ts";
import { labelIndex, predictionIndex } from "./cells.ts";

/** State of a label or prediction in `OutcomeCounts`. */
export const OTHER = 0;
export const FAVOURABLE = 1;
export const MISSING = 2;

/**
 * Rows, Σ weight and Σ weight² by label state × prediction state, at index
 * 3 · label + prediction; an absent role counts as missing.
 */
export interface OutcomeCounts {
  readonly n: Float64Array;
  readonly w: Float64Array;
  readonly w2: Float64Array;
  /**
   * With repeated subjects: Σ over subjects of the product of their weights in state i and in state j,
   * at index 9i + j. Absent where each row is a subject of its own.
   */
  pairs?: Float64Array;
}

/** Bytes of nine numbers. */
const NINE = 9 * Float64Array.BYTES_PER_ELEMENT;

/** No rows. The three share one buffer: arrays of more than 64 bytes are kept outside the heap, at a cost for each. */
export function emptyCounts(): OutcomeCounts {
  const buffer = new ArrayBuffer(3 * NINE);
  return {
    n: new Float64Array(buffer, 0, 9),
    w: new Float64Array(buffer, NINE, 9),
    w2: new Float64Array(buffer, 2 * NINE, 9),
  };
}

/** Adds the second counts into the first; no subject may have decisions in both. */
export function addCounts(into: OutcomeCounts, counts: OutcomeCounts): void {
  for (let i = 0; i < 9; i++) {
    into.n[i] = (into.n[i] as number) + (counts.n[i] as number);
    into.w[i] = (into.w[i] as number) + (counts.w[i] as number);
    into.w2[i] = (into.w2[i] as number) + (counts.w2[i] as number);
  }
  if (counts.pairs === undefined) return;
  into.pairs ??= new Float64Array(81);
  for (let i = 0; i < 81; i++) {
    into.pairs[i] = (into.pairs[i] as number) + (counts.pairs[i] as number);
  }
}

/** All rows. */
export function totalRows(counts: OutcomeCounts): number {
  let sum = 0;
  for (let at = 0; at < 9; at++) sum += counts.n[at] as number;
  return sum;
}

/**
 * Sums the cells by a group: `groupOf` names the group of a cell from its key, or null to leave it
 * out. Groups appear in the order of the cells.
 */
export function countOutcomes<Group>(
  cells: Cells,
  groupOf: (key: readonly number[]) => Group | null,
): Map<Group, OutcomeCounts> {
  const labels = statesOf(cells.schema.label);
  const predictions = statesOf(cells.schema.prediction);
  const labelAt = labelIndex(cells.schema);
  const predictionAt = predictionIndex(cells.schema);
  const groups = new Map<Group, OutcomeCounts>();
  // Cells of one group often follow each other.
  let last: Group | null = null;
  let counts: OutcomeCounts = emptyCounts();
  // Only pairs of cells ask where each cell went.
  const hasPairs = cells.pairs !== undefined;
  const places: ({ readonly counts: OutcomeCounts; readonly at: number } | null)[] = [];
  for (const { key, n, w, w2 } of cells.entries) {
    const group = groupOf(key);
    if (group === null) {
      if (hasPairs) places.push(null);
      continue;
    }
    if (group !== last) {
      last = group;
      counts = groups.get(group) ?? addGroup(groups, group);
    }
    const label = labelAt === null ? -1 : (key[labelAt] as number);
    const prediction = predictionAt === null ? -1 : (key[predictionAt] as number);
    const at = 3 * (labels[label + 1] as number) + (predictions[prediction + 1] as number);
    counts.n[at] = (counts.n[at] as number) + n;
    counts.w[at] = (counts.w[at] as number) + w;
    counts.w2[at] = (counts.w2[at] as number) + w2;
    if (hasPairs) places.push({ counts, at });
  }
  for (const { first, second, sum } of cells.pairs ?? []) {
    const one = places[first] ?? null;
    const two = places[second] ?? null;
    if (one === null || one.counts !== two?.counts) continue;
    one.counts.pairs ??= new Float64Array(81);
    const { pairs } = one.counts;
    const at = 9 * one.at + two.at;
    pairs[at] = (pairs[at] as number) + sum;
    if (first === second) continue;
    const mirrored = 9 * two.at + one.at;
    pairs[mirrored] = (pairs[mirrored] as number) + sum;
  }
  return groups;
}

function addGroup<Group>(groups: Map<Group, OutcomeCounts>, group: Group): OutcomeCounts {
  const counts = emptyCounts();
  groups.set(group, counts);
  return counts;
}

/** The state of each class, from the missing one (code −1) on. */
function statesOf(outcome: CellOutcome | null): readonly number[] {
  const classes = outcome?.classes ?? [];
  const favourable = new Set(outcome?.favourable);
  return [MISSING, ...classes.map((text) => (favourable.has(text) ? FAVOURABLE : OTHER))];
}
