import { parseNumber } from "@evenhand/core";
import type { CatboostFeatures } from "./catboost-features.ts";
import { keyOfLevel } from "./catboost-keys.ts";
import { structureFault, unsupportedFault } from "./fault.ts";
import { finiteNumber, type Json, listAt, numberList, objectAt, wholeNumber } from "./json.ts";

/** A statistic of the outcomes of a level, as it stands in the file after training. */
export interface TargetStatistic {
  readonly path: string;
  /** Number of the feature among the categories. */
  readonly category: number;
  /** Of each level that the file has counts of. */
  readonly byLevel: readonly number[];
  /** Of a level without counts. */
  readonly unseen: number;
}

/** The mark of an empty place in the file's table of counts. */
const EMPTY = String(2n ** 64n - 1n);

const MEAN = "BinarizedTargetMeanValue";
const TYPES = ["Borders", "Buckets", "Counter", MEAN];
const INDEX = { min: 0, max: 2 ** 31 - 1 };

/** Keys of the levels that the file has counts of, by number of the feature among the categories. */
export function countedKeys(source: Json): ReadonlyMap<number, ReadonlySet<string>> {
  const keys = new Map<number, Set<string>>();
  if ((source.ctr_data ?? null) === null) return keys;
  for (const { ctr, path } of statisticsOf(source)) {
    const category = categoryOf(ctr);
    if (category === null) continue;
    const known = keys.get(category) ?? new Set<string>();
    keys.set(category, known);
    for (const key of countsOf(source, ctr, path).counts.keys()) known.add(key);
  }
  return keys;
}

/**
 * The statistic that a split asks about, by the number of the split: those on numbers come first, then
 * those on single levels, then the borders of one statistic after another. With c the count of rows of
 * the level in a class (`Buckets`) or above it (`Borders`), or the sum of their outcomes, and n the count
 * of all its rows, it is ((c + prior) ÷ (n + denominator) + shift)·scale; a `Counter` divides n by the
 * largest count of a level. All in single precision.
 *
 * @throws EvenhandError `input/model-structure`, `input/model-unsupported`
 */
export function readStatistics(
  source: Json,
  { categories }: CatboostFeatures,
): (number: unknown, border: number, path: string) => TargetStatistic {
  const info = objectAt(source.features_info, "features_info");
  const borders: { ctr: Json; at: string; border: number }[] = [];
  for (const { ctr, path } of statisticsOf(source)) {
    for (const border of numberList(ctr, "borders", path)) borders.push({ ctr, at: path, border });
  }
  const first = splitsBefore(info);
  const read = new Map<Json, TargetStatistic>();
  return (number, border, path) => {
    const index = wholeNumber(number, INDEX, `${path}.split_index`) - first;
    const found = borders[index];
    if (found === undefined || found.border !== border) {
      throw structureFault(`${path}.split_index`, "there is no such border", `${border}`, number);
    }
    const known = read.get(found.ctr);
    if (known !== undefined) return known;
    const statistic = readStatistic(source, found.ctr, found.at, categories);
    read.set(found.ctr, statistic);
    return statistic;
  };
}

function statisticsOf(source: Json): { ctr: Json; path: string }[] {
  const info = objectAt(source.features_info, "features_info");
  if ((info.ctrs ?? null) === null) return [];
  return listAt(info, "ctrs", "features_info").map((value, index) => {
    const path = `features_info.ctrs[${index}]`;
    return { ctr: objectAt(value, path), path };
  });
}

/** The splits on numbers and on single levels. */
function splitsBefore(info: Json): number {
  const count = (list: string, key: string): number =>
    (info[list] ?? null) === null
      ? 0
      : listAt(info, list, "features_info").reduce((sum: number, value, index) => {
          const path = `features_info.${list}[${index}]`;
          const feature = objectAt(value, path);
          return (feature[key] ?? null) === null ? sum : sum + listAt(feature, key, path).length;
        }, 0);
  return count("float_features", "borders") + count("categorical_features", "values");
}

/** The one category that a statistic is of; null where it is of several features together. */
function categoryOf({ elements }: Json): number | null {
  if (!Array.isArray(elements) || elements.length !== 1) return null;
  const { cat_feature_index, combination_element } = objectAt(elements[0], "elements[0]");
  if (combination_element !== "cat_feature_value") return null;
  return typeof cat_feature_index === "number" ? cat_feature_index : null;
}

/** The counts of each key of a level. */
function countsOf(
  source: Json,
  { identifier }: Json,
  path: string,
): { counts: Map<string, readonly number[]>; width: number; denominator: unknown } {
  const data = objectAt(source.ctr_data, "ctr_data");
  const at = `ctr_data of ${path}`;
  const own = typeof identifier === "string" && Object.hasOwn(data, identifier);
  const table = objectAt(own ? data[identifier] : undefined, at);
  const stride = wholeNumber(table.hash_stride, { min: 2, max: 2 ** 16 }, `${at}.hash_stride`);
  const list = listAt(table, "hash_map", at);
  if (list.length % stride !== 0) {
    throw structureFault(`${at}.hash_map`, "a list was cut off", `${stride} each`, list.length);
  }
  const counts = new Map<string, readonly number[]>();
  for (let start = 0; start < list.length; start += stride) {
    const key = list[start];
    if (typeof key !== "string" || parseNumber(key) === null) {
      throw structureFault(`${at}.hash_map[${start}]`, "a key is none", "a whole number", key);
    }
    if (key === EMPTY) continue;
    const values = list.slice(start + 1, start + stride);
    counts.set(
      key,
      values.map((value) => finiteNumber(value, `${at}.hash_map[${start}]`)),
    );
  }
  return { counts, width: stride - 1, denominator: table.counter_denominator };
}

function readStatistic(
  source: Json,
  ctr: Json,
  path: string,
  categories: CatboostFeatures["categories"],
): TargetStatistic {
  const category = categoryOf(ctr);
  const found = category === null ? undefined : categories.get(category);
  const type = ctr.ctr_type as string;
  if (category === null || found === undefined || !TYPES.includes(type)) {
    throw unsupportedFault(
      path,
      `target statistics of one category, of type ${TYPES.join(", ")}`,
      category === null ? "one of several features together" : type,
      "Train with max_ctr_complexity=1, or with one_hot_max_size of at least the number of levels.",
    );
  }
  const number = (key: string): number => Math.fround(finiteNumber(ctr[key], `${path}.${key}`));
  const [prior, divisor] = [number("prior_numerator"), number("prior_denomerator")];
  const [shift, scale] = [number("shift"), number("scale")];
  const { counts, width, denominator } = countsOf(source, ctr, path);
  const target = wholeNumber(ctr.target_border_idx, INDEX, `${path}.target_border_idx`);
  const needed = type === "Counter" ? 1 : type === MEAN ? 2 : target + (type === "Borders" ? 2 : 1);
  if (width < needed || (width !== needed && (type === "Counter" || type === MEAN))) {
    throw structureFault(`ctr_data of ${path}`, "counts are missing", `${needed}`, width);
  }
  const largest = type === "Counter" ? finiteNumber(denominator, `${path}.counter_denominator`) : 0;
  const value = (own: readonly number[]): number => {
    const [first = 0, second = 0] = own;
    const all = own.reduce((sum, count) => sum + count, 0);
    const [part, whole] =
      type === "Counter"
        ? [first, largest]
        : type === MEAN
          ? [first, second]
          : type === "Buckets"
            ? [own[target] ?? 0, all]
            : [own.slice(target + 1).reduce((sum, count) => sum + count, 0), all];
    const share = Math.fround(Math.fround(part + prior) / Math.fround(whole + divisor));
    return Math.fround(Math.fround(share + shift) * scale);
  };
  return {
    path,
    category,
    byLevel: Array.from(found.levelOf.keys(), (hash) => value(counts.get(keyOfLevel(hash)) ?? [])),
    unseen: value([]),
  };
}
