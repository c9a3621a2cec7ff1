import { edgesOf } from "./bands.ts";

/** The id of the cohort of all rows. */
export const ALL = "all";

/** The text that stands for an unknown level in an id. */
const UNKNOWN_LEVEL = "?";

/**
 * The id of a cohort: `sex=Female,race=Black`, attributes in declared order. In levels `\`, `,`,
 * `=` and a literal `?` are escaped by `\`; bands (`age=>=65`) stand as they are. A single unknown
 * level reads `race=?`; an intersection with any unknown part is `unknown`.
 *
 * @param bands edges by attribute; the levels of these attributes are bands
 */
export function cohortId(
  by: readonly string[],
  levels: readonly (string | null)[],
  bands: Readonly<Record<string, readonly number[]>> = {},
): string {
  if (by.length > 1 && levels.includes(null)) return "unknown";
  return by
    .map((column, i) => {
      const level = levels[i] as string | null;
      const isBand = level !== null && edgesOf(bands, column) !== null;
      return `${escapeMarks(column)}=${isBand ? level : levelText(level)}`;
    })
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
