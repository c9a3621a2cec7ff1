import type { LevelWeights, Linear, LinearTerm, NumericWeight } from "../linear/linear.ts";
import type { ModelFeature } from "../trees/ensemble.ts";
import { classIndex } from "./class-of-interest.ts";
import { structureFault, unsupportedFault } from "./fault.ts";
import {
  finiteNumber,
  type Json,
  labelsAt,
  listAt,
  numberList,
  objectAt,
  parseJson,
} from "./json.ts";

const LARGEST = 1e100;

/**
 * A linear or logistic model from its export: a numeric feature adds weight · (x − center) ÷ scale, a
 * category the weight of its level.
 *
 * @throws EvenhandError `input/model-structure`, `input/model-truncated`, `input/model-unsupported`,
 * `config/model-class`
 */
export function readLinear(content: string, classOfInterest: string | null): Linear {
  const source = objectAt(parseJson(content), "model file");
  if (source.format !== "evenhand-linear" || source.version !== 1) {
    throw unsupportedFault("format", "evenhand-linear, version 1", [source.format, source.version]);
  }
  const logistic = readLink(source);
  const classes = labelsAt(source, "classes", "model file");
  if (classes.length === 0 ? logistic : classes.length !== 2) {
    throw unsupportedFault("classes", "two classes, or none for regression", classes.length);
  }
  const chosen = classes.length === 0 ? 1 : classIndex(classes, classOfInterest);
  // The score of the first of two classes is the negative of that of the second.
  const sign = chosen === 0 ? -1 : 1;
  const inputs = listAt(source, "features", "model file").map((value, at) =>
    readFeature(objectAt(value, `features[${at}]`), sign, `features[${at}]`),
  );
  const names = inputs.map(({ feature }) => feature.name);
  if (new Set(names).size !== names.length) {
    throw structureFault("features", "a name stands twice", "distinct names", names.join());
  }
  return {
    kind: "linear",
    format: "linear",
    features: inputs.map(({ feature }) => feature),
    classOfInterest: classes[chosen] ?? null,
    terms: inputs.map(({ term }) => term),
    output: {
      unit: logistic ? "log-odds" : "score",
      link: logistic ? "logistic" : "identity",
      base: sign * usableNumber(source.intercept, "intercept"),
      divisor: 1,
    },
  };
}

function readLink({ link }: Json): boolean {
  if (link === "logistic" || link === "identity") return link === "logistic";
  throw unsupportedFault("link", "logistic or identity", link);
}

interface Input {
  readonly feature: ModelFeature;
  readonly term: LinearTerm;
}

function readFeature(source: Json, sign: number, path: string): Input {
  const { name, kind } = source;
  if (typeof name !== "string") {
    throw structureFault(`${path}.name`, "a name is no text", "a text", name);
  }
  if (kind === "numeric") {
    return {
      feature: { kind, name, range: null },
      term: readNumericWeight(source, sign, path),
    };
  }
  if (kind !== "category") {
    throw structureFault(
      `${path}.kind`,
      "a feature is of no known kind",
      "numeric or category",
      kind,
    );
  }
  const levels = labelsAt(source, "levels", path);
  if (new Set(levels).size !== levels.length) {
    throw structureFault(`${path}.levels`, "a level stands twice", "distinct", levels.join());
  }
  const term = readLevelWeights(source, levels.length, sign, path);
  const feature: ModelFeature =
    term.unseen === null
      ? { kind, name, levels, refusesUnseen: true }
      : { kind, name, levels, marksUnseen: true };
  return { feature, term };
}

function readNumericWeight(source: Json, sign: number, path: string): NumericWeight {
  const scale = finiteNumber(source.scale, `${path}.scale`);
  if (!(scale > 0)) {
    throw structureFault(`${path}.scale`, "a scale is not above 0", "a number above 0", scale);
  }
  const weight = sign * usableNumber(source.weight, `${path}.weight`);
  usableNumber(weight / scale, `${path}.scale`);
  return {
    kind: "numeric",
    weight,
    center: usableNumber(source.center, `${path}.center`),
    scale,
    missing: numberOrNull(source, "missing", path),
  };
}

function readLevelWeights(source: Json, levels: number, sign: number, path: string): LevelWeights {
  const signed = (value: number | null): number | null => (value === null ? null : sign * value);
  return {
    kind: "category",
    weights: Float64Array.from(
      numberList(source, "weights", path, levels),
      (weight, level) => sign * usableNumber(weight, `${path}.weights[${level}]`),
    ),
    missing: signed(numberOrNull(source, "missing", path)),
    unseen: signed(numberOrNull(source, "unseen", path)),
  };
}

function numberOrNull(source: Json, key: string, path: string): number | null {
  const value = source[key];
  return value === null ? null : usableNumber(value, `${path}.${key}`);
}

/** A number of which products and sums stay in range. */
function usableNumber(value: unknown, path: string): number {
  const number = finiteNumber(value, path);
  if (Math.abs(number) <= LARGEST) return number;
  throw structureFault(path, "a value is out of range", `at most ${LARGEST} in size`, number);
}
