import { nextBelow } from "../trees/doubles.ts";
import type { TreeEnsemble } from "../trees/ensemble.ts";
import { layOutTrees, type SourceLeaf, type SourceSplit } from "../trees/lay-out.ts";
import { structureFault, unsupportedFault } from "./fault.ts";
import {
  type FeatureLayout,
  featuresOf,
  type LayoutColumn,
  layoutColumns,
} from "./feature-layout.ts";
import { finiteNumber, type Json, listAt, objectAt, parseJson } from "./json.ts";
import { levelSet } from "./level-set.ts";

/** The class whose votes are counted: its training label, and the name shown to people. */
export interface FavourableClass {
  readonly label: number;
  readonly name?: string;
}

/** A node of the file, with where it stands and the columns its tree was given. */
interface Place {
  readonly node: unknown;
  readonly path: string;
  readonly columns: readonly LayoutColumn[];
}

/**
 * A classifier of ml-random-forest from its JSON. The library takes one vote a tree, that of the
 * most probable class in the leaf (the first of equals), so a leaf is 1 for the favourable class
 * and 0 otherwise, and the output is the share of votes.
 *
 * @throws EvenhandError `input/model-structure`, `input/model-truncated`, `input/model-unsupported`,
 * `config/model-features`
 */
export function readMlRandomForest(
  content: string,
  layout: readonly FeatureLayout[],
  favourable: FavourableClass,
): TreeEnsemble {
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
  const trees = estimators.map((estimator, tree): Place => {
    const path = `baseModel.estimators[${tree}]`;
    return {
      node: objectAt(estimator, path).root,
      path: `${path}.root`,
      columns: columnsOf(indexes[tree], columns, `baseModel.indexes[${tree}]`),
    };
  });
  const { nodes, roots } = layOutTrees(trees, (place) => readNode(place, layout, favourable.label));
  return {
    kind: "tree-ensemble",
    format: "ml-random-forest",
    features,
    classOfInterest: favourable.name ?? String(favourable.label),
    roots,
    nodes,
    output: { unit: "probability", link: "identity", base: 0, divisor: roots.length },
  };
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

/** No other key than a number: `"length"` is one of every list. */
function columnAt(columns: readonly LayoutColumn[], at: unknown): LayoutColumn | undefined {
  return typeof at === "number" ? columns[at] : undefined;
}

function readNode(
  { node: value, path, columns }: Place,
  layout: readonly FeatureLayout[],
  label: number,
): SourceSplit<Place> | SourceLeaf {
  const node = objectAt(value, path);
  // Leaves keep the split they decided against; only two children make a split.
  if (node.left === undefined || node.right === undefined) {
    return { value: Number(votedClass(node, path) === label), cover: null };
  }
  const column = columnAt(columns, node.splitColumn);
  if (column === undefined) {
    throw structureFault(
      `${path}.splitColumn`,
      "the tree has no such column",
      `a whole number from 0 to ${columns.length - 1}`,
      node.splitColumn,
    );
  }
  const threshold = finiteNumber(node.splitValue, `${path}.splitValue`);
  const feature = layout[column.feature] as FeatureLayout;
  return {
    feature: column.feature,
    threshold: feature.kind === "numeric" ? nextBelow(threshold) : 0,
    levels: feature.kind === "numeric" ? null : levelsBelow(feature.levels, column, threshold),
    // NaN < t is false: a missing number goes right. A missing one-hot value is a row of zeros.
    missingLeft: column.level !== null && 0 < threshold,
    zeroIsMissing: false,
    left: { node: node.left, path: `${path}.left`, columns },
    right: { node: node.right, path: `${path}.right`, columns },
    cover: null,
  };
}

/** The levels whose number in this column is < t: the index of an ordinal, 0 or 1 of a one-hot. */
function levelsBelow(
  levels: readonly string[],
  column: LayoutColumn,
  threshold: number,
): Uint32Array {
  return levelSet(
    levels.length,
    (level) => (column.level === null ? level : Number(column.level === level)) < threshold,
  );
}

function votedClass(node: Json, path: string): number {
  const rows = node.distribution;
  const shares: unknown = Array.isArray(rows) ? rows[0] : undefined;
  if (!Array.isArray(shares) || shares.length === 0) {
    throw structureFault(`${path}.distribution`, "a leaf has no class shares", "[[…]]", rows);
  }
  let voted = 0;
  shares.forEach((share: unknown, index) => {
    if (typeof share !== "number") {
      throw structureFault(`${path}.distribution`, "a share is no number", "a number", share);
    }
    if (share > (shares[voted] as number)) voted = index;
  });
  return voted;
}
