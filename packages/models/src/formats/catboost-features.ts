import { EvenhandError } from "@evenhand/core";
import type { ModelFeature } from "../trees/ensemble.ts";
import { keyOfLevel } from "./catboost-keys.ts";
import { structureFault, unsupportedFault } from "./fault.ts";
import { integerList, type Json, labelText, listAt, objectAt, wholeNumber } from "./json.ts";

const INDEX = { min: 0, max: Number.MAX_SAFE_INTEGER };

/** The features in the order of the columns, and where the model's own two numberings find them. */
export interface CatboostFeatures {
  readonly features: readonly ModelFeature[];
  /** Index of the feature by number among the floats; whether a missing value counts as largest. */
  readonly floats: ReadonlyMap<number, { readonly at: number; readonly missingTrue: boolean }>;
  /** Index of the feature by number among the categories, and the level of each hash. */
  readonly categories: ReadonlyMap<
    number,
    { readonly at: number; readonly levelOf: ReadonlyMap<number, number> }
  >;
}

interface Column {
  readonly source: Json;
  readonly path: string;
  readonly flat: number;
  readonly kind: "float" | "category";
}

/**
 * The features of a CatBoost model. It knows levels by their hashes alone; their texts are in the file
 * when it was saved with the training data (`pool`).
 *
 * @param counted keys of the levels that the file has target statistics of, by category
 * @throws EvenhandError `input/model-structure`, `input/model-unsupported`, `input/model-features`
 */
export function readCatboostFeatures(
  source: unknown,
  counted: ReadonlyMap<number, ReadonlySet<string>>,
): CatboostFeatures {
  const info = objectAt(source, "features_info");
  for (const key of ["text_features", "embedding_features"]) {
    if (Array.isArray(info[key]) && info[key].length > 0) {
      throw unsupportedFault(`features_info.${key}`, "numbers and categories", key);
    }
  }
  const columns = [...columnsOf(info, "float"), ...columnsOf(info, "category")].sort(
    (a, b) => a.flat - b.flat,
  );
  const texts = textsOf(info);
  const floats = new Map<number, { at: number; missingTrue: boolean }>();
  const categories = new Map<number, { at: number; levelOf: ReadonlyMap<number, number> }>();
  const names = new Set<string>();
  const features = columns.map(({ source: column, path, kind }, at): ModelFeature => {
    const number = wholeNumber(column.feature_index, INDEX, `${path}.feature_index`);
    const name = column.feature_name ?? column.feature_id;
    if (typeof name !== "string" || names.has(name)) {
      throw structureFault(`${path}.feature_id`, "a name is missing or stands twice", "text", name);
    }
    names.add(name);
    if (kind === "float") {
      floats.set(number, { at, missingTrue: column.nan_value_treatment === "AsTrue" });
      return { kind: "numeric", name, range: null };
    }
    const { levels, levelOf } = levelsOf(column, texts, counted.get(number) ?? new Set(), path);
    categories.set(number, { at, levelOf });
    return { kind: "category", name, levels };
  });
  return { features, floats, categories };
}

function columnsOf(info: Json, kind: "float" | "category"): Column[] {
  const key = kind === "float" ? "float_features" : "categorical_features";
  if ((info[key] ?? null) === null) return [];
  return listAt(info, key, "features_info").map((value, index) => {
    const path = `features_info.${key}[${index}]`;
    const source = objectAt(value, path);
    const flat = wholeNumber(source.flat_feature_index, INDEX, `${path}.flat_feature_index`);
    return { source, path, flat, kind };
  });
}

/** The text of each hash, over all features. */
function textsOf(info: Json): Map<number, string> {
  const path = "features_info.cat_features_hash";
  if ((info.cat_features_hash ?? null) === null) return new Map();
  return new Map(
    listAt(info, "cat_features_hash", "features_info").map((value, index) => {
      const { hash, value: text } = objectAt(value, `${path}[${index}]`);
      return [
        wholeNumber(hash, INDEX, `${path}[${index}].hash`),
        labelText(text, `${path}[${index}].value`),
      ];
    }),
  );
}

/**
 * The levels that one-hot splits ask for or that have target statistics; to the model, all others are
 * alike. Hashes have 32 bits.
 */
function levelsOf(
  column: Json,
  texts: ReadonlyMap<number, string>,
  counted: ReadonlySet<string>,
  path: string,
): { levels: string[]; levelOf: Map<number, number> } {
  const range = { min: -(2 ** 31), max: 2 ** 32 - 1 };
  const asked = (column.values ?? null) === null ? [] : integerList(column, "values", range, path);
  const known = [...texts.keys()].filter((hash) => counted.has(keyOfLevel(hash)));
  if (known.length < counted.size) throw unnamedLevel(`${path} with target statistics`);
  const hashes = [...new Set([...asked.map((hash) => hash >>> 0), ...known])];
  const levelOf = new Map<number, number>();
  const levels = hashes.map((hash, level) => {
    const text = texts.get(hash >>> 0);
    if (text === undefined) throw unnamedLevel(`${path}.values[${level}]`);
    levelOf.set(hash >>> 0, level);
    return text;
  });
  if (new Set(levels).size === levels.length) return { levels, levelOf };
  throw structureFault(`${path}.values`, "a level stands twice", "distinct levels", levels.join());
}

function unnamedLevel(path: string): EvenhandError {
  return new EvenhandError({
    code: "input/model-features",
    path,
    problem: "the model file does not say which level this is",
    hint: "Save it with the training data: save_model(…, format='json', pool=pool).",
  });
}
