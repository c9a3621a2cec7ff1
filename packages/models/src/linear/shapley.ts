import type { Players } from "../attributions/shapley-game.ts";
import type { EncodedRows } from "../trees/encode.ts";
import type { ModelFeature } from "../trees/ensemble.ts";
import type { Linear } from "./linear.ts";
import { termEffects } from "./score.ts";

/**
 * Exact interventional Shapley values of every row, `player·rows + row`, in the unit of the sum. A
 * feature enters one term only, so that whatever the coalition it adds
 *
 *   φ_i = s_i(x_i) − mean s_i(z_i),   for a number w_i (x_i − mean z_i) ÷ scale,
 *
 * the mean over the background rows z; a group of features adds the sum of theirs.
 *
 * @throws EvenhandError `input/missing-value`
 */
export function linearShapleyValues(
  { features, terms }: Linear,
  rows: EncodedRows,
  background: EncodedRows,
  players: Players,
): Float64Array {
  const phi = new Float64Array(players.count * rows.rows);
  terms.forEach((term, at) => {
    const feature = features[at] as ModelFeature;
    const own = termEffects(term, feature, rows, at);
    const mean = meanOf(termEffects(term, feature, background, at));
    const start = (players.of[at] as number) * rows.rows;
    for (let row = 0; row < rows.rows; row++) {
      phi[start + row] = (phi[start + row] as number) + ((own[row] as number) - mean);
    }
  });
  return phi;
}

/** x₁ + Σ (x_i − x₁) ÷ n: exact where all are equal, so that a feature that never differs gets 0. */
export function meanOf(values: Float64Array): number {
  const first = values[0] as number;
  return first + values.reduce((sum, value) => sum + (value - first), 0) / values.length;
}
