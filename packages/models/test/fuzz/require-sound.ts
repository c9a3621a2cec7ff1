import { isDeepStrictEqual } from "node:util";
import type { Additive } from "../../src/additive/additive.ts";
import type { Linear } from "../../src/linear/linear.ts";
import type { Model } from "../../src/model.ts";
import { type TreeEnsemble, wordsFor } from "../../src/trees/ensemble.ts";

const KNOWN_FLAGS = 3;

function demand(holds: boolean, what: string): void {
  if (!holds) throw new Error(`unsound model: ${what}`);
}

/** Throws unless a model keeps what its type promises. */
export function requireSound(model: Model): void {
  const { features, output } = model;
  demand(new Set(features.map(({ name }) => name)).size === features.length, "two equal names");
  demand(Number.isFinite(output.base), "base");
  demand(output.divisor >= 1 && Number.isFinite(output.divisor), "divisor");
  if (model.kind === "tree-ensemble") requireTrees(model);
  else if (model.kind === "linear") requireWeights(model);
  else requireTerms(model);
}

/** One term a feature, of its kind, with finite numbers. */
function requireWeights({ features, terms }: Linear): void {
  demand(terms.length === features.length, "a term a feature");
  terms.forEach((term, at) => {
    const feature = features[at];
    const numbers =
      term.kind === "numeric" ? [term.weight, term.center, term.scale] : [...term.weights];
    if (term.kind === "numeric") demand(term.scale !== 0, "a scale of 0");
    else numbers.push(term.unseen ?? 0);
    numbers.push(term.missing ?? 0);
    demand(feature?.kind === term.kind, "a term of another kind");
    demand(numbers.every(Number.isFinite), "a number");
    const levels = feature?.kind === "category" ? feature.levels.length : -1;
    demand(term.kind === "numeric" || term.weights.length === levels, "a weight a level");
  });
}

/** Terms of one or two features with one finite score a bin, or a pair of bins. */
function requireTerms({ features, terms }: Additive): void {
  for (const { binnings, scores } of terms) {
    demand(binnings[0].feature !== binnings[1]?.feature, "a term of one feature twice");
    demand(scores.length === binnings[0].bins * (binnings[1]?.bins ?? 1), "a score a bin");
    demand(scores.every(Number.isFinite), "a score");
    for (const { feature, bins, cuts, levelBins } of binnings) {
      const asked = features[feature];
      demand(asked?.kind === (cuts === null ? "category" : "numeric"), "bins of another kind");
      if (cuts !== null) {
        demand(cuts.length + 3 <= bins, "a cut too many");
        demand(
          cuts.every((cut, at) => at === 0 || cut > (cuts[at - 1] as number)),
          "cuts",
        );
      } else if (asked?.kind === "category") {
        demand(levelBins?.length === asked.levels.length, "a bin a level");
        demand(levelBins?.every((bin) => bin < bins) === true, "a bin that is not there");
      }
    }
  }
}

/**
 * Throws unless every statement of `TreeNodes` and `EnsembleOutput` holds: one tree a root in
 * pre-order, children in range, values finite, splits that fit their features, covers that add up.
 */
function requireTrees({ features, roots, nodes, output }: TreeEnsemble): void {
  const { feature, threshold, left, right, flags, levelSet, levelBits, value, cover } = nodes;
  const count = feature.length;
  for (const list of [threshold, left, right, flags, levelSet, value, ...(cover ? [cover] : [])]) {
    demand(list.length === count, "lists of nodes differ in length");
  }
  let next = 0;
  /** Walks a tree in pre-order: node by node the next index, so that none is shared or left out. */
  const walk = (root: number): void => {
    const waiting = [root];
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      demand(node === next++ && node < count, "nodes are not in pre-order");
      const at = feature[node] as number;
      demand(Number.isFinite(value[node]) && Number.isFinite(threshold[node]), "a number");
      demand(((flags[node] as number) & ~KNOWN_FLAGS) === 0, "flags");
      if (cover !== null) demand((cover[node] as number) >= 0, "a cover below 0");
      const set = levelSet[node] as number;
      if (at === -1) {
        demand(left[node] === -1 && right[node] === -1 && set === -1, "a leaf with children");
        continue;
      }
      demand(at >= 0 && at < features.length, "feature");
      demand(value[node] === 0, "a split with a value");
      const asked = features[at];
      demand((asked?.kind === "category") === set >= 0, "a split that does not fit its feature");
      if (asked?.kind === "category") {
        const words = wordsFor(asked.levels.length);
        demand(set + words <= levelBits.length, "a set beyond the bits");
        const spare = asked.levels.length & 31;
        const last = levelBits[set + words - 1] as number;
        demand(words === 0 || spare === 0 || last >>> spare === 0, "a level too many");
      }
      if (cover !== null) {
        const [own, below] = [
          cover[node] as number,
          (cover[left[node] as number] as number) + (cover[right[node] as number] as number),
        ];
        demand(Math.abs(own - below) <= 1e-3 * Math.max(1, own), "covers that do not add up");
      }
      waiting.push(right[node] as number, left[node] as number);
    }
  };
  for (const root of roots) walk(root);
  demand(next === count, "nodes outside every tree");
  if (output.unit === "probability") {
    const [least, most] = [Math.min, Math.max].map((pick) =>
      roots.reduce((sum, root, tree) => {
        const leaves = [...value.subarray(root, roots[tree + 1] ?? count)].filter(
          (_, at) => feature[root + at] === -1,
        );
        return sum + leaves.reduce((a, b) => pick(a, b));
      }, 0),
    ) as [number, number];
    demand(output.base + least / output.divisor >= -1e-4, "a probability below 0");
    demand(output.base + most / output.divisor <= 1 + 1e-4, "a probability above 1");
  }
}

/** Throws unless two readings of one file are equal in everything. */
export function requireEqual(one: Model, other: Model): void {
  demand(isDeepStrictEqual(one, other), "two readings differ");
}
