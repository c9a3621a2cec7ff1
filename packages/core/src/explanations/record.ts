import type { Attribution, Baseline, FeatureValue, OutputUnit } from "./attribution.ts";
import type { Counterfactual } from "./counterfactual.ts";
import type { Dispute } from "./dispute.ts";
import type { ReasonCoding } from "./reason-codes.ts";
import type { PluralForms } from "./wording.ts";

export const DECISION_SCHEMA = "evenhand/decision@1";

/**
 * The complete account of one decision. It is personal data, and it is for reviewers: it holds what
 * the client's notice withholds (`notices` is the layer that may be sent).
 */
export interface DecisionRecord {
  readonly schema: typeof DECISION_SCHEMA;
  readonly subject: string;
  readonly outcome: DecisionOutcome;
  readonly output: { readonly value: number; readonly unit: OutputUnit };
  readonly baseline: Baseline;
  /** Strongest first, ties by name, so that the order of the model's inputs leaves no trace. */
  readonly attributions: readonly Attribution[];
  readonly residual: number;
  /** At most four that pushed against (or, for a favourable outcome, towards) the outcome, strongest first; protected attributes and proxies that mattered are added to these, never dropped. */
  readonly reasons: readonly Reason[];
  /** What pushed beside the reasons, where these cover too little; it never replaces a reason. */
  readonly others: OtherInfluences | null;
  readonly counterfactuals: readonly Counterfactual[];
  readonly confidence: Confidence;
  readonly safeguards: readonly Safeguard[];
  /** One entry an attribution, in the same order: all that a notice needs to speak of it. */
  readonly features: readonly FeatureDescription[];
  /** Whom to turn to, in words; null where none was given. */
  readonly contact: string | null;
  /** What the person says is wrong; absent where they have not said so. */
  readonly dispute?: Dispute;
  /** For the client. */
  readonly notices: Notice;
  readonly provenance: DecisionProvenance;
}

export interface DecisionOutcome {
  /** The decision in the configuration's words: `offered`, `>50K`. */
  readonly decided: string;
  /** The same by language; absent where it was not declared by language. */
  readonly decidedIn?: Readonly<Record<string, string>>;
  readonly favourable: boolean;
  /** The output at which the decision turns, in the unit of the output. */
  readonly threshold: number;
  readonly favourableWhen: "above" | "below";
}

export interface Reason {
  readonly feature: string;
  readonly label: string;
  readonly value: FeatureValue;
  /** A typical value in the background. */
  readonly referenceValue: FeatureValue;
  readonly contribution: number;
  readonly direction: "for" | "against";
  /** `protected` and `proxy` reasons always come with a safeguard. */
  readonly kind: FeatureKind;
  /** |contribution| ÷ Σ|contributions| in the same direction, 0 to 1. */
  readonly share: number;
  /** How it stands on the lender's own list; absent where no list was given. */
  readonly lenderCode?: ReasonCoding;
  /** The reason as one plain sentence that the client may read. */
  readonly sentence: string;
}

/** Everything that pushed in the direction of the reasons without being one of them. */
export interface OtherInfluences {
  /** Their part of the push in that direction, 0 to 1. */
  readonly share: number;
  readonly features: number;
  readonly sentence: string;
}

/** What was declared about an input when the record was made; names made safe to print. */
export interface FeatureDescription {
  readonly feature: string;
  /** Like the unit and the levels, in the language of the record where it was declared. */
  readonly label: string;
  readonly unit: string | null;
  /** Names of those levels that occur in the record. */
  readonly levels: readonly { readonly level: string; readonly label: string }[];
  readonly kind: FeatureKind;
  readonly proxyOf: readonly string[];
  /** Worked out rather than asked: its value is shown to no one but reviewers. */
  readonly inferred: boolean;
  /** Of protected attributes and proxies; null for ordinary inputs. */
  readonly use: "prohibited" | { readonly allowed: string } | null;
  readonly actionable: { readonly owner: string; readonly rationale: string } | null;
  /** Present where the client's notice names the input and withholds its value. */
  readonly hidesValue?: true;
  /** Where a person can change it; absent where none was declared or the change must not be advised. */
  readonly adjustAt?: string;
  /** By language, like the two below; absent where not declared. */
  readonly purpose?: Readonly<Record<string, string>>;
  /** What a number above the typical one is called. */
  readonly more?: Readonly<Record<string, string>>;
  readonly less?: Readonly<Record<string, string>>;
  /** For notices in other languages; absent where neither languages nor plural forms were declared. */
  readonly names?: FeatureNames;
}

/** What an input is called, by language (BCP 47 tag); `und` where it was declared without one. */
export interface FeatureNames {
  readonly label: Readonly<Record<string, string>>;
  readonly unit: Readonly<Record<string, PluralForms>>;
  /** The levels that occur in the record. */
  readonly levels: readonly {
    readonly level: string;
    readonly label: Readonly<Record<string, string>>;
  }[];
}

/** `proxy`: gives a protected attribute away without being one. */
export type FeatureKind = "ordinary" | "protected" | "proxy";

export interface Confidence {
  readonly band: "clear" | "fairly-clear" | "close-call";
  /** |output − threshold|, in the unit of the output. */
  readonly distance: number;
  /** Share of the background rows whose output lies nearer to the threshold, 0 to 1. */
  readonly nearerShare: number;
  readonly basis: string;
}

export interface Safeguard {
  /** Machine code a host can act on. */
  readonly code:
    | "protected-attribute-used"
    | "proxy-used"
    | "close-call"
    | "no-recourse"
    | "search-incomplete";
  readonly feature: string | null;
  /** True where the notice must not be sent before a person has looked. */
  readonly holdForReview: boolean;
  readonly sentence: string;
}

/**
 * Who reads it. Reviewers see names and values that the client's notice withholds; a support agent
 * sees what the client sees, word for word, and what to do with it.
 */
export type Audience = "client" | "agent" | "reviewer";

export interface Notice {
  readonly locale: string;
  readonly audience: Audience;
  /** At most three sentences: outcome, the system's part in it, the right to a person. */
  readonly headline: string;
  readonly details: readonly NoticeSection[];
}

/** `claims`, `before` and `after` stand in re-explanations only. */
export type NoticeSectionId =
  | "decision"
  | "reasons"
  | "changes"
  | "confidence"
  | "safeguards"
  | "actions"
  | "claims"
  | "before"
  | "after";

export interface NoticeSection {
  /** The same in every language. */
  readonly id: NoticeSectionId;
  readonly title: string;
  /** Each entry is one sentence, or a few that only make sense together. */
  readonly sentences: readonly string[];
  /** The addresses that stand in the sentences and may be links; absent where there is none. */
  readonly links?: readonly string[];
}

export interface DecisionProvenance {
  readonly model: {
    readonly name: string;
    readonly format: string;
    readonly sha256: string | null;
  };
  readonly data: { readonly name: string; readonly sha256: string | null };
  readonly generator: { readonly name: string; readonly version: string };
  /** The UTC date the record was made for, given by the caller. */
  readonly today: string;
  /** The message templates behind the sentences of the record, `locale/id`, sorted. */
  readonly templates: readonly string[];
}
