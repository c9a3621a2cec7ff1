import { indexAt } from "../cells/coding.ts";
import { rowsOfCohorts } from "../cells/cohort-rows.ts";
import { codeRoles } from "../document/code-roles.ts";
import { type AuditQuestion, completeQuestion } from "../document/question.ts";
import { EvenhandError } from "../errors.ts";
import type { NumericColumn } from "../table/column.ts";
import { type TableInput, table as tableFrom } from "../table/intake.ts";
import { requireDimension } from "./requirements.ts";

/** Weights for a trainer, and what they do to the recorded outcomes. */
export interface Reweighing {
  readonly dimension: string;
  /** One a row, above 0; missing where attribute, outcome or weight is unknown. Their sum is that of the rows' own weights. */
  readonly weights: NumericColumn;
  readonly cohorts: readonly ReweighedCohort[];
  /** Rows without a weight. */
  readonly leftOut: number;
  /** Share of favourable outcomes of all weighed rows, which is that of each cohort afterwards. */
  readonly baseRate: number;
}

export interface ReweighedCohort {
  readonly cohort: string;
  readonly rows: number;
  /** Weight of a row with a favourable outcome, and of another one, beside its own; null where there are none. */
  readonly favourable: number | null;
  readonly other: number | null;
  readonly baseRateBefore: number;
  /** Under the weights. Equal to that of all, unless the cohort has outcomes of one kind only. */
  readonly baseRateAfter: number;
  /** Kish's (Σw)²/Σw² under the weights: what these rows are worth as evidence. */
  readonly effectiveRows: number;
}

/**
 * Weighs training rows so that cohort and recorded outcome are independent: with W the sum of weights,
 *
 *   weight of a row of cohort g with outcome y = W_g · W_y / (W · W_gy),
 *
 * times its own weight, if it has one. It equalises base rates in the training data; what a model
 * trained with the weights then decides is for an audit of that model to say.
 * Kamiran & Calders (2012), Knowledge and Information Systems 33.
 *
 * Cohorts with outcomes of one kind only keep their base rate; rows of unknown attribute, outcome or
 * weight get none.
 *
 * @param input a table, row objects, columns, or a data frame: the rows to train with
 * @param question `{ outcome, by }`, or a configuration
 * @param dimension name of one of its dimensions
 * @param name of the new column; default `weight`
 * @throws EvenhandError `usage/unknown-dimension`, `usage/no-outcomes`, `config/…`, `input/…`
 * @example
 * const { weights } = reweighRows(people, { outcome: "hired", by: ["sex"] }, "sex");
 * withColumn(table(people), weights); // train with this column as sample weights
 */
export function reweighRows(
  input: TableInput,
  question: AuditQuestion,
  dimension: string,
  name: string = "weight",
): Reweighing {
  const table = tableFrom(input);
  const configuration = completeQuestion(question, table);
  const divided = requireDimension(configuration, dimension);
  const { label, weight } = codeRoles(
    table,
    { ...configuration, decisions: { ...configuration.decisions, prediction: null } },
    null,
  );
  if (label === null) throw lacksOutcomes();
  const isFavourable = label.outcome.classes.map((text) => label.outcome.favourable.includes(text));
  const stateAt = (row: number): number => {
    if (weight?.included[row] === 0) return -1;
    const index = indexAt(label.coding, row);
    return index < 0 ? -1 : isFavourable[index] === true ? 1 : 0;
  };
  const ownAt = (row: number): number => (weight === null ? 1 : (weight.values[row] as number));

  const parts = rowsOfCohorts(table, divided)
    .filter(({ cohort }) => cohort.kind === "observed")
    .map(({ cohort, listRows }) => ({
      cohort: cohort.id,
      rows: listRows().filter((row) => stateAt(row) >= 0),
    }));
  const sums = parts.map(({ rows }) => {
    const sum = [0, 0];
    for (const row of rows) {
      const state = stateAt(row);
      sum[state] = (sum[state] as number) + ownAt(row);
    }
    return sum as [other: number, favourable: number];
  });
  const byOutcome = [0, 1].map((y) => sums.reduce((sum, one) => sum + (one[y] as number), 0));
  const total = (byOutcome[0] as number) + (byOutcome[1] as number);
  if (total === 0) throw lacksOutcomes();

  const values = new Float64Array(table.rows);
  const validity = new Uint8Array(table.rows);
  const cohorts = parts.map(({ cohort, rows }, g): ReweighedCohort => {
    const own = sums[g] as [number, number];
    const mass = own[0] + own[1];
    const factors = [0, 1].map((y) =>
      own[y] === 0 ? null : (mass * (byOutcome[y] as number)) / (total * (own[y] as number)),
    );
    let squares = 0;
    const after: [number, number] = [0, 0];
    for (const row of rows) {
      const state = stateAt(row) as 0 | 1;
      const value = (factors[state] as number) * ownAt(row);
      values[row] = value;
      validity[row] = 1;
      after[state] += value;
      squares += value * value;
    }
    const reached = after[0] + after[1];
    return {
      cohort,
      rows: rows.length,
      favourable: factors[1] as number | null,
      other: factors[0] as number | null,
      baseRateBefore: mass === 0 ? 0 : own[1] / mass,
      baseRateAfter: reached === 0 ? 0 : after[1] / reached,
      effectiveRows: squares === 0 ? 0 : (reached * reached) / squares,
    };
  });
  const weighed = validity.reduce((sum, one) => sum + one, 0);
  return {
    dimension,
    weights: { kind: "numeric", name, values, validity: weighed === table.rows ? null : validity },
    cohorts: cohorts.filter(({ rows }) => rows > 0),
    leftOut: table.rows - weighed,
    baseRate: (byOutcome[1] as number) / total,
  };
}

function lacksOutcomes(): EvenhandError {
  return new EvenhandError({
    code: "usage/no-outcomes",
    path: "decisions.label",
    problem: "no row of a known cohort has a recorded outcome, so there is nothing to weigh",
    expected: "a column of recorded outcomes",
    received: "none",
  });
}
