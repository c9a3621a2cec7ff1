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
export function numberText(exact: number, apartFrom: readonly number[] = []): string {
  const value = unrounded(exact, apartFrom);
  const size = Math.abs(value);
  const isSmall = size < 0.1 && Math.round(size * 100) / 100 !== size;
  for (let digits = isSmall ? 3 : 2; digits < 6; digits++) {
    const text = fixedText(size, digits);
    // Only what is below one unit of the last digit can come out as 0.
    const hasVanished = value !== 0 && size < (UNITS[digits] as number) && Number(text) === 0;
    if (!hasVanished && !isConfused(value, apartFrom, digits)) return signed(value, text);
  }
  return String(Number(value.toPrecision(4))).replace("-", "\u2212");
}

/** 10 to the power of −digits, and of digits: powers are slow where thousands of sentences are written. */
const UNITS = [1, 1e-1, 1e-2, 1e-3, 1e-4, 1e-5] as const;
const SCALES = [1, 1e1, 1e2, 1e3, 1e4, 1e5] as const;

/** What differs by the rounding of a division alone is the same number: 0.8 − 0.7 is 0.1. */
function unrounded(value: number, others: readonly number[]): number {
  // By index: an iterator for each of tens of thousands of numbers is an object each.
  for (let i = 0; i < others.length; i++) {
    const other = others[i] as number;
    if (Math.abs(other - value) < 1e-12) return other;
  }
  return value;
}

function isConfused(value: number, apartFrom: readonly number[], digits: number): boolean {
  // Farther apart than two units of the last digit they cannot look alike.
  const near = 2 * (UNITS[digits] as number);
  for (let i = 0; i < apartFrom.length; i++) {
    const other = apartFrom[i] as number;
    if (other === value || Math.abs(other - value) >= near) continue;
    if (other.toFixed(digits) === value.toFixed(digits)) return true;
  }
  return false;
}

function signed(value: number, text: string): string {
  return value < 0 ? `\u2212${text}` : text;
}

/** Most numbers of sentences are below this in units of their last digit. */
const MOST_KEPT = 4_000;

/** Texts of whole numbers of hundredths and thousandths, filled as they are asked for. */
const KEPT: Readonly<Record<number, string[]>> = { 2: [], 3: [] };

/** `toFixed` of a number that is not negative. */
function fixedText(size: number, digits: number): string {
  const units = size * (SCALES[digits] as number);
  const whole = Math.round(units);
  const texts = KEPT[digits];
  // So near to halfway, the digits of the number itself decide.
  const isHalfway = Math.abs(Math.abs(units - whole) - 0.5) < 1e-6;
  if (texts === undefined || isHalfway || !(whole < MOST_KEPT)) return size.toFixed(digits);
  texts[whole] ??= size.toFixed(digits);
  return texts[whole] as string;
}

/** A whole number of people or decisions, thousands apart: `12 345` with narrow spaces. */
export function countText(count: number): string {
  const digits = Math.round(count).toString();
  return digits.length < 4 ? digits : digits.replace(/\B(?=(\d{3})+$)/g, "\u202f");
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
