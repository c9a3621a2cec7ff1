import type { EncodedRows, Model, TreeEnsemble } from "../../src/index.ts";
import { predictRaw } from "../../src/index.ts";
import { goesLeft } from "../../src/trees/ensemble.ts";

/** What a coalition of players, one bit each, is worth. */
type Worth = (coalition: number) => number;

/** φ_j = Σ over S without j of |S|!·(M−|S|−1)! ÷ M! · (v(S ∪ j) − v(S)), from all 2^M coalitions. */
export function shapleyOf(count: number, worth: Worth): number[] {
  const worths = Array.from({ length: 2 ** count }, (_, coalition) => worth(coalition));
  return Array.from({ length: count }, (_, player) => {
    let phi = 0;
    for (let coalition = 0; coalition < worths.length; coalition++) {
      if (((coalition >>> player) & 1) === 1) continue;
      const size = bitsIn(coalition);
      const weight = (factorial(size) * factorial(count - size - 1)) / factorial(count);
      phi +=
        weight * ((worths[coalition | (1 << player)] as number) - (worths[coalition] as number));
    }
    return phi;
  });
}

/** The mean output over the background, with the person's values for the players in the coalition. */
export function interventionalWorth(
  model: Model,
  person: Float64Array,
  background: EncodedRows,
  players: Int32Array,
): Worth {
  const { width } = background;
  return (coalition) => {
    const mixed = background.values.map((value, at) =>
      ((coalition >>> (players[at % width] as number)) & 1) === 1
        ? (person[at % width] as number)
        : value,
    );
    const outputs = predictRaw(model, { ...background, values: mixed });
    return outputs.reduce((sum, value) => sum + value, 0) / background.rows;
  };
}

/** The mean over leaves: the person's way where a player is in the coalition, else both by cover. */
export function pathDependentWorth(
  model: TreeEnsemble,
  person: Float64Array,
  players: Int32Array,
): Worth {
  const { nodes, roots, output } = model;
  const cover = nodes.cover as Float64Array;
  return (coalition) => {
    const meanBelow = (node: number): number => {
      const feature = nodes.feature[node] as number;
      if (feature < 0) return nodes.value[node] as number;
      const left = nodes.left[node] as number;
      const right = nodes.right[node] as number;
      if (((coalition >>> (players[feature] as number)) & 1) === 1) {
        return meanBelow(goesLeft(nodes, node, person[feature] as number) ? left : right);
      }
      const whole = cover[node] as number;
      const share = (child: number) => (whole > 0 ? (cover[child] as number) / whole : 0.5);
      return share(left) * meanBelow(left) + share(right) * meanBelow(right);
    };
    return output.base + roots.reduce((sum, root) => sum + meanBelow(root), 0) / output.divisor;
  };
}

function bitsIn(mask: number): number {
  return mask === 0 ? 0 : (mask & 1) + bitsIn(mask >>> 1);
}

function factorial(n: number): number {
  return n <= 1 ? 1 : n * factorial(n - 1);
}
