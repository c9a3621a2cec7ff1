import { describe, expect, test } from "vitest";
import {
  attribute,
  type ClassifierOptions,
  classOutput,
  loadClassifier,
  predictRaw,
} from "../../src/index.ts";
import { encodeTable } from "../../src/trees/encode.ts";
import { fixtureBytes } from "../formats/fixtures.ts";
import { publicData, publicFile, type RowsOfFile, readRows } from "../public-rows.ts";

// Contributions of each class by the programs themselves and shap: see fixtures/make-class-contributions.py.
interface Contributions {
  readonly features: readonly string[];
  readonly classes: readonly {
    readonly contributions: readonly (readonly number[])[];
    readonly base: number;
  }[];
}

type Model = "lightgbm" | "xgboost" | "catboost" | "forest";

interface Golden extends RowsOfFile {
  readonly classes: readonly string[];
  readonly models: Readonly<Record<Model, Contributions>>;
}

const golden: Golden = JSON.parse(
  new TextDecoder().decode(fixtureBytes("class-contributions/diabetes-130.json")),
);
const { classes } = golden;
const CASES: readonly { model: Model; options: ClassifierOptions; tolerance: number }[] = [
  { model: "lightgbm", options: { format: "lightgbm", classes }, tolerance: 1e-9 },
  // XGBoost gives its contributions in single precision.
  { model: "xgboost", options: { format: "xgboost", classes }, tolerance: 1e-6 },
  { model: "catboost", options: { format: "catboost" }, tolerance: 1e-9 },
  { model: "forest", options: { format: "scikit-learn" }, tolerance: 1e-9 },
];
const file = publicFile("diabetes-130", golden.file);

describe.skipIf(file === undefined && !process.env.EVENHAND_REQUIRE?.includes("data"))(
  "three classes of the diabetes data",
  () => {
    test.each(CASES)(
      "$model: path-dependent contributions of each class within $tolerance",
      ({ model, options, tolerance }) => {
        expect(file, `${publicData} holds no diabetes-130`).toBeDefined();
        const people = readRows(file as string, golden);
        const classifier = loadClassifier(
          fixtureBytes(`class-contributions/${model}.model`),
          options,
        );
        expect(classifier.classes).toEqual(classes);
        const theirs = golden.models[model];
        let largest = 0;
        classes.forEach((name, of) => {
          const output = classOutput(classifier, name);
          const found = attribute(output, people, { game: "path-dependent" });
          expect(found.attributions.map(({ feature }) => feature)).toEqual(theirs.features);
          expect(found.largestResidual).toBeLessThanOrEqual(1e-12);
          expect(found.outputs).toEqual(predictRaw(output, encodeTable(output.features, people)));
          const { contributions, base } = theirs.classes[of] as Contributions["classes"][number];
          largest = Math.max(largest, Math.abs(found.baseline.value - base));
          found.attributions.forEach((own, feature) => {
            own.contributions.forEach((value, row) => {
              const wanted = contributions[row]?.[feature] as number;
              largest = Math.max(largest, Math.abs(value - wanted));
            });
          });
        });
        expect(largest).toBeLessThanOrEqual(tolerance);
      },
    );
  },
);
