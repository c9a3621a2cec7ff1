import { EvenhandError, type OutputUnit, type Table } from "@evenhand/core";
import { predictAdditive } from "../additive/score.ts";
import { predictLinear } from "../linear/score.ts";
import type { Model } from "../model.ts";
import { type EncodedRows, encodeTable } from "./encode.ts";
import { type EnsembleOutput, goesLeft, type TreeEnsemble } from "./ensemble.ts";
import { addFour, fullTrees } from "./full-trees.ts";
import { softmax } from "./softmax.ts";

/** The leaf that a row, whose first value stands at `start`, reaches from this root. */
function leafOf(
  { nodes }: TreeEnsemble,
  root: number,
  values: Float64Array,
  start: number,
): number {
  let node = root;
  for (let feature = nodes.feature[node] as number; feature >= 0; ) {
    const left = goesLeft(nodes, node, values[start + feature] as number);
    node = (left ? nodes.left[node] : nodes.right[node]) as number;
    feature = nodes.feature[node] as number;
  }
  return node;
}

/**
 * Raw outputs, in the unit in which the parts of a model add up: its base + Σ leaf values ÷ divisor,
 * or + Σ terms.
 *
 * @throws EvenhandError `input/missing-value` where a linear model has no answer to a missing value
 */
export function predictRaw(model: Model, encoded: EncodedRows): Float64Array {
  switch (model.kind) {
    case "tree-ensemble":
      return predictTrees(model, encoded);
    case "linear":
      return predictLinear(model, encoded);
    case "additive":
      return predictAdditive(model, encoded);
  }
}

/** Rows that go down one tree after another together: their values and the tree stay in cache. */
const BLOCK = 256;

function predictTrees(model: TreeEnsemble, encoded: EncodedRows): Float64Array {
  const { roots, nodes, output } = model;
  const { rows, width, values } = encoded;
  const raw = new Float64Array(rows);
  // To lay trees out takes a pass over all nodes, which a few rows do not repay.
  const full = rows >= BLOCK ? fullTrees(model) : null;
  const complete = full === null ? null : completeFours(encoded);
  for (let start = 0; start < rows; start += BLOCK) {
    const end = Math.min(start + BLOCK, rows);
    for (let tree = 0; tree < roots.length; tree++) {
      const root = roots[tree] as number;
      const depth = full?.depths[tree] ?? 0;
      for (let row = start; row < end; ) {
        if (full !== null && depth > 0 && complete?.[row >> 2] === 1) {
          addFour(nodes, full, root, depth, encoded, row, raw);
          row += 4;
        } else {
          const leaf = leafOf(model, root, values, row * width);
          raw[row] = (raw[row] as number) + (nodes.value[leaf] as number);
          row++;
        }
      }
    }
  }
  for (let row = 0; row < rows; row++) {
    raw[row] = output.base + (raw[row] as number) / output.divisor;
  }
  return raw;
}

/** 1 for each four rows that stand together and have no missing value. */
function completeFours({ rows, width, values }: EncodedRows): Uint8Array {
  const complete = new Uint8Array(Math.ceil(rows / 4)).fill(1, 0, rows >> 2);
  for (let at = 0; at < values.length; at++) {
    if (Number.isNaN(values[at])) complete[Math.floor(at / (4 * width))] = 0;
  }
  return complete;
}

/**
 * Outputs of a model for every row of a table, matched by column name. Without `unit` a model with
 * a logistic or softmax link gives probabilities, any other its own unit (a forest: the share of votes). A
 * missing value, or a level the model never saw, goes the way the model's format defines; models of
 * XGBoost refuse such a level, linear models what they were not exported with an answer to. No row
 * gives an empty array.
 *
 * @throws EvenhandError `config/unknown-column`, `input/not-a-number`, `input/unseen-level`,
 * `input/missing-value`, `usage/output-unit`
 * @example
 * predict(model, table({ hours: [40, 12], job: ["nurse", "cook"] })); // Float64Array [0.81, 0.22]
 */
export function predict(
  model: Model,
  table: Table,
  options: { readonly unit?: OutputUnit } = {},
): Float64Array {
  const unit = options.unit ?? predictionUnit(model);
  requireUnit(model.output, unit);
  return outputsIn(model, encodeTable(model.features, table), unit);
}

/** Outputs of rows already encoded, in a unit that has been checked. */
export function outputsIn(model: Model, encoded: EncodedRows, unit: OutputUnit): Float64Array {
  const raw = predictRaw(model, encoded);
  if (unit === model.output.unit) return raw;
  if (model.kind !== "tree-ensemble" || model.output.link !== "softmax") {
    return raw.map((value) => fromRaw(model.output, value, unit));
  }
  const others = (model.otherClasses ?? []).map((other) => predictRaw(other, encoded));
  return softmax([raw, ...others])[0] as Float64Array;
}

/** The unit of {@link predict} without further notice. */
export function predictionUnit(model: Model): OutputUnit {
  return model.output.link === "identity" ? model.output.unit : "probability";
}

/**
 * An output of the model, or a threshold on it, in another of its units. Between the margin of one of
 * several classes and its probability there is no such function: `predict` gives both.
 *
 * @throws EvenhandError `usage/output-unit`, `usage/probability-range`
 * @example
 * convertOutput(boosted, 0.5, { from: "probability", to: "log-odds" }); // 0
 */
export function convertOutput(
  model: Model,
  value: number,
  units: { readonly from: OutputUnit; readonly to: OutputUnit },
): number {
  requireUnit(model.output, units.from);
  requireUnit(model.output, units.to);
  if (units.from === "probability" && !(value >= 0 && value <= 1)) {
    throw new EvenhandError({
      code: "usage/probability-range",
      problem: "a probability is out of range",
      expected: "a number from 0 to 1",
      received: String(value),
    });
  }
  if (units.from === units.to) return value;
  if (model.output.link === "softmax") {
    throw new EvenhandError({
      code: "usage/output-unit",
      problem: "the margin of one of several classes does not determine its probability",
      expected: units.from,
      received: units.to,
      hint: "Give the limit on the margin, in unit `score`; `predict` gives probabilities.",
    });
  }
  return units.to === "probability" ? logistic(value) : logOdds(value);
}

/** A raw output in a unit that has been checked. */
export function fromRaw(output: EnsembleOutput, raw: number, unit: OutputUnit): number {
  return unit === output.unit ? raw : logistic(raw);
}

/** p = 1 ÷ (1 + e^−x) */
function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** x = ln(p ÷ (1 − p)) */
function logOdds(p: number): number {
  return Math.log(p) - Math.log1p(-p);
}

/** @throws EvenhandError `usage/output-unit` when the model has no output in this unit */
export function requireUnit(output: EnsembleOutput, unit: OutputUnit): void {
  const units: readonly OutputUnit[] =
    output.link === "identity" ? [output.unit] : [output.unit, "probability"];
  if (units.includes(unit)) return;
  throw new EvenhandError({
    code: "usage/output-unit",
    problem: "the model has no output in this unit",
    expected: units.join(" or "),
    received: unit,
  });
}
