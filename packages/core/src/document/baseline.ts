import * as v from "valibot";
import { compareWithBaseline } from "../budgets/ratchet/compare-with-baseline.ts";
import type { Growth, RatchetRule } from "../budgets/ratchet/growth.ts";
import type { Cells } from "../cells/cells.ts";
import type { Configuration } from "../configuration/configuration.ts";
import { EvenhandError, shown } from "../errors.ts";
import type { AuditDocument, AuditRatchet, FileIdentity } from "./audit-document.ts";
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

/**
 * An audit with what it says against a baseline. Growth does not change the verdicts on the limits
 * themselves; where it is enforced, growth under an error budget blocks.
 *
 * @param enforced on a pull request; on the main branch growth is only reported, so that a baseline can
 *   be refreshed where it grew
 * @throws EvenhandError `input/no-cells`, and as `decide` does
 */
export function holdAgainstBaseline(
  audit: AuditDocument,
  configuration: Configuration,
  baseline: BaselineDocument,
  identity: FileIdentity,
  { margin, floor }: RatchetRule,
  enforced: boolean,
): AuditDocument & { readonly ratchet: AuditRatchet } {
  const { cells } = baselineOf(audit);
  const growth = compareWithBaseline(cells, baseline.cells, configuration, { margin, floor });
  const sentence = sentenceOf(growth, enforced);
  return { ...audit, ratchet: { baseline: identity, margin, floor, enforced, growth, sentence } };
}

/** Whether growth blocks: enforced, under an error budget. */
export function isRatchetBroken({ enforced, growth }: AuditRatchet): boolean {
  return (
    enforced && growth.some(({ status, severity }) => status === "grew" && severity === "error")
  );
}

function sentenceOf(growth: readonly Growth[], enforced: boolean): string {
  const count = (status: Growth["status"]): number =>
    growth.filter((one) => one.status === status).length;
  const grew = count("grew");
  const tally = `${grew} grew, ${count("held")} held, ${count("undecided")} not decided, ${count("not-compared")} not compared`;
  if (grew === 0) return `No gap grew against the baseline (${tally}).`;
  return `${grew === 1 ? "One gap" : `${grew} gaps`} grew against the baseline (${tally})${enforced ? "" : "; this is only reported"}.`;
}
