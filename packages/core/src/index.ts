// Tables

export type * from "./budgets/budget.ts";
export type * from "./budgets/configuration.ts";
export type * from "./budgets/configuration-input.ts";
export { limitText } from "./budgets/sentence.ts";
export type * from "./budgets/verdict.ts";
export type * from "./budgets/waiver.ts";
export { countText, numberText } from "./budgets/wording.ts";
export type * from "./cells/cells.ts";
// Cohorts, cells, metrics, intervals, budgets
export type * from "./cohorts/cohort.ts";
export type * from "./cohorts/dimension.ts";
// The audit document
export type * from "./document/audit-document.ts";
export { AUDIT_SCHEMA } from "./document/audit-document.ts";
// Errors
export type { ErrorCode, ErrorDetails } from "./errors.ts";
export { EvenhandError, isEvenhandError, shown } from "./errors.ts";
// Explanations
export type * from "./explanations/attribution.ts";
export type * from "./explanations/counterfactual.ts";
export type * from "./explanations/feature.ts";
export { allowedChange, isAdviceBarred } from "./explanations/feature.ts";
export type * from "./explanations/record.ts";
export { DECISION_SCHEMA } from "./explanations/record.ts";
export type * from "./metrics/measurement.ts";
export type * from "./metrics/registry.ts";
export { findMetric, METRICS } from "./metrics/registry.ts";
export type { DecisionRecordInput } from "./notices/decision-record.ts";
// Notices
export { decisionRecord } from "./notices/decision-record.ts";
export type { NoticeOptions } from "./notices/notice.ts";
export { notice } from "./notices/notice.ts";
export type * from "./stats/interval.ts";
export type { CategoryBuilder } from "./table/category.ts";
export {
  categoriesOf,
  categoryBuilder,
  countLevels,
  encodeCategory,
} from "./table/category.ts";
export type {
  CategoryColumn,
  Codes,
  Column,
  NumericColumn,
  NumericValues,
} from "./table/column.ts";
export { countMissing, isPresent, lengthOf, textAt } from "./table/column.ts";
export type { Derivation, Unmapped } from "./table/derive.ts";
export { deriveColumns } from "./table/derive.ts";
export type { Cell, DataFrameLike, TableInput } from "./table/intake.ts";
export { table } from "./table/intake.ts";
export { nearestName, suggestName } from "./table/nearest.ts";
export type { Numbers } from "./table/numbers.ts";
export { numbersOf, parseNumber } from "./table/numbers.ts";
export type { Condition, RowRange, RowSelection } from "./table/rows.ts";
export { filterRows, sliceRows } from "./table/rows.ts";
export type { Table } from "./table/table.ts";
export { requireColumn, tableOf, takeRows, withColumn } from "./table/table.ts";
