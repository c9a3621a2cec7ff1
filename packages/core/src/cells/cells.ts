/**
 * The sufficient statistics of an audit: one entry a distinct combination of attributes, label and
 * prediction, sorted by key. They form a commutative monoid under `mergeCells`.
 */
export interface Cells {
  readonly schema: CellSchema;
  /** SHA-256 of the schema without levels and classes; only equal ones merge. */
  readonly schemaHash: string;
  readonly entries: readonly CellEntry[];
  /** Of cells with repeated subjects, sorted; absent where each row is a subject of its own. */
  readonly pairs?: readonly CellPair[];
}

/** What two cells have in common: `first` ≤ `second` are places in `entries`, `sum` is Σ over subjects of the product of their weights in both. */
export interface CellPair {
  readonly first: number;
  readonly second: number;
  readonly sum: number;
}

export interface CellSchema {
  readonly attributes: readonly CellAttribute[];
  /** Null where the role is absent. */
  readonly label: CellOutcome | null;
  readonly prediction: CellOutcome | null;
  readonly weight: "none" | "frequency" | "sampling";
  /** Column that names the subject of a decision; absent where each row is a subject of its own. */
  readonly clusterBy?: string;
}

export interface CellAttribute {
  readonly column: string;
  /** Edges of left-closed bands; null for a category. */
  readonly bands: readonly number[] | null;
  /** Level or band texts; the key holds their index, −1 for unknown. */
  readonly levels: readonly string[];
}

export interface CellOutcome {
  readonly column: string;
  /** In words: `>50K`, `score at least 0.5`. */
  readonly rule: string;
  /** Texts of the classes; the key holds their index, −1 for missing. */
  readonly classes: readonly string[];
  /** Those of the classes that are favourable. */
  readonly favourable: readonly string[];
}

export interface CellEntry {
  /** An index for each attribute, then the label class, then the prediction class; absent roles are left out. */
  readonly key: readonly number[];
  /** Rows. */
  readonly n: number;
  /** Σ weight; n without weights. */
  readonly w: number;
  /** Σ weight²; n without weights. */
  readonly w2: number;
}

/** Position of an attribute in the keys: same column, same bands. −1 where the cells lack it. */
export function attributeIndex(
  schema: CellSchema,
  column: string,
  bands: readonly number[] | null,
): number {
  const wanted = JSON.stringify(bands);
  return schema.attributes.findIndex(
    (attribute) => attribute.column === column && JSON.stringify(attribute.bands) === wanted,
  );
}

/** Position of the label class in the keys, or null without labels. */
export function labelIndex(schema: CellSchema): number | null {
  return schema.label === null ? null : schema.attributes.length;
}

/** Position of the prediction class in the keys, or null without predictions. */
export function predictionIndex(schema: CellSchema): number | null {
  if (schema.prediction === null) return null;
  return schema.attributes.length + (schema.label === null ? 0 : 1);
}
