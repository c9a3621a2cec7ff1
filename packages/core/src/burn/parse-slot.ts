import * as v from "valibot";
import type { Cells } from "../cells/cells.ts";
import { AUDIT_SCHEMA, type Exclusion, type FileIdentity } from "../document/audit-document.ts";
import { cellsSchema } from "../document/audit-schema.ts";
import { parseAudit } from "../document/parse-document.ts";
import { EvenhandError, shown } from "../errors.ts";
import type { SlotCells } from "./count-slots.ts";

/** A slot as it was read, with where it came from. */
export interface ParsedSlot extends SlotCells {
  readonly data: FileIdentity | null;
  readonly excluded: readonly Exclusion[];
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Reads one slot from parsed JSON: an audit, or an object with `cells` and `date`. The date is the one
 * given, else the document’s own: `date`, or the day an audit was judged for.
 *
 * @param date of the slot (YYYY-MM-DD), where it is known otherwise
 * @throws EvenhandError `input/not-a-slot`, `input/no-cells`, `input/no-slot-date`, and those of `parseAudit`
 */
export function parseSlot(value: unknown, date: string | null = null): ParsedSlot {
  const read = partsOf(value);
  const day = date ?? read.date;
  if (day !== null && isDay(day)) return { ...read, date: day };
  throw new EvenhandError({
    code: "input/no-slot-date",
    path: "date",
    problem: "nothing says which slot these cells are of",
    expected: "a date that exists, as YYYY-MM-DD, in the name of the file or in it",
    ...(day === null ? {} : { received: shown(day) }),
  });
}

type Parts = Omit<ParsedSlot, "date"> & { readonly date: string | null };

function partsOf(value: unknown): Parts {
  if (typeof value === "object" && value !== null && "schema" in value) {
    const { cells, provenance, population } = parseAudit(value);
    if (cells !== null) {
      const { today, data } = provenance;
      return { cells, date: today, data, excluded: population.excluded };
    }
    throw new EvenhandError({
      code: "input/no-cells",
      path: "cells",
      problem: "the audit was stripped of its cells, so nothing is left to count",
      expected: "an audit that is not for publication",
    });
  }
  const parsed = v.safeParse(v.object({ cells: cellsSchema, date: v.nullish(v.string()) }), value);
  if (parsed.success) {
    // Checked by the schema; its output is the same object, copied.
    const { cells, date } = value as { readonly cells: Cells; readonly date?: string | null };
    return { cells, date: date ?? null, data: null, excluded: [] };
  }
  throw new EvenhandError({
    code: "input/not-a-slot",
    problem: "this holds no cells of a slot",
    expected: `an audit (${AUDIT_SCHEMA}), or { date, cells }`,
    received: parsed.issues[0].message,
  });
}

function isDay(text: string): boolean {
  if (!DATE.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
