import type { DecisionRecord } from "../explanations/record.ts";

export const AUDIT_SCHEMA = "evenhand/audit@1";

/** The versioned document of one audit. Every report, notebook view and CI format is a pure function of it. */
export interface AuditDocument {
  readonly schema: typeof AUDIT_SCHEMA;
  readonly title: string;
  readonly provenance: Provenance;
  readonly context: Context | null;
  readonly signoffs: readonly Signoff[];
  readonly definitions: Definitions;
  readonly population: Population;
  /** The counts everything below is computed from; null once stripped for publication. */
  readonly cells: CellsDocument | null;
  readonly cohorts: readonly Cohort[];
  readonly measurements: readonly Measurement[];
  readonly disparities: readonly Disparity[];
  readonly budgets: readonly Budget[];
  readonly verdicts: readonly Verdict[];
  readonly decisions: readonly DecisionRecord[];
  readonly outcome: Outcome;
  /** What a reader must know beside the numbers, as sentences. */
  readonly notes: readonly string[];
}

export interface Provenance {
  readonly generator: { readonly name: string; readonly version: string };
  /** The UTC date the audit was judged for (YYYY-MM-DD), given by the caller. */
  readonly today: string;
  readonly data: FileIdentity;
  readonly configuration: FileIdentity | null;
  readonly model: (FileIdentity & { readonly format: string }) | null;
  readonly evidence: Evidence;
}

export interface FileIdentity {
  readonly name: string;
  /** SHA-256 of the bytes, hexadecimal; null for data that never was a file. */
  readonly sha256: string | null;
}

export interface Context {
  readonly intendedUse?: string;
  readonly affected?: string;
  readonly limitations?: string;
  readonly contact?: string;
  readonly purpose?: string;
  readonly basis?: string;
  readonly retention?: string;
}

export interface Signoff {
  readonly name: string;
  readonly role: string;
  readonly date: string;
  readonly statement?: string;
}

/** What the words `label`, `prediction` and `favourable` mean in this audit. */
export interface Definitions {
  readonly label: OutcomeDefinition | null;
  readonly prediction: OutcomeDefinition | null;
  readonly score: string | null;
  readonly weight: { readonly column: string; readonly kind: "frequency" | "sampling" } | null;
  readonly labels: LabelMeaning | null;
  readonly attributes: readonly AttributeDefinition[];
}

export interface OutcomeDefinition {
  /** Column name, or `model` for predictions computed from a model file. */
  readonly column: string;
  /** In words: `>50K`, `score 0.5 or above`. */
  readonly favourable: string;
}

export interface LabelMeaning {
  readonly meaning?: string;
  readonly observedFor?: string;
  readonly lag?: string;
}

export interface AttributeDefinition {
  readonly column: string;
  readonly protected: boolean;
  readonly source: "self-reported" | "inferred" | null;
}

export interface Population {
  /** Rows read. */
  readonly rows: number;
  /** Rows that reached the cells. */
  readonly used: number;
  readonly excluded: readonly Exclusion[];
}

export interface Exclusion {
  readonly reason: string;
  readonly column: string | null;
  readonly rows: number;
}

/** Cells as stored: one entry a distinct key, sorted by key. */
export interface CellsDocument {
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

export interface Cohort {
  /** `sex=Female`, `age=25..<45`, `rest:sex=Female`, `race=?`, `unknown`, `all`. Unique within its dimension. */
  readonly id: string;
  /** The name under `cohorts` in the configuration; null for `all`. */
  readonly dimension: string | null;
  readonly by: readonly string[];
  /** The level of each attribute of `by`; null where unknown, empty for `rest` and `all`. */
  readonly levels: readonly (string | null)[];
  readonly rows: number;
  /** rows ÷ rows used. */
  readonly share: number;
  /** Id of the cohort it is compared with; null for references, `rest` and `all`. */
  readonly reference: string | null;
  readonly kind: "observed" | "unknown" | "rest" | "all";
}

export interface Interval {
  readonly lower: number;
  readonly upper: number;
  /** Of the two-sided interval, 0 to 1. */
  readonly confidence: number;
  readonly method: string;
}

export type NotEstimableReason =
  | "zero-denominator"
  | "no-label"
  | "no-prediction"
  | "no-rows"
  | "reference-not-estimable"
  | "cohort-not-estimable"
  | "both-zero";

interface MeasurementKey {
  readonly metric: string;
  readonly dimension: string | null;
  readonly cohort: string;
}

/** One metric for one cohort. */
export type Measurement = MeasurementKey &
  (
    | {
        readonly status: "ok";
        readonly value: number;
        readonly interval: Interval | null;
        /** Sum of weights; rows without weights. */
        readonly numerator: number;
        readonly denominator: number;
        /** Rows behind the denominator. */
        readonly n: number;
        readonly reason: null;
      }
    | {
        readonly status: "not-estimable";
        readonly value: null;
        readonly interval: null;
        readonly numerator: number;
        readonly denominator: number;
        readonly n: number;
        readonly reason: NotEstimableReason;
      }
  );

export type Compare = "difference" | "ratio";

interface DisparityKey {
  readonly metric: string;
  readonly dimension: string;
  readonly compare: Compare;
  readonly cohort: string;
  readonly reference: string;
}

/** A measurement of a cohort against its reference: cohort − reference, or cohort ÷ reference. */
export type Disparity = DisparityKey &
  (
    | {
        readonly status: "ok";
        readonly value: number;
        readonly interval: Interval;
        /** Worst cases over rows without attribute or label; null where there are none. */
        readonly bounds: { readonly lower: number; readonly upper: number } | null;
        readonly reason: null;
      }
    | {
        readonly status: "not-estimable";
        readonly value: null;
        readonly interval: null;
        readonly bounds: null;
        readonly reason: NotEstimableReason;
      }
  );

export interface Limit {
  readonly min: number | null;
  readonly max: number | null;
}

export type Severity = "error" | "warn";

/** A declared acceptable range. */
export interface Budget {
  readonly id: string;
  readonly metric: string;
  /** `value` puts the limit on the measurement itself. */
  readonly compare: Compare | "value";
  /** The dimension it looks at. */
  readonly cohorts: string;
  readonly limit: Limit;
  readonly severity: Severity;
  readonly onInconclusive: "block" | "warn";
  readonly onNoData: "block" | "warn";
  readonly owner: string | null;
  readonly rationale: string | null;
}

export interface Evidence {
  /** Of the two-sided interval, 0 to 1. */
  readonly confidence: number;
  readonly multiplicity: "holm" | "none";
  readonly family: "budget" | "file";
  readonly minimum: { readonly denominator: number };
  readonly convention: "strict";
  readonly seed: number;
}

export type VerdictKind = "pass" | "fail" | "inconclusive" | "no-data" | "error";

export type VerdictReason =
  | "too-few"
  | "near-limit"
  | "unknown-attribute"
  | "unlabelled"
  | NotEstimableReason;

/** The judgement of one budget for one cohort. */
export interface Verdict {
  readonly budget: string;
  readonly metric: string;
  readonly compare: Compare | "value";
  readonly dimension: string;
  readonly cohort: string;
  /** Null where the budget is on the measurement itself. */
  readonly reference: string | null;
  readonly verdict: VerdictKind;
  /** Why it is inconclusive or has no data; null for pass and fail. */
  readonly reason: VerdictReason | null;
  readonly severity: Severity;
  readonly estimate: number | null;
  /** The bound that decided, one-sided at `boundLevel`. */
  readonly bound: number | null;
  readonly boundLevel: number | null;
  readonly interval: Interval | null;
  /** Two-sided, for the limit lying inside: inverted from the printed interval. */
  readonly p: number | null;
  /** After Holm over the family. */
  readonly adjustedP: number | null;
  readonly limit: Limit;
  /** Rows behind the cohort's denominator. */
  readonly n: number;
  /** The same for the reference; null without one. */
  readonly nReference: number | null;
  readonly waiver: WaiverUse | null;
  /** The gap to the limit as a number of decisions; 0 inside the limit, null where it has no meaning. */
  readonly shortfall: number | null;
  /** The finding as one plain sentence that names both cohorts. */
  readonly sentence: string;
}

export interface WaiverUse {
  readonly status: "applied" | "expired" | "not-yet-valid" | "ceiling-exceeded";
  readonly reason: string;
  readonly owner: string;
  readonly approvedBy: string;
  readonly expires: string;
}

export interface Outcome {
  /** The gravest verdict that counts; `not-demonstrated` where nothing failed but not all passed. */
  readonly verdict:
    | "pass"
    | "fail"
    | "inconclusive"
    | "no-data"
    | "not-demonstrated"
    | "no-budgets";
  readonly exitCode: 0 | 1 | 2 | 4;
  readonly counts: Readonly<Record<VerdictKind | "waived", number>>;
  readonly sentence: string;
}
