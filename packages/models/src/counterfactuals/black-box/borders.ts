import { nextBelow } from "../../trees/doubles.ts";
import type { EncodedRows } from "../../trees/encode.ts";
import type { Borders, Domain } from "../domain.ts";

/** Values of a number that are candidates on either side of the present one. */
const MOST_A_SIDE = 32;
/** Parts into which the way to the next cheaper candidate is cut. */
const PARTS = 8;

/** The distinct values of each number, rising. */
export function distinctValues({ rows, width, values }: EncodedRows): Float64Array[] {
  return Array.from({ length: width }, (_, feature) => {
    const column = Array.from(
      { length: rows },
      (_, row) => values[row * width + feature] as number,
    );
    return Float64Array.from(new Set(column.filter(Number.isFinite))).sort();
  });
}

/**
 * Borders whose cells make candidates of the values themselves, seen from x: a cell reaches up to and
 * including its border, and from below x its greatest value is the cheapest, from above its least.
 */
export function bordersAround(x: number, values: Float64Array): Borders {
  const below = thinned(values.filter((value) => value < x));
  const above = thinned(values.filter((value) => value > x));
  return {
    thresholds: Float64Array.of(...below, ...above.map(nextBelow)).sort(),
    zeroApart: false,
  };
}

/** Finer candidates between an answer's value and the next cheaper one. */
export function bordersNear(x: number, domain: Domain, candidate: number): Borders {
  const value = domain.values[candidate] as number;
  let nearer = x;
  for (const other of domain.values) {
    const isBetween = x < value ? other > nearer && other < value : other < nearer && other > value;
    if (isBetween) nearer = other;
  }
  const between = Float64Array.from(
    { length: PARTS },
    (_, part) => nearer + ((value - nearer) * (part + 1)) / PARTS,
  );
  return bordersAround(x, between);
}

function thinned(values: Float64Array): Float64Array {
  if (values.length <= MOST_A_SIDE) return values;
  return Float64Array.from({ length: MOST_A_SIDE }, (_, k) => {
    return values[Math.round((k * (values.length - 1)) / (MOST_A_SIDE - 1))] as number;
  });
}
