/** Cells as stored: one entry a distinct key, sorted by key. */
export interface Cells {
  readonly schema: CellSchema;
  /** SHA-256 of the schema without its levels; cells merge only when it is equal. */
  readonly schemaHash: string;
  readonly entries: readonly CellEntry[];
}

export interface CellSchema {
  readonly attributes: readonly CellAttribute[];
  /** Text of the classes; those listed in `favourable` count as favourable. Null without the role. */
  readonly label: CellOutcome | null;
  readonly prediction: CellOutcome | null;
  readonly weight: "none" | "frequency" | "sampling";
}

export interface CellAttribute {
  readonly column: string;
  /** Left-closed band edges for a number; null for a category. */
  readonly bands: readonly number[] | null;
  /** Level or band texts; the key holds their index, −1 for unknown. */
  readonly levels: readonly string[];
}

export interface CellOutcome {
  readonly column: string;
  readonly classes: readonly string[];
  readonly favourable: readonly string[];
}

export interface CellEntry {
  /** One index an attribute, then label class, then prediction class (−1 = missing), roles absent left out. */
  readonly key: readonly number[];
  /** Rows. */
  readonly n: number;
  /** Σ weight; equals n without weights. */
  readonly w: number;
  /** Σ weight². */
  readonly w2: number;
}
