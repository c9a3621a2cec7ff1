import { type Coding, codeLevels, indexAt } from "../../cells/coding.ts";
import { readWeights, type WeightColumn } from "../../cells/weights.ts";
import { type TableInput, table as tableFrom } from "../../table/intake.ts";
import { requireColumn, type Table } from "../../table/table.ts";
import { DECISION_METRICS } from "../decision-metrics.ts";
import type { Measurement } from "../measurement.ts";
import type { RateMetric } from "../metric.ts";
import { describeRowValue, type RowValue } from "../row-measurement.ts";
import { confidenceOf, listGroups, type RowQuestion } from "../row-question.ts";
import { type ClassCounts, countClasses } from "./class-counts.ts";
import { classRate, macroF1, macroRate, multiclassAccuracy, worstRate } from "./class-rates.ts";

/** What is asked of decisions among several classes. */
export interface MulticlassQuestion extends RowQuestion {
  /** Column of predicted classes. */
  readonly prediction: string;
  /** Column of recorded classes; without it only `class_selection_rate` is measured. */
  readonly label?: string;
  readonly weight?: WeightColumn;
}

/** The rates of each class; their names stand in brackets, `class_precision[yes]`. */
const CLASS_RATES = [
  ["class_selection_rate", "selection_rate"],
  ["class_base_rate", "base_rate"],
  ["class_true_positive_rate", "true_positive_rate"],
  ["class_false_positive_rate", "false_positive_rate"],
  ["class_precision", "precision"],
] as const;

/**
 * Measures decisions among several classes for every cohort. For each class against all others
 * `class_selection_rate[…]`, `class_base_rate[…]`, `class_true_positive_rate[…]`,
 * `class_false_positive_rate[…]`, `class_precision[…]`; over all classes `multiclass_accuracy`,
 * `macro_true_positive_rate`, `macro_precision`, `macro_f1_score`, `worst_true_positive_rate`,
 * `worst_false_positive_rate` and `worst_precision`. Give the result to `audit` as `measurements`,
 * with the same cohorts.
 *
 * Classes are the texts that occur as label or prediction anywhere in the table, in code-unit order.
 * With two classes the rates are those of the binary metrics. Where a class has nothing to divide by
 * in a cohort, its rate and what is taken over all classes are `not-estimable`. Rows that lack a
 * class are left out and counted in `missing`.
 *
 * @param input a table, row objects, columns, or a data frame
 * @throws EvenhandError `config/unknown-column`, `config/too-many-levels`, `input/not-a-number`,
 *   `input/weight-range`, `usage/confidence-range`, and what `audit` throws for the cohorts
 * @example
 * const cases = { sex: ["F", "M"], queue: ["a", "b"], sent: ["a", "c"] };
 * const sex = { name: "sex", by: ["sex"], bands: {}, reference: { kind: "rest" } } as const;
 * measureMulticlass(cases, { label: "queue", prediction: "sent", cohorts: [sex] })
 *   .find(({ metric }) => metric === "multiclass_accuracy")?.value; // 0.5
 */
export function measureMulticlass(
  input: TableInput,
  question: MulticlassQuestion,
): readonly Measurement[] {
  const confidence = confidenceOf(question);
  const table = tableFrom(input);
  const prediction = codeClasses(table, question.prediction, "prediction");
  const label = question.label === undefined ? null : codeClasses(table, question.label, "label");
  const classes = [...new Set([...prediction.levels, ...(label?.levels ?? [])])].sort();
  const predictions = placeRows(prediction, classes, table.rows);
  const labels = label === null ? null : placeRows(label, classes, table.rows);
  const weights =
    question.weight === undefined ? null : readWeights(table, question.weight, "weight.column");
  const measured: Measurement[] = [];
  for (const { cohort, listRows } of listGroups(
    table,
    question.cohorts,
    weights?.included ?? null,
  )) {
    const counts = countClasses(listRows(), classes.length, labels, predictions, weights);
    const add = (metric: string, needs: RateMetric["needs"], found: RowValue): void => {
      const value = cohort.rows === 0 ? ({ reason: "no-rows" } as const) : found;
      const missing = countLacking(counts, needs);
      const unscored = countLacking(counts, { ...needs, label: false });
      measured.push(describeRowValue(metric, cohort, value, missing, confidence, unscored));
    };
    for (const [name, binary] of CLASS_RATES) {
      const rate = rateNamed(binary);
      if (rate.needs.label && labels === null) continue;
      classes.forEach((text, own) => {
        add(`${name}[${text}]`, rate.needs, classRate(rate, counts, own));
      });
    }
    if (labels === null) continue;
    for (const [name, value] of overClasses(counts)) {
      add(name, { label: true, prediction: true }, value);
    }
  }
  return measured;
}

function overClasses(counts: ClassCounts): readonly (readonly [string, RowValue])[] {
  const recall = rateNamed("true_positive_rate");
  const precision = rateNamed("precision");
  return [
    ["multiclass_accuracy", multiclassAccuracy(counts)],
    ["macro_true_positive_rate", macroRate(recall, counts)],
    ["macro_precision", macroRate(precision, counts)],
    ["macro_f1_score", macroF1(counts)],
    ["worst_true_positive_rate", worstRate(recall, counts, "lowest")],
    ["worst_false_positive_rate", worstRate(rateNamed("false_positive_rate"), counts, "highest")],
    ["worst_precision", worstRate(precision, counts, "lowest")],
  ];
}

function rateNamed(name: string): RateMetric {
  return DECISION_METRICS.find((metric) => metric.name === name) as RateMetric;
}

function codeClasses(table: Table, name: string, path: string): Coding {
  return codeLevels(requireColumn(table, name, path), path, "classes");
}

/** Class of each row as an index into `classes`; −1 where missing. */
function placeRows(coding: Coding, classes: readonly string[], rows: number): Int32Array {
  const places = coding.levels.map((level) => classes.indexOf(level));
  return Int32Array.from({ length: rows }, (_, row) => places[indexAt(coding, row)] ?? -1);
}

function countLacking({ classes, n }: ClassCounts, needs: RateMetric["needs"]): number {
  return n.reduce((sum, rows, at) => {
    const label = Math.floor(at / (classes + 1));
    const prediction = at % (classes + 1);
    const lacks =
      (needs.label && label === classes) || (needs.prediction && prediction === classes);
    return lacks ? sum + rows : sum;
  }, 0);
}
