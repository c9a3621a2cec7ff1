import type { OutputUnit } from "@evenhand/core";
import type { Model } from "../model.ts";
import { predict, predictionUnit } from "../trees/predict.ts";
import { type BlackBox, blackBox } from "./black-box.ts";

/**
 * A model of a file as one behind a function, so that its outputs are explained in a unit in which its
 * parts do not add up: the probability of a boosted model, or that of one class of several. Exact up to
 * 12 features (`attributeBlackBox`); the contributions are those of the probability, not of the log-odds
 * or margin, and the two can rank features differently.
 *
 * @param options.unit default: that of `predict`
 * @example
 * const probability = asBlackBox(classOutput(classifier, "refused"));
 * await attributeBlackBox(probability, people, 0, { background, description: "200 people" });
 */
export function asBlackBox(model: Model, options: { readonly unit?: OutputUnit } = {}): BlackBox {
  const unit = options.unit ?? predictionUnit(model);
  return blackBox((rows) => predict(model, rows, { unit }), {
    unit,
    features: model.features.map(({ name }) => name),
  });
}
