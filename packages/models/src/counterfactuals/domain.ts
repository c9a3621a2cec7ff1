import { allowedChange, EvenhandError, type FeatureDeclaration } from "@evenhand/core";
import { nextBelow } from "../trees/doubles.ts";
import {
  type CategoryFeature,
  type ModelFeature,
  type NumericFeature,
  ZERO_WIDTH,
} from "../trees/ensemble.ts";
import { type Grid, greatestUpTo, gridOf, leastAbove, leastFrom } from "./grid.ts";
import { levelPrices } from "./level-prices.ts";
import { spreadOf } from "./spread.ts";

/**
 * What one feature may become, reduced to what the model can tell apart: the thresholds of a number
 * cut it into cells, and of each cell only the cheapest admissible value is a candidate, beside the values
 * at which a link draws a line; a category has its admissible levels. The present value is always a candidate, of cost 0.
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
  /** The cheapest candidate of each cell or level; −1 where none is admissible. */
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

/** What other rows say of a number: its spread, and the values it can take. */
export interface Measure {
  readonly spread: number;
  readonly grid: Grid;
}

/** A value at which something else than the model, a link, draws a line: at least it, or at most. */
export interface Line {
  readonly at: number;
  readonly from: "below" | "above";
}

/** What fixes the candidates of a number beside its declaration. */
export interface Setting {
  readonly borders: Borders;
  readonly measure: Measure;
  readonly lines: readonly Line[];
}

interface Candidate {
  readonly cell: number;
  readonly value: number;
  readonly cost: number;
}

/** The measure of a number from its values in other rows, NaN where missing. */
export function measureOf(values: Float64Array): Measure {
  const finite = values.filter(Number.isFinite);
  return { spread: spreadOf(finite), grid: gridOf(finite) };
}

/** The candidates of a number; a missing or infinite one cannot move: it has no distance to anything. */
function numericDomain(
  x: number,
  feature: NumericFeature,
  { borders: { thresholds, zeroApart }, measure, lines }: Setting,
  declared: FeatureDeclaration,
): Domain {
  requirePositive(feature, "step", declared.step);
  requireRange(feature, declared);
  const change = Number.isFinite(x) ? allowedChange(declared) : "none";
  const borders = zeroApart
    ? Float64Array.from(new Set([...thresholds, nextBelow(-ZERO_WIDTH), ZERO_WIDTH])).sort()
    : thresholds;
  const grid: Grid =
    declared.step === undefined ? measure.grid : { kind: "steps", from: x, step: declared.step };
  const unitCost = declared.cost ?? 1 / measure.spread;
  const { min = -Infinity, max = Infinity } = declared.range ?? {};
  const ownCell = cellOf(borders, x);
  const own: Candidate = { cell: ownCell, value: x, cost: 0 };
  const values = new Set<number>();
  const admit = (value: number | null): void => {
    if (value === null || !(Math.abs(value) < ENDLESS) || value < min || value > max) return;
    if (value === x || change === "none" || change === (value > x ? "down" : "up")) return;
    values.add(value);
  };
  for (let cell = 0; cell <= borders.length; cell++) {
    if (cell === ownCell) continue;
    const over = cell === 0 ? -Infinity : (borders[cell - 1] as number);
    const upTo = cell === borders.length ? Infinity : (borders[cell] as number);
    const least = min > over ? leastFrom(grid, min) : leastAbove(grid, over);
    const value = cell > ownCell ? least : greatestUpTo(grid, Math.min(max, upTo));
    if (value !== null && value > over && value <= upTo) admit(value);
  }
  for (const { at, from } of lines) {
    admit(from === "above" ? leastFrom(grid, at) : greatestUpTo(grid, at));
  }
  const candidates = [
    own,
    ...Array.from(values, (value): Candidate => {
      return { cell: cellOf(borders, value), value, cost: Math.abs(value - x) * unitCost };
    }),
  ];
  const order = zeroApart ? byCost : (a: Candidate, b: Candidate) => a.value - b.value;
  return domainOf(candidates.sort(order), own, !zeroApart, borders, borders.length + 1);
}

/** The candidates of a category: every level to which it may change. Missing is never advised. */
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
  const prices = levelPrices(feature, x, declared);
  for (let level = 0; level < feature.levels.length; level++) {
    const cost = prices[level] as number;
    if (level === x || change === "none" || cost === Infinity) continue;
    candidates.push({ cell: level, value: level, cost });
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
 * @param setting read for numbers only
 * @throws EvenhandError `config/change-direction`, `config/feature-number`, `config/range`,
 * `config/transitions`
 */
export function domainFor(
  feature: ModelFeature,
  x: number,
  setting: Setting,
  declared: FeatureDeclaration = {},
): Domain {
  requirePositive(feature, "cost", declared.cost);
  return feature.kind === "numeric"
    ? numericDomain(x, feature, setting, declared)
    : categoryDomain(x, feature, declared);
}

/** Of something that is no input of the model, and so stays as it is. */
export function fixedDomain(x: number): Domain {
  const own = { cell: 0, value: x, cost: 0 };
  return domainOf([own], own, true, null, 1);
}

function domainOf(
  candidates: readonly Candidate[],
  own: Candidate,
  ordered: boolean,
  borders: Float64Array | null,
  cells: number,
): Domain {
  const ofCell = new Int32Array(cells).fill(-1);
  candidates.forEach(({ cell, cost }, index) => {
    if (Number.isNaN(cell)) return;
    const known = candidates[ofCell[cell] as number];
    if (known === undefined || cost < known.cost) ofCell[cell] = index;
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

function requireRange(feature: ModelFeature, { range }: FeatureDeclaration): void {
  if (range === undefined || !((range.min ?? -Infinity) > (range.max ?? Infinity))) return;
  throw new EvenhandError({
    code: "config/range",
    path: `features.${feature.name}.range`,
    problem: "`min` and `max` contradict each other",
    expected: "a `min` that is not above `max`",
    received: `min ${range.min}, max ${range.max}`,
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
