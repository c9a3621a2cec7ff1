import { type Fraction, fractionAt } from "./fraction.ts";
import type { Level } from "./requirements.ts";

/** Ends of what a number is taken to lie between. */
export interface Box {
  readonly low: number;
  readonly high: number;
}

/**
 * A part of all decisions: where each curved level lies, and, where there are no more of them than
 * levels, the shares that the levels depend on.
 */
export interface Region {
  readonly levels: ReadonlyMap<Level, Box>;
  /** By variable; empty where the levels themselves are divided. */
  readonly shares: ReadonlyMap<number, Box>;
}

/** Everything that could be decided. */
export function wholeRegion(curved: readonly Level[]): Region {
  const variables = new Set(curved.flatMap((level) => level.flatMap(variablesOf)));
  const levels = new Map(
    curved.map((level) => [level, { low: 0, high: Math.max(...level.map(({ most }) => most)) }]),
  );
  if (variables.size > curved.length) return { levels, shares: new Map() };
  return {
    levels,
    shares: new Map([...variables].map((variable) => [variable, { low: 0, high: 1 }])),
  };
}

const LEAST_WIDTH = 1e-7;

/** Halves of a region across its widest box; null where none is wide enough. */
export function divideRegion({ levels, shares }: Region): readonly Region[] | null {
  if (shares.size > 0) {
    return halvesOf(shares)?.map((half) => regionOfShares(levels, half)) ?? null;
  }
  return halvesOf(levels)?.map((half) => ({ levels: half, shares })) ?? null;
}

/** Its point nearest to another, or its middle: every requirement is linear there. */
export function pinRegion({ levels, shares }: Region, point: readonly number[] | null): Region {
  const pinned = ({ low, high }: Box, value: number | undefined): Box => {
    const within =
      value === undefined || Number.isNaN(value)
        ? middleOf({ low, high })
        : Math.min(high, Math.max(low, value));
    return { low: within, high: within };
  };
  if (shares.size > 0) {
    const at = [...shares].map(
      ([variable, box]) => [variable, pinned(box, point?.[variable])] as const,
    );
    return regionOfShares(levels, new Map(at));
  }
  return {
    levels: new Map(
      [...levels].map(([level, box]) => [
        level,
        pinned(box, point === null ? undefined : levelAt(level, point)),
      ]),
    ),
    shares,
  };
}

function regionOfShares(levels: Region["levels"], shares: Region["shares"]): Region {
  const ranges = [...levels.keys()].map((level) => [level, rangeOver(level, shares)] as const);
  return { levels: new Map(ranges), shares };
}

/** The value of a level where the decisions are known; NaN of nobody. */
export function levelAt(level: Level, point: readonly number[]): number {
  return Math.max(...level.map((fraction) => fractionAt(fraction, point)));
}

function halvesOf<K>(boxes: ReadonlyMap<K, Box>): readonly ReadonlyMap<K, Box>[] | null {
  let widest: [K, Box] | null = null;
  let width = LEAST_WIDTH;
  for (const [key, box] of boxes) {
    const relative = (box.high - box.low) / Math.max(1, box.high);
    if (relative <= width) continue;
    width = relative;
    widest = [key, box];
  }
  if (widest === null) return null;
  const [key, box] = widest;
  const middle = middleOf(box);
  return [
    new Map([...boxes, [key, { low: box.low, high: middle }]]),
    new Map([...boxes, [key, { low: middle, high: box.high }]]),
  ];
}

/** The geometric mean of ends far apart: counts for each one of another kind go up to the number of rows. */
function middleOf({ low, high }: Box): number {
  return high > 4 && high > 4 * low ? Math.sqrt(Math.max(low, 0.25) * high) : (low + high) / 2;
}

/** A quotient of affine functions is lowest and highest at corners, or open where nobody is in it. */
function rangeOver(level: Level, shares: ReadonlyMap<number, Box>): Box {
  const ranges = level.map((fraction) => {
    const values = cornersOf(fraction, shares).map((corner) => fractionAt(fraction, corner));
    return values.every(Number.isFinite)
      ? { low: Math.min(...values), high: Math.min(fraction.most, Math.max(...values)) }
      : { low: 0, high: fraction.most };
  });
  return {
    low: Math.max(...ranges.map(({ low }) => low)),
    high: Math.max(...ranges.map(({ high }) => high)),
  };
}

function cornersOf(fraction: Fraction, shares: ReadonlyMap<number, Box>): number[][] {
  return variablesOf(fraction).reduce<number[][]>(
    (corners, variable) => {
      const { low, high } = shares.get(variable) as Box;
      return corners.flatMap((corner) =>
        [low, high].map((end) => {
          const next = [...corner];
          next[variable] = end;
          return next;
        }),
      );
    },
    [[]],
  );
}

function variablesOf({ numerator, denominator }: Fraction): number[] {
  return [...new Set([...numerator.coefficients.keys(), ...denominator.coefficients.keys()])];
}
