import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { EncodedRows } from "../trees/encode.ts";
import { goesLeft, type ModelFeature, wordsFor } from "../trees/ensemble.ts";
import { layOutTrees, type SourceLeaf, type SourceSplit } from "../trees/lay-out.ts";
import type { SplitTrees } from "./forest.ts";

export interface IsolationShape {
  readonly trees: number;
  /** Rows that each tree is grown from, drawn without replacement. */
  readonly sample: number;
  readonly seed: number;
}

interface Growing {
  readonly rows: Uint32Array;
  readonly depth: number;
}

const EULER = 0.5772156649015329;

/** Mean depth at which a search tree of n rows ends: c(n) = 2 H(n − 1) − 2 (n − 1) ÷ n. */
export function expectedDepth(n: number): number {
  if (n <= 1) return 0;
  if (n === 2) return 1;
  return 2 * (Math.log(n - 1) + EULER) - (2 * (n - 1)) / n;
}

/**
 * Isolation trees (Liu, Ting and Zhou 2008): each is grown from its own sample of rows, splits at a
 * random feature that still varies, at a random value between its least and largest (one random
 * level against the rest), down to a depth of ⌈log2 sample⌉. A leaf's value is its depth plus the
 * expected depth of the rows it did not part. Missing values go either way at random.
 */
export function growIsolationTrees(
  features: readonly ModelFeature[],
  rows: EncodedRows,
  shape: IsolationShape,
): SplitTrees {
  const random = xoroshiro128plus(shape.seed);
  const sample = Math.min(shape.sample, rows.rows);
  const deepest = Math.ceil(Math.log2(Math.max(2, sample)));
  const valueAt = (row: number, feature: number): number =>
    rows.values[row * rows.width + feature] as number;

  const read = ({ rows: own, depth }: Growing): SourceSplit<Growing> | SourceLeaf => {
    const varying = depth < deepest ? spansOf(features.length, own, valueAt) : [];
    if (varying.length === 0) {
      return { value: depth + expectedDepth(own.length), cover: own.length };
    }
    const { feature, min, max } = varying[uniformInt(random, 0, varying.length - 1)] as Span;
    const levels =
      (features[feature] as ModelFeature).kind === "category" ? levelOf(feature, own) : null;
    const threshold = levels === null ? min + uniformFloat64(random) * (max - min) : 0;
    const missingLeft = uniformInt(random, 0, 1) === 0;
    const left: number[] = [];
    const right: number[] = [];
    for (const row of own) {
      const value = valueAt(row, feature);
      const toLeft = Number.isNaN(value)
        ? missingLeft
        : levels === null
          ? value <= threshold
          : (((levels[value >>> 5] as number) >>> (value & 31)) & 1) === 1;
      (toLeft ? left : right).push(row);
    }
    return {
      feature,
      threshold,
      levels,
      missingLeft,
      zeroIsMissing: false,
      left: { rows: Uint32Array.from(left), depth: depth + 1 },
      right: { rows: Uint32Array.from(right), depth: depth + 1 },
      cover: own.length,
    };
  };

  /** The set of one level that a random row with a value has. */
  const levelOf = (feature: number, own: Uint32Array): Uint32Array => {
    const present = own.filter((row) => !Number.isNaN(valueAt(row, feature)));
    const level = valueAt(present[uniformInt(random, 0, present.length - 1)] as number, feature);
    const { levels } = features[feature] as Extract<ModelFeature, { kind: "category" }>;
    const set = new Uint32Array(wordsFor(levels.length));
    set[level >>> 5] = (1 << (level & 31)) >>> 0;
    return set;
  };

  const roots = Array.from({ length: shape.trees }, (): Growing => {
    return { rows: drawRows(rows.rows, sample), depth: 0 };
  });
  return { features, ...layOutTrees(roots, read) };

  /** The first steps of a Fisher–Yates shuffle. */
  function drawRows(all: number, count: number): Uint32Array {
    const order = Uint32Array.from({ length: all }, (_, row) => row);
    for (let drawn = 0; drawn < count; drawn++) {
      const other = uniformInt(random, drawn, all - 1);
      const row = order[other] as number;
      order[other] = order[drawn] as number;
      order[drawn] = row;
    }
    return order.slice(0, count);
  }
}

interface Span {
  readonly feature: number;
  readonly min: number;
  readonly max: number;
}

/** The features that vary among some rows. */
function spansOf(
  width: number,
  rows: Uint32Array,
  valueAt: (row: number, feature: number) => number,
): Span[] {
  const spans: Span[] = [];
  for (let feature = 0; feature < width; feature++) {
    let min = Infinity;
    let max = -Infinity;
    for (const row of rows) {
      const value = valueAt(row, feature);
      if (value < min) min = value;
      if (value > max) max = value;
    }
    if (min < max && Number.isFinite(max - min)) spans.push({ feature, min, max });
  }
  return spans;
}

/** Σ over trees of the leaf value of a row whose first value stands at `start`. */
export function sumOfLeaves(
  { roots, nodes }: SplitTrees,
  values: Float64Array,
  start: number,
): number {
  let sum = 0;
  for (const root of roots) {
    let node = root;
    for (let feature = nodes.feature[node] as number; feature >= 0; ) {
      const left = goesLeft(nodes, node, values[start + feature] as number);
      node = (left ? nodes.left[node] : nodes.right[node]) as number;
      feature = nodes.feature[node] as number;
    }
    sum += nodes.value[node] as number;
  }
  return sum;
}
