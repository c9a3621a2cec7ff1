import { type FileOptions, parseNumber } from "@evenhand/core";
import { fieldCounts, modeOf } from "./records.ts";

/** A guess with the sentences that tell it, so that nothing is assumed in silence. */
export interface LayoutGuess {
  readonly options: FileOptions;
  readonly said: readonly string[];
}

const DELIMITERS = [",", ";", "\t", "|"] as const;
const NAMES: Readonly<Record<string, string>> = {
  ",": "comma",
  ";": "semicolon",
  "\t": "tab",
  "|": "bar",
  " ": "space",
};
const COMMENT_MARKS = ["#", "|"] as const;

/** Guesses how a CSV file is laid out, from its beginning; what was given is not guessed. */
export function guessLayout(text: string, given: FileOptions = {}): LayoutGuess {
  const said: string[] = [];
  const { comment, body } = splitComment(text, given.comment);
  if (comment !== null && given.comment === undefined) {
    said.push(`lines that begin with ${comment} are comments`);
  }
  const delimiter = given.delimiter ?? guessDelimiter(body);
  if (delimiter !== "," && given.delimiter === undefined) {
    said.push(`the delimiter is a ${NAMES[delimiter]}`);
  }
  const trim = given.trim ?? (delimiter !== " " && isPadded(body, delimiter));
  if (trim && given.trim === undefined) said.push("blanks around fields are trimmed");
  const first = firstFields(body, delimiter);
  const header = given.header ?? isHeader(first);
  if (!header) {
    said.push(`there is no header line: the columns are called column1 to column${first.length}`);
  }
  const options: FileOptions = {
    format: "csv",
    delimiter,
    header,
    ...(header ? {} : { columns: first.map((_, i) => `column${i + 1}`) }),
    ...(comment === null ? {} : { comment }),
    ...(given.missing === undefined ? {} : { missing: given.missing }),
    trim,
  };
  return { options, said };
}

function splitComment(
  text: string,
  given: string | undefined,
): { comment: string | null; body: string } {
  const mark = given ?? COMMENT_MARKS.find((candidate) => text.startsWith(candidate));
  if (mark === undefined) return { comment: null, body: text };
  const body = text
    .split("\n")
    .filter((line) => !line.startsWith(mark))
    .join("\n");
  return { comment: mark, body };
}

/** The character that cuts most records into the same number of fields, more than one. */
function guessDelimiter(text: string): string {
  let best: { delimiter: string; share: number; fields: number } | null = null;
  for (const delimiter of DELIMITERS) {
    const { value, share } = modeOf(fieldCounts(text, delimiter));
    if (value < 2) continue;
    const isBetter =
      best === null || share > best.share || (share === best.share && value > best.fields);
    if (isBetter) best = { delimiter, share, fields: value };
  }
  if (best !== null) return best.delimiter;
  return modeOf(fieldCounts(text, " ")).value > 1 ? " " : ",";
}

function isPadded(text: string, delimiter: string): boolean {
  const lines = text.split(/\r?\n/).filter((line) => line.includes(delimiter));
  const padded = lines.filter((line) => line.includes(`${delimiter} `));
  return padded.length > lines.length / 2;
}

function firstFields(text: string, delimiter: string): string[] {
  const line = text.split(/\r?\n/).find((candidate) => candidate.trim() !== "") ?? "";
  return line.split(delimiter).map((field) => field.trim().replace(/^"|"$/g, ""));
}

/** A header names every column, once, and by no number. */
function isHeader(fields: readonly string[]): boolean {
  return (
    new Set(fields).size === fields.length &&
    fields.every((field) => field !== "" && parseNumber(field) === null)
  );
}
