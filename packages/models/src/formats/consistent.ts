import type { TreeEnsemble } from "../trees/ensemble.ts";
import { structureFault } from "./fault.ts";

/** Covers kept in single precision add up but for rounding: this share of a node's, and of its tree's. */
const OF_NODE = 1e-3;
const OF_TREE = 1e-6;

/**
 * Holds a model's numbers against each other, which no reader of single nodes can: each cover is the
 * sum of those of its children, and no sum over trees leaves the range of numbers.
 *
 * @throws EvenhandError `input/model-structure`
 */
export function requireConsistent(model: TreeEnsemble): void {
  requireCovers(model);
  requireFiniteSums(model);
}

function requireCovers({ nodes, roots }: TreeEnsemble): void {
  const { feature, left, right, cover } = nodes;
  if (cover === null) return;
  roots.forEach((root, tree) => {
    const slack = OF_TREE * (cover[root] as number);
    const end = roots[tree + 1] ?? feature.length;
    for (let node = root; node < end; node++) {
      const own = cover[node] as number;
      const below =
        (feature[node] as number) < 0
          ? own
          : (cover[left[node] as number] as number) + (cover[right[node] as number] as number);
      if (own >= 0 && Math.abs(own - below) <= OF_NODE * own + slack) continue;
      throw structureFault(
        `tree ${tree}`,
        "the covers of two children do not add up to their parent's",
        String(own),
        below,
      );
    }
  });
}

/** base + Σ of the largest |leaf value| of each tree ÷ divisor bounds every output. */
function requireFiniteSums({ nodes, roots, output }: TreeEnsemble): void {
  let largest = Math.abs(output.base) * output.divisor;
  roots.forEach((root, tree) => {
    const values = nodes.value.subarray(root, roots[tree + 1] ?? nodes.value.length);
    largest += values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    if (!Number.isFinite(largest)) {
      throw structureFault(
        `tree ${tree}`,
        "the leaf values add up beyond the range of numbers",
        "a finite sum",
        largest,
      );
    }
  });
}
