import { allowedChange, EvenhandError, type FeatureDeclaration } from "@evenhand/core";
import { nextBelow } from "../trees/doubles.ts";
import {
  type CategoryFeature,
  type ModelFeature,
  type NumericFeature,
  ZERO_WIDTH,
} from "../trees/ensemble.ts";
import { type Grid, greatestUpTo, gridOf, leastAbove, leastFrom } from "./grid.ts";
import { spreadOf } from "./spread.ts";

/**
 * What one feature may become, reduced to what the model can tell apart: the thresholds of a number
 * cut it into cells, and of each cell only the cheapest admissible value is a candidate; a category
 * has its admissible levels. The present value is always a candidate, of cost 0.
 */
export interface Domain {
  /**
   * True: candidates stand in the order of their values, and every split keeps a prefix on its left.
   * False: cheapest first, the present value before all.
   */
  readonly ordered: boolean;
  /** As the model reads them. */
  readonly values: Float64Array;
  readonly costs: Float64Array;
  /** The candidate that leaves the feature as it is. */
  readonly own: number;
  /** The cell borders of numbers (a cell reaches up to and including its border); null for categories. */
  readonly borders: Float64Array | null;
  /** The candidate of each cell or level; −1 where none is admissible. */
  readonly ofCell: Int32Array;
}

/**
 * Beyond this, formats put thresholds that only part missing from present values: at the end of single
 * or double precision. No such value is advised.
 */
const ENDLESS = 3.4e38;

/** What the thresholds of a model say about one number. */
export interface Borders {
  /** Distinct, rising. */
  readonly thresholds: Float64Array;
  /** True where a split treats 0 as missing, so that 0 needs a cell of its own. */
  readonly zeroApart: boolean;
}

interface Candidate {
  readonly cell: number;
  readonly value: number;
  readonly cost: number;
}

/** The candidates of a number; a missing or infinite one cannot move: it has no distance to anything. */
function numericDomain(
  x: number,
  feature: NumericFeature,
  { thresholds, zeroApart }: Borders,
  anchors: Float64Array,
  declared: FeatureDeclaration,
): Domain {
  requirePositive(feature, "step", declared.step);
  const change = Number.isFinite(x) ? allowedChange(declared) : "none";
  const borders = zeroApart
    ? Float64Array.from(new Set([...thresholds, nextBelow(-ZERO_WIDTH), ZERO_WIDTH])).sort()
    : thresholds;
  const ownCell = cellOf(borders, x);
  const grid: Grid =
    declared.step === undefined ? gridOf(anchors) : { kind: "steps", from: x, step: declared.step };
  const unitCost = declared.cost ?? 1 / spreadOf(anchors);
  const { min = -Infinity, max = Infinity } = declared.range ?? {};
  const own: Candidate = { cell: ownCell, value: x, cost: 0 };
  const candidates = [own];
  for (let cell = 0; cell <= borders.length; cell++) {
    const above = cell > ownCell;
    if (cell === ownCell || change === "none" || change === (above ? "down" : "up")) continue;
    const over = cell === 0 ? -Infinity : (borders[cell - 1] as number);
    const upTo = cell === borders.length ? Infinity : (borders[cell] as number);
    const least = min > over ? leastFrom(grid, min) : leastAbove(grid, over);
    const value = above ? least : greatestUpTo(grid, Math.min(max, upTo));
    const inCell = value !== null && Math.abs(value) < ENDLESS && value > over && value <= upTo;
    if (!inCell || value < min || value > max) continue;
    candidates.push({ cell, value, cost: Math.abs(value - x) * unitCost });
  }
  const order = zeroApart ? byCost : (a: Candidate, b: Candidate) => a.cell - b.cell;
  return domainOf(candidates.sort(order), own, !zeroApart, borders, borders.length + 1);
}

/** The candidates of a category: every level, unless it may not change. Missing is never advised. */
function categoryDomain(x: number, feature: CategoryFeature, declared: FeatureDeclaration): Domain {
  const change = allowedChange(declared);
  if (change === "up" || change === "down") {
    throw new EvenhandError({
      code: "config/change-direction",
      path: `features.${feature.name}.change`,
      problem: "a category has no up or down",
      expected: "any or none",
      received: change,
    });
  }
  const own: Candidate = { cell: x, value: x, cost: 0 };
  const candidates = [own];
  for (let level = 0; level < feature.levels.length; level++) {
    if (level === x || change === "none") continue;
    candidates.push({ cell: level, value: level, cost: declared.cost ?? 1 });
  }
  return domainOf(candidates.sort(byCost), own, false, null, feature.levels.length);
}

/** The candidate that stands for a value found in the data; the present one where none is admissible. */
export function candidateOf(domain: Domain, value: number): number {
  if (Number.isNaN(value)) return domain.own;
  const cell = domain.borders === null ? value : cellOf(domain.borders, value);
  const candidate = domain.ofCell[cell] as number;
  return candidate < 0 ? domain.own : candidate;
}

/**
 * What one feature may become for a person whose value is x.
 *
 * @param anchors the feature's values in other rows, NaN where missing; read for numbers only
 * @throws EvenhandError `config/change-direction`, `config/feature-number`
 */
export function domainFor(
  feature: ModelFeature,
  x: number,
  borders: Borders,
  anchors: Float64Array,
  declared: FeatureDeclaration = {},
): Domain {
  requirePositive(feature, "cost", declared.cost);
  return feature.kind === "numeric"
    ? numericDomain(x, feature, borders, anchors.filter(Number.isFinite), declared)
    : categoryDomain(x, feature, declared);
}

function domainOf(
  candidates: readonly Candidate[],
  own: Candidate,
  ordered: boolean,
  borders: Float64Array | null,
  cells: number,
): Domain {
  const ofCell = new Int32Array(cells).fill(-1);
  candidates.forEach(({ cell }, index) => {
    if (!Number.isNaN(cell)) ofCell[cell] = index;
  });
  return {
    ordered,
    values: Float64Array.from(candidates, ({ value }) => value),
    costs: Float64Array.from(candidates, ({ cost }) => cost),
    own: candidates.indexOf(own),
    borders,
    ofCell,
  };
}

function requirePositive(feature: ModelFeature, key: string, value: number | undefined): void {
  if (value === undefined || (value > 0 && value < Infinity)) return;
  throw new EvenhandError({
    code: "config/feature-number",
    path: `features.${feature.name}.${key}`,
    problem: `this ${key} has no meaning`,
    expected: "a number above 0",
    received: String(value),
  });
}

/** By cost; the present value stands first among equals, then the order of cells. */
function byCost(a: Candidate, b: Candidate): number {
  return a.cost - b.cost;
}

/** The number of borders below x, for NaN 0. */
function cellOf(borders: Float64Array, x: number): number {
  let low = 0;
  let high = borders.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((borders[middle] as number) < x) low = middle + 1;
    else high = middle;
  }
  return low;
}
