import { EvenhandError } from "@evenhand/core";
import type { Model } from "../../model.ts";
import { nextBelow } from "../../trees/doubles.ts";
import type { EncodedRows } from "../../trees/encode.ts";
import { ZERO_WIDTH } from "../../trees/ensemble.ts";
import { bordersOf } from "../forest.ts";
import { gridOf, leastAbove } from "../grid.ts";

export interface RangeOptions {
  /** Between which of the anchors' quantiles numbers move, 0 to 1. Default 0.05 and 0.95. */
  readonly quantiles?: readonly [number, number];
  /** Levels of a smaller share of the anchors are not tried, 0 to 1. Default 0.01. */
  readonly rare?: number;
}

export interface Range {
  readonly quantiles: readonly [number, number];
  readonly rare: number;
}

/** The values that one feature takes. */
export interface Places {
  readonly values: Float64Array;
  /** No other value of the range gives an output outside those of these. */
  readonly isExact: boolean;
}

/** Values of a number where a model is not made of cells. */
const MOST_SAMPLED = 64;

/** @throws EvenhandError `usage/quantiles` */
export function readRange({ quantiles = [0.05, 0.95], rare = 0.01 }: RangeOptions): Range {
  const [low, high] = quantiles;
  if (low >= 0 && low <= high && high <= 1 && rare >= 0 && rare < 1) return { quantiles, rare };
  throw new EvenhandError({
    code: "usage/quantiles",
    path: low >= 0 && low <= high && high <= 1 ? "rare" : "quantiles",
    problem: "these shares enclose no plausible values",
    expected:
      "two shares from 0 to 1, the first not above the second, and `rare` from 0 to below 1",
    received: `${low} and ${high}, rare ${rare}`,
  });
}

/** @throws EvenhandError `input/empty-table` */
export function placesOf(model: Model, anchors: EncodedRows, range: Range): Places[] {
  if (anchors.rows === 0) {
    throw new EvenhandError({
      code: "input/empty-table",
      path: "anchors",
      problem: "without rows no value is plausible",
      expected: "at least one row",
      received: "none",
    });
  }
  const borders = model.kind === "tree-ensemble" ? bordersOf([model]) : null;
  return model.features.map((feature, at) => {
    const column = Float64Array.from(
      { length: anchors.rows },
      (_, row) => anchors.values[row * anchors.width + at] as number,
    );
    const present = column.filter(Number.isFinite).sort();
    if (feature.kind === "category") {
      return { values: commonLevels(present, feature.levels.length, range.rare), isExact: true };
    }
    if (present.length === 0) return { values: present, isExact: true };
    const [low, high] = range.quantiles.map((share) => orderedAt(present, share)) as [
      number,
      number,
    ];
    const within = present.filter((value) => value >= low && value <= high);
    const ends = [low, high];
    if (borders !== null) {
      const grid = gridOf(present);
      // Formats may treat 0 as missing: then it is a cell of its own.
      const zero = borders[at]?.zeroApart === true;
      const thresholds = [
        ...(borders[at]?.thresholds ?? []),
        ...(zero ? [nextBelow(-ZERO_WIDTH), ZERO_WIDTH] : []),
      ];
      const inside = [...thresholds.map((t) => leastAbove(grid, t)), ...(zero ? [0] : [])].filter(
        (value) => value !== null && value > low && value < high,
      );
      return { values: distinct([...ends, ...(inside as number[])]), isExact: true };
    }
    // Along a line the ends are the extremes; what lies between shows where the decision turns.
    return { values: sampled(distinct(within)), isExact: model.kind === "linear" };
  });
}

/** The ⌈q·n⌉-th smallest. */
function orderedAt(sorted: Float64Array, share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] as number;
}

/** The most frequent first, equals in the order of the model. */
function commonLevels(present: Float64Array, levels: number, rare: number): Float64Array {
  const counts = new Uint32Array(levels);
  // A mark for unknown levels stands behind the last one and is no value to take.
  for (const level of present) if (level < levels) counts[level] = (counts[level] as number) + 1;
  const common = Array.from({ length: levels }, (_, level) => level).filter((level) => {
    const count = counts[level] as number;
    return count > 0 && count >= rare * present.length;
  });
  return Float64Array.from(
    common.sort((a, b) => (counts[b] as number) - (counts[a] as number) || a - b),
  );
}

function distinct(values: Iterable<number>): Float64Array {
  return Float64Array.from(new Set(values)).sort();
}

function sampled(values: Float64Array): Float64Array {
  if (values.length <= MOST_SAMPLED) return values;
  return Float64Array.from({ length: MOST_SAMPLED }, (_, k) => {
    return values[Math.round((k * (values.length - 1)) / (MOST_SAMPLED - 1))] as number;
  });
}
