import { EvenhandError, shown } from "@evenhand/core";
import type { TreeEnsemble } from "../trees/ensemble.ts";
import { layOutTrees } from "../trees/lay-out.ts";
import { unsupportedFault } from "./fault.ts";
import { type FeatureLayout, featuresOf, layoutColumns } from "./feature-layout.ts";
import { finiteNumber, type Json, objectAt, parseJson } from "./json.ts";
import {
  type CartPlace,
  classShares,
  type FavourableClass,
  readCartNode,
  votedClass,
} from "./ml-cart-tree.ts";

export interface MlCartReading {
  readonly features: readonly FeatureLayout[];
  /** Of a classifier; null for regression. */
  readonly favourable: FavourableClass | null;
  /** What a leaf of a classifier gives: the share of the class, or 1 where the library predicts it. */
  readonly leaf: "share" | "vote";
}

/**
 * A tree of ml-cart from its JSON. A leaf of a classifier holds the share of each class among its
 * rows, up to the largest label there; the library predicts the class with the largest, the first of
 * equals. A leaf of a regression holds a mean.
 *
 * @throws EvenhandError `input/model-structure`, `input/model-truncated`, `input/model-unsupported`,
 * `config/model-class`, `config/model-features`
 */
export function readMlCart(content: string, reading: MlCartReading): TreeEnsemble {
  const { features: layout, favourable } = reading;
  const features = featuresOf(layout);
  const source = objectAt(parseJson(content), "model file");
  requireKind(source, favourable);
  const columns = layoutColumns(layout);
  const root: CartPlace = { node: source.root, path: "root", columns };
  const { nodes, roots } = layOutTrees([root], (place) =>
    readCartNode(place, layout, (node, path) => leafValue(node, reading, path)),
  );
  return {
    kind: "tree-ensemble",
    format: "ml-cart",
    features,
    classOfInterest: favourable === null ? null : (favourable.name ?? String(favourable.label)),
    roots,
    nodes,
    output: {
      unit: favourable === null ? "score" : "probability",
      link: "identity",
      base: 0,
      divisor: 1,
    },
  };
}

function requireKind({ name }: Json, favourable: FavourableClass | null): void {
  if (name !== "DTClassifier" && name !== "DTRegression") {
    throw unsupportedFault("name", "DTClassifier or DTRegression", name);
  }
  if ((name === "DTClassifier") === (favourable !== null)) return;
  throw new EvenhandError({
    code: "config/model-class",
    path: "favourable",
    problem:
      favourable === null
        ? "a classifier is read for one of its classes"
        : "a regression has no classes",
    expected: favourable === null ? "the label of a class" : "no class",
    received: shown(favourable?.label ?? null),
  });
}

function leafValue(node: Json, { favourable, leaf }: MlCartReading, path: string): number {
  if (favourable === null) return finiteNumber(node.distribution, `${path}.distribution`);
  const shares = classShares(node, path);
  if (leaf === "vote") return Number(votedClass(shares) === favourable.label);
  return shares[favourable.label] ?? 0;
}
