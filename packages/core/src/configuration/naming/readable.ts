const LONGEST = 40;
const MOST_WORDS = 7;

/** What keeps a person from reading a text, and what to do; both in words. */
export interface Obstacle {
  readonly problem: string;
  readonly hint: string;
}

/** In this order; the first that matches is told. */
const OBSTACLES: readonly (Obstacle & { readonly found: (text: string) => boolean })[] = [
  {
    // Joiners (U+200C, U+200D) belong to the spelling of some languages.
    found: (text) => /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text),
    problem: "it holds characters that are not seen",
    hint: "Type it anew, without control or direction marks.",
  },
  {
    found: (text) => /<[^>]*>|&#?\w+;|[*`]|\]\(|\bhttps?:\/\//.test(text),
    problem: "it holds markup or an address",
    hint: "Write plain words; addresses belong under `adjustAt`.",
  },
  {
    found: (text) => text.includes("_"),
    problem: "it is written like the name of a column",
    hint: "Put spaces in place of underscores, and say it as you would to a person.",
  },
  {
    found: (text) => /\p{Ll}\p{Lu}/u.test(text),
    problem: "it is written in camel case",
    hint: "Write it as separate words.",
  },
  {
    found: isShouted,
    problem: "it is written in capitals",
    hint: "Write it in small letters, or spell the abbreviation out.",
  },
];

const LONG: Obstacle = {
  problem: "it is too long to be read in a sentence",
  hint: `Use at most ${LONGEST} characters and ${MOST_WORDS} words.`,
};

/** The first thing that keeps a person from reading a label, a unit or a level; null where nothing does. */
export function findObstacle(text: string, kind: "name" | "value" = "name"): Obstacle | null {
  return (
    OBSTACLES.find(({ found }) => found(text)) ?? (kind === "name" && isLong(text) ? LONG : null)
  );
}

function isLong(text: string): boolean {
  return [...text].length > LONGEST || text.trim().split(/\s+/).length > MOST_WORDS;
}

/** True for a text with a word of five capitals or more and no small letter; short abbreviations pass. */
function isShouted(text: string): boolean {
  return /\p{Lu}{5}/u.test(text) && !/\p{Ll}/u.test(text);
}

/** True for a code that says nothing by itself: `A11`, `x3`, `7`, `N/A-2`. */
export function isCode(text: string): boolean {
  return /^\p{L}{0,2}[-/.]?\d+$/u.test(text) || findObstacle(text) !== null;
}

/** `hours_perWeek` as words: `hours per week`. */
export function asWords(name: string): string {
  return name
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .replace(/[_.\-\s]+/g, " ")
    .trim()
    .toLowerCase();
}
