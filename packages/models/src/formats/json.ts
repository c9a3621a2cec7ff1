import { parseNumber } from "@evenhand/core";
import { structureFault, truncationFault } from "./fault.ts";

export type Json = Readonly<Record<string, unknown>>;

/**
 * @param nan whether the writer leaves NaN in its JSON; it is read as null
 * @throws EvenhandError `input/model-truncated`
 */
export function parseJson(content: string, nan = false): unknown {
  const json = nan ? withoutNan(content) : content;
  try {
    return JSON.parse(json);
  } catch {
    throw truncationFault("model file", "complete JSON text");
  }
}

/** Null for each NaN outside texts, in one pass: a pattern would try every quote to the end again. */
function withoutNan(content: string): string {
  const pieces: string[] = [];
  let start = 0;
  let inText = false;
  for (let at = 0; at < content.length; at++) {
    const character = content[at];
    if (character === '"') inText = !inText;
    else if (inText && character === "\\") at++;
    else if (!inText && character === "N" && content.startsWith("NaN", at)) {
      pieces.push(content.slice(start, at), "null");
      at += 2;
      start = at + 1;
    }
  }
  return pieces.join("") + content.slice(start);
}

/** @throws EvenhandError `input/model-structure` */
export function objectAt(value: unknown, path: string): Json {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Json;
  throw structureFault(path, "a part is missing", "an object", value);
}

/** @throws EvenhandError `input/model-structure` */
export function listAt(object: Json, key: string, path: string): readonly unknown[] {
  const value = object[key];
  if (Array.isArray(value)) return value;
  throw structureFault(`${path}.${key}`, "a part is missing", "a list", value);
}

/**
 * A list of texts without repetition.
 *
 * @throws EvenhandError `input/model-structure`
 */
export function namesAt(object: Json, key: string, path: string): readonly string[] {
  const names = listAt(object, key, path);
  const bad = names.find((name) => typeof name !== "string");
  if (bad !== undefined) {
    throw structureFault(`${path}.${key}`, "a name is no text", "a text", bad);
  }
  if (new Set(names).size !== names.length) {
    throw structureFault(`${path}.${key}`, "a name stands twice", "distinct names", names.join());
  }
  return names as readonly string[];
}

/**
 * The text of a class or a level, which files keep as text, number or truth value.
 *
 * @throws EvenhandError `input/model-structure`
 */
export function labelText(value: unknown, path: string): string {
  if (typeof value === "object" && value !== null) {
    throw structureFault(path, "a label is none", "a text or a number", value);
  }
  return String(value);
}

/**
 * The texts of a list of labels.
 *
 * @throws EvenhandError `input/model-structure`
 */
export function labelsAt(object: Json, key: string, path: string): string[] {
  return listAt(object, key, path).map((value, at) => labelText(value, `${path}.${key}[${at}]`));
}

/** A number that a file may keep as text; NaN for anything else. */
export function numberOf(value: unknown): number {
  if (typeof value === "string") return parseNumber(value) ?? Number.NaN;
  return typeof value === "number" ? value : Number.NaN;
}

/** @throws EvenhandError `input/model-structure` */
export function finiteNumber(value: unknown, path: string): number {
  if (typeof value === "number" && Number.isFinite(value)) return value;
  throw structureFault(path, "a value is no number", "a finite number", value);
}

/**
 * A list of finite numbers, of the given length where one is given.
 *
 * @throws EvenhandError `input/model-structure`
 */
export function numberList(
  object: Json,
  key: string,
  path: string,
  length?: number,
): readonly number[] {
  const values = listAt(object, key, path);
  if (length !== undefined && values.length !== length) {
    throw structureFault(
      `${path}.${key}`,
      "a list is too short or too long",
      `${length} values`,
      values.length,
    );
  }
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) finiteNumber(values[bad], `${path}.${key}[${bad}]`);
  return values as readonly number[];
}

export interface IntegerRange {
  readonly min: number;
  readonly max: number;
}

/** @throws EvenhandError `input/model-structure` */
export function wholeNumber(value: unknown, { min, max }: IntegerRange, path: string): number {
  if (Number.isInteger(value) && (value as number) >= min && (value as number) <= max) {
    return value as number;
  }
  throw structureFault(
    path,
    "a value is out of range",
    `a whole number from ${min} to ${max}`,
    value,
  );
}

/**
 * A list of whole numbers of a range, of the given length where one is given.
 *
 * @throws EvenhandError `input/model-structure`
 */
export function integerList(
  object: Json,
  key: string,
  range: IntegerRange,
  path: string,
  length?: number,
): readonly number[] {
  const values = numberList(object, key, path, length);
  const { min, max } = range;
  const bad = values.findIndex((value) => !Number.isInteger(value) || value < min || value > max);
  if (bad >= 0) wholeNumber(values[bad], range, `${path}.${key}[${bad}]`);
  return values;
}
