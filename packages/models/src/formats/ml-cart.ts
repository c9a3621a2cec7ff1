import { EvenhandError, shown } from "@evenhand/core";
import { type Classifier, classifierOf } from "../classes/classifier.ts";
import type { TreeEnsemble } from "../trees/ensemble.ts";
import { layOutClasses } from "../trees/lay-out-classes.ts";
import { unsupportedFault } from "./fault.ts";
import { type FeatureLayout, featuresOf, layoutColumns } from "./feature-layout.ts";
import { finiteNumber, type Json, objectAt, parseJson } from "./json.ts";
import {
  type CartPlace,
  classShares,
  type FavourableClass,
  namesOfLabels,
  readCartNode,
  votedClass,
} from "./ml-cart-tree.ts";

export interface MlCartReading {
  readonly features: readonly FeatureLayout[];
  /** Of a classifier; null for regression. */
  readonly classes: readonly FavourableClass[] | null;
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
export function readMlCart(content: string, reading: MlCartReading): TreeEnsemble | Classifier {
  const { features: layout, classes } = reading;
  const features = featuresOf(layout);
  const source = objectAt(parseJson(content), "model file");
  requireKind(source, classes);
  const columns = layoutColumns(layout);
  const root: CartPlace = { node: source.root, path: "root", columns };
  const { nodes, roots } = layOutClasses([root], classes?.length ?? 1, (place) =>
    readCartNode(place, layout, (node, path) => leafValues(node, reading, path)),
  );
  const names = classes === null ? [] : namesOfLabels(classes);
  const outputs = nodes.map(
    (own, of): TreeEnsemble => ({
      kind: "tree-ensemble",
      format: "ml-cart",
      features,
      classOfInterest: names[of] ?? null,
      roots,
      nodes: own,
      output: {
        unit: classes === null ? "score" : "probability",
        link: "identity",
        base: 0,
        divisor: 1,
      },
    }),
  );
  return classes === null ? (outputs[0] as TreeEnsemble) : classifierOf(names, outputs);
}

function requireKind({ name }: Json, classes: readonly FavourableClass[] | null): void {
  if (name !== "DTClassifier" && name !== "DTRegression") {
    throw unsupportedFault("name", "DTClassifier or DTRegression", name);
  }
  if ((name === "DTClassifier") === (classes !== null)) return;
  throw new EvenhandError({
    code: "config/model-class",
    path: "favourable",
    problem:
      classes === null
        ? "a classifier is read for one of its classes"
        : "a regression has no classes",
    expected: classes === null ? "the label of a class" : "no class",
    received: shown(classes?.[0]?.label ?? null),
  });
}

function leafValues(node: Json, { classes, leaf }: MlCartReading, path: string): readonly number[] {
  if (classes === null) return [finiteNumber(node.distribution, `${path}.distribution`)];
  const shares = classShares(node, path);
  const vote = leaf === "vote" ? votedClass(shares) : null;
  return classes.map(({ label }) =>
    vote === null ? (shares[label] ?? 0) : Number(vote === label),
  );
}
