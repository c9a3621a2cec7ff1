import { edgesOf } from "../cohorts/bands.ts";
import type { Cohort } from "../cohorts/cohort.ts";
import { ALL } from "../cohorts/cohort-id.ts";
import type { CohortDimension } from "../cohorts/dimension.ts";

/**
 * A number as sentences and reports show it: two decimals, a third below 0.1 (0.028, but a declared
 * 0.05) and where two would hide a difference, at most four significant digits otherwise.
 *
 * @param apartFrom numbers it stands beside and must not be mistaken for
 * @example
 * numberText(0.7996, [0.8]); // "0.7996"
 */
export function numberText(value: number, apartFrom: readonly number[] = []): string {
  const isSmall = Math.abs(value) < 0.1 && Number(value.toFixed(2)) !== value;
  for (let digits = isSmall ? 3 : 2; digits < 6; digits++) {
    const text = value.toFixed(digits);
    const confused = apartFrom.some(
      (other) =>
        other !== value &&
        // Farther apart than a unit of the last digit they cannot look alike.
        Math.abs(other - value) < 2 * 10 ** -digits &&
        other.toFixed(digits) === text,
    );
    const vanished = value !== 0 && Number(text) === 0;
    if (!confused && !vanished) return text.replace("-", "\u2212");
  }
  return String(Number(value.toPrecision(4))).replace("-", "\u2212");
}

/** A whole number of people or decisions, thousands apart: `12 345` with narrow spaces. */
export function countText(count: number): string {
  return Math.round(count)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, "\u202f");
}

/** A cohort as sentences name it: `Female (sex)`, `25 to under 45 (age)`, `everyone but Female (sex)`. */
export function cohortText(cohort: Cohort, dimension: CohortDimension): string {
  switch (cohort.kind) {
    case "all":
      return ALL;
    case "unknown":
      return `unknown (${dimension.by.join(" × ")})`;
    case "rest":
      return "everyone else";
    case "observed": {
      const levels = cohort.levels.map((level, i) =>
        levelText(level as string, edgesOf(dimension.bands, dimension.by[i] as string) !== null),
      );
      return `${levels.join(", ")} (${dimension.by.join(" × ")})`;
    }
  }
}

function levelText(level: string, isBand: boolean): string {
  if (!isBand) return level;
  if (level.startsWith("<")) return `under ${level.slice(1)}`;
  if (level.startsWith(">=")) return `${level.slice(2)} and over`;
  return level.replace("..<", " to under ");
}
