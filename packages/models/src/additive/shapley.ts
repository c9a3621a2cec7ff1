import type { Players } from "../attributions/shapley-game.ts";
import { meanOf } from "../linear/shapley.ts";
import type { EncodedRows } from "../trees/encode.ts";
import type { Additive, Binning, Term } from "./additive.ts";
import { binsOf, scoreAt, termScores } from "./score.ts";

/**
 * Exact interventional Shapley values of every row, `player·rows + row`, in the unit of the sum. The
 * values of a sum of games are the sums of their values, so each term is a game of its own. A term g
 * of one feature, or of two in one group, gives the mean of g(x) − g(z) over the background rows z. A
 * term of two players gives the first the mean of
 *
 *   ½ [g(x₁, z₂) − g(z₁, z₂)] + ½ [g(x₁, x₂) − g(z₁, x₂)],
 *
 * and the second likewise.
 */
export function additiveShapleyValues(
  { terms }: Additive,
  rows: EncodedRows,
  background: EncodedRows,
  players: Players,
): Float64Array {
  const phi = new Float64Array(players.count * rows.rows);
  for (const term of terms) {
    const [first, second] = term.binnings;
    const one = players.of[first.feature] as number;
    const two = players.of[second?.feature ?? first.feature] as number;
    if (second === undefined || one === two) {
      addWhole(phi, term, rows, background, one);
    } else {
      addShared(phi, term, [first, second], rows, background, [one, two]);
    }
  }
  return phi;
}

function addWhole(
  phi: Float64Array,
  term: Term,
  rows: EncodedRows,
  background: EncodedRows,
  player: number,
): void {
  const own = termScores(term, rows);
  const mean = meanOf(termScores(term, background));
  for (let row = 0, at = player * rows.rows; row < rows.rows; row++, at++) {
    phi[at] = (phi[at] as number) + ((own[row] as number) - mean);
  }
}

function addShared(
  phi: Float64Array,
  term: Term,
  [first, second]: readonly [Binning, Binning],
  rows: EncodedRows,
  background: EncodedRows,
  [one, two]: readonly [number, number],
): void {
  const x1 = binsOf(first, rows);
  const x2 = binsOf(second, rows);
  const z1 = binsOf(first, background);
  const z2 = binsOf(second, background);
  for (let row = 0; row < rows.rows; row++) {
    const own1 = x1[row] as number;
    const own2 = x2[row] as number;
    const both = scoreAt(term, own1, own2);
    let ofFirst = 0;
    let ofSecond = 0;
    for (let other = 0; other < background.rows; other++) {
      const theirs1 = z1[other] as number;
      const theirs2 = z2[other] as number;
      const none = scoreAt(term, theirs1, theirs2);
      const onlyFirst = scoreAt(term, own1, theirs2);
      const onlySecond = scoreAt(term, theirs1, own2);
      ofFirst += (onlyFirst - none + (both - onlySecond)) / 2;
      ofSecond += (onlySecond - none + (both - onlyFirst)) / 2;
    }
    const at1 = one * rows.rows + row;
    const at2 = two * rows.rows + row;
    phi[at1] = (phi[at1] as number) + ofFirst / background.rows;
    phi[at2] = (phi[at2] as number) + ofSecond / background.rows;
  }
}
