import type { Asker } from "./ask.ts";
import type { Mix } from "./mixtures.ts";

/** The outputs between which all coalitions lie. */
export interface Ends {
  /** The output for the person. */
  readonly person: number;
  /** The output for each background row. */
  readonly background: Float64Array;
}

/** Rows that the exact values ask for beside the ends: every coalition but none and all. */
export function exactRows(players: number, background: number): number {
  return (2 ** players - 2) * background;
}

/**
 * Exact values from all coalitions S of M players, v(S) the mean output over the background rows:
 *
 *   φ_j = Σ over S without j of |S|!·(M−|S|−1)! ÷ M! · (v(S ∪ j) − v(S)).
 */
export async function exactValues(
  asker: Asker,
  mix: Mix,
  players: number,
  ends: Ends,
): Promise<Float64Array> {
  const rows = ends.background.length;
  const all = 2 ** players - 1;
  const worth = new Float64Array(all + 1);
  await asker.ask({
    rows: exactRows(players, rows),
    tableOf(start, end) {
      const others = new Uint32Array(end - start);
      const members = new Uint8Array((end - start) * players);
      for (let at = 0; at < others.length; at++) {
        others[at] = (start + at) % rows;
        const coalition = 1 + Math.floor((start + at) / rows);
        for (let player = 0; player < players; player++) {
          members[at * players + player] = (coalition >>> player) & 1;
        }
      }
      return mix(others, members);
    },
    take(output, row) {
      const coalition = 1 + Math.floor(row / rows);
      worth[coalition] = (worth[coalition] as number) + output / rows;
    },
  });
  worth[0] = ends.background.reduce((sum, output) => sum + output, 0) / rows;
  worth[all] = ends.person;
  return shapleyOf(worth, players);
}

function shapleyOf(worth: Float64Array, players: number): Float64Array {
  // weights[s] = s!·(M−s−1)! ÷ M!, from weights[0] = 1 ÷ M.
  const weights = new Float64Array(players).fill(1 / players);
  for (let size = 1; size < players; size++) {
    weights[size] = ((weights[size - 1] as number) * size) / (players - size);
  }
  const sizes = new Uint8Array(worth.length);
  const phi = new Float64Array(players);
  for (let coalition = 0; coalition < worth.length; coalition++) {
    const size = (sizes[coalition >>> 1] as number) + (coalition & 1);
    sizes[coalition] = size;
    for (let player = 0; player < players; player++) {
      if (((coalition >>> player) & 1) === 1) continue;
      const gained = (worth[coalition | (1 << player)] as number) - (worth[coalition] as number);
      phi[player] = (phi[player] as number) + (weights[size] as number) * gained;
    }
  }
  return phi;
}
