import type { TreeEnsemble } from "./ensemble.ts";

/** Trees whose leaf values count that many times. */
export type WeightedTrees = Pick<TreeEnsemble, "roots" | "nodes"> & { readonly weight: number };

/** The trees of two ensembles over the same features, one after the other, with weighted leaf values. */
export function joinTrees(
  first: WeightedTrees,
  second: WeightedTrees,
): Pick<TreeEnsemble, "roots" | "nodes"> {
  const [a, b] = [first.nodes, second.nodes];
  const shift = a.feature.length;
  const words = a.levelBits.length;
  const moved = (links: Int32Array): Int32Array =>
    links.map((node, at) => ((b.feature[at] as number) < 0 ? node : node + shift));
  return {
    roots: Int32Array.of(...first.roots, ...second.roots.map((root) => root + shift)),
    nodes: {
      feature: joined(Int32Array, a.feature, b.feature),
      threshold: joined(Float64Array, a.threshold, b.threshold),
      left: joined(Int32Array, a.left, moved(b.left)),
      right: joined(Int32Array, a.right, moved(b.right)),
      flags: joined(Uint8Array, a.flags, b.flags),
      levelSet: joined(
        Int32Array,
        a.levelSet,
        b.levelSet.map((set) => (set < 0 ? set : set + words)),
      ),
      levelBits: joined(Uint32Array, a.levelBits, b.levelBits),
      value: joined(
        Float64Array,
        a.value.map((value) => value * first.weight),
        b.value.map((value) => value * second.weight),
      ),
      cover: a.cover === null || b.cover === null ? null : joined(Float64Array, a.cover, b.cover),
    },
  };
}

type Numbers = Int32Array | Uint8Array | Uint32Array | Float64Array;

function joined<Values extends Numbers>(
  kind: new (length: number) => Values,
  first: Values,
  second: Values,
): Values {
  const both = new kind(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
