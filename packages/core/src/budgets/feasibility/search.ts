import type { People } from "./confusion.ts";
import { fractionAt } from "./fraction.ts";
import { solveProgram } from "./program.ts";
import { divideRegion, levelAt, pinRegion, type Region, wholeRegion } from "./region.ts";
import type { Requirement } from "./requirements.ts";

/** `found`: a point that meets every requirement. `none`: there is none, proved. */
export type SearchResult =
  | { readonly status: "found"; readonly point: readonly number[] }
  | { readonly status: "none" | "undecided" };

/** A requirement counts as met within this, or within this part of a limit above 1. */
const TOLERANCE = 1e-6;
/** Of the programs that prove that there is nothing; those that find something have none. */
const SLACK = 1e-7;
const MOST_PROGRAMS = 10_000;
/** Requirements × cohorts × programs; about a second for each 200,000. */
const MOST_WORK = 1_000_000;

/**
 * Looks for decisions that meet every requirement. Requirements on precision and its like
 * are not linear once they are compared: what they are compared with is then divided into regions,
 * and one is dropped where its linear relaxation has no solution (branch and bound).
 */
export function searchDecisions(
  people: readonly People[],
  requirements: readonly Requirement[],
  mostPrograms: number = MOST_PROGRAMS,
): SearchResult {
  const most = Math.min(mostPrograms, MOST_WORK / (requirements.length * people.length));
  const levels = requirements.flatMap(({ against }) => (against === null ? [] : [against]));
  const curved = [...new Set(levels)].filter((level) => level.some(({ isCurved }) => isCurved));
  const open: Region[] = [wholeRegion(curved)];
  let isUndecided = false;
  let programs = 0;
  const tryIn = (region: Region): readonly number[] | null => {
    programs += 1;
    const tried = solveProgram(people, requirements, region, 0);
    return tried.status === "optimal" && isMet(requirements, tried.point) ? tried.point : null;
  };
  // Wide regions first: going deep would be lost at edges that are met only within the slack.
  for (const region of open) {
    if (programs > most) return { status: "undecided" };
    programs += 1;
    const relaxed = solveProgram(people, requirements, region, SLACK);
    if (relaxed.status === "infeasible") continue;
    const point =
      (relaxed.status === "optimal" ? tryIn(pinRegion(region, relaxed.point)) : null) ??
      tryIn(pinRegion(region, null));
    if (point !== null) return { status: "found", point };
    const halves = divideRegion(region);
    if (halves === null) isUndecided = true;
    else open.push(...halves);
  }
  return { status: isUndecided ? "undecided" : "none" };
}

function isMet(requirements: readonly Requirement[], point: readonly number[]): boolean {
  return requirements.every(({ own, against, compare, limit }) => {
    const value = fractionAt(own, point);
    const level = against === null ? null : levelAt(against, point);
    const compared = level === null ? value : compare === "ratio" ? value / level : value - level;
    const reach = (bound: number): number => TOLERANCE * Math.max(1, Math.abs(bound));
    return (
      (limit.min === null || compared >= limit.min - reach(limit.min)) &&
      (limit.max === null || compared <= limit.max + reach(limit.max))
    );
  });
}
