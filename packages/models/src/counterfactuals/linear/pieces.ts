import { allowedChange, type FeatureDeclaration } from "@evenhand/core";
import type { LinearTerm } from "../../linear/linear.ts";
import { nextAbove, nextBelow } from "../../trees/doubles.ts";
import type { ModelFeature } from "../../trees/ensemble.ts";
import { domainFor, type Measure } from "../domain.ts";
import { type Grid, greatestUpTo, leastFrom } from "../grid.ts";

/** Values of one input on one side of the present one, from `low` to `high` on its grid; or one value. */
export interface Piece {
  readonly low: number;
  readonly high: number;
}

/** What one input may become for one person, and what that costs and does. */
export interface Choice {
  readonly own: number;
  readonly isOrdered: boolean;
  readonly grid: Grid;
  readonly pieces: readonly Piece[];
  cost(value: number): number;
  /** What a value adds to the sum. */
  effect(value: number): number;
}

/** The values a person may give each input; a part of all that are allowed. */
export type Part = readonly (readonly Piece[])[];

/** No advice moves a number farther than this many spreads. */
const FARTHEST = 1e12;

/** @throws EvenhandError as `domainFor` */
export function choiceFor(
  feature: ModelFeature,
  term: LinearTerm,
  own: number,
  measure: Measure,
  declared: FeatureDeclaration = {},
): Choice {
  const borders = { thresholds: new Float64Array(0), zeroApart: false };
  const domain = domainFor(feature, own, { borders, measure, lines: [] }, declared);
  if (term.kind === "category") {
    const costs = new Map(Array.from(domain.values, (value, at) => [value, domain.costs[at]]));
    return {
      own,
      isOrdered: false,
      grid: measure.grid,
      pieces: Array.from(domain.values, pointAt),
      cost: (value) => costs.get(value) as number,
      effect: (value) => {
        if (Number.isNaN(value)) return term.missing as number;
        return value === term.weights.length
          ? (term.unseen as number)
          : (term.weights[value] as number);
      },
    };
  }
  const { weight, center, scale, missing } = term;
  const unit = declared.cost ?? 1 / measure.spread;
  const grid: Grid =
    declared.step === undefined ? measure.grid : { kind: "steps", from: own, step: declared.step };
  return {
    own,
    isOrdered: true,
    grid,
    pieces: [pointAt(own), ...sidesOf(own, grid, measure.spread, declared)],
    cost: (value) => (Object.is(value, own) ? 0 : Math.abs(value - own) * unit),
    effect: (value) =>
      (weight * ((Number.isNaN(value) ? (missing as number) : value) - center)) / scale,
  };
}

/** Of an input that the model does not read. */
export function fixedChoice(own: number, isOrdered: boolean): Choice {
  return {
    own,
    isOrdered,
    grid: { kind: "continuous" },
    pieces: [pointAt(own)],
    cost: () => 0,
    effect: () => 0,
  };
}

function pointAt(value: number): Piece {
  return { low: value, high: value };
}

function sidesOf(own: number, grid: Grid, spread: number, declared: FeatureDeclaration): Piece[] {
  const change = Number.isFinite(own) ? allowedChange(declared) : "none";
  if (change === "none") return [];
  const { min = -Infinity, max = Infinity } = declared.range ?? {};
  const reach = FARTHEST * spread;
  const up = pieceOn(grid, Math.max(nextAbove(own), min), Math.min(own + reach, max));
  const down = pieceOn(grid, Math.max(own - reach, min), Math.min(nextBelow(own), max));
  return [...(change === "down" ? [] : up), ...(change === "up" ? [] : down)];
}

/** The values of a grid from one number to another; nothing where there are none. */
function pieceOn(grid: Grid, from: number, to: number): Piece[] {
  if (!(from <= to)) return [];
  const low = leastFrom(grid, from);
  const high = greatestUpTo(grid, to);
  return low === null || high === null || low > high ? [] : [{ low, high }];
}

/** The values of pieces that lie from one number to another. */
export function clipped(pieces: readonly Piece[], grid: Grid, from: number, to: number): Piece[] {
  return pieces.flatMap((piece) => {
    if (piece.low >= from && piece.high <= to) return [piece];
    if (isPoint(piece)) return [];
    return pieceOn(grid, Math.max(piece.low, from), Math.min(piece.high, to));
  });
}

export function isPoint({ low, high }: Piece): boolean {
  return Object.is(low, high);
}

export function holdsValue(pieces: readonly Piece[], value: number): boolean {
  return pieces.some(({ low, high }) => Object.is(low, value) || (value >= low && value <= high));
}

/** The end of a piece that is nearer to the present value. */
export function nearEnd({ cost }: Pick<Choice, "cost">, { low, high }: Piece): number {
  return cost(low) <= cost(high) ? low : high;
}
