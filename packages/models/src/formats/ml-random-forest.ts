import { type Classifier, classifierOf } from "../classes/classifier.ts";
import { layOutClasses } from "../trees/lay-out-classes.ts";
import { structureFault, unsupportedFault } from "./fault.ts";
import {
  type FeatureLayout,
  featuresOf,
  type LayoutColumn,
  layoutColumns,
} from "./feature-layout.ts";
import { type Json, listAt, objectAt, parseJson } from "./json.ts";
import {
  type CartPlace,
  classShares,
  columnAt,
  type FavourableClass,
  namesOfLabels,
  readCartNode,
  votedClass,
} from "./ml-cart-tree.ts";

/**
 * A classifier of ml-random-forest from its JSON. The library takes one vote a tree, that of the
 * most probable class in the leaf (the first of equals), so a leaf is 1 for the class it votes for
 * and 0 for others, and the output is the share of votes. A class is read for each that is given.
 *
 * @throws EvenhandError `input/model-structure`, `input/model-truncated`, `input/model-unsupported`,
 * `config/model-features`
 */
export function readMlRandomForest(
  content: string,
  layout: readonly FeatureLayout[],
  classes: readonly FavourableClass[],
): Classifier {
  const features = featuresOf(layout);
  const columns = layoutColumns(layout);
  const forest = parseForest(content);
  const estimators = listAt(forest, "estimators", "baseModel");
  const indexes = listAt(forest, "indexes", "baseModel");
  if (estimators.length === 0 || indexes.length !== estimators.length) {
    throw structureFault(
      "baseModel.indexes",
      "there is not one list of columns a tree",
      `${estimators.length} lists, at least one`,
      indexes.length,
    );
  }
  const trees = estimators.map((estimator, tree): CartPlace => {
    const path = `baseModel.estimators[${tree}]`;
    return {
      node: objectAt(estimator, path).root,
      path: `${path}.root`,
      columns: columnsOf(indexes[tree], columns, `baseModel.indexes[${tree}]`),
    };
  });
  const { nodes, roots } = layOutClasses(trees, classes.length, (place) =>
    readCartNode(place, layout, (node, path) => {
      const vote = votedClass(classShares(node, path));
      return classes.map(({ label }) => Number(vote === label));
    }),
  );
  const names = namesOfLabels(classes);
  return classifierOf(
    names,
    nodes.map((own, of) => ({
      kind: "tree-ensemble",
      format: "ml-random-forest",
      features,
      classOfInterest: names[of] as string,
      roots,
      nodes: own,
      output: { unit: "probability", link: "identity", base: 0, divisor: roots.length },
    })),
  );
}

function parseForest(content: string): Json {
  const { name, baseModel } = objectAt(parseJson(content), "model file");
  if (name !== "RFClassifier") throw unsupportedFault("name", "RFClassifier", name);
  return objectAt(baseModel, "baseModel");
}

/** The columns a tree was given: its column c is column `indexes[c]` of the layout. */
function columnsOf(value: unknown, columns: readonly LayoutColumn[], path: string): LayoutColumn[] {
  if (!Array.isArray(value)) throw structureFault(path, "this is no list", "column numbers", value);
  return value.map((index: unknown) => {
    const column = columnAt(columns, index);
    if (column !== undefined) return column;
    throw structureFault(
      path,
      "the layout in the options has no such column",
      `a whole number from 0 to ${columns.length - 1}`,
      index,
    );
  });
}
