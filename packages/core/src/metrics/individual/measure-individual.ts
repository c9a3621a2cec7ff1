import { type CohortRows, rowsOfAll, rowsOfCohorts } from "../../cells/cohort-rows.ts";
import { ALL } from "../../cohorts/cohort-id.ts";
import { EvenhandError } from "../../errors.ts";
import { meanOf } from "../../stats/mean.ts";
import { isPresent } from "../../table/column.ts";
import { type TableInput, table as tableFrom } from "../../table/intake.ts";
import type { Table } from "../../table/table.ts";
import { estimateProportion } from "../estimate.ts";
import type { Measurement } from "../measurement.ts";
import { describeRowValue, type RowValue, valueOfMean } from "../row-measurement.ts";
import { confidenceOf, type RowQuestion, requireFinite } from "../row-question.ts";
import { entropyBetween, generalizedEntropy } from "./entropy.ts";
import { type FlipTest, flipRows } from "./flip-test.ts";
import { measureConsistency, type NeighbourQuestion } from "./neighbours.ts";

/** What is asked of how single people are treated. */
export interface IndividualQuestion extends RowQuestion {
  /** Column of decisions or predicted shares, 0 to 1, where 1 is favourable. */
  readonly prediction?: string;
  /** Column of recorded outcomes, 0 to 1; with `prediction` it asks for entropies of benefit. */
  readonly label?: string;
  /** Of `generalized_entropy_index`; 2 unless given. */
  readonly alpha?: number;
  /** Asks for `consistency` of the prediction. */
  readonly consistency?: NeighbourQuestion;
  /** Asks for `flip_rate`. */
  readonly flip?: FlipTest;
}

/** One metric of all rows: its part of a cohort, and which rows have one. */
interface RowMeasure {
  readonly metric: string;
  /** One a row; NaN where an input is missing. */
  readonly values: Float64Array;
  readonly measure: (values: Float64Array) => RowValue;
  /** The metric between cohorts, where there is one. */
  readonly between?: {
    readonly metric: string;
    readonly measure: (groups: readonly Float64Array[]) => RowValue;
  };
}

/**
 * Measures how single people are treated, for every cohort: `consistency` with the nearest other
 * rows; `generalized_entropy_index` and `theil_index` of the benefit 1 + ŷ − y within a cohort, and
 * `generalized_entropy_between` and `theil_between` over the cohorts of a dimension, as its cohort
 * `all`; `flip_rate`, the share whose decision changes with the attribute alone. Give the result to
 * `audit` as `measurements`, with the same cohorts.
 *
 * Neighbours are sought among all rows, whatever their cohort, and rows count as independent
 * although they share neighbours. Rows that lack an input are left out and counted in `missing`.
 *
 * @param input a table, row objects, columns, or a data frame
 * @throws EvenhandError `config/unknown-column`, `config/too-many-levels`, `input/not-a-number`,
 *   `input/not-finite`, `input/prediction-range`, `input/too-few-rows`, `usage/neighbours-range`,
 *   `usage/no-prediction`, `usage/prediction-length`, `usage/confidence-range`, and what `audit`
 *   throws for the cohorts
 * @example
 * const people = { sex: ["F", "M", "F", "M"], hired: [0, 1, 1, 1], suited: [1, 1, 1, 0] };
 * const sex = { name: "sex", by: ["sex"], bands: {}, reference: { kind: "rest" } } as const;
 * measureIndividual(people, { prediction: "hired", label: "suited", cohorts: [sex] })
 *   .find(({ metric, cohort }) => metric === "theil_index" && cohort === "all")?.value; // 0.34…
 */
export function measureIndividual(
  input: TableInput,
  question: IndividualQuestion,
): readonly Measurement[] {
  const confidence = confidenceOf(question);
  const table = tableFrom(input);
  const measures = measuresOf(table, question);
  const measured: Measurement[] = [];
  const add = (metric: string, { cohort }: CohortRows, found: RowValue, missing: number): void => {
    const told = cohort.rows === 0 ? ({ reason: "no-rows" } as const) : found;
    measured.push(describeRowValue(metric, cohort, told, missing, confidence));
  };
  const addGroup = (group: CohortRows): void => {
    const rows = group.listRows();
    for (const { metric, values, measure } of measures) {
      const known = pickKnown(values, rows);
      add(metric, group, measure(known), rows.length - known.length);
    }
  };
  const everyone = rowsOfAll(table);
  addGroup(everyone);
  for (const dimension of question.cohorts) {
    const groups = rowsOfCohorts(table, dimension);
    const disjoint = groups.filter(({ cohort }) => cohort.kind !== "rest");
    const whole = {
      ...everyone,
      cohort: { ...everyone.cohort, id: ALL, dimension: dimension.name },
    };
    for (const { values, between } of measures) {
      if (between === undefined) continue;
      const parts = disjoint.map(({ listRows }) => pickKnown(values, listRows()));
      const known = parts.reduce((sum, { length }) => sum + length, 0);
      add(between.metric, whole, between.measure(parts), table.rows - known);
    }
    for (const group of groups) addGroup(group);
  }
  return measured;
}

function measuresOf(table: Table, question: IndividualQuestion): RowMeasure[] {
  const { label, consistency, flip, alpha = 2 } = question;
  const prediction =
    question.prediction === undefined ? null : readShares(table, question.prediction, "prediction");
  const measures: RowMeasure[] = [];
  if (consistency !== undefined) {
    measures.push({
      metric: "consistency",
      values: measureConsistency(table, requirePrediction(prediction, "consistency"), consistency),
      measure: meanShare,
    });
  }
  if (label !== undefined) {
    const decided = requirePrediction(prediction, "label");
    const recorded = readShares(table, label, "label");
    const values = decided.map((own, row) => 1 + own - (recorded[row] as number));
    measures.push(
      entropyMeasure(values, "generalized_entropy_index", "generalized_entropy_between", alpha),
      entropyMeasure(values, "theil_index", "theil_between", 1),
    );
  }
  if (flip !== undefined) {
    const flipped = flipRows(table, flip);
    const values = Float64Array.from(flipped, (own) => (own < 0 ? Number.NaN : own));
    measures.push({ metric: "flip_rate", values, measure: shareOfOnes });
  }
  return measures;
}

function entropyMeasure(
  values: Float64Array,
  metric: string,
  between: string,
  alpha: number,
): RowMeasure {
  return {
    metric,
    values,
    measure: (benefits) => generalizedEntropy(benefits, alpha),
    between: { metric: between, measure: (groups) => entropyBetween(groups, alpha) },
  };
}

/** A mean of shares; Student's t on the logit scale. */
function meanShare(values: Float64Array): RowValue {
  const mean = meanOf(values);
  return mean === null
    ? { reason: "zero-denominator" }
    : valueOfMean(mean, "logit", "student-t-logit");
}

/** A share of rows, with the interval of one. */
function shareOfOnes(values: Float64Array): RowValue {
  const size = values.length;
  if (size === 0) return { reason: "zero-denominator" };
  const successes = values.reduce((sum, own) => sum + own, 0);
  return {
    value: successes / size,
    estimate: estimateProportion({ successes, size }),
    numerator: successes,
    denominator: size,
    n: size,
    effective: size,
  };
}

/** Numbers from 0 to 1, NaN where missing. */
function readShares(table: Table, name: string, path: string): Float64Array {
  const column = requireFinite(table, name, path);
  return Float64Array.from({ length: table.rows }, (_, row) => {
    if (!isPresent(column, row)) return Number.NaN;
    const value = column.values[row] as number;
    if (value >= 0 && value <= 1) return value;
    throw new EvenhandError({
      code: "input/prediction-range",
      path: name,
      problem: "this is no decision, outcome or share",
      expected: "a number from 0 to 1, where 1 is favourable",
      received: `${value} in data row ${row + 1}`,
      hint: "Derive a column of 0 and 1 from texts.",
    });
  });
}

function requirePrediction(prediction: Float64Array | null, path: string): Float64Array {
  if (prediction !== null) return prediction;
  throw new EvenhandError({
    code: "usage/no-prediction",
    path,
    problem: "this needs a prediction",
    hint: "Name its column as `prediction`.",
  });
}

function pickKnown(values: Float64Array, rows: Uint32Array): Float64Array {
  return Float64Array.from(rows, (row) => values[row] as number).filter(
    (value) => !Number.isNaN(value),
  );
}
