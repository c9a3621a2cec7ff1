import type { Budget, Evidence } from "../budgets/budget.ts";
import type { HistoryRule } from "../budgets/history/history.ts";
import type { RatchetRule } from "../budgets/ratchet/growth.ts";
import type { Waiver } from "../budgets/waiver.ts";
import type { CohortDimension } from "../cohorts/dimension.ts";
import type { FeatureDeclaration } from "../explanations/feature.ts";
import type { FeatureLink } from "../explanations/link.ts";
import type { ReasonCode } from "../explanations/reason-codes.ts";
import type { LocalText } from "../explanations/wording.ts";
import type { AuditedAttribute, CausalEdge, LegitimateFeature } from "../proxies/question.ts";
import type { Derivation } from "../table/derive.ts";
import type { Condition, RowRange } from "../table/rows.ts";
import type { Context, LabelMeaning, Signoff } from "./context.ts";
import type { Duration } from "./duration.ts";

/** A whole configuration file (`evenhand.yaml`) after parsing: complete, defaults filled in. */
export interface Configuration {
  readonly title: string | null;
  readonly data: DataSection | null;
  readonly decisions: DecisionsSection;
  readonly labels: LabelMeaning | null;
  readonly cohorts: readonly CohortDimension[];
  readonly features: Readonly<Record<string, FeatureDeclaration>>;
  readonly links: readonly FeatureLink[];
  readonly reasonCodes: readonly ReasonCode[];
  readonly evidence: Evidence;
  readonly budgets: readonly Budget[];
  readonly waivers: readonly Waiver[];
  readonly burn: BurnSection | null;
  readonly ratchet: RatchetSection | null;
  readonly history: HistorySection | null;
  readonly model: ModelSection | null;
  readonly recourse: RecourseSection;
  readonly proxies: ProxiesSection | null;
  readonly remedies: RemediesSection;
  readonly context: Context | null;
  readonly signoffs: readonly Signoff[];
}

/** How a file is read. Everything is optional; see the sources package for the defaults. */
export interface FileOptions {
  /** Default by the name of the file; CSV where it says nothing. */
  readonly format?: "csv" | "jsonl" | "parquet";
  readonly delimiter?: string;
  readonly header?: boolean;
  readonly columns?: readonly string[];
  readonly comment?: string;
  readonly missing?: readonly string[];
  readonly trim?: boolean;
}

export interface DataSection extends FileOptions {
  /** A file or glob relative to the configuration, or … */
  readonly path?: string;
  /** … a catalogue entry and one of its files. */
  readonly dataset?: string;
  readonly file?: string;
  readonly derive?: Readonly<Record<string, Derivation>>;
  readonly where?: Readonly<Record<string, Condition>>;
  /** Data rows to keep, from 1, both ends included: for files in time order. */
  readonly rows?: RowRange;
}

export interface DecisionsSection {
  /** Column that names the subject; null: the data row number from 1. */
  readonly id: string | null;
  readonly label: string | null;
  /** Which values of label and prediction are favourable; null where neither is declared. */
  readonly favourable: Favourable | null;
  readonly prediction: PredictionRule | null;
  readonly score: string | null;
  /** Column of dates or times, ISO 8601; without an offset they are UTC. */
  readonly time: string | null;
  readonly weight: { readonly column: string; readonly kind: "frequency" | "sampling" } | null;
  /** Column that names the subject where there are several decisions about one; null: each row is another. */
  readonly clusterBy: string | null;
  /** File of the decision log, relative to the configuration; null: none. */
  readonly log: string | null;
  /** What the decisions are called to the person: `offered`, `not offered`. Null: the values of the label. */
  readonly wording: DecisionWording | null;
}

/** Each once, or by language as labels are. */
export interface DecisionWording {
  readonly favourable: LocalText;
  readonly other: LocalText;
}

/** How budgets are watched over time. */
export interface BurnSection {
  /** Over which evidence is gathered before it starts anew. */
  readonly window: Duration;
  /** UTC days, weeks from Monday, or months: what is counted together. */
  readonly slot: Duration;
  /** The first day of a window (YYYY-MM-DD); null: the first slot's. */
  readonly since: string | null;
  /** Share of a cohort's decisions that the gap to its limit may come to; null: no alerts. */
  readonly allowedShortfall: number | null;
}

/** Where earlier checks are kept, and what is taken from them. */
export interface HistorySection extends HistoryRule {
  readonly path: string;
}

/** How much gaps may grow against an earlier audit. */
export interface RatchetSection extends RatchetRule {
  /** File that `evenhand baseline update` writes, relative to the configuration. */
  readonly baseline: string;
}

/** Texts that count as favourable, or a threshold on a number (`above`: value > threshold). */
export type Favourable =
  | { readonly kind: "values"; readonly values: readonly string[] }
  | { readonly kind: "above" | "atLeast" | "below" | "atMost"; readonly threshold: number };

/**
 * Where the decisions come from: a column of decisions, or a score (a column's or the model's)
 * against a threshold. `above` means score ≥ threshold, `below` score < threshold.
 */
export type PredictionRule =
  | { readonly kind: "column"; readonly column: string }
  | {
      readonly kind: "score" | "model";
      readonly threshold: number;
      readonly favourableWhen: "above" | "below";
    };

/** How far recourse is searched for where a budget asks for it. */
export interface RecourseSection {
  readonly people: number;
  readonly seed: number;
  readonly nodes: number;
}

/** What protected attributes are looked for in. */
export interface ProxiesSection {
  readonly protected: readonly AuditedAttribute[];
  /** Null: those that the data and `features` suggest. */
  readonly features: readonly string[] | null;
  readonly legitimate: readonly LegitimateFeature[];
  readonly causes: readonly CausalEdge[];
  readonly limit: number;
  readonly folds: number;
  readonly seed: number;
}

/** What may be done about a gap. */
export interface RemediesSection {
  /** Null where the policy does not say: then no threshold may depend on the cohort. */
  readonly perCohortThresholds: PerCohortThresholds | null;
}

/** Whether thresholds may depend on the cohort, on what ground, and who answers for it. */
export interface PerCohortThresholds {
  readonly lawful: boolean;
  /** The law, ruling or opinion that says so. */
  readonly basis: string;
  readonly owner: string;
}

/** Formats whose file, with what the section says, is enough to score rows. */
export type ModelFileFormat =
  | "lightgbm"
  | "xgboost"
  | "catboost"
  | "scikit-learn"
  | "onnx"
  | "ml-random-forest"
  | "ml-cart"
  | "linear"
  | "ebm";

export interface ModelSection {
  readonly path: string;
  readonly format: ModelFileFormat;
  /** The class whose probability is the score, where the file has several; default `1`. */
  readonly classOfInterest?: string;
  /** Names of the inputs in the order of the model; needed for ONNX and ml-cart, whose files have none. */
  readonly inputs?: readonly string[];
  /** Levels of categories by input, in the order of training, where an XGBoost file lacks them. */
  readonly levels?: Readonly<Record<string, readonly string[]>>;
  /** Boosting rounds to use of an XGBoost model; default those of its file. */
  readonly iterations?: number;
  readonly background: BackgroundSection | null;
}

export interface BackgroundSection extends FileOptions {
  readonly path?: string;
  readonly dataset?: string;
  readonly file?: string;
  /** Data rows to draw from, from 1, both ends included; default all. */
  readonly range?: RowRange;
  /** How many rows to draw. */
  readonly rows: number;
  readonly seed: number;
}
