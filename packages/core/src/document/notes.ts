import type { Odometer } from "../budgets/history/history.ts";
import { countText } from "../budgets/wording.ts";
import type { Cells } from "../cells/cells.ts";
import { labelIndex, predictionIndex } from "../cells/cells.ts";
import type { CountedDimension } from "../cells/cohort-counts.ts";
import type { OutcomeCounts } from "../cells/outcome-counts.ts";
import type { Configuration } from "../configuration/configuration.ts";

/** What a reader must know beside the numbers, as sentences. */
export function writeNotes(
  cells: Cells,
  { labels, evidence }: Configuration,
  dimensions: readonly CountedDimension[],
): string[] {
  const { label, prediction, weight } = cells.schema;
  const notes: string[] = [];
  if (prediction === null) {
    notes.push("No decisions were given: the recorded outcomes alone are audited.");
  }
  if (label !== null && labels === null) {
    notes.push(
      "The configuration does not say what the recorded outcome means or when it was observed.",
    );
  }
  const { clusterBy } = cells.schema;
  if (clusterBy !== undefined) {
    notes.push(
      `Decisions about one "${clusterBy}" are taken together: the intervals of rates rest on the variance between subjects. Those of metrics measured from rows, such as scores, do not.`,
    );
  }
  for (const outcome of [label, prediction]) {
    if (outcome !== null && outcome.classes.length > 2) {
      notes.push(
        `"${outcome.column}" has ${outcome.classes.length} values; all but ${outcome.favourable.join(" and ")} count as unfavourable.`,
      );
    }
  }
  pushMissing(notes, cells, labelIndex(cells.schema), "a recorded outcome");
  pushMissing(notes, cells, predictionIndex(cells.schema), "a decision");
  for (const { dimension, unknown, observed } of dimensions) {
    if (unknown !== null) {
      notes.push(
        `${people(unknown.cohort.rows)} of unknown ${dimension.by.join(" or ")} in "${dimension.name}": shown on their own, and every pass was checked against the worst they could mean.`,
      );
    }
    const small = observed.filter(
      ({ counts }) => sizeOf(counts, weight) < evidence.minimum.denominator,
    );
    if (small.length > 0) {
      notes.push(
        `${small.length} of ${observed.length} cohorts in "${dimension.name}" have fewer than ${evidence.minimum.denominator} people: too few for a pass.`,
      );
    }
  }
  return notes;
}

/** What repeated looks at the same people have cost, and when they are worn out. */
export function writeLooks({ models, confidence, wornOut }: Odometer): string[] {
  if (models === 1) return [];
  const level = `${Number((confidence * 100).toPrecision(4))}\u00a0%`;
  const spent = `These people have judged ${models} models: the best of them looks better than it is, so verdicts rest on ${level} intervals.`;
  const fresh = "They are worn out: judge the next model on people who were not looked at before.";
  return wornOut ? [spent, fresh] : [spent];
}

/**
 * People as the minimum sees them: effective ones, (Σw)²/Σw², where a row may stand for several; with
 * repeated subjects as if all decisions about one were alike.
 */
function sizeOf({ w, w2, pairs }: OutcomeCounts, weight: Cells["schema"]["weight"]): number {
  const total = w.reduce((sum, each) => sum + each, 0);
  const squares = (pairs ?? w2).reduce((sum, each) => sum + each, 0);
  return (weight === "sampling" || pairs !== undefined) && squares > 0
    ? (total * total) / squares
    : total;
}

function pushMissing(notes: string[], cells: Cells, at: number | null, what: string): void {
  if (at === null) return;
  const missing = cells.entries.reduce((sum, { key, n }) => sum + (key[at] === -1 ? n : 0), 0);
  if (missing > 0) {
    notes.push(
      `${people(missing)} without ${what}: no rate that needs it counts them, and every pass was checked against the worst they could mean.`,
    );
  }
}

function people(count: number): string {
  return count === 1 ? "1 row" : `${countText(count)} rows`;
}
