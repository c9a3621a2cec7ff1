/** A JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

interface JsonObject {
  readonly [key: string]: Json;
}

/** An object that lacks the key of a column, and one that is null as a whole. */
const ABSENT = Symbol("absent");
const NULL = Symbol("null");

type Entry = Json | typeof ABSENT | typeof NULL;

/**
 * JSON with its lists of objects turned into columns, which compress a quarter smaller: like stands
 * beside like. Every list says in its first place how it is written:
 *
 * - `[0, item, …]` is the list of these items;
 * - `[["a", "b"], [0, a₁, a₂], [0, b₁, b₂]]` is `[{ a: a₁, b: b₁ }, { a: a₂, b: b₂ }]`, each column
 *   again a list of either kind. As an item of a column, `[]` says that the object lacks the key (one
 *   that lacks all is itself lacking in the column it stands in), and `[1]` in the first column that
 *   the object is null.
 */
export function toColumns(value: Json): Json {
  if (isList(value)) return listToColumns(value);
  return isObject(value) ? mapValues(value, toColumns) : value;
}

/** The inverse of `toColumns`. @throws TypeError for a list that says no such thing */
export function fromColumns(value: Json): Json {
  if (isList(value)) return listFromColumns(value) as Json[];
  return isObject(value) ? mapValues(value, fromColumns) : value;
}

function listToColumns(entries: readonly Entry[]): Json {
  const objects = entries.filter(isObject);
  const isTable =
    objects.length > 0 &&
    entries.every((entry) => entry === null || entry === ABSENT || isFilled(entry));
  if (!isTable) return [0, ...entries.map(entryToColumns)];
  const keys = [...new Set(objects.flatMap((object) => Object.keys(object)))];
  const columns = keys.map((key, at) =>
    listToColumns(
      entries.map((entry) => {
        if (entry === null && at === 0) return NULL;
        return isObject(entry) && Object.hasOwn(entry, key) ? (entry[key] as Json) : ABSENT;
      }),
    ),
  );
  return [keys, ...columns];
}

function entryToColumns(entry: Entry): Json {
  if (entry === ABSENT) return [];
  return entry === NULL ? [1] : toColumns(entry);
}

function listFromColumns([head, ...rest]: readonly Json[]): Entry[] {
  if (head === 0) return rest.map(entryFromColumns);
  if (!isList(head)) throw new TypeError("neither items nor columns");
  const columns = rest.map((column) => listFromColumns(column as readonly Json[]));
  return (columns[0] ?? []).map((first, row) => {
    if (first === NULL) return null;
    const own = head.flatMap((key, at) => {
      const entry = columns[at]?.[row];
      return entry === ABSENT || entry === undefined ? [] : [[String(key), entry as Json]];
    });
    return own.length === 0 ? ABSENT : (Object.fromEntries(own) as JsonObject);
  });
}

function entryFromColumns(item: Json): Entry {
  if (!isList(item)) return fromColumns(item);
  if (item.length === 0) return ABSENT;
  return item.length === 1 && item[0] === 1 ? NULL : fromColumns(item);
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function isObject(value: Entry): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isFilled(entry: Entry): boolean {
  return isObject(entry) && Object.keys(entry).length > 0;
}

/** `fromEntries` defines keys, `__proto__` too, and assigns none. */
function mapValues(object: JsonObject, change: (value: Json) => Json): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}
