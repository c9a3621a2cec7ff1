import { nextAbove, nextBelow } from "../trees/doubles.ts";

/** The values that a changed number may take. */
export type Grid =
  /** `from` + k·step, rounded to the decimals that both have. */
  | { readonly kind: "steps"; readonly from: number; readonly step: number }
  /** Whole multiples of 10^−decimals; whole numbers for 0. */
  | { readonly kind: "decimals"; readonly decimals: number }
  /** Every double. */
  | { readonly kind: "continuous" };

const MOST_DECIMALS = 6;
/** Above this a double no longer holds every whole number, and a grid has no meaning. */
const LARGEST_COUNT = 2 ** 52;

/** The smallest grid value above t; null where there is none. */
export function leastAbove(grid: Grid, t: number): number | null {
  if (grid.kind === "continuous") return nextAbove(t);
  const value = valueOn(grid);
  let count = Math.floor(countOn(grid, t));
  if (!(Math.abs(count) < LARGEST_COUNT)) return null;
  // The division may be off by one in its last bit.
  while (value(count) <= t) count++;
  while (value(count - 1) > t) count--;
  return value(count);
}

/** The largest grid value that is at most t; null where there is none. */
export function greatestUpTo(grid: Grid, t: number): number | null {
  if (grid.kind === "continuous") return t;
  const value = valueOn(grid);
  let count = Math.ceil(countOn(grid, t));
  if (!(Math.abs(count) < LARGEST_COUNT)) return null;
  while (value(count) > t) count--;
  while (value(count + 1) <= t) count++;
  return value(count);
}

/** The smallest grid value that is at least t; null where there is none. */
export function leastFrom(grid: Grid, t: number): number | null {
  return leastAbove(grid, nextBelow(t));
}

/**
 * The coarsest decimal grid that holds all values, up to six decimals: columns of whole numbers
 * change in whole numbers, prices in cents. Continuous where values are finer, or there are none.
 */
export function gridOf(values: Float64Array): Grid {
  let decimals = 0;
  for (const value of values) {
    while (decimals <= MOST_DECIMALS && !isOn(value, decimals)) decimals++;
    if (decimals > MOST_DECIMALS) return { kind: "continuous" };
  }
  return values.length === 0 ? { kind: "continuous" } : { kind: "decimals", decimals };
}

function isOn(value: number, decimals: number): boolean {
  const scale = 10 ** decimals;
  return Math.round(value * scale) / scale === value;
}

type CountedGrid = Exclude<Grid, { kind: "continuous" }>;

function countOn(grid: CountedGrid, t: number): number {
  return grid.kind === "steps" ? (t - grid.from) / grid.step : t * 10 ** grid.decimals;
}

function valueOn(grid: CountedGrid): (count: number) => number {
  if (grid.kind === "decimals") {
    const scale = 10 ** grid.decimals;
    return (count) => count / scale;
  }
  const { from, step } = grid;
  const both = gridOf(Float64Array.of(from, step));
  if (both.kind !== "decimals") return (count) => from + count * step;
  const scale = 10 ** both.decimals;
  return (count) => Math.round((from + count * step) * scale) / scale;
}
