import type { Cells } from "../cells/cells.ts";
import { mergeCells } from "../cells/merge.ts";
import type { Configuration } from "../configuration/configuration.ts";
import type { Exclusion } from "../document/audit-document.ts";
import { countTable } from "../document/count-table.ts";
import { requireFavourable } from "../document/outcome-coding.ts";
import { EvenhandError } from "../errors.ts";
import type { NumericColumn } from "../table/column.ts";
import { type TableInput, table as tableFrom } from "../table/intake.ts";
import { requireColumn, takeRows } from "../table/table.ts";
import { NO_DAY, readDays } from "./read-days.ts";
import { requireBurn } from "./require-burn.ts";
import { slotAt, slotIndex } from "./slot.ts";

/** The cells of one slot, or of a part of it. */
export interface SlotCells {
  /** A day of the slot (YYYY-MM-DD). */
  readonly date: string;
  readonly cells: Cells;
}

/** A table by time slot, and the rows that could not be counted. */
export interface CountedSlots {
  /** In time order; slots without rows are left out. */
  readonly slots: readonly SlotCells[];
  readonly excluded: readonly Exclusion[];
}

/**
 * Counts a table into cells for each time slot: `decisions.time` names the column, `burn.slot` the
 * length. Rows without a time are left out and counted.
 *
 * @param input a table, row objects, columns, or a data frame
 * @param scores the model’s scores, one a row, where the prediction rule is `model`
 * @throws EvenhandError `config/missing-key` where the configuration lacks `burn` or `decisions.time`,
 *   `input/not-a-time`, and those of `audit`
 * @example
 * const rows = [{ day: "2026-11-24", sex: "F", hired: 1 }];
 * const configuration = parseConfiguration({
 *   decisions: { label: "hired", favourable: 1, time: "day" },
 *   cohorts: { sex: { by: ["sex"] } },
 *   burn: { window: "90d", slot: "1w" },
 * });
 * countSlots(rows, configuration).slots[0]?.date; // "2026-11-23"
 */
export function countSlots(
  input: TableInput,
  configuration: Configuration,
  scores: NumericColumn | null = null,
): CountedSlots {
  const table = tableFrom(input);
  const { slot } = requireBurn(configuration.burn);
  const { time } = configuration.decisions;
  if (time === null) {
    throw new EvenhandError({
      code: "config/missing-key",
      path: "decisions.time",
      problem: "no column of times is declared",
      expected: "the name of a column of dates or times",
    });
  }
  const days = readDays(requireColumn(table, time, "decisions.time"), "decisions.time");
  const rowsOf = new Map<number, number[]>();
  let untimed = 0;
  days.forEach((day, row) => {
    if (day === NO_DAY) {
      untimed++;
      return;
    }
    const index = slotIndex(day, slot);
    const rows = rowsOf.get(index);
    if (rows === undefined) rowsOf.set(index, [row]);
    else rows.push(row);
  });
  const excluded: Exclusion[] =
    untimed === 0 ? [] : [{ reason: "missing time", column: time, rows: untimed }];
  const slots = [...rowsOf]
    .sort(([a], [b]) => a - b)
    .map(([index, rows]): SlotCells => {
      const counted = countTable(takeRows(table, rows), configuration, takeScores(scores, rows));
      addExclusions(excluded, counted.excluded);
      return { date: slotAt(index, slot).from, cells: counted.cells };
    });
  if (slots.length > 0) {
    const { schema } = slots.map(({ cells }) => cells).reduce(mergeCells);
    requireFavourable(configuration.decisions, schema);
  }
  return { slots, excluded };
}

function takeScores(scores: NumericColumn | null, rows: readonly number[]): NumericColumn | null {
  if (scores === null) return null;
  const taken = takeRows(
    { rows: scores.values.length, columns: new Map([[scores.name, scores]]) },
    rows,
  );
  return taken.columns.get(scores.name) as NumericColumn;
}

/** One entry a reason, whatever the slot. */
function addExclusions(all: Exclusion[], more: readonly Exclusion[]): void {
  for (const one of more) {
    const at = all.findIndex(
      ({ reason, column }) => reason === one.reason && column === one.column,
    );
    const known = all[at];
    if (known === undefined) all.push(one);
    else all[at] = { ...known, rows: known.rows + one.rows };
  }
}
