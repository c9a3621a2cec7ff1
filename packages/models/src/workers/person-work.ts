import type { Counterfactual, EvenhandError, Table } from "@evenhand/core";
import type { CounterfactualOptions } from "../counterfactuals/counterfactuals.ts";
import type { Model } from "../model.ts";

/** What a worker that searches for people is given. */
export interface PersonWork {
  readonly model: Model;
  readonly table: Table;
  readonly options: CounterfactualOptions;
  /** The people to search for, shared; each is taken by the worker that is free first. */
  readonly rows: Uint32Array;
  /** How many were taken, shared. */
  readonly taken: Int32Array;
}

/** The answers for one row of a table. */
export interface RowCounterfactuals {
  /** From 0. */
  readonly row: number;
  /** As `counterfactuals` gives them: none where the row meets the target already. */
  readonly found: readonly Counterfactual[];
}

type Details = Pick<EvenhandError, "code" | "path" | "problem" | "received" | "expected" | "hint">;

/** What such a worker says: answers as they come, what is wrong with a question, and the end. */
export type PersonWord = RowCounterfactuals | { readonly fault: Details } | "done";
