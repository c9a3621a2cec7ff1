/** A value of one input as it stands in the data; null is missing. */
export type FeatureValue = number | string | null;

/** How an output is measured. `probability` covers vote shares; `log-odds` is a raw boosted score. */
export type OutputUnit = "probability" | "log-odds" | "score";

/** How much one feature moved one output away from the baseline. */
export interface Attribution {
  readonly feature: string;
  /** The person's value. */
  readonly value: FeatureValue;
  /** A typical value in the background: the median of numbers, the most frequent level. */
  readonly baselineValue: FeatureValue;
  /** Signed, in the unit of the output. */
  readonly contribution: number;
}

/** Attributions of one output, and what they are measured against. */
export interface AttributionResult {
  /** `interventional`: features outside the coalition are drawn from the background rows. */
  readonly game: "interventional";
  readonly exact: boolean;
  readonly output: { readonly value: number; readonly unit: OutputUnit };
  readonly baseline: Baseline;
  /** One entry a feature, in the order of the model. */
  readonly attributions: readonly Attribution[];
  /** output − baseline − Σ contributions; rounding noise where `exact`. */
  readonly residual: number;
}

export interface Baseline {
  /** Mean output over the background rows, in the unit of the output. */
  readonly value: number;
  /** In words: `200 rows drawn with seed 7 from adult.data`. */
  readonly description: string;
  readonly rows: number;
  /** SHA-256 of the background rows as canonical text, hexadecimal. */
  readonly hash: string;
}
