import {
  type Configuration,
  type DecisionRecord,
  decisionRecord,
  EvenhandError,
  type FileIdentity,
  type Table,
  takeRows,
  textAt,
  VERSION,
} from "@evenhand/core";
import { drawBackground, explain, predict } from "@evenhand/models";
import type { CrossFit } from "./cross-fit.ts";
import { rowsOfFold } from "./folds.ts";

const BACKGROUND_ROWS = 200;

/** The first woman in the file whose prediction is not above the median: data row, from 0. */
export function findRefusal(people: Table, { scores }: CrossFit, threshold: number): number {
  const gender = people.columns.get("gender");
  for (let row = 0; row < people.rows; row++) {
    const isWoman = gender !== undefined && textAt(gender, row) === "female";
    if (isWoman && (scores.values[row] as number) < threshold) return row;
  }
  throw new EvenhandError({ code: "defect/no-refusal", problem: "no woman was refused" });
}

/**
 * Explains one decision with the model that made it, against people this model was trained on.
 */
export function explainRefusal(
  people: Table,
  row: number,
  fit: CrossFit,
  foldOf: Uint8Array,
  configuration: Configuration,
  provenance: { readonly data: FileIdentity; readonly today: string },
): DecisionRecord {
  const { prediction } = configuration.decisions;
  if (prediction?.kind !== "score") {
    throw new EvenhandError({ code: "defect/configuration", problem: "no score is declared" });
  }
  const { threshold, favourableWhen } = prediction;
  const { seed } = configuration.evidence;
  const fold = foldOf[row] as number;
  const model = fit.models[fold] as CrossFit["models"][number];
  const anchors = takeRows(people, rowsOfFold(foldOf, fold, false));
  const background = drawBackground(anchors, { rows: BACKGROUND_ROWS, seed });
  const explanation = explain(model, people, row, {
    background,
    description: `${BACKGROUND_ROWS} people drawn with seed ${seed} from those the model was trained on`,
    anchors,
    target: { threshold, favourableWhen },
    features: configuration.features,
  });
  // This set words its decisions in one language.
  const refused = configuration.decisions.wording?.other;
  return decisionRecord({
    subject: String(row + 1),
    outcome: {
      decided: typeof refused === "string" ? refused : "no",
      favourable: false,
      threshold,
      favourableWhen,
    },
    attribution: explanation.attribution,
    counterfactuals: explanation.counterfactuals,
    features: configuration.features,
    backgroundOutputs: predict(model, background),
    provenance: {
      model: { name: `forest of fold ${fold + 1}`, format: model.format, sha256: null },
      data: provenance.data,
      generator: { name: "evenhand", version: VERSION },
      today: provenance.today,
    },
  });
}
