import type { Attribution, Baseline, FeatureValue, OutputUnit } from "./attribution.ts";
import type { Counterfactual } from "./counterfactual.ts";

export const DECISION_SCHEMA = "evenhand/decision@1";

/** The complete account of one decision. It is personal data. */
export interface DecisionRecord {
  readonly schema: typeof DECISION_SCHEMA;
  readonly subject: string;
  readonly outcome: DecisionOutcome;
  readonly output: { readonly value: number; readonly unit: OutputUnit };
  readonly baseline: Baseline;
  readonly attributions: readonly Attribution[];
  readonly residual: number;
  /** At most four that pushed against (or, for a favourable outcome, towards) the outcome, strongest first; protected attributes and proxies that mattered are added to these, never dropped. */
  readonly reasons: readonly Reason[];
  readonly counterfactuals: readonly Counterfactual[];
  readonly confidence: Confidence;
  readonly safeguards: readonly Safeguard[];
  readonly notices: Notice;
  readonly provenance: DecisionProvenance;
}

export interface DecisionOutcome {
  /** The decision in the configuration's words: `offered`, `>50K`. */
  readonly decided: string;
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
  readonly kind: "ordinary" | "protected" | "proxy";
  /** |contribution| ÷ Σ|contributions| in the same direction, 0 to 1. */
  readonly share: number;
  /** The reason as one plain sentence. */
  readonly sentence: string;
}

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

export interface Notice {
  readonly locale: string;
  /** At most three sentences: outcome, the system's part in it, the right to a person. */
  readonly headline: string;
  readonly details: readonly NoticeSection[];
}

export interface NoticeSection {
  readonly title: string;
  readonly sentences: readonly string[];
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
  readonly templates: readonly string[];
}
