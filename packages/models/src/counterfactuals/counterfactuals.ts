import {
  type Change,
  type Counterfactual,
  EvenhandError,
  type FeatureDeclaration,
  type FeatureValue,
  type OutputUnit,
  requireColumn,
  type Table,
  takeRows,
} from "@evenhand/core";
import { valueAt } from "../attributions/typical.ts";
import { type EncodedRows, encodeRow, encodeTable } from "../trees/encode.ts";
import type { Model, ModelFeature } from "../trees/ensemble.ts";
import { convertOutput, fromRaw, predictionUnit, predictRaw } from "../trees/predict.ts";
import { layOutBoxes } from "./box.ts";
import { type Domain, domainFor } from "./domain.ts";
import { bordersOf, reduceForest } from "./forest.ts";
import { anchorIncumbent } from "./incumbent.ts";
import { type SearchResult, search } from "./search.ts";

/** What the output is to become. */
export interface CounterfactualTarget {
  readonly threshold: number;
  /** `above`: output ≥ threshold. `below`: output < threshold. */
  readonly favourableWhen: "above" | "below";
  /** Of the threshold and of the outputs returned. Default: that of `predict`. */
  readonly unit?: OutputUnit;
  /** How far beyond the threshold the output must lie, in its unit. Default 0. */
  readonly margin?: number;
}

export interface CounterfactualOptions {
  readonly target: CounterfactualTarget;
  /**
   * Rows of the training data: they fix the spread by which changes are measured and the decimals a
   * number has, and the search starts from those with the favourable outcome.
   */
  readonly anchors: Table;
  /** What may change and how, by feature name. Barred advice (protected, proxy) is never given. */
  readonly features?: Readonly<Record<string, FeatureDeclaration>>;
  /** Boxes the search may look at; it has no clock, so the same input gives the same answer. Default 20,000. */
  readonly maxNodes?: number;
}

/**
 * The cheapest allowed change of one row that would have given the favourable outcome, found by
 * branch and bound over the cells that the model can tell apart, and re-scored by the model. Its
 * cost is Σ |Δ| ÷ MAD of the anchors for numbers (their standard deviation where the MAD is 0, 1
 * where both are) + 1 a changed category, unless declared otherwise. Numbers change to the nearest
 * value of a cell that fits the declared step, or else the decimals of the anchors (whole numbers
 * stay whole). A missing number is never changed, and nothing becomes missing.
 *
 * One answer; none where the row meets the target already. Its status says what is known:
 * `optimal`, `feasible` (with a gap), `infeasible` (proved) or `not-found`.
 *
 * @param row from 0
 * @throws EvenhandError `usage/row-range`, `usage/output-unit`, `usage/probability-range`,
 * `config/unknown-column`, `config/change-direction`, `config/feature-number`, `input/not-a-number`
 * @example
 * counterfactuals(model, people, 0, {
 *   target: { threshold: 0.5, favourableWhen: "above" },
 *   anchors: people,
 *   features: { age: { change: "none" }, hours: { range: { max: 60 } } },
 * })[0]?.changes; // [{ feature: "hours", from: 20, to: 38 }]
 */
export function counterfactuals(
  model: Model,
  table: Table,
  row: number,
  options: CounterfactualOptions,
): Counterfactual[] {
  const { features, output } = model;
  const { threshold, favourableWhen, margin = 0 } = options.target;
  const unit = options.target.unit ?? predictionUnit(model);
  const upward = favourableWhen === "above";
  const sign = upward ? 1 : -1;
  const wanted = threshold + sign * margin;
  const rawTarget = convertOutput(model, wanted, { from: unit, to: output.unit });
  // The very arithmetic of `predict`, so that search and re-scoring cannot disagree.
  const outputAt = (sum: number): number =>
    fromRaw(output, output.base + (sign * sum) / output.divisor, unit);
  const meets = (sum: number): boolean =>
    upward ? outputAt(sum) >= wanted : outputAt(sum) < wanted;

  const person = encodeRow(features, table, row);
  const anchors = encodeTable(features, options.anchors);
  const borders = bordersOf(model);
  const domains = features.map((feature, index) =>
    domainFor(
      feature,
      person[index] as number,
      borders[index] as (typeof borders)[number],
      columnOf(anchors, index),
      options.features?.[feature.name],
    ),
  );
  const layout = layOutBoxes(domains);
  const forest = reduceForest(model, domains, sign);
  const scoreOf = (values: Float64Array): number => {
    const raw = predictRaw(model, { rows: 1, width: features.length, values })[0] as number;
    return fromRaw(output, raw, unit);
  };
  const meetsTarget = (value: number): boolean => (upward ? value >= wanted : value < wanted);
  if (meetsTarget(scoreOf(person))) return [];

  const result = search({
    layout,
    forest,
    target: sign * (rawTarget - output.base) * output.divisor,
    meets,
    incumbent: anchorIncumbent(layout, forest, anchors, meets),
    maxNodes: options.maxNodes ?? 20_000,
  });
  if (result.answer === null) return [withoutAnswer(result)];

  const { point, cost } = result.answer;
  const changed = Float64Array.from(
    domains,
    ({ values }, index) => values[point[index] as number] as number,
  );
  const score = scoreOf(changed);
  if (!meetsTarget(score)) {
    throw new EvenhandError({
      code: "defect/counterfactual",
      problem: "the model does not confirm a counterfactual",
      expected: `an output ${favourableWhen} ${wanted}`,
      received: String(score),
    });
  }
  const lowerBound = result.proved ? cost : Math.min(result.lowerBound ?? 0, cost);
  return [
    {
      status: result.proved ? "optimal" : "feasible",
      changes: changesOf(features, domains, point, takeRows(table, [row])),
      cost,
      lowerBound,
      gap: result.proved ? 0 : (cost - lowerBound) / cost,
      output: { value: score, unit },
      nodes: result.nodes,
    },
  ];
}

function withoutAnswer({ proved, lowerBound, nodes }: SearchResult): Counterfactual {
  return {
    status: proved ? "infeasible" : "not-found",
    changes: [],
    cost: null,
    lowerBound,
    gap: null,
    output: null,
    nodes,
  };
}

function changesOf(
  features: readonly ModelFeature[],
  domains: readonly Domain[],
  point: Int32Array,
  person: Table,
): Change[] {
  return features.flatMap((feature, index): Change[] => {
    const { own, values } = domains[index] as Domain;
    if (point[index] === own) return [];
    const column = requireColumn(person, feature.name, "model features");
    const to = values[point[index] as number] as number;
    return [{ feature: feature.name, from: valueAt(feature, column, 0), to: decoded(feature, to) }];
  });
}

function decoded(feature: ModelFeature, value: number): FeatureValue {
  return feature.kind === "numeric" ? value : (feature.levels[value] as string);
}

function columnOf({ rows, width, values }: EncodedRows, index: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) => values[row * width + index] as number);
}
