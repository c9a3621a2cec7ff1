import type { Cells } from "../cells/cells.ts";
import { type CountedCohort, countAll, countCohorts } from "../cells/cohort-counts.ts";
import { ALL, restId } from "../cohorts/cohort-id.ts";
import type { CohortDimension } from "../cohorts/dimension.ts";
import { EvenhandError, shown } from "../errors.ts";
import { suggestName } from "../table/nearest.ts";

/**
 * The cohorts of these ids, which must share nobody, as each is drawn on its own.
 *
 * @param isOwn a formula of the caller's: nothing is known of how cohorts that share subjects meet in it
 * @throws EvenhandError `usage/unknown-cohort`, `usage/overlapping-cohorts`, `usage/shared-subjects`
 */
export function findCohorts(
  cells: Cells,
  dimension: CohortDimension,
  ids: readonly string[],
  isOwn: boolean,
): CountedCohort[] {
  const { observed, unknown, rests } = countCohorts(cells, dimension);
  const listed = [
    ...observed,
    ...(unknown === null ? [] : [unknown]),
    ...rests.values(),
    countAll(cells),
  ];
  const byId = new Map(listed.map((counted) => [counted.cohort.id, counted]));
  const found = ids.map((id) => byId.get(id) ?? refuseUnknown(id, [...byId.keys()]));
  requireDisjoint(found);
  if (isOwn && cells.pairs !== undefined && ids.length > 1) {
    throw new EvenhandError({
      code: "usage/shared-subjects",
      path: "cohorts",
      problem:
        "cells with repeated subjects do not say who is in two cohorts, so a formula over several has no interval",
      expected: "one cohort, or a metric with `compare`",
      received: ids.map(shown).join(", "),
      hint: "A difference or ratio of a metric takes the two as independent, which is cautious.",
    });
  }
  return found;
}

function refuseUnknown(id: string, known: readonly string[]): never {
  throw new EvenhandError({
    code: "usage/unknown-cohort",
    path: "cohorts",
    problem: "no cohort of this dimension has this id",
    received: shown(id),
    hint: suggestName(id, known),
  });
}

function requireDisjoint(found: readonly CountedCohort[]): void {
  const [first, second] = found;
  if (first !== undefined && second === undefined) return;
  const areParts = found.every(({ cohort: { kind } }) => kind === "observed" || kind === "unknown");
  if (areParts && found.length > 0 && new Set(found).size === found.length) return;
  const [own, other] = [first?.cohort.id ?? "", second?.cohort.id ?? ""];
  if (found.length === 2 && (own === restId(other) || other === restId(own))) return;
  throw new EvenhandError({
    code: "usage/overlapping-cohorts",
    path: "cohorts",
    problem: "each of these cohorts is drawn on its own, so they must share nobody",
    expected: `cohorts of distinct people; ${ALL} stands alone, and rest:… goes with its own cohort`,
    received: found.length === 0 ? "none" : found.map(({ cohort }) => shown(cohort.id)).join(", "),
  });
}
