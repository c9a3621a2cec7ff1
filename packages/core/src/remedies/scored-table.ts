import { indexAt } from "../cells/coding.ts";
import { rowsOfCohorts } from "../cells/cohort-rows.ts";
import { readWeights } from "../cells/weights.ts";
import type { Configuration } from "../configuration/configuration.ts";
import { readLabels, readScores } from "../document/audit-scores.ts";
import { codeRoles } from "../document/code-roles.ts";
import { EvenhandError, shown } from "../errors.ts";
import type { Weighting } from "../stats/mean.ts";
import { isPresent, type NumericColumn } from "../table/column.ts";
import { requireNumbers } from "../table/numbers.ts";
import { requireColumn, type Table, takeRows } from "../table/table.ts";
import type { ScoredDecisions } from "./scored-decisions.ts";
import type { Utility } from "./utility.ts";

/** A utility as it is declared for a table: `column` says what a favourable decision is worth for each row. */
export type DeclaredUtility =
  | Exclude<Utility, { readonly kind: "gains" }>
  | { readonly kind: "column"; readonly column: string };

/** The rows of a table as scored people of one dimension, with the decisions in force. */
export interface ScoredTable {
  readonly table: Table;
  /** Rows without a score have the score 0 and no cohort: no rule decides about them. */
  readonly decisions: ScoredDecisions;
  readonly utility: Utility;
  readonly weighting: Weighting;
  /** 1 favourable, 0 other, −1 none; null where the configuration declares no prediction. */
  readonly inForce: Int8Array | null;
}

/**
 * Reads what thresholds are chosen on.
 *
 * @throws EvenhandError `config/unknown-cohorts`, `config/missing-key` without scores or labels,
 *   `input/missing-gain`, and those of reading the columns
 */
export function readScoredTable(
  table: Table,
  configuration: Configuration,
  dimensionName: string,
  declared: DeclaredUtility,
  given: NumericColumn | null,
): ScoredTable {
  const dimension = configuration.cohorts.find(({ name }) => name === dimensionName);
  if (dimension === undefined) {
    throw new EvenhandError({
      code: "config/unknown-cohorts",
      path: "dimension",
      problem: "no cohorts have this name",
      received: shown(dimensionName),
      expected: configuration.cohorts.map(({ name }) => shown(name)).join(", "),
    });
  }
  const { prediction, weight } = configuration.decisions;
  const scores = given ?? readScores(table, configuration.decisions.score);
  const labels = readLabels(table, configuration);
  if (scores === null || labels === null) {
    throw new EvenhandError({
      code: "config/missing-key",
      path: scores === null ? "decisions.score" : "decisions.label",
      problem: "thresholds are chosen on scores and recorded outcomes",
      expected: "a column of each, or the scores of the model",
    });
  }
  const observed = rowsOfCohorts(table, dimension).filter(
    ({ cohort }) => cohort.kind === "observed",
  );
  const cohorts = new Int32Array(table.rows).fill(-1);
  observed.forEach(({ listRows }, i) => {
    for (const row of listRows()) cohorts[row] = i;
  });
  const values = Float64Array.from(scores.values);
  for (let row = 0; row < table.rows; row++) {
    if (isPresent(scores, row) && Number.isFinite(values[row])) continue;
    values[row] = 0;
    cohorts[row] = -1;
  }
  const weights =
    weight === null ? null : readWeights(table, weight, "decisions.weight.column").values;
  return {
    table,
    decisions: {
      scores: values,
      labels,
      cohorts,
      names: observed.map(({ cohort }) => cohort.id),
      ...(weights === null ? {} : { weights }),
      favourableWhen:
        prediction === null || prediction.kind === "column" ? "above" : prediction.favourableWhen,
    },
    utility: readUtility(table, declared),
    weighting: { kind: weight?.kind ?? "none", values: weights },
    inForce: readInForce(table, configuration, given),
  };
}

/** Some rows of it. */
export function takeScored(scored: ScoredTable, rows: Uint32Array): ScoredTable {
  const { decisions, utility, weighting, inForce } = scored;
  const take = (values: ArrayLike<number>): Float64Array =>
    Float64Array.from(rows, (row) => values[row] as number);
  return {
    table: takeRows(scored.table, rows),
    decisions: {
      ...decisions,
      scores: take(decisions.scores),
      labels: take(decisions.labels),
      cohorts: take(decisions.cohorts),
      ...(decisions.weights === undefined ? {} : { weights: take(decisions.weights) }),
    },
    utility: utility.kind === "gains" ? { ...utility, values: take(utility.values) } : utility,
    weighting: {
      kind: weighting.kind,
      values: weighting.values === null ? null : take(weighting.values),
    },
    inForce: inForce === null ? null : Int8Array.from(rows, (row) => inForce[row] as number),
  };
}

function readUtility(table: Table, declared: DeclaredUtility): Utility {
  if (declared.kind !== "column") return declared;
  const path = "utility.column";
  const numbers = requireNumbers(requireColumn(table, declared.column, path), path);
  const values = Float64Array.from(numbers.values);
  const missing = values.findIndex((_, row) => !isPresent(numbers, row));
  if (missing === -1) return { kind: "gains", values };
  throw new EvenhandError({
    code: "input/missing-gain",
    path,
    problem: "a row does not say what a favourable decision is worth",
    received: `nothing in data row ${missing + 1}`,
    expected: "a number in every row",
  });
}

function readInForce(
  table: Table,
  configuration: Configuration,
  given: NumericColumn | null,
): Int8Array | null {
  const { prediction } = codeRoles(table, configuration, given);
  if (prediction === null) return null;
  const { coding, outcome } = prediction;
  const favourable = coding.levels.map((level) => outcome.favourable.includes(level));
  return Int8Array.from({ length: table.rows }, (_, row) => {
    const at = indexAt(coding, row);
    return at < 0 ? -1 : Number(favourable[at]);
  });
}
