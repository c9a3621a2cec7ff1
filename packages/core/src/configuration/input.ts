import type { Severity } from "../budgets/budget.ts";
import type { Waiver } from "../budgets/waiver.ts";
import type { FeatureDeclaration } from "../explanations/feature.ts";
import type { FeatureLink } from "../explanations/link.ts";
import type { ReasonCode } from "../explanations/reason-codes.ts";
import type { Compare } from "../metrics/measurement.ts";
import type { CausalEdge, LegitimateFeature } from "../proxies/question.ts";
import type {
  DataSection,
  DecisionWording,
  ModelSection,
  PerCohortThresholds,
} from "./configuration.ts";
import type { Context, LabelMeaning, Signoff } from "./context.ts";

/** A configuration as people write it (`evenhand.yaml`, JSON, or an object in code). */
export interface ConfigurationInput {
  readonly $schema?: string;
  readonly version?: 1;
  readonly title?: string;
  readonly data?: DataSection;
  readonly decisions: DecisionsInput;
  readonly labels?: LabelMeaning;
  readonly cohorts: Readonly<Record<string, CohortInput>>;
  readonly features?: Readonly<Record<string, FeatureDeclaration>>;
  /** What holds between two inputs of anyone: no advice breaks it. */
  readonly links?: readonly FeatureLink[];
  /** A lender's own list of reasons, for the records. */
  readonly reasonCodes?: readonly ReasonCode[];
  readonly evidence?: EvidenceInput;
  readonly budgets?: readonly BudgetInput[];
  readonly waivers?: readonly Waiver[];
  readonly burn?: BurnInput;
  readonly ratchet?: RatchetInput;
  readonly history?: HistoryInput;
  readonly model?: ModelInput;
  readonly recourse?: RecourseInput;
  readonly proxies?: ProxiesInput;
  readonly remedies?: RemediesInput;
  readonly context?: Context;
  readonly signoffs?: readonly Signoff[];
}

type Scalar = string | number | boolean;

export interface DecisionsInput {
  readonly id?: string | null;
  readonly label?: string | null;
  readonly favourable?: Scalar | readonly Scalar[] | ThresholdInput;
  readonly prediction?: string | null | PredictionInput;
  readonly score?: string | null;
  readonly time?: string | null;
  readonly weight?: { readonly column: string; readonly kind: "frequency" | "sampling" } | null;
  /** Column of subjects, where there are several decisions about one. */
  readonly clusterBy?: string | null;
  /** File of the decision log; who was deleted from it is left out of the data. */
  readonly log?: string | null;
  readonly wording?: DecisionWording;
}

export type ThresholdInput =
  | { readonly above: number }
  | { readonly atLeast: number }
  | { readonly below: number }
  | { readonly atMost: number };

/** `{ model: true, … }` scores with the model, `{ score: true, … }` with the score column. */
export interface PredictionInput {
  readonly model?: true;
  readonly score?: true;
  readonly threshold: number;
  readonly favourableWhen: "above" | "below";
}

export interface CohortInput {
  readonly by: readonly string[];
  /** Edges for the only attribute, or by attribute. */
  readonly bands?: readonly number[] | Readonly<Record<string, readonly number[]>>;
  /** A level, `rest`, `highest`, or levels by attribute. Default `rest`. */
  readonly reference?: Scalar | readonly Scalar[] | Readonly<Record<string, Scalar>>;
  /** Compare only within equal levels of these columns, and combine; their bands stand under `bands`. */
  readonly within?: readonly string[];
}

export interface EvidenceInput {
  readonly confidence?: number;
  readonly multiplicity?: "holm" | "max-t" | "benjamini-hochberg" | "none";
  readonly family?: "budget" | "file";
  readonly minimum?: { readonly denominator?: number };
  readonly convention?: "strict";
  readonly seed?: number;
}

export interface BudgetInput {
  readonly id: string;
  readonly metric: string;
  readonly compare: Compare | "distance" | "value";
  readonly cohorts: string;
  readonly limit: { readonly min?: number; readonly max?: number };
  readonly severity: Severity;
  /** Required where the severity is `error`. */
  readonly onInconclusive?: "block" | "warn";
  readonly onNoData?: "block" | "warn";
  /** Default `interval`; `point` only for figures that a statute or a guideline asks for, named in the rationale. */
  readonly rule?: "interval" | "point";
  /** Inside the limit: what the team aims at. */
  readonly target?: { readonly min?: number; readonly max?: number };
  readonly owner?: string;
  readonly rationale?: string;
}

/** How budgets are watched over time. Lengths of time are `1d`, `2w`, `3mo`. */
export interface BurnInput {
  readonly window: string;
  readonly slot: string;
  /** The first day of a window (YYYY-MM-DD); windows are laid end to end from it. Default the first slot. */
  readonly since?: string;
  /** The gap to a limit that is put up with, as a share of the cohort's decisions; needed for alerts. */
  readonly allowedShortfall?: number;
}

export interface HistoryInput {
  /** File that `evenhand check` reads and writes, relative to the configuration. */
  readonly path: string;
  /** An error budget that stays inconclusive so long blocks. */
  readonly inconclusive?: { readonly dataSets?: number; readonly days?: number };
  /** After so many models judged on the same people fresh ones are asked for. */
  readonly models?: number;
}

export interface RatchetInput {
  readonly baseline: string;
  /** In units of the disparity or value; default 0.02. */
  readonly margin?: number;
  /** Decisions; default 20. */
  readonly floor?: number;
}

/** How far recourse is searched for where a budget asks for it. */
export interface RecourseInput {
  /** Refused people that are drawn at random; default 200. */
  readonly people?: number;
  /** Of the draw; default that of `evidence`. */
  readonly seed?: number;
  /** Boxes that the search may look at for each; default 20,000. */
  readonly nodes?: number;
}

/** What protected attributes can be told from. `proxies: {}` asks with the defaults. */
export interface ProxiesInput {
  /** Columns; bands are those of `cohorts`. Default: every protected attribute of the cohorts. */
  readonly protected?: readonly string[];
  /** Default: the declared features that are not protected; without any, every column without a role. */
  readonly features?: readonly string[];
  /** Features whose use a named person answers for: people alike in them are compared as well. */
  readonly legitimate?: readonly LegitimateFeature[];
  /** Arrows of a causal graph; only along them is anything called a path. */
  readonly causes?: readonly CausalEdge[];
  /** Area under the ROC curve from which on a feature counts as a proxy; default 0.7. */
  readonly limit?: number;
  /** Parts that are predicted in turn from the others; default 5. */
  readonly folds?: number;
  /** Default that of `evidence`. */
  readonly seed?: number;
}

/** What may be done about a gap. */
export interface RemediesInput {
  /** Default: not declared, and thresholds by cohort are refused. */
  readonly perCohortThresholds?: PerCohortThresholds;
}

export interface ModelInput extends Omit<ModelSection, "background"> {
  readonly background?: ModelSection["background"];
}
