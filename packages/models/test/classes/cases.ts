import { type Table, table } from "@evenhand/core";
import type { Classifier, ClassifierOptions, TreeOptions } from "../../src/index.ts";
import { fixtureBytes } from "../formats/fixtures.ts";

const NAMES = ["refused", "reviewed", "granted"];
const SORTED = NAMES.toSorted();
const COLUMNS = ["hours", "income"];

export interface Case {
  readonly name: string;
  readonly options: ClassifierOptions;
  readonly classes: readonly string[];
  readonly link: Classifier["link"];
  /** Of probabilities, and of raw outputs where the file's program gives them. */
  readonly tolerance: number;
}

const light = { format: "lightgbm", classes: NAMES } as const;
// XGBoost cuts levels at the wrong places where one is not plain ASCII.
const levels = { job: ["clerk", "driver", "nurse", "cook", "été", "teacher", "smith"] };
const boost = { format: "xgboost", classes: NAMES, levels } as const;
const one = (
  name: string,
  options: ClassifierOptions,
  link: Classifier["link"],
  tolerance: number,
  classes: readonly string[] = NAMES,
): Case => ({ name, options, classes, link, tolerance });

/** The models of fixtures/make-classes.py; XGBoost and onnxruntime add up in single precision. */
export const CASES: readonly Case[] = [
  one("lightgbm-softmax", light, "softmax", 1e-12),
  one("lightgbm-one-vs-all", light, "logistic", 1e-12),
  one("lightgbm-average", light, "softmax", 1e-12),
  one("xgboost-softprob", boost, "softmax", 1e-6),
  one("xgboost-softmax", boost, "softmax", 1e-6),
  one("xgboost-dart", boost, "softmax", 1e-6),
  one("xgboost-vectors", boost, "softmax", 1e-6),
  one("catboost-softmax", { format: "catboost" }, "softmax", 1e-13, SORTED),
  one("catboost-one-vs-all", { format: "catboost" }, "logistic", 1e-13, SORTED),
  one("forest", { format: "scikit-learn" }, "identity", 1e-14, SORTED),
  one("boosting", { format: "scikit-learn" }, "softmax", 1e-14, SORTED),
  one("histogram", { format: "scikit-learn" }, "softmax", 1e-14, SORTED),
  one("onnx-forest", { format: "onnx", features: COLUMNS }, "identity", 1e-6, SORTED),
  one("onnx-boosting", { format: "onnx", features: COLUMNS }, "softmax", 1e-6, SORTED),
  one("onnx-lightgbm", { format: "onnx", features: COLUMNS }, "softmax", 1e-6, ["0", "1", "2"]),
];

export interface Sample {
  readonly rows: Table;
  readonly probabilities: readonly (readonly number[])[];
  readonly raw: readonly (readonly number[])[] | undefined;
}

export function sampleOf(name: string): Sample {
  const text = new TextDecoder().decode(fixtureBytes(`classes/${name}.sample.json`));
  const { columns, probabilities, raw } = JSON.parse(text);
  return { rows: table(columns), probabilities, raw };
}

/** The same file read for one class. */
export function ofClass(options: ClassifierOptions, classOfInterest: string): TreeOptions {
  return { ...options, classOfInterest } as unknown as TreeOptions;
}
