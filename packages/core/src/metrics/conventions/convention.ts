/** A tool whose numbers can be reproduced. */
export type ConventionName = "aequitas" | "aif360" | "clarify" | "fairlearn" | "oxonfair";

/**
 * What the tool prints. `nan` and `infinite`: it prints NaN or an infinity. `refused`: it stops with
 * an error.
 */
export type ConventionalResult =
  | { readonly status: "ok"; readonly value: number }
  | { readonly status: "nan" }
  | { readonly status: "infinite"; readonly sign: 1 | -1 }
  | { readonly status: "refused" };

/** One number as a tool gives it. A point without interval: it judges nothing. */
export interface ConventionalValue {
  /** The tool's own name for it. */
  readonly metric: string;
  /** The tool's options that were used: `{ method: "to_overall" }`. */
  readonly options: Readonly<Record<string, string>>;
  /** Levels of the control columns; null without any. */
  readonly stratum: readonly string[] | null;
  /** The cohort it belongs to; null where there is one number for all. */
  readonly cohort: string | null;
  /** What the cohort is set against; null where there is nothing. */
  readonly reference: string | null;
  readonly result: ConventionalResult;
}

/** Where a tool's number differs from ours of the same name or meaning. */
export interface ConventionNote {
  /** The tool's metrics that it concerns. */
  readonly metrics: readonly string[];
  readonly difference: string;
}

/** What a tool would print for some cells. */
export interface ConventionReport {
  readonly convention: ConventionName;
  /** Name and version of the tool that the numbers were checked against. */
  readonly tool: string;
  readonly values: readonly ConventionalValue[];
  readonly notes: readonly ConventionNote[];
}

/** Σ weight of the four kinds of decision, and rows. */
export interface ToolCounts {
  readonly tp: number;
  readonly fp: number;
  readonly tn: number;
  readonly fn: number;
  /** The same in rows, for tools that leave weights aside in some metrics. */
  readonly rows: Readonly<Record<Kind, number>>;
}

export type Kind = "tp" | "fp" | "tn" | "fn";

/** What a quotient is where its denominator is zero. */
export type Division = (top: number, bottom: number) => number;

/** A quotient of sums of the four counts, one a group. */
export interface ToolRate {
  readonly metric: string;
  readonly top: readonly Kind[];
  readonly bottom: readonly Kind[];
  readonly divide: Division;
}

/** One number for all groups together. */
export interface ToolSummary {
  readonly metric: string;
  readonly options?: Readonly<Record<string, string>>;
  readonly summarize: (groups: readonly ToolCounts[], overall: ToolCounts) => number;
}

/** One number for a group and the group it is set against. */
export interface ToolContrast {
  readonly metric: string;
  readonly contrast: (own: ToolCounts, reference: ToolCounts) => number;
}

/** How one tool counts: nothing but tables and formulas. */
export interface ConventionProfile {
  readonly convention: ConventionName;
  readonly tool: string;
  /** Whether the tool takes row weights. */
  readonly takesWeights: boolean;
  /** Whether it lists combinations of two attributes that no row has. */
  readonly listsEmptyGroups: boolean;
  /** What it sets a group against. `declared`: one group or the rest, as the dimension says. */
  readonly against: "nothing" | "declared" | "rest" | "group";
  readonly rates: readonly ToolRate[];
  readonly contrasts: readonly ToolContrast[];
  readonly summaries: readonly ToolSummary[];
  readonly notes: readonly ConventionNote[];
}
