import { countText } from "../budgets/wording.ts";
import { indexAt } from "../cells/coding.ts";
import { readWeights } from "../cells/weights.ts";
import type { Configuration } from "../configuration/configuration.ts";
import type { Measurement } from "../metrics/measurement.ts";
import { measureScores } from "../metrics/scores/measure-scores.ts";
import type { ScoreProfile } from "../metrics/scores/score-profile.ts";
import type { NumericColumn } from "../table/column.ts";
import { requireNumbers } from "../table/numbers.ts";
import { requireColumn, type Table } from "../table/table.ts";
import { codeOutcome } from "./outcome-coding.ts";

/** What an audit says of scores. */
export interface AuditedScores {
  readonly measurements: readonly Measurement[];
  readonly profiles: readonly ScoreProfile[];
  readonly notes: readonly string[];
}

/**
 * Measures the scores of a table; nothing where it has none.
 *
 * @param given the model's scores, which go before a column of scores
 * @throws EvenhandError `config/unknown-column`, `input/not-a-number`
 */
export function auditScores(
  table: Table,
  configuration: Configuration,
  given: NumericColumn | null,
): AuditedScores {
  const { decisions, cohorts, evidence } = configuration;
  const scores = given ?? readScores(table, decisions.score);
  if (scores === null) return { measurements: [], profiles: [], notes: [] };
  const { prediction, weight: declared } = decisions;
  const direction =
    prediction === null || prediction.kind === "column" ? null : prediction.favourableWhen;
  const weight = declared === null ? null : readWeights(table, declared, "decisions.weight.column");
  const labels = readLabels(table, configuration);
  const measured = measureScores(
    {
      table,
      scores,
      labels,
      highMeans: direction === "below" ? "other" : "favourable",
      weight,
      included: weight?.included ?? null,
    },
    cohorts,
    evidence.confidence,
  );
  const notes: string[] = [];
  if (measured.unscored > 0) {
    const rows = measured.unscored === 1 ? "1 row" : `${countText(measured.unscored)} rows`;
    notes.push(
      `${rows} without a score that is a finite number: no metric of scores counts them, and none passes where they are.`,
    );
  }
  if (labels !== null && direction === null) {
    notes.push("A high score is taken to speak for the favourable outcome.");
  }
  if (labels !== null && !measured.areProbabilities) {
    notes.push(
      "The scores are no probabilities, as not all lie between 0 and 1: Brier score, calibration gap and calibration error were not measured.",
    );
  }
  return { measurements: measured.measurements, profiles: measured.profiles, notes };
}

/** The declared column of scores; null without one. @throws EvenhandError `input/not-a-number` */
export function readScores(table: Table, name: string | null): NumericColumn | null {
  if (name === null) return null;
  const path = "decisions.score";
  return requireNumbers(requireColumn(table, name, path), path);
}

/** 1 favourable, 0 other, −1 not recorded; null without a column of labels. */
export function readLabels(table: Table, { decisions }: Configuration): Int8Array | null {
  const { label, favourable } = decisions;
  if (label === null || favourable === null) return null;
  const path = "decisions.label";
  const { outcome, coding } = codeOutcome(requireColumn(table, label, path), favourable, path);
  const values = coding.levels.map((level) => (outcome.favourable.includes(level) ? 1 : 0));
  const labels = new Int8Array(table.rows);
  for (let row = 0; row < table.rows; row++) labels[row] = values[indexAt(coding, row)] ?? -1;
  return labels;
}
