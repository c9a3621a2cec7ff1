import type { Cohort } from "../cohorts/cohort.ts";
import type { Limit } from "./budget.ts";
import { sideOf } from "./judge.ts";
import type { WaiverUse } from "./verdict.ts";
import type { Waiver } from "./waiver.ts";

/**
 * Whether a waiver covers a failing verdict: its budget and cohort match, today lies from
 * `created` to `expires`, and the estimate is not beyond the ceiling. Null where none matches;
 * where several match, one that applies is preferred.
 */
export function applyWaiver(
  waivers: readonly Waiver[],
  budget: string,
  cohort: Cohort,
  limit: Limit,
  estimate: number,
  today: string,
): WaiverUse | null {
  const uses = waivers
    .filter((waiver) => waiver.budget === budget && isOf(cohort, waiver))
    .map((waiver): WaiverUse => {
      const { reason, owner, approvedBy, expires } = waiver;
      return {
        status: statusOf(waiver, limit, estimate, today),
        reason,
        owner,
        approvedBy,
        expires,
      };
    });
  return uses.find(({ status }) => status === "applied") ?? uses[0] ?? null;
}

function isOf(cohort: Cohort, waiver: Waiver): boolean {
  return (
    Object.keys(waiver.cohort).length === cohort.by.length &&
    cohort.by.every((column, i) => waiver.cohort[column] === cohort.levels[i])
  );
}

function statusOf(
  { created, expires, ceiling }: Waiver,
  limit: Limit,
  estimate: number,
  today: string,
): WaiverUse["status"] {
  // ISO dates compare as texts.
  if (today > expires) return "expired";
  if (today < created) return "not-yet-valid";
  const isBelow = sideOf(estimate, limit) === "below";
  const ending = isBelow ? { min: ceiling, max: null } : { min: null, max: ceiling };
  return sideOf(estimate, ending) === "inside" ? "applied" : "ceiling-exceeded";
}
