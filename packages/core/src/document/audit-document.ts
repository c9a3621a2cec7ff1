import type { Budget, Evidence } from "../budgets/budget.ts";
import type { Proposal } from "../budgets/changes/judge-proposal.ts";
import type { Odometer } from "../budgets/history/history.ts";
import type { Growth, RatchetRule } from "../budgets/ratchet/growth.ts";
import type { Outcome, Verdict } from "../budgets/verdict.ts";
import type { Cells } from "../cells/cells.ts";
import type { Cohort } from "../cohorts/cohort.ts";
import type { CohortDimension } from "../cohorts/dimension.ts";
import type { Context, LabelMeaning, Signoff } from "../configuration/context.ts";
import type { DecisionRecord } from "../explanations/record.ts";
import type { Disparity, Measurement } from "../metrics/measurement.ts";
import type { ScoreProfile } from "../metrics/scores/score-profile.ts";
import type { StratifiedDisparity } from "../metrics/stratified-disparity.ts";
import type { ProxyAudit } from "../proxies/proxy-audit.ts";

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
  readonly cells: Cells | null;
  readonly cohorts: readonly Cohort[];
  readonly measurements: readonly Measurement[];
  readonly disparities: readonly Disparity[];
  /** What lies behind the disparities of dimensions with strata; absent where there are none. */
  readonly stratified?: readonly StratifiedDisparity[];
  /** Histogram and reliability of the scores, by cohort; absent where there are none. */
  readonly scores?: readonly ScoreProfile[];
  /** What protected attributes can be told from; absent where the configuration does not ask. */
  readonly proxies?: ProxyAudit;
  readonly budgets: readonly Budget[];
  readonly verdicts: readonly Verdict[];
  readonly decisions: readonly DecisionRecord[];
  readonly outcome: Outcome;
  /** How the budgets stand to those in force; absent where these are the budgets in force. */
  readonly proposal?: AuditProposal;
  /** How often these people judged a model; absent without a history. */
  readonly odometer?: Odometer;
  /** How the gaps stand to those of a baseline; absent without one. */
  readonly ratchet?: AuditRatchet;
  /** What a reader must know beside the numbers, as sentences. */
  readonly notes: readonly string[];
  /** What was withheld so that it can be published (`suppressSmallCells`); absent in an internal audit. */
  readonly publication?: Publication;
}

/** An audit made fit for publication. */
export interface Publication {
  /** Counts of rows from 1 to one less than this are protected. */
  readonly smallest: number;
  /** Kinds and numbers of what is missing, never the values; what was there and is whole is not listed. */
  readonly withheld: readonly { readonly kind: WithheldKind; readonly count: number }[];
}

export type WithheldKind =
  | "cells"
  | "cohort"
  | "measurement"
  | "disparity"
  | "verdict"
  | "tipping"
  | "adjusted-p"
  | "strata"
  | "scores"
  | "proxies"
  | "decision"
  | "proposal"
  | "ratchet"
  | "exclusion"
  | "note";

export interface Provenance {
  readonly generator: { readonly name: string; readonly version: string };
  /** The UTC date the audit was judged for (YYYY-MM-DD), given by the caller; null if none was. */
  readonly today: string | null;
  readonly data: FileIdentity;
  readonly configuration: FileIdentity | null;
  readonly model: (FileIdentity & { readonly format: string }) | null;
  readonly evidence: Evidence;
}

export interface AuditProposal extends Proposal {
  /** The configuration in force. */
  readonly base: FileIdentity;
}

/** The audit against an earlier one. */
export interface AuditRatchet extends RatchetRule {
  readonly baseline: FileIdentity;
  /** Whether growth under an error budget blocks. */
  readonly enforced: boolean;
  readonly growth: readonly Growth[];
  readonly sentence: string;
}

export interface FileIdentity {
  readonly name: string;
  /** SHA-256 of the bytes, hexadecimal; null for data that never was a file. */
  readonly sha256: string | null;
}

/** What the words `label`, `prediction` and `favourable` mean in this audit. */
export interface Definitions {
  readonly label: OutcomeDefinition | null;
  readonly prediction: OutcomeDefinition | null;
  readonly score: string | null;
  readonly weight: { readonly column: string; readonly kind: "frequency" | "sampling" } | null;
  readonly labels: LabelMeaning | null;
  readonly attributes: readonly AttributeDefinition[];
  /** How people were divided: attributes, bands and reference of each dimension. */
  readonly dimensions: readonly CohortDimension[];
}

export interface OutcomeDefinition {
  /** Column name, or `model` for predictions computed from a model file. */
  readonly column: string;
  /** In words: `>50K`, `score 0.5 or above`. */
  readonly favourable: string;
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
