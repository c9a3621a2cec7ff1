import { parseNumber } from "@evenhand/core";
import { structureFault, truncationFault } from "./fault.ts";

/** The `key=value` lines of one section; a bare word is a key with an empty value. */
export type Section = ReadonlyMap<string, string>;

export interface LightGbmText {
  readonly header: Section;
  readonly trees: readonly Section[];
  /** `[key: value]` lines. */
  readonly parameters: Section;
  /** Levels of each category column as pandas kept them, in column order. */
  readonly pandasCategories: readonly (readonly unknown[])[];
}

/**
 * Cuts the text of a LightGBM model into its sections. The end mark and the list of tree sizes in
 * the header show whether the file is whole.
 *
 * @throws EvenhandError `input/model-structure`, `input/model-truncated`
 */
export function readSections(text: string): LightGbmText {
  const lines = text.split(/\r?\n/);
  if (lines[0] !== "tree") {
    throw structureFault("line 1", "this is no LightGBM model text", 'the word "tree"', lines[0]);
  }
  const end = lines.indexOf("end of trees");
  if (end < 0) throw truncationFault("end of file", 'line "end of trees"');

  const header = new Map<string, string>();
  const trees: Map<string, string>[] = [];
  for (let line = 1; line < end; line++) {
    const [key, value] = pairOf(lines[line] as string);
    if (key === "") continue;
    if (key === "Tree") trees.push(new Map());
    const section = trees.at(-1) ?? header;
    if (section.has(key)) {
      throw structureFault(`line ${line + 1}`, "a key stands twice", "each key once", key);
    }
    section.set(key, value);
  }
  const claimed = listOf(requireKey(header, "tree_sizes", "header")).length;
  if (claimed !== trees.length) {
    throw structureFault("tree_sizes", "trees are missing", `${claimed} trees`, trees.length);
  }
  const rest = lines.slice(end + 1);
  // The pandas levels come after the parameters: without this mark they may have been cut off.
  if (!rest.includes("end of parameters")) {
    throw truncationFault("end of file", 'line "end of parameters"');
  }
  return {
    header,
    trees,
    parameters: parametersOf(rest),
    pandasCategories: pandasCategoriesOf(rest),
  };
}

/** @throws EvenhandError `input/model-truncated` */
export function requireKey(section: Section, key: string, path: string): string {
  const value = section.get(key);
  if (value === undefined) throw truncationFault(path, `line "${key}="`);
  return value;
}

/** Values between blanks; none for an empty text. */
export function listOf(text: string): string[] {
  return text === "" ? [] : text.trim().split(/\s+/);
}

/**
 * Exactly `length` finite numbers.
 *
 * @throws EvenhandError `input/model-structure`, `input/model-truncated`
 */
export function numbersAt(section: Section, key: string, length: number, path: string): number[] {
  const texts = listOf(requireKey(section, key, path));
  if (texts.length !== length) {
    throw structureFault(
      `${path}.${key}`,
      "a list is too short or too long",
      `${length} values`,
      texts.length,
    );
  }
  return texts.map((text, index) => {
    const number = parseNumber(text);
    if (number === null || !Number.isFinite(number)) {
      throw structureFault(
        `${path}.${key}[${index}]`,
        "a value is no number",
        "a finite number",
        text,
      );
    }
    return number;
  });
}

/**
 * Exactly `length` whole numbers of a range.
 *
 * @throws EvenhandError `input/model-structure`, `input/model-truncated`
 */
export function integersAt(
  section: Section,
  key: string,
  length: number,
  range: { readonly min: number; readonly max: number },
  path: string,
): number[] {
  const numbers = numbersAt(section, key, length, path);
  const bad = numbers.findIndex(
    (value) => !Number.isInteger(value) || value < range.min || value > range.max,
  );
  if (bad < 0) return numbers;
  throw structureFault(
    `${path}.${key}[${bad}]`,
    "a value is out of range",
    `a whole number from ${range.min} to ${range.max}`,
    numbers[bad],
  );
}

function pairOf(line: string): [key: string, value: string] {
  const equals = line.indexOf("=");
  return equals < 0 ? [line.trim(), ""] : [line.slice(0, equals), line.slice(equals + 1).trim()];
}

function parametersOf(lines: readonly string[]): Section {
  const parameters = new Map<string, string>();
  for (const line of lines) {
    const match = /^\[([^:\]]+): (.*)\]$/.exec(line);
    if (match !== null) parameters.set(match[1] as string, match[2] as string);
  }
  return parameters;
}

function pandasCategoriesOf(lines: readonly string[]): readonly (readonly unknown[])[] {
  const PREFIX = "pandas_categorical:";
  const text = lines.find((line) => line.startsWith(PREFIX))?.slice(PREFIX.length);
  if (text === undefined || text === "null") return [];
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (Array.isArray(value) && value.every((levels) => Array.isArray(levels))) return value;
  throw structureFault("pandas_categorical", "the levels are unreadable", "lists in JSON", text);
}
