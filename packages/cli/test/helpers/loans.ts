import { readFileSync } from "node:fs";
import { stringify } from "yaml";

const FIXTURES = new URL("../../../models/test/fixtures/", import.meta.url);

/** 40 people and a LightGBM model that scores them, kept by the models package with LightGBM's own outputs. */
export const loans = JSON.parse(readFileSync(new URL("categorical.json", FIXTURES), "utf8")) as {
  readonly columns: Readonly<Record<string, readonly (string | number | null)[]>>;
  readonly prediction: readonly number[];
};

const modelText = readFileSync(new URL("categorical.txt", FIXTURES), "utf8");
const names = Object.keys(loans.columns);
const rows = loans.prediction.map((_, row) =>
  names.map((name) => loans.columns[name]?.[row] ?? ""),
);

/** The people with an id, a sex and an outcome of their own, their model, and a configuration. */
export function loanFiles(changes: Readonly<Record<string, unknown>> = {}): Record<string, string> {
  const lines = rows.map((values, row) =>
    [
      `case-${row + 1}`,
      row % 2 === 0 ? "F" : "M",
      row % 3 === 0 ? "paid" : "owed",
      ...values,
    ].join(),
  );
  return {
    "people.csv": `${["id", "sex", "loan", ...names].join()}\n${lines.join("\n")}\n`,
    "model.txt": modelText,
    "evenhand.yaml": stringify({
      data: { path: "people.csv" },
      decisions: {
        id: "id",
        label: "loan",
        favourable: "paid",
        prediction: { model: true, threshold: 0.6, favourableWhen: "above" },
      },
      cohorts: { sex: { by: ["sex"] } },
      model: {
        path: "model.txt",
        format: "lightgbm",
        background: { path: "people.csv", rows: 20, seed: 7 },
      },
      context: { contact: "the loans desk" },
      ...changes,
    }),
  };
}
