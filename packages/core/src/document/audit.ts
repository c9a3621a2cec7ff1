import { decide } from "../budgets/decide.ts";
import type { History } from "../budgets/history/history.ts";
import { remindOfWaivers } from "../budgets/waiver-state.ts";
import type { Cells } from "../cells/cells.ts";
import { type CountedDimension, countAll, countCohorts } from "../cells/cohort-counts.ts";
import type { Configuration } from "../configuration/configuration.ts";
import type { DecisionRecord } from "../explanations/record.ts";
import { compareCohorts, compareMeasurements } from "../metrics/disparity.ts";
import { isMeasurable, type MeasureOptions, measure } from "../metrics/measure.ts";
import type { Disparity, Measurement } from "../metrics/measurement.ts";
import { findMetric, METRICS } from "../metrics/registry.ts";
import { auditProxies } from "../proxies/audit-proxies.ts";
import type { ProxyAudit } from "../proxies/proxy-audit.ts";
import type { NumericColumn } from "../table/column.ts";
import { type TableInput, table as tableFrom } from "../table/intake.ts";
import type { Table } from "../table/table.ts";
import { VERSION } from "../version.ts";
import {
  AUDIT_SCHEMA,
  type AuditDocument,
  type Definitions,
  type Exclusion,
  type FileIdentity,
} from "./audit-document.ts";
import { auditScores } from "./audit-scores.ts";
import { countTable } from "./count-table.ts";
import { writeLooks, writeNotes } from "./notes.ts";
import { requireFavourable } from "./outcome-coding.ts";
import { proxyQuestion } from "./proxy-question.ts";
import { type AuditQuestion, completeQuestion } from "./question.ts";
import { describeStratified, measureStrata, writeReversals } from "./stratified.ts";

/** What an audit cannot know from the table. */
export interface AuditOptions {
  /** The UTC date (YYYY-MM-DD) to judge for; needed where there are waivers. */
  readonly today?: string;
  readonly title?: string;
  readonly data?: FileIdentity;
  readonly configuration?: FileIdentity;
  readonly model?: FileIdentity & { readonly format: string };
  /** Scores of the model, one a row, where the prediction rule is `model`. */
  readonly scores?: NumericColumn;
  /** Rows left out before the table was made. */
  readonly excluded?: readonly Exclusion[];
  /** Measurements from rows (`measureRegression` and others) or made elsewhere, judged by budgets of their metric's name. */
  readonly measurements?: readonly Measurement[];
  readonly decisions?: readonly DecisionRecord[];
  /** Where proxies were audited beforehand; else `audit` does so where the configuration asks. */
  readonly proxies?: ProxyAudit;
  /** What earlier checks said, where the configuration declares `history`. */
  readonly history?: History | null;
  /** Whether verdicts say how little would change them (default false); each costs hundreds of judgements. */
  readonly tipping?: boolean;
}

/**
 * Audits a table: counts, measures every metric whose inputs exist for every cohort, compares, and
 * judges the budgets.
 *
 * @param input a table, row objects, columns, or a data frame
 * @param question `{ outcome, by }`, or a configuration with cohorts and budgets
 * @throws EvenhandError `input/…` for the data, `config/…` for the question
 * @example
 * const people = { sex: ["F", "M", "F", "M"], hired: [0, 1, 1, 1] };
 * audit(people, { outcome: "hired", by: ["sex"] }).measurements.length; // 10
 */
export function audit(
  input: TableInput,
  question: AuditQuestion,
  options: AuditOptions = {},
): AuditDocument {
  const table = tableFrom(input);
  const configuration = completeQuestion(question, table);
  const { cells, excluded } = countTable(table, configuration, options.scores ?? null);
  const scores = auditScores(table, configuration, options.scores ?? null);
  const proxies = options.proxies ?? auditDeclaredProxies(table, configuration, options.scores);
  const document = auditCells(cells, configuration, {
    ...options,
    excluded: [...(options.excluded ?? []), ...excluded],
    measurements: [...scores.measurements, ...(options.measurements ?? [])],
  });
  return {
    ...document,
    ...(scores.profiles.length === 0 ? {} : { scores: scores.profiles }),
    ...(proxies === null ? {} : { proxies }),
    notes: [
      ...document.notes,
      ...scores.notes,
      ...(proxies === null ? [] : writeUnweighted(configuration)),
    ],
  };
}

/**
 * The same from cells: nothing below needs rows, so shards, streams and engines give the same
 * audit, and a new policy can be judged on an old audit's cells.
 */
export function auditCells(
  cells: Cells,
  configuration: Configuration,
  options: AuditOptions = {},
): AuditDocument {
  requireFavourable(configuration.decisions, cells.schema);
  const { evidence } = configuration;
  const all = countAll(cells);
  const dimensions = configuration.cohorts.map((dimension) => countCohorts(cells, dimension));
  const measuring: MeasureOptions = {
    confidence: evidence.confidence,
    weight: cells.schema.weight,
    hasLabel: cells.schema.label !== null,
    hasPrediction: cells.schema.prediction !== null,
  };
  const metrics = METRICS.filter((metric) => isMeasurable(metric, measuring));
  const counted = [all, ...dimensions.flatMap(listCohorts)];
  const measurements = [
    ...counted.flatMap((cohort) =>
      metrics.flatMap((metric) =>
        metric.kind === "composite" ? [] : [measure(metric, cohort, measuring)],
      ),
    ),
    ...measureStrata(dimensions, measuring),
    ...(options.measurements ?? []),
  ];
  const stratified = describeStratified(dimensions, configuration, measuring);
  const made = options.measurements ?? [];
  const madeFromRows = [...new Set(made.map(({ metric }) => metric))]
    .map(findMetric)
    .filter((metric) => metric?.kind === "rows");
  const disparities: Disparity[] = dimensions.flatMap((dimension) => [
    ...metrics.flatMap((metric) =>
      metric.kind === "count" ? [] : compareCohorts(metric, dimension, measuring),
    ),
    ...madeFromRows.flatMap((metric) =>
      compareMeasurements(metric, made, dimension, evidence.confidence),
    ),
  ]);
  const { verdicts, outcome, odometer } = decide(cells, measurements, configuration, {
    today: options.today ?? null,
    history: options.history ?? null,
    tipping: options.tipping ?? false,
  });
  const excluded = options.excluded ?? [];
  const used = all.cohort.rows;
  const left = excluded.reduce((sum, { rows }) => sum + rows, 0);
  return {
    schema: AUDIT_SCHEMA,
    title: options.title ?? configuration.title ?? "Fairness audit",
    provenance: {
      generator: { name: "evenhand", version: VERSION },
      today: options.today ?? null,
      data: options.data ?? { name: "table in memory", sha256: null },
      configuration: options.configuration ?? null,
      model: options.model ?? null,
      evidence,
    },
    context: configuration.context,
    signoffs: configuration.signoffs,
    definitions: define(cells, configuration),
    population: { rows: used + left, used, excluded },
    cells,
    cohorts: counted.map(({ cohort }) => cohort),
    measurements,
    disparities,
    ...(stratified.length === 0 ? {} : { stratified }),
    budgets: configuration.budgets,
    verdicts,
    decisions: options.decisions ?? [],
    outcome,
    ...(odometer === undefined ? {} : { odometer }),
    notes: [
      ...(odometer === undefined ? [] : writeLooks(odometer)),
      ...writeNotes(cells, configuration, dimensions),
      ...writeReversals(stratified, dimensions),
      ...(options.today === undefined ? [] : remindOfWaivers(configuration.waivers, options.today)),
    ],
  };
}

function writeUnweighted({ decisions }: Configuration): string[] {
  if (decisions.weight === null && decisions.clusterBy === null) return [];
  return [
    "The audit of proxies counts each row once, whatever its weight and whomever it is about.",
  ];
}

function auditDeclaredProxies(
  table: Table,
  configuration: Configuration,
  scores: NumericColumn | undefined,
): ProxyAudit | null {
  if (configuration.proxies === null) return null;
  return auditProxies(table, proxyQuestion(table, configuration, scores ?? null));
}

function listCohorts({ observed, rests, unknown }: CountedDimension) {
  return [...observed, ...(unknown === null ? [] : [unknown]), ...rests.values()];
}

function define({ schema }: Cells, configuration: Configuration): Definitions {
  const { decisions, features, labels, cohorts } = configuration;
  const columns = [...new Set(cohorts.flatMap(({ by }) => by))];
  return {
    label:
      schema.label === null ? null : { column: schema.label.column, favourable: schema.label.rule },
    prediction:
      schema.prediction === null
        ? null
        : { column: schema.prediction.column, favourable: schema.prediction.rule },
    score: decisions.score,
    weight: decisions.weight,
    labels,
    attributes: columns.map((column) => ({
      column,
      protected: features[column]?.protected ?? true,
      source: features[column]?.source ?? null,
    })),
    dimensions: cohorts,
  };
}
