import type { CellAttribute } from "../cells/cells.ts";
import { type Coding, codeAttribute } from "../cells/coding.ts";
import { type RowWeights, readWeights } from "../cells/weights.ts";
import { edgesOf } from "../cohorts/bands.ts";
import type { Configuration } from "../configuration/configuration.ts";
import { EvenhandError } from "../errors.ts";
import type { NumericColumn } from "../table/column.ts";
import { requireNumbers } from "../table/numbers.ts";
import { requireColumn, type Table } from "../table/table.ts";
import { type CodedOutcome, codeOutcome, codeScores } from "./outcome-coding.ts";

/** The columns that cells are counted from. */
export interface CodedRoles {
  readonly label: CodedOutcome | null;
  readonly prediction: CodedOutcome | null;
  readonly attributes: readonly CodedAttribute[];
  readonly weight: RowWeights | null;
}

export interface CodedAttribute {
  readonly attribute: CellAttribute;
  readonly coding: Coding;
}

/**
 * Reads every column that a configuration gives a role in the cells.
 *
 * @param scores the model's scores where the prediction rule is `model`
 * @throws EvenhandError `config/unknown-column`, `config/too-many-levels`, `input/not-a-number`,
 *   `input/weight-range`, `usage/no-scores`
 */
export function codeRoles(
  table: Table,
  configuration: Configuration,
  scores: NumericColumn | null,
): CodedRoles {
  const { weight } = configuration.decisions;
  return {
    label: codeLabel(table, configuration),
    prediction: codePrediction(table, configuration, scores),
    attributes: codeAttributes(table, configuration),
    weight: weight === null ? null : readWeights(table, weight, "decisions.weight.column"),
  };
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

function codeAttributes(table: Table, { cohorts }: Configuration): CodedAttribute[] {
  const coded = new Map<string, CodedAttribute>();
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
