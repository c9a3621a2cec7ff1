import { allowedChange, type FeatureDeclaration } from "@evenhand/core";
import type { ModelFeature, NumericFeature } from "../../trees/ensemble.ts";
import type { Borders, Measure } from "../domain.ts";
import { type Grid, greatestUpTo, leastAbove, leastFrom } from "../grid.ts";
import type { GroupChange } from "./options.ts";

export interface Candidates {
  readonly changes: readonly GroupChange[];
  /** More values make a difference to the model than were taken. */
  readonly isThinned: boolean;
}

/** Increments, in spreads or in declared steps. */
const SPREADS = [0.5, 1, 2, 3, 5] as const;
const STEPS = [1, 2, 3, 5, 10] as const;

/** What may be asked of everybody about one feature. */
export function candidatesOf(
  feature: ModelFeature,
  { borders, measure }: { readonly borders: Borders; readonly measure: Measure },
  declared: FeatureDeclaration,
  most: number,
): Candidates {
  const change = allowedChange(declared);
  if (change === "none") return { changes: [], isThinned: false };
  if (feature.kind === "category") {
    const ends = Object.values(declared.transitions ?? {}).flatMap(Object.keys);
    const levels = declared.transitions === undefined ? feature.levels : [...new Set(ends)];
    return {
      changes: levels.map((value) => ({ feature: feature.name, kind: "exactly", value })),
      isThinned: false,
    };
  }
  const up = limitsOf(borders, declared, (t) => leastAbove(measure.grid, t));
  const down = limitsOf(borders, declared, (t) => greatestUpTo(measure.grid, t));
  const ways = [
    ...(change === "down" ? [] : [{ kind: "at-least", all: up } as const]),
    ...(change === "up" ? [] : [{ kind: "at-most", all: down } as const]),
  ];
  return {
    changes: [
      ...ways.flatMap(({ kind, all }) => {
        return Array.from(thinned(all, most), (value) => ({ feature: feature.name, kind, value }));
      }),
      ...incrementsOf(measure, declared)
        .slice(0, most)
        .flatMap((size) => [
          ...(change === "down" ? [] : [by(feature, size)]),
          ...(change === "up" ? [] : [by(feature, -size)]),
        ]),
    ],
    isThinned: ways.some(({ all }) => all.length > most),
  };
}

/** The values next to a border that lie in the declared range, distinct, rising. */
function limitsOf(
  { thresholds }: Borders,
  { range: { min = -Infinity, max = Infinity } = {} }: FeatureDeclaration,
  beside: (threshold: number) => number | null,
): Float64Array {
  const values = new Set<number>();
  for (const threshold of thresholds) {
    const value = beside(threshold);
    if (value !== null && Number.isFinite(value) && value >= min && value <= max) values.add(value);
  }
  return Float64Array.from(values).sort();
}

function incrementsOf({ spread, grid }: Measure, { step }: FeatureDeclaration): number[] {
  if (step !== undefined) return STEPS.map((times) => times * step);
  const sizes = SPREADS.map((times) => onGrid(grid, times * spread));
  return [...new Set(sizes)];
}

/** The grid value nearest above, so that no increment is nothing. */
function onGrid(grid: Grid, size: number): number {
  return leastFrom(grid, size) ?? size;
}

function by({ name }: NumericFeature, value: number): GroupChange {
  return { feature: name, kind: "by", value };
}

/** As many of the values as are wanted, evenly by rank. */
function thinned(values: Float64Array, most: number): Float64Array {
  if (values.length <= most) return values;
  return Float64Array.from({ length: most }, (_, k) => {
    return values[Math.floor(((k + 0.5) * values.length) / most)] as number;
  });
}
