import type { CellAttribute, Cells } from "../cells/cells.ts";
import { codeAttribute } from "../cells/coding.ts";
import { pairSubjects } from "../cells/subject-pairs.ts";
import { type TallyInput, tally } from "../cells/tally.ts";
import { readWeights } from "../cells/weights.ts";
import { edgesOf } from "../cohorts/bands.ts";
import type { Configuration } from "../configuration/configuration.ts";
import { EvenhandError } from "../errors.ts";
import type { NumericColumn } from "../table/column.ts";
import { requireNumbers } from "../table/numbers.ts";
import { requireColumn, type Table } from "../table/table.ts";
import type { Exclusion } from "./audit-document.ts";
import { type CodedOutcome, codeOutcome, codeScores } from "./outcome-coding.ts";

/** The cells of a table, and the rows that could not be counted. */
export interface CountedTable {
  readonly cells: Cells;
  readonly excluded: readonly Exclusion[];
}

/**
 * Counts a table into cells as a configuration asks.
 *
 * @param scores the model's scores where the prediction rule is `model`
 * @throws EvenhandError `input/empty-table`, `config/unknown-column`,
 *   `config/too-many-levels`, `input/not-a-number`, `input/weight-range`, `usage/no-scores`
 */
export function countTable(
  table: Table,
  configuration: Configuration,
  scores: NumericColumn | null,
): CountedTable {
  if (table.rows === 0) {
    throw new EvenhandError({
      code: "input/empty-table",
      problem: "there are no rows to audit",
      expected: "at least one data row",
      received: "0",
    });
  }
  const label = codeLabel(table, configuration);
  const prediction = codePrediction(table, configuration, scores);
  const declared = configuration.decisions.weight;
  const weight = declared === null ? null : readWeights(table, declared, "decisions.weight.column");
  const { clusterBy } = configuration.decisions;
  const input: TallyInput = {
    rows: table.rows,
    attributes: codeAttributes(table, configuration),
    label,
    prediction,
    weight,
    included: weight?.included ?? null,
    clusterBy,
  };
  const counted = tally(input);
  const cells =
    clusterBy === null
      ? counted
      : pairSubjects(counted, input, requireColumn(table, clusterBy, "decisions.clusterBy"));
  const excluded =
    declared === null || weight === null || weight.missing === 0
      ? []
      : [{ reason: "missing weight", column: declared.column, rows: weight.missing }];
  return { cells, excluded };
}

function codeLabel(table: Table, { decisions }: Configuration): CodedOutcome | null {
  const { label, favourable } = decisions;
  if (label === null || favourable === null) return null;
  const path = "decisions.label";
  return codeOutcome(requireColumn(table, label, path), favourable, path);
}

function codePrediction(
  table: Table,
  { decisions }: Configuration,
  scores: NumericColumn | null,
): CodedOutcome | null {
  const { prediction, favourable, score } = decisions;
  if (prediction === null) return null;
  if (prediction.kind === "column") {
    const path = "decisions.prediction";
    const column = requireColumn(table, prediction.column, path);
    return favourable === null ? null : codeOutcome(column, favourable, path);
  }
  const { threshold, favourableWhen } = prediction;
  if (prediction.kind === "model") {
    if (scores !== null) return codeScores("model", scores, threshold, favourableWhen);
    throw new EvenhandError({
      code: "usage/no-scores",
      path: "decisions.prediction",
      problem: "the prediction comes from a model, and no scores were given",
      hint: "Predict with the model first and pass its scores.",
    });
  }
  const path = "decisions.score";
  const column = requireColumn(table, score as string, path);
  return codeScores(column.name, requireNumbers(column, path), threshold, favourableWhen);
}

function codeAttributes(table: Table, { cohorts }: Configuration) {
  const coded = new Map<
    string,
    { attribute: CellAttribute; coding: ReturnType<typeof codeAttribute> }
  >();
  for (const { name, by, within = [], bands } of cohorts) {
    [...by, ...within].forEach((column, i) => {
      const edges = edgesOf(bands, column);
      const key = JSON.stringify([column, edges]);
      if (coded.has(key)) return;
      const place = i < by.length ? `by[${i}]` : `within[${i - by.length}]`;
      const path = `cohorts.${name}.${place}`;
      const coding = codeAttribute(requireColumn(table, column, path), edges, path);
      coded.set(key, { attribute: { column, bands: edges, levels: coding.levels }, coding });
    });
  }
  return [...coded.values()];
}
