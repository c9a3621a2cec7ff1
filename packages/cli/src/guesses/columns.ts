import { categoriesOf, countLevels, numbersOf, type Table } from "@evenhand/core";

/** A column looked at: what is needed to guess its part. */
export interface ColumnProfile {
  readonly name: string;
  /** Distinct texts, most frequent first. */
  readonly levels: readonly string[];
  readonly isNumeric: boolean;
  /** The least and greatest number; null for text. */
  readonly range: { readonly min: number; readonly max: number } | null;
}

export function profileColumns(table: Table): ColumnProfile[] {
  return [...table.columns.values()].map((column) => {
    const category = categoriesOf(column);
    const { counts } = countLevels(category);
    const levels = category.levels
      .map((level, code) => ({ level, rows: counts[code] as number }))
      .filter(({ rows }) => rows > 0)
      .sort((a, b) => b.rows - a.rows)
      .map(({ level }) => level);
    const numbers = numbersOf(category);
    const isNumeric = levels.length > 0 && numbers.unreadable === null;
    return {
      name: column.name,
      levels,
      isNumeric,
      range: isNumeric ? rangeOf(levels) : null,
    };
  });
}

function rangeOf(levels: readonly string[]): { min: number; max: number } {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const level of levels) {
    min = Math.min(min, Number(level));
    max = Math.max(max, Number(level));
  }
  return { min, max };
}

const MISSING_MARKS = ["?", "NA", "N/A", "n/a", "#N/A", "NaN", "nan", "NULL", "null", "-", "."];

/** Texts that stand for a missing value in most data sets and occur in this one. */
export function guessMissing(profiles: readonly ColumnProfile[]): string[] {
  return MISSING_MARKS.filter((mark) => profiles.some(({ levels }) => levels.includes(mark)));
}

const PROTECTED = new Set([
  ...["sex", "gender", "race", "ethnicity", "ethnic", "age", "religion", "disability", "disabled"],
  ...["nationality", "marital", "pregnant", "pregnancy", "orientation"],
]);
const PROTECTED_PHRASES = ["native country", "national origin", "foreign worker"];

/** More levels than this make no readable cohorts. */
export const MOST_COHORT_LEVELS = 20;

/** Columns whose names say that they hold a protected attribute. */
export function guessProtected(profiles: readonly ColumnProfile[]): ColumnProfile[] {
  return profiles.filter(({ name }) => {
    const words = wordsOf(name);
    return (
      words.some((word) => PROTECTED.has(word)) ||
      PROTECTED_PHRASES.some((phrase) => words.join(" ").includes(phrase))
    );
  });
}

const OUTCOME = [
  ...["outcome", "label", "target", "class", "approved", "hired", "accepted", "offered", "income"],
  ...["granted", "admitted", "repaid", "paid", "decision", "default", "response", "result", "y"],
];
const PREDICTION = ["prediction", "predicted", "pred", "yhat"];
const SCORE = ["score", "probability", "proba", "prob"];

/** The column that most likely holds the outcome: of two values, and named like one or the only one whose values tell. */
export function guessOutcome(profiles: readonly ColumnProfile[]): ColumnProfile | null {
  const few = profiles.filter(
    (profile) => profile.levels.length === 2 && !isNamed(profile, [...PREDICTION, ...SCORE]),
  );
  for (const word of OUTCOME) {
    const found = few.find((profile) => isNamed(profile, [word]));
    if (found !== undefined) return found;
  }
  const telling = few.filter(({ levels }) => guessFavourable(levels) !== null);
  return telling.length === 1 ? (telling[0] as ColumnProfile) : null;
}

/** The column of decisions: named like a prediction, with the values of the outcome. */
export function guessPrediction(
  profiles: readonly ColumnProfile[],
  outcome: ColumnProfile,
): ColumnProfile | null {
  const found = profiles.find(
    (profile) =>
      profile !== outcome &&
      isNamed(profile, PREDICTION) &&
      profile.levels.every((level) => outcome.levels.includes(level)),
  );
  return found ?? null;
}

const FAVOURABLE = [
  ...["1", "yes", "true", "y", "t", "approved", "accepted", "hired", "offered", "granted", "good"],
  ...["pass", "passed", "admitted", ">50k", "positive", "paid", "repaid"],
];

/** The value people are glad of, where it can be told from the usual words. */
export function guessFavourable(levels: readonly string[]): string | null {
  const found = levels.filter((level) => FAVOURABLE.includes(level.toLowerCase()));
  return found.length === 1 ? (found[0] as string) : null;
}

const AGE_EDGES = [25, 45, 65];

/** Band edges for a column of numbers with too many values for cohorts of their own; null otherwise. */
export function guessBands({ isNumeric, range, levels, name }: ColumnProfile): number[] | null {
  if (!isNumeric || range === null || levels.length <= MOST_COHORT_LEVELS) return null;
  if (wordsOf(name).includes("age")) {
    const inside = AGE_EDGES.filter((edge) => edge > range.min && edge <= range.max);
    if (inside.length > 0) return inside;
  }
  const numbers = levels.map(Number).sort((a, b) => a - b);
  return [numbers[Math.floor(numbers.length / 2)] as number];
}

function isNamed({ name }: ColumnProfile, words: readonly string[]): boolean {
  return wordsOf(name).some((word) => words.includes(word));
}

/** `nativeCountry`, `native-country` and `NATIVE_COUNTRY` are the words native and country. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word !== "");
}
