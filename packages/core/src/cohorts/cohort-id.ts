/** The id of the cohort of all rows. */
export const ALL = "all";

/** The text that stands for an unknown level in an id. */
const UNKNOWN_LEVEL = "?";

/**
 * The id of a cohort: `sex=Female,race=Black`, attributes in declared order. In levels `\`, `,`,
 * `=` and a literal `?` are escaped by `\`. A single unknown level reads `race=?`; an intersection
 * with any unknown part is `unknown`.
 */
export function cohortId(by: readonly string[], levels: readonly (string | null)[]): string {
  if (by.length > 1 && levels.includes(null)) return "unknown";
  return by
    .map((column, i) => `${escapeMarks(column)}=${levelText(levels[i] as string | null)}`)
    .join(",");
}

/** The id of everyone else: the known rows outside the cohort. */
export function restId(cohort: string): string {
  return `rest:${cohort}`;
}

function levelText(level: string | null): string {
  if (level === null) return UNKNOWN_LEVEL;
  return level === UNKNOWN_LEVEL ? "\\?" : escapeMarks(level);
}

function escapeMarks(text: string): string {
  return text.replace(/[\\,=]/g, (mark) => `\\${mark}`);
}
