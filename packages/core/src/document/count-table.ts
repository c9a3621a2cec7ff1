import type { CellAttribute, Cells } from "../cells/cells.ts";
import { codeAttribute } from "../cells/coding.ts";
import { tally } from "../cells/tally.ts";
import { edgesOf } from "../cohorts/bands.ts";
import type { Configuration } from "../configuration/configuration.ts";
import { EvenhandError } from "../errors.ts";
import { isPresent, type NumericColumn } from "../table/column.ts";
import { requireColumn, type Table } from "../table/table.ts";
import type { Exclusion } from "./audit-document.ts";
import { type CodedOutcome, codeOutcome, codeScores, requireNumbers } from "./outcome-coding.ts";

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
  const weight = readWeights(table, configuration);
  const cells = tally({
    rows: table.rows,
    attributes: codeAttributes(table, configuration),
    label,
    prediction,
    weight: weight?.weight ?? null,
    included: weight?.included ?? null,
  });
  return { cells, excluded: weight?.excluded ?? [] };
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
  for (const { name, by, bands } of cohorts) {
    by.forEach((column, i) => {
      const edges = edgesOf(bands, column);
      const key = JSON.stringify([column, edges]);
      if (coded.has(key)) return;
      const path = `cohorts.${name}.by[${i}]`;
      const coding = codeAttribute(requireColumn(table, column, path), edges, path);
      coded.set(key, { attribute: { column, bands: edges, levels: coding.levels }, coding });
    });
  }
  return [...coded.values()];
}

function readWeights(table: Table, { decisions }: Configuration) {
  if (decisions.weight === null) return null;
  const { column: name, kind } = decisions.weight;
  const path = "decisions.weight.column";
  const column = requireNumbers(requireColumn(table, name, path), path);
  const values = new Float64Array(table.rows);
  const included = new Uint8Array(table.rows).fill(1);
  let missing = 0;
  for (let row = 0; row < table.rows; row++) {
    if (!isPresent(column, row)) {
      included[row] = 0;
      missing++;
      continue;
    }
    const value = column.values[row] as number;
    const isValid =
      Number.isFinite(value) && value >= 0 && (kind === "sampling" || Number.isInteger(value));
    if (!isValid) {
      throw new EvenhandError({
        code: "input/weight-range",
        path: name,
        problem: `a ${kind} weight is out of range`,
        expected: kind === "sampling" ? "a finite number, 0 or more" : "a whole number, 0 or more",
        received: `${value} in data row ${row + 1}`,
      });
    }
    values[row] = value;
  }
  const excluded = missing === 0 ? [] : [{ reason: "missing weight", column: name, rows: missing }];
  return { weight: { kind, values }, included, excluded };
}
