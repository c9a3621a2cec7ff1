import {
  type AttributeFlip,
  EvenhandError,
  type FeatureValue,
  requireColumn,
  shown,
  type Table,
  takeRows,
} from "@evenhand/core";
import { valueAt } from "../attributions/typical.ts";
import type { Model } from "../model.ts";
import { encodeRow } from "../trees/encode.ts";
import type { ModelFeature } from "../trees/ensemble.ts";
import { fromRaw, predictRaw } from "../trees/predict.ts";
import { requireTrees } from "../trees/require-trees.ts";
import { type CounterfactualTarget, readTarget } from "./target.ts";

export interface FlipOptions {
  readonly target: CounterfactualTarget;
  /** The values to try; all levels of a category unless given, and needed for a number. */
  readonly values?: readonly (string | number)[];
}

/**
 * Asks the model again about one row with one attribute changed and nothing else: whether the
 * decision hangs on it. Whatever is declared about the attribute, it is tried: the answer is for
 * reviewers, not for advice.
 *
 * @param row from 0
 * @param feature an input of the model
 * @throws EvenhandError `usage/model-kind` unless the model is of trees, `config/unknown-feature`, `config/flip-values`, `usage/row-range`,
 * `usage/target`, `usage/output-unit`, `usage/probability-range`
 * @example
 * flipAttribute(model, people, 0, "sex", { target: { threshold: 0.5, favourableWhen: "above" } })
 *   .flips; // true: with the other sex and all else equal, the answer would have been another
 */
export function flipAttribute(
  model: Model,
  table: Table,
  row: number,
  feature: string,
  options: FlipOptions,
): AttributeFlip {
  requireTrees(model, "single attributes are flipped in");
  const at = model.features.findIndex(({ name }) => name === feature);
  const input = model.features[at];
  if (input === undefined) {
    throw new EvenhandError({
      code: "config/unknown-feature",
      path: "feature",
      problem: "the model has no such input",
      expected: model.features.map(({ name }) => shown(name)).join(", "),
      received: shown(feature),
    });
  }
  const target = readTarget(model, options.target);
  const person = encodeRow(model.features, table, row);
  const own = person[at] as number;
  const outputWith = (value: number): number => {
    const values = person.slice();
    values[at] = value;
    const [raw] = predictRaw(model, { rows: 1, width: values.length, values });
    return fromRaw(model.output, raw as number, target.unit);
  };
  const output = outputWith(own);
  const favourable = target.isMetBy(output);
  const tried = codesOf(input, options.values)
    .filter(({ code }) => code !== own)
    .map(({ code, value }) => {
      const changed = outputWith(code);
      return { value, output: changed, favourable: target.isMetBy(changed) };
    });
  return {
    feature,
    own: valueAt(input, requireColumn(takeRows(table, [row]), feature, "feature"), 0),
    output,
    unit: target.unit,
    favourable,
    tried,
    flips: tried.some((one) => one.favourable !== favourable),
  };
}

function codesOf(
  feature: ModelFeature,
  values: FlipOptions["values"],
): { readonly code: number; readonly value: FeatureValue }[] {
  if (feature.kind === "category") {
    return (values ?? feature.levels).map((value) => {
      const code = feature.levels.indexOf(String(value));
      if (code < 0) throw valuesFault(feature, `one of ${feature.levels.join(", ")}`, value);
      return { code, value: String(value) };
    });
  }
  if (values === undefined) throw valuesFault(feature, "the `values` to try of a number", "none");
  return values.map((value) => {
    if (typeof value !== "number" || !Number.isFinite(value)) {
      throw valuesFault(feature, "finite numbers", value);
    }
    return { code: value, value };
  });
}

function valuesFault({ name }: ModelFeature, expected: string, received: unknown): EvenhandError {
  return new EvenhandError({
    code: "config/flip-values",
    path: "values",
    problem: `${shown(name)} cannot be tried with these values`,
    expected,
    received: shown(received),
  });
}
