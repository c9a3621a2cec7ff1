import type { Counterfactual, FeatureDeclaration, FeatureLink, Table } from "@evenhand/core";
import type { AskOptions, Predictions } from "../../black-box/ask.ts";
import type { IsolationForest } from "../isolation.ts";
import type { CounterfactualTarget } from "../target.ts";

export interface BlackBoxCounterfactualOptions extends AskOptions {
  /** In the unit of the black box. */
  readonly target: CounterfactualTarget;
  /** Rows as those of the training data: spread, decimals and values of numbers come from them, and the search starts at some. */
  readonly anchors: Table;
  /** What may change and how, by feature name. Barred advice (protected, proxy) is never given. */
  readonly features?: Readonly<Record<string, FeatureDeclaration>>;
  /** What holds between two inputs; a column that is no input of the model stays as it is. */
  readonly links?: readonly FeatureLink[];
  /** Answers to look for, each of another kind than those before it; 1 to 6, default 1. */
  readonly answers?: number;
  /** Most features that an answer may change. Default: any number. */
  readonly maxChanges?: number;
  /** Answers are to be usual records, as this forest, grown over {@link blackBoxInputs}, sees them. */
  readonly plausible?: IsolationForest;
  /** Anchors that the model is asked about once, drawn at random from all. Default 500. */
  readonly anchorRows?: number;
  /** Rows that may be asked for about one person and answer, a batch begun included. Default 2,000. */
  readonly maxRows?: number;
  /** Of the draw of anchors. Default 7. */
  readonly seed?: number;
}

export interface BlackBoxCounterfactuals {
  /** `feasible` or `not-found`: answers alone prove nothing about what was not asked. */
  readonly counterfactuals: readonly Counterfactual[];
  /** What was asked of the model about this person. */
  readonly predictions: Predictions;
}

/** Searches that share what does not depend on the person. */
export interface BlackBoxSearch {
  find(table: Table, row: number): Promise<BlackBoxCounterfactuals>;
  /** What was asked of the model about the anchors. */
  readonly predictions: Predictions;
}
