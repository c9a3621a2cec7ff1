import { EvenhandError } from "@evenhand/core";
import { nextBelow } from "../trees/doubles.ts";
import type { SourceSplit } from "../trees/lay-out.ts";
import type { VectorLeaf } from "../trees/lay-out-classes.ts";
import { structureFault } from "./fault.ts";
import type { FeatureLayout, LayoutColumn } from "./feature-layout.ts";
import { finiteNumber, type Json, objectAt } from "./json.ts";
import { levelSet } from "./level-set.ts";

/** 1, and what rounding may add. */
const LARGEST_SHARE = 1 + 1e-9;

/** The class whose votes or share are counted: its training label, and the name shown to people. */
export interface FavourableClass {
  readonly label: number;
  readonly name?: string;
}

/** A node of the file, with where it stands and the columns its tree was given. */
export interface CartPlace {
  readonly node: unknown;
  readonly path: string;
  readonly columns: readonly LayoutColumn[];
}

/**
 * A node of a tree of ml-cart: x < splitValue goes left.
 *
 * @throws EvenhandError `input/model-structure`
 */
export function readCartNode(
  { node: value, path, columns }: CartPlace,
  layout: readonly FeatureLayout[],
  leafValues: (node: Json, path: string) => readonly number[],
): SourceSplit<CartPlace> | VectorLeaf {
  const node = objectAt(value, path);
  // Leaves keep the split they decided against; only two children make a split.
  if (node.left === undefined || node.right === undefined) {
    return { values: leafValues(node, path), cover: null };
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

/** No other key than a number: `"length"` is one of every list. */
export function columnAt(columns: readonly LayoutColumn[], at: unknown): LayoutColumn | undefined {
  return typeof at === "number" ? columns[at] : undefined;
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

/**
 * The share of each class in a leaf, by label.
 *
 * @throws EvenhandError `input/model-structure`
 */
export function classShares(node: Json, path: string): readonly number[] {
  const rows = node.distribution;
  const shares: unknown = Array.isArray(rows) ? rows[0] : undefined;
  if (!Array.isArray(shares) || shares.length === 0) {
    throw structureFault(`${path}.distribution`, "a leaf has no class shares", "[[…]]", rows);
  }
  for (const share of shares) {
    if (typeof share === "number" && share >= 0 && share <= LARGEST_SHARE) continue;
    throw structureFault(
      `${path}.distribution`,
      "a share is no such number",
      "a number from 0 to 1",
      share,
    );
  }
  return shares;
}

/** The class with the largest share, the first of equals. */
export function votedClass(shares: readonly number[]): number {
  let voted = 0;
  shares.forEach((share, index) => {
    if (share > (shares[voted] as number)) voted = index;
  });
  return voted;
}

/**
 * The names of classes, of which there is at least one.
 *
 * @throws EvenhandError `config/model-class`
 */
export function namesOfLabels(classes: readonly FavourableClass[]): readonly string[] {
  const names = classes.map(({ label, name }) => name ?? String(label));
  const labels = new Set(classes.map(({ label }) => label));
  if (names.length > 0 && labels.size === names.length && new Set(names).size === names.length) {
    return names;
  }
  throw new EvenhandError({
    code: "config/model-class",
    path: "classes",
    problem: "there is no class, or one stands twice",
    expected: "distinct labels with distinct names",
    received: names.join(", "),
  });
}
