import type { Additive, Binning, Term } from "../additive/additive.ts";
import { binsOf, scoreAt } from "../additive/score.ts";
import { additiveShapleyValues } from "../additive/shapley.ts";
import type { Linear } from "../linear/linear.ts";
import { linearShapleyValues } from "../linear/shapley.ts";
import type { EncodedRows } from "../trees/encode.ts";
import type { Players } from "./shapley-game.ts";

/** Adds what row number `row` adds to `pairs` (i·M + j, i < j) and `phi`. */
export type AddRow = (row: number, pairs: Float64Array, phi: Float64Array) => void;

/**
 * The interventional game of a sum of terms. Only the two players of one term interact: a term g adds
 * the mean over the background rows z of
 *
 *   g(x₁, x₂) − g(x₁, z₂) − g(z₁, x₂) + g(z₁, z₂)
 *
 * to their index, whatever the coalition of the others. In a linear model no features interact.
 */
export function termInteractions(
  model: Linear | Additive,
  rows: EncodedRows,
  background: EncodedRows,
  players: Players,
): AddRow {
  const values =
    model.kind === "linear"
      ? linearShapleyValues(model, rows, background, players)
      : additiveShapleyValues(model, rows, background, players);
  const shared =
    model.kind === "linear"
      ? []
      : model.terms.flatMap((term) => sharedTerm(term, rows, background, players) ?? []);
  return (row, pairs, phi) => {
    for (let player = 0; player < players.count; player++) {
      phi[player] = values[player * rows.rows + row] as number;
    }
    for (const { at, index } of shared) pairs[at] = (pairs[at] as number) + index(row);
  };
}

interface SharedTerm {
  readonly at: number;
  index(row: number): number;
}

/** A term of two features that are not one player; null for any other. */
function sharedTerm(
  term: Term,
  rows: EncodedRows,
  background: EncodedRows,
  { of, count }: Players,
): SharedTerm | null {
  const [first, second] = term.binnings;
  if (second === undefined) return null;
  const [one, two] = [of[first.feature] as number, of[second.feature] as number];
  if (one === two) return null;
  const both = (encoded: EncodedRows) =>
    [first, second].map((binning: Binning) => binsOf(binning, encoded)) as [
      Uint32Array,
      Uint32Array,
    ];
  const [x1, x2] = both(rows);
  const [z1, z2] = both(background);
  return {
    at: Math.min(one, two) * count + Math.max(one, two),
    index(row) {
      const [own1, own2] = [x1[row] as number, x2[row] as number];
      let sum = 0;
      for (let other = 0; other < background.rows; other++) {
        const [theirs1, theirs2] = [z1[other] as number, z2[other] as number];
        sum +=
          scoreAt(term, own1, own2) -
          scoreAt(term, own1, theirs2) -
          scoreAt(term, theirs1, own2) +
          scoreAt(term, theirs1, theirs2);
      }
      return sum / background.rows;
    },
  };
}
