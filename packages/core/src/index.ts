// Tables
export type { CategoryBuilder } from "./table/category.ts";
export { categoriesOf, categoryBuilder, countLevels, encodeCategory } from "./table/category.ts";
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
export type { ArqueroTable } from "./table/frames/arquero.ts";
export type { ArrowTable } from "./table/frames/arrow.ts";
export type {
  ArrowData,
  ArrowDictionary,
  ArrowType,
  ArrowVector,
} from "./table/frames/arrow-vector.ts";
export type { PolarsFrame, PolarsSeries } from "./table/frames/polars.ts";
export type { Cell, DataFrameLike, TableInput } from "./table/intake.ts";
export { table } from "./table/intake.ts";
export { nearestName, suggestName } from "./table/nearest.ts";
export type { Numbers } from "./table/numbers.ts";
export { numbersOf, parseNumber } from "./table/numbers.ts";
export type { Condition, RowRange, RowSelection } from "./table/rows.ts";
export { filterRows, sliceRows } from "./table/rows.ts";
export type { Table } from "./table/table.ts";
export { requireColumn, tableOf, takeRows, withColumn } from "./table/table.ts";

// Cohorts and cells
export type * from "./cells/cells.ts";
export { mergeCells } from "./cells/merge.ts";
export { bandLevels, bandOf } from "./cohorts/bands.ts";
export { cohortId } from "./cohorts/cohort-id.ts";
export type * from "./cohorts/cohort.ts";
export type * from "./cohorts/dimension.ts";

// Metrics and intervals
export type * from "./metrics/measurement.ts";
export type * from "./metrics/stratified-disparity.ts";
export type { Trend, TrendQuestion } from "./metrics/trend/measure-trend.ts";
export { measureTrend } from "./metrics/trend/measure-trend.ts";
export type { RankCorrelation } from "./metrics/trend/rank-correlation.ts";
export { rankCorrelation } from "./metrics/trend/rank-correlation.ts";
export type * from "./metrics/metric.ts";
export type { OtherName } from "./metrics/other-names.ts";
export { findOtherName, otherNamesOf } from "./metrics/other-names.ts";
export { comparesOf } from "./metrics/contrast-metric.ts";
export { METRICS, findMetric } from "./metrics/registry.ts";
export type { BoundedLoss } from "./metrics/regression/errors.ts";
export type { RegressionQuestion } from "./metrics/regression/measure-regression.ts";
export { measureRegression } from "./metrics/regression/measure-regression.ts";
export type { MulticlassQuestion } from "./metrics/multiclass/measure-multiclass.ts";
export { measureMulticlass } from "./metrics/multiclass/measure-multiclass.ts";
export type { FlipTest } from "./metrics/individual/flip-test.ts";
export type { IndividualQuestion } from "./metrics/individual/measure-individual.ts";
export { measureIndividual } from "./metrics/individual/measure-individual.ts";
export type { NeighbourQuestion } from "./metrics/individual/neighbours.ts";
export type { RankingQuestion } from "./metrics/ranking/measure-ranking.ts";
export { measureRanking } from "./metrics/ranking/measure-ranking.ts";
export type { RowQuestion } from "./metrics/row-question.ts";
export type { WeightColumn } from "./cells/weights.ts";
export type {
  BootstrapOptions,
  DescribedDistance,
  Distance,
} from "./metrics/scores/bootstrap-distance.ts";
export { bootstrapDistance } from "./metrics/scores/bootstrap-distance.ts";
export type { CrossAuc, Ranked } from "./metrics/scores/cross-auc.ts";
export { crossAuc, rocAuc } from "./metrics/scores/cross-auc.ts";
export type { BinOptions } from "./metrics/scores/distances.ts";
export {
  jensenShannonDistance,
  kolmogorovSmirnov,
  wassersteinDistance,
} from "./metrics/scores/distances.ts";
export type { ReliabilityBin } from "./metrics/scores/reliability.ts";
export { reliabilityCurve } from "./metrics/scores/reliability.ts";
export type { RocPoint } from "./metrics/scores/roc-curve.ts";
export { areaBetweenRocCurves, rocCurve } from "./metrics/scores/roc-curve.ts";
export type * from "./metrics/scores/score-profile.ts";
export type { ScoredPeople } from "./metrics/scores/score-sample.ts";
export type { SweepOptions, SweepPoint, Swept, SweptRate } from "./metrics/scores/sweep.ts";
export { sweepThresholds } from "./metrics/scores/sweep.ts";
export type {
  ConventionalResult,
  ConventionalValue,
  ConventionName,
  ConventionNote,
  ConventionReport,
} from "./metrics/conventions/convention.ts";
export { conventionalMetrics } from "./metrics/conventions/conventional-metrics.ts";
export type { Scale, Spread } from "./metrics/estimate.ts";
export { bootstrapCells } from "./bootstrap/bootstrap-cells.ts";
export type { DecisionCounts } from "./bootstrap/decision-counts.ts";
export type * from "./bootstrap/question.ts";
export type { Interval } from "./stats/interval.ts";
export { anytimeP, confidenceSequence } from "./stats/confidence-sequence.ts";
export {
  anytimePOfDifference,
  anytimePOfRatio,
  differenceSequence,
  ratioSequence,
} from "./stats/confidence-sequence-pair.ts";
export { benjaminiHochberg } from "./stats/benjamini-hochberg.ts";
export { holm } from "./stats/holm.ts";
export type { MeanError } from "./stats/mean.ts";
export { midPInterval } from "./stats/mid-p.ts";
export { criticalValue } from "./stats/normal.ts";
export type { Bounds, Proportion } from "./stats/proportion.ts";
export { studentInterval } from "./stats/student-interval.ts";

// Recourse
export type { CohortMembers } from "./recourse/cohort-members.ts";
export { cohortMembers } from "./recourse/cohort-members.ts";
export { drawRows } from "./recourse/draw-rows.ts";
export type { RecourseQuestion } from "./recourse/measure-recourse.ts";
export { measureRecourse } from "./recourse/measure-recourse.ts";
export type { QuantileRange, RecourseProfile } from "./recourse/profile-recourse.ts";
export { profileRecourse } from "./recourse/profile-recourse.ts";
export type { RecourseCost } from "./recourse/recourse-cost.ts";
export { costOfRecourse } from "./recourse/recourse-cost.ts";

// Remedies
export type { AssessedDecisions } from "./remedies/assess-decisions.ts";
export type { ChooseOptions } from "./remedies/choose-thresholds.ts";
export { chooseThresholds } from "./remedies/choose-thresholds.ts";
export type { DecisionChanges } from "./remedies/count-changes.ts";
export { countChanges } from "./remedies/count-changes.ts";
export type { Criterion, CohortRates, FrontierPoint } from "./remedies/frontier-point.ts";
export { pointWithin } from "./remedies/point-within.ts";
export type { ScoredDecisions } from "./remedies/scored-decisions.ts";
export type { DeclaredUtility } from "./remedies/scored-table.ts";
export type {
  FrontierQuestion,
  ThresholdFrontier,
  ThresholdKind,
} from "./remedies/threshold-frontier.ts";
export { thresholdFrontier } from "./remedies/threshold-frontier.ts";
export type {
  AimReached,
  ThresholdOption,
  ThresholdOptions,
  ThresholdQuestion,
} from "./remedies/threshold-option.ts";
export type { ThresholdRule } from "./remedies/threshold-rule.ts";
export { applyThresholds, chancesUnder } from "./remedies/threshold-rule.ts";
export type { Payoffs, Utility } from "./remedies/utility.ts";

// Budgets and verdicts
export type * from "./budgets/budget.ts";
export type { CheckedConfiguration } from "./configuration/check-configuration.ts";
export { checkConfiguration, parseConfiguration } from "./configuration/check-configuration.ts";
export type * from "./configuration/input.ts";
export type { ConfigurationIssue } from "./configuration/issue.ts";
export type * from "./configuration/configuration.ts";
export type * from "./configuration/context.ts";
export { comparePolicies } from "./budgets/changes/compare-policies.ts";
export type {
  Judged,
  Proposal,
  ProposalStatus,
  VerdictChange,
} from "./budgets/changes/judge-proposal.ts";
export { compareJudged, judgeProposal } from "./budgets/changes/judge-proposal.ts";
export type { ChangeEffect, PolicyChange } from "./budgets/changes/policy-change.ts";
export { changeText } from "./budgets/changes/policy-change.ts";
export type { Decided } from "./budgets/decide.ts";
export { decide } from "./budgets/decide.ts";
export type { Feasibility, Witness } from "./budgets/feasibility/check-feasibility.ts";
export { checkFeasibility } from "./budgets/feasibility/check-feasibility.ts";
export { compareWithBaseline } from "./budgets/ratchet/compare-with-baseline.ts";
export type { Growth, GrowthStatus, RatchetRule } from "./budgets/ratchet/growth.ts";
export type { Tightening } from "./budgets/ratchet/propose-tightening.ts";
export { proposeTightening } from "./budgets/ratchet/propose-tightening.ts";
export type { IncompleteRows } from "./document/list-incomplete-rows.ts";
export { listIncompleteRows } from "./document/list-incomplete-rows.ts";
export type { BaselineDocument } from "./document/baseline.ts";
export { baselineOf, parseBaseline } from "./document/baseline.ts";
export { holdAgainstBaseline, isRatchetBroken } from "./document/hold-against-baseline.ts";
export { lookOf } from "./budgets/history/apply-history.ts";
export type { Debt } from "./budgets/history/debt.ts";
export type {
  History,
  HistoryEntry,
  HistoryRule,
  Odometer,
} from "./budgets/history/history.ts";
export { HISTORY_SCHEMA } from "./budgets/history/history.ts";
export { parseHistory } from "./budgets/history/parse-history.ts";
export { recordLook } from "./budgets/history/read-history.ts";
export { isWaived } from "./budgets/outcome.ts";
export type { DecideContext, Policy } from "./budgets/policy.ts";
export type * from "./budgets/planning/plan.ts";
export type { AheadGoal, AheadPlan, AheadQuestion } from "./budgets/planning/plan-ahead.ts";
export { planAhead } from "./budgets/planning/plan-ahead.ts";
export type { PlanOptions } from "./budgets/planning/plan-budgets.ts";
export { planBudgets } from "./budgets/planning/plan-budgets.ts";
export type { PowerMethod } from "./budgets/planning/power.ts";
export { chanceText } from "./budgets/planning/sentence.ts";
export { limitText } from "./budgets/sentence.ts";
export { tippingPoints } from "./budgets/tipping/tipping-points.ts";
export type * from "./budgets/verdict.ts";
export type * from "./budgets/waiver.ts";
export type { WaiverState } from "./budgets/waiver-state.ts";
export { stateOfWaiver, waiverCohort } from "./budgets/waiver-state.ts";
export { cohortText, countText, numberText } from "./budgets/wording.ts";

// Budgets over time
export type * from "./burn/burn-document.ts";
export { BURN_SCHEMA } from "./burn/burn-document.ts";
export type { BurnOptions, BurnPolicy } from "./burn/burn-series.ts";
export { burnSeries } from "./burn/burn-series.ts";
export type { CountedSlots, SlotCells } from "./burn/count-slots.ts";
export { countSlots } from "./burn/count-slots.ts";
export type { ParsedSlot } from "./burn/parse-slot.ts";
export { parseSlot } from "./burn/parse-slot.ts";
export type { Slot } from "./burn/slot.ts";
export type { Duration } from "./configuration/duration.ts";
export { durationText } from "./configuration/duration.ts";

// Discovery
export { discoverCohorts } from "./discovery/discover-cohorts.ts";
export type {
  ConfirmedGap,
  DiscoveredCohort,
  DiscoveredGap,
  Discovery,
  DiscoveryAttribute,
  DiscoveryQuestion,
} from "./discovery/question.ts";

// Drivers of a gap
export type { Candidate } from "./drivers/candidates.ts";
export type {
  CandidateComparison,
  ComparisonOptions,
  DisparityChange,
} from "./drivers/compare-candidates.ts";
export { compareCandidates } from "./drivers/compare-candidates.ts";
export type {
  DecomposedGap,
  DecomposedStratum,
  GapDecomposition,
  UndecomposedGap,
} from "./drivers/decompose-gap.ts";
export { decomposeGap } from "./drivers/decompose-gap.ts";
export type {
  ErrorKind,
  ErrorQuestion,
  ErrorRegion,
  ErrorRegions,
} from "./drivers/error-regions.ts";
export { findErrorRegions } from "./drivers/error-regions.ts";
export type {
  AlternativeOptions,
  AlternativeSearch,
  AssessedCandidate,
  Gains,
  WorstDisparity,
} from "./drivers/find-alternative.ts";
export { findAlternative } from "./drivers/find-alternative.ts";
export type { Drivers } from "./drivers/find-drivers.ts";
export { findDrivers } from "./drivers/find-drivers.ts";
export type { LabelGap, SplitLabelGap, UnsplitLabelGap } from "./drivers/label-gap.ts";
export { splitLabelGap } from "./drivers/label-gap.ts";
export type { Objectives, ParetoPoint, RankedPoint } from "./drivers/pareto-set.ts";
export { paretoSet } from "./drivers/pareto-set.ts";
export type { GapShare } from "./drivers/gap-share.ts";
export type { RowPair } from "./drivers/pair-rows.ts";
export { pairRows } from "./drivers/pair-rows.ts";
export type { ReweighedCohort, Reweighing } from "./drivers/reweigh-rows.ts";
export { reweighRows } from "./drivers/reweigh-rows.ts";

// Proxies
export { proxyQuestion } from "./document/proxy-question.ts";
export { auditProxies, flagProxies } from "./proxies/audit-proxies.ts";
export { declareProxies } from "./proxies/declare-proxies.ts";
export type * from "./proxies/proxy-audit.ts";
export { strongestLevel } from "./proxies/proxy-audit.ts";
export type * from "./proxies/question.ts";

// The audit document
export type * from "./document/audit-document.ts";
export { AUDIT_SCHEMA } from "./document/audit-document.ts";
export type { AssertOptions } from "./document/assert-budget.ts";
export { assertBudget, BudgetAssertionError } from "./document/assert-budget.ts";
export type { AuditOptions } from "./document/audit.ts";
export { audit, auditCells } from "./document/audit.ts";
export type { RowGroup } from "./document/count-groups.ts";
export { countGroups } from "./document/count-groups.ts";
export type { CountKey, CountPlan } from "./document/count-plan.ts";
export { keysOf, planCount } from "./document/count-plan.ts";
export type { CountedTable } from "./document/count-table.ts";
export { countTable } from "./document/count-table.ts";
export type { Threshold } from "./document/outcome-coding.ts";
export { meetsThreshold, requireFavourable } from "./document/outcome-coding.ts";
export { parseAudit, parseDecision, parseDispute } from "./document/parse-document.ts";
export type { AuditQuestion, Question } from "./document/question.ts";
export { VERSION } from "./version.ts";

// Explanations and notices
export type * from "./explanations/attribute-flip.ts";
export type * from "./explanations/attribution.ts";
export type * from "./explanations/counterfactual.ts";
export { isSmallestChange } from "./explanations/counterfactual.ts";
export type * from "./explanations/feature.ts";
export { allowedChange, isAdviceBarred } from "./explanations/feature.ts";
export type * from "./explanations/link.ts";
export { checkLink } from "./explanations/link.ts";
export type { Claim, Dispute } from "./explanations/dispute.ts";
export { withDispute } from "./explanations/check-dispute.ts";
export { correctionsOf, DISPUTE_SCHEMA } from "./explanations/dispute.ts";
export type { ReExplanation } from "./notices/re-explanation.ts";
export { RE_EXPLANATION_SCHEMA, reExplain } from "./notices/re-explanation.ts";
export { reExplanationNotice, renderReExplanation } from "./notices/render-re-explanation.ts";
export type { ReasonCode, ReasonCoding } from "./explanations/reason-codes.ts";
export type * from "./explanations/record.ts";
export { DECISION_SCHEMA } from "./explanations/record.ts";
export { isSafeAddress } from "./explanations/address.ts";
export type { ModelInput } from "./configuration/naming/find-naming-issues.ts";
export { findNamingIssues } from "./configuration/naming/find-naming-issues.ts";
export type { LocalText, LocalUnit, PluralForms, UnitText } from "./explanations/wording.ts";
export type { DecisionRecordInput } from "./notices/decision-record.ts";
export { decisionRecord } from "./notices/decision-record.ts";
export type { NoticeOptions } from "./notices/notice.ts";
export { notice } from "./notices/notice.ts";
export type { HeadingLevel } from "./notices/formats/markup.ts";
export type { NoticeDocument } from "./notices/notice-document.ts";
export { NOTICE_SCHEMA } from "./notices/notice-document.ts";
export type { NoticeFormat, RenderNoticeOptions } from "./notices/render-notice.ts";
export { NOTICE_LOCALES, renderNotice } from "./notices/render-notice.ts";
export type { TextDirection } from "./notices/templates.ts";

// The decision log
export type { DecisionLog, Tombstone } from "./log/decision-log.ts";
export {
  digestOf,
  findTombstone,
  logLine,
  parseLog,
  TOMBSTONE_SCHEMA,
  tombstonesIn,
} from "./log/decision-log.ts";
export type { DeletionOptions, DeletionReceipt, LogState } from "./log/delete-subject.ts";
export {
  DELETION_SCHEMA,
  deletedSubject,
  deleteSubject,
  requireHeld,
  stateOf,
} from "./log/delete-subject.ts";
export type { PersonExport } from "./log/export-person.ts";
export { exportPerson, PERSON_SCHEMA } from "./log/export-person.ts";

// Errors
export type { ErrorCode, ErrorDetails } from "./errors.ts";
export { EvenhandError, isEvenhandError, shown } from "./errors.ts";
export type {
  AuditComparison,
  ComparedVerdict,
  DataRelation,
  GapChange,
  JudgedSide,
} from "./document/compare-audits.ts";
export { compareAudits } from "./document/compare-audits.ts";
export type { SuppressionOptions } from "./publication/suppress-small-cells.ts";
export { SMALLEST, suppressSmallCells } from "./publication/suppress-small-cells.ts";
