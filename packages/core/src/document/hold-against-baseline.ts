import { compareWithBaseline } from "../budgets/ratchet/compare-with-baseline.ts";
import type { Growth, RatchetRule } from "../budgets/ratchet/growth.ts";
import type { Configuration } from "../configuration/configuration.ts";
import type { AuditDocument, AuditRatchet, FileIdentity } from "./audit-document.ts";
import { type BaselineDocument, baselineOf } from "./baseline.ts";

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
