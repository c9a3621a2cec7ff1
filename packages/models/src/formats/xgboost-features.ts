import { EvenhandError } from "@evenhand/core";
import type { ModelFeature } from "../trees/ensemble.ts";
import { structureFault, truncationFault } from "./fault.ts";
import {
  integerList,
  type Json,
  labelsAt,
  listAt,
  namesAt,
  numberOf,
  objectAt,
  wholeNumber,
} from "./json.ts";

/** A model without names says only how many features it has; more than these are not believed. */
const MOST_UNNAMED = 10_000;

/** Levels by feature name, in the order of their codes. */
export type LevelsByFeature = Readonly<Record<string, readonly string[]>>;

/**
 * The features of an XGBoost model; without names they are `f0`, `f1`, … as XGBoost calls them. The
 * levels of a category (type `c`) are those `given`, or else those the file keeps (since version 3.1).
 *
 * @throws EvenhandError `input/model-structure`, `input/model-truncated`, `config/model-features`
 */
export function readXgboostFeatures(learner: Json, given: LevelsByFeature): ModelFeature[] {
  const count = wholeNumber(
    numberOf(objectAt(learner.learner_model_param, "learner.learner_model_param").num_feature),
    { min: 0, max: 0xffffffff },
    "learner.learner_model_param.num_feature",
  );
  const named =
    learner.feature_names === undefined ? [] : namesAt(learner, "feature_names", "learner");
  if (named.length === 0 && count > MOST_UNNAMED) {
    throw truncationFault("learner", `names of ${count} features`);
  }
  const names = named.length > 0 ? named : Array.from({ length: count }, (_, index) => `f${index}`);
  const types =
    learner.feature_types === undefined ? [] : listAt(learner, "feature_types", "learner");
  if (names.length !== count || (types.length !== 0 && types.length !== count)) {
    throw structureFault(
      "learner",
      "the lists of features differ in length",
      `${count} names and types`,
      `${names.length} and ${types.length}`,
    );
  }
  const kept = readKeptLevels(learner, names);
  return names.map((name, index): ModelFeature => {
    if (types[index] !== "c") return { kind: "numeric", name, range: null };
    const levels = Object.hasOwn(given, name) ? given[name] : kept[index]?.();
    if (levels === undefined || levels.length === 0) {
      throw levelFault(name, "the model file does not say which level has which code");
    }
    if (new Set(levels).size !== levels.length) {
      throw structureFault(`levels of ${name}`, "a level stands twice", "distinct", levels.join());
    }
    // XGBoost sends a code it does not know to the left, a missing value where the split says.
    return { kind: "category", name, levels, refusesUnseen: true };
  });
}

/** The levels in `cats.enc`, a function a feature, called where the levels are needed. */
function readKeptLevels(
  learner: Json,
  names: readonly string[],
): readonly (() => readonly string[])[] {
  const path = "learner.gradient_booster";
  const booster = objectAt(learner.gradient_booster, path);
  // dart wraps the model of gbtree.
  const { model } = booster.gbtree === undefined ? booster : objectAt(booster.gbtree, path);
  const cats = objectAt(model, `${path}.model`).cats;
  if (cats === undefined) return [];
  const at = `${path}.model.cats`;
  const encoded = listAt(objectAt(cats, at), "enc", at);
  if (encoded.length !== 0 && encoded.length !== names.length) {
    throw structureFault(
      `${at}.enc`,
      "there is not one list a feature",
      `${names.length}`,
      encoded.length,
    );
  }
  return encoded.map((value, index) => () => {
    const where = `${at}.enc[${index}]`;
    return readLevels(objectAt(value, where), names[index] as string, where);
  });
}

/**
 * Numbers as they are; texts as bytes in one list, cut at `offsets`. These count characters, not
 * bytes (seen in 3.2.0), so that beyond ASCII the texts are cut at the wrong places.
 */
function readLevels(encoded: Json, name: string, path: string): string[] {
  if (encoded.offsets === undefined) return labelsAt(encoded, "values", path);
  const bytes = integerList(encoded, "values", { min: -128, max: 255 }, path);
  const offsets = integerList(encoded, "offsets", { min: 0, max: bytes.length }, path);
  if (bytes.some((byte) => byte < 0 || byte > 127)) {
    throw levelFault(name, "XGBoost has cut the levels that it keeps at the wrong places");
  }
  return offsets.slice(1).map((end, index) => {
    const start = offsets[index] as number;
    if (end < start) throw structureFault(`${path}.offsets`, "the bounds fall", `${start}`, end);
    return bytes
      .slice(start, end)
      .map((byte) => String.fromCharCode(byte))
      .join("");
  });
}

function levelFault(name: string, problem: string): EvenhandError {
  return new EvenhandError({
    code: "config/model-features",
    path: `levels.${name}`,
    problem,
    expected: "the levels in the order of their codes",
    hint: "XGBoost keeps levels since version 3.1, in ASCII; for other models give them as an option.",
  });
}
