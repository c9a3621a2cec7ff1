import type { AuditDocument, Cohort, Verdict } from "@evenhand/core";
import { plainText } from "./text.ts";

/** Finds a cohort's display name by dimension and id. */
export type CohortNames = (dimension: string | null, id: string) => string;

const TERSE = /^[\d\s.,+-]*$|^(yes|no|y|n|true|false)$/i;

/**
 * The display names of an audit's cohorts: levels alone where they speak for themselves
 * (`Female`, `Black · Female`), with the attribute where they do not (`age under 25`, `foreign = yes`).
 * An id that the audit does not list is shown as it stands.
 */
export function nameCohorts(audit: AuditDocument): CohortNames {
  const byKey = new Map(
    audit.cohorts.map((cohort) => [keyOf(cohort.dimension, cohort.id), cohort]),
  );
  return (dimension, id) => {
    const cohort = byKey.get(keyOf(dimension, id));
    if (cohort === undefined) return plainText(id);
    if (cohort.kind === "all") return "everyone";
    return cohort.kind === "rest" ? "everyone else" : nameOf(cohort);
  };
}

/** `Female vs Male`; a distance is that `between Female and Male`. */
export function comparisonText(
  compare: Verdict["compare"],
  cohort: string,
  reference: string | null,
): string {
  if (reference === null) return cohort;
  return compare === "distance"
    ? `between ${cohort} and ${reference}`
    : `${cohort} vs ${reference}`;
}

function keyOf(dimension: string | null, id: string): string {
  return JSON.stringify([dimension, id]);
}

function nameOf(cohort: Cohort): string {
  if (cohort.kind === "unknown") return `${cohort.by.map(plainText).join(" or ")} unknown`;
  if (cohort.levels.length === 0) return plainText(cohort.id);
  return cohort.levels
    .map((level, i) => nameOfLevel(plainText(cohort.by[i] ?? ""), level))
    .join(" · ");
}

/** `Female`, `age under 25`, `foreign = yes`. */
export function nameOfLevel(attribute: string, level: string | null): string {
  if (level === null) return `${attribute} unknown`;
  const text = plainText(level);
  const band =
    /^(?:<(?<under>-?[\d.]+)|>=(?<from>-?[\d.]+)|(?<low>-?[\d.]+)\.\.<(?<high>-?[\d.]+))$/.exec(
      text,
    )?.groups;
  if (band !== undefined) {
    if (band.under !== undefined) return `${attribute} under ${band.under}`;
    if (band.from !== undefined) return `${attribute} ${band.from} and over`;
    return `${attribute} ${band.low} to under ${band.high}`;
  }
  if (text.trim() === "") return `${attribute} empty`;
  return TERSE.test(text) ? `${attribute} = ${text}` : text;
}
