import * as v from "valibot";
import type { Cells } from "../cells/cells.ts";
import { EvenhandError, shown } from "../errors.ts";
import type { AuditDocument, FileIdentity } from "./audit-document.ts";
import { cellsSchema } from "./audit-schema.ts";

export const BASELINE_SCHEMA = "evenhand/baseline@1";

/** What later audits are compared with: the counts of one, and nothing about single people. */
export interface BaselineDocument {
  readonly schema: typeof BASELINE_SCHEMA;
  /** The UTC date of the audit (YYYY-MM-DD). */
  readonly today: string | null;
  readonly data: FileIdentity;
  readonly cells: Cells;
}

/**
 * The baseline that an audit makes.
 *
 * @throws EvenhandError `input/no-cells` where the audit was stripped of its counts
 */
export function baselineOf({ cells, provenance }: AuditDocument): BaselineDocument {
  if (cells === null) {
    throw new EvenhandError({
      code: "input/no-cells",
      path: "cells",
      problem: "the audit was stripped of its counts, so it cannot be a baseline",
    });
  }
  const { today, data } = provenance;
  return { schema: BASELINE_SCHEMA, today, data, cells };
}

/**
 * Reads a baseline back from parsed JSON.
 *
 * @throws EvenhandError `input/not-a-baseline`
 */
export function parseBaseline(value: unknown): BaselineDocument {
  const parsed = v.safeParse(BASELINE, value);
  if (parsed.success) return value as BaselineDocument;
  const [issue] = parsed.issues;
  const path = (issue.path ?? []).map(({ key }) => String(key)).join(".");
  throw new EvenhandError({
    code: "input/not-a-baseline",
    ...(path === "" ? {} : { path }),
    problem: "this is no baseline that this version can read",
    expected: issue.expected ?? shown(BASELINE_SCHEMA),
    received: issue.received,
    hint: "`evenhand baseline update` writes one.",
  });
}

const BASELINE = v.object({
  schema: v.literal(BASELINE_SCHEMA),
  today: v.nullable(v.string()),
  data: v.object({ name: v.string(), sha256: v.nullable(v.string()) }),
  cells: cellsSchema,
});
