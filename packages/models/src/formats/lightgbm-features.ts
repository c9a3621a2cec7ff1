import { EvenhandError, parseNumber } from "@evenhand/core";
import type { ModelFeature } from "../trees/ensemble.ts";
import { structureFault } from "./fault.ts";
import { labelText } from "./json.ts";
import { type LightGbmText, listOf, requireKey } from "./lightgbm-text.ts";

/** A feature, and for categories LightGBM's integer of each level. */
export interface LightGbmFeature {
  readonly feature: ModelFeature;
  /** Level index by LightGBM's category integer; null for numbers. */
  readonly levelOf: ReadonlyMap<number, number> | null;
}

/**
 * The features of a LightGBM model. A category shows by its entry in `feature_infos` (`-1:2:0`; a
 * number has `[min:max]`), or, where training found it constant, by the parameter
 * `categorical_feature`. Its levels are those pandas kept, or else the integers themselves.
 *
 * @throws EvenhandError `input/model-structure`, `input/model-features`
 */
export function readFeatures(text: LightGbmText): LightGbmFeature[] {
  const names = listOf(requireKey(text.header, "feature_names", "header"));
  const infos = listOf(requireKey(text.header, "feature_infos", "header"));
  const last = parseNumber(requireKey(text.header, "max_feature_idx", "header"));
  if (last !== names.length - 1 || infos.length !== names.length) {
    throw structureFault(
      "header",
      "the lists of features differ in length",
      `${(last ?? 0) + 1} names and infos`,
      `${names.length} and ${infos.length}`,
    );
  }
  if (new Set(names).size !== names.length) {
    throw structureFault("feature_names", "a name stands twice", "distinct names", names.join(" "));
  }
  const declared = new Set((text.parameters.get("categorical_feature") ?? "").split(","));
  const categories = infos.flatMap((info, index) =>
    /^-?\d+(:-?\d+)*$/.test(info) || (info === "none" && declared.has(String(index)))
      ? [index]
      : [],
  );
  const kept = text.pandasCategories;
  if (kept.length > 0 && kept.length !== categories.length) {
    throw new EvenhandError({
      code: "input/model-features",
      path: "pandas_categorical",
      problem: "the levels cannot be assigned to features",
      expected: `levels of ${categories.length} category features`,
      received: `levels of ${kept.length}`,
      hint: "Give every category column to LightGBM as a pandas category, or none.",
    });
  }
  const positionOf = new Map(categories.map((index, position) => [index, position]));
  return names.map((name, index) => {
    const info = infos[index] as string;
    const position = positionOf.get(index);
    if (position === undefined) return numericFeature(name, info);
    const levels = kept[position];
    return levels === undefined ? integerFeature(name, info) : pandasFeature(name, levels);
  });
}

function numericFeature(name: string, info: string): LightGbmFeature {
  const bounds = /^\[([^:]+):([^:]+)\]$/.exec(info);
  const min = parseNumber(bounds?.[1] ?? "");
  const max = parseNumber(bounds?.[2] ?? "");
  const range = min === null || max === null ? null : { min, max };
  return { feature: { kind: "numeric", name, range }, levelOf: null };
}

function pandasFeature(name: string, levels: readonly unknown[]): LightGbmFeature {
  const path = `pandas_categorical of ${name}`;
  const texts = levels.map((level) => labelText(level, path));
  if (new Set(texts).size !== texts.length) {
    throw structureFault(path, "a level stands twice", "distinct levels", texts.join());
  }
  return {
    feature: { kind: "category", name, levels: texts },
    levelOf: new Map(levels.map((_, index) => [index, index])),
  };
}

function integerFeature(name: string, info: string): LightGbmFeature {
  const integers = info === "none" ? [] : info.split(":").map(Number);
  const codes = [...new Set(integers)].filter((code) => code >= 0).sort((a, b) => a - b);
  return {
    feature: { kind: "category", name, levels: codes.map(String) },
    levelOf: new Map(codes.map((code, index) => [code, index])),
  };
}
