import type { TallyInput } from "../../cells/tally.ts";
import type { NumericColumn } from "../../table/column.ts";
import { isPresent } from "../../table/column.ts";
import { type Table, takeRows } from "../../table/table.ts";
import { argsort } from "./argsort.ts";
import type { ScoreSample } from "./score-sample.ts";

/** The rows of a table with their scores and recorded outcomes. */
export interface ScoredRows {
  readonly table: Table;
  readonly scores: NumericColumn;
  /** 1 favourable, 0 other, −1 not recorded; null without recorded outcomes. */
  readonly labels: Int8Array | null;
  /** Which outcome a high score speaks for. */
  readonly highMeans: "favourable" | "other";
  readonly weight: TallyInput["weight"];
  /** 1 = count this row; null = all. */
  readonly included: Uint8Array | null;
}

/** The same rows in the order of their scores, those without a finite score last. */
export interface SortedRows {
  readonly table: Table;
  readonly included: Uint8Array | null;
  /** Those with a score, at the positions of the table; 1 is the outcome that a high score speaks for. */
  readonly everyone: ScoreSample;
}

/** Sorts rows by score; of the table only the named columns are kept. */
export function sortRows(rows: ScoredRows, columns: readonly string[]): SortedRows {
  const { order, scored } = orderRows(rows);
  const { labels, weight, included, highMeans } = rows;
  const kept = columns.flatMap((name) => {
    const column = rows.table.columns.get(name);
    return column === undefined ? [] : [[name, column] as const];
  });
  const table = takeRows({ rows: rows.table.rows, columns: new Map(kept) }, order);
  const scores = new Float64Array(scored);
  const outcomes = new Int8Array(scored).fill(-1);
  const weights = weight === null ? null : new Float64Array(scored);
  for (let i = 0; i < scored; i++) {
    const row = order[i] as number;
    scores[i] = rows.scores.values[row] as number;
    const label = labels === null ? -1 : (labels[row] as number);
    outcomes[i] = label < 0 || highMeans === "favourable" ? label : 1 - label;
    if (weights !== null && weight !== null) weights[i] = weight.values[row] as number;
  }
  return {
    table,
    included:
      included === null ? null : included.map((_, i) => included[order[i] as number] as number),
    everyone: { scores, labels: outcomes, weights, kind: weight?.kind ?? "none" },
  };
}

function orderRows({ scores, table }: ScoredRows): { order: Uint32Array; scored: number } {
  const present = new Uint32Array(table.rows);
  const values = new Float64Array(table.rows);
  const order = new Uint32Array(table.rows);
  let scored = 0;
  let last = table.rows;
  for (let row = 0; row < table.rows; row++) {
    const value = scores.values[row] as number;
    if (isPresent(scores, row) && Number.isFinite(value)) {
      present[scored] = row;
      values[scored++] = value;
    } else {
      order[--last] = row;
    }
  }
  argsort(values.subarray(0, scored)).forEach((at, i) => {
    order[i] = present[at] as number;
  });
  return { order, scored };
}
