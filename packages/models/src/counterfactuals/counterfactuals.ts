import {
  type Change,
  type Counterfactual,
  EvenhandError,
  type FeatureDeclaration,
  type FeatureValue,
  requireColumn,
  type Table,
  takeRows,
} from "@evenhand/core";
import { valueAt } from "../attributions/typical.ts";
import { type EncodedRows, encodeRow, encodeTable } from "../trees/encode.ts";
import type { ModelFeature, TreeEnsemble } from "../trees/ensemble.ts";
import { fromRaw, predictRaw } from "../trees/predict.ts";
import { layOutBoxes } from "./box.ts";
import { type Borders, type Domain, domainFor } from "./domain.ts";
import { bordersOf, reduceForest } from "./forest.ts";
import { anchorIncumbent } from "./incumbent.ts";
import { type SearchResult, search } from "./search.ts";
import { type CounterfactualTarget, readTarget, type Target } from "./target.ts";

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
 * @throws EvenhandError `usage/row-range`, `usage/target`, `usage/output-unit`,
 * `usage/probability-range`, `usage/max-nodes`, `config/unknown-column`,
 * `config/change-direction`, `config/feature-number`, `input/not-a-number`
 * @example
 * counterfactuals(model, people, 0, {
 *   target: { threshold: 0.5, favourableWhen: "above" },
 *   anchors: people,
 *   features: { age: { change: "none" }, hours: { range: { max: 60 } } },
 * })[0]?.changes; // [{ feature: "hours", from: 20, to: 38 }]
 */
export function counterfactuals(
  model: TreeEnsemble,
  table: Table,
  row: number,
  options: CounterfactualOptions,
): Counterfactual[] {
  const { features } = model;
  const { maxNodes = 20_000 } = options;
  requireCount(maxNodes);
  const target = readTarget(model, options.target);
  const person = encodeRow(features, table, row);
  if (target.isMetBy(scoreOf(model, person, target))) return [];

  const anchors = encodeTable(features, options.anchors);
  const domains = domainsFor(model, person, anchors, options.features ?? {});
  const layout = layOutBoxes(domains);
  const forest = reduceForest(model, domains, target.sign);
  const meets = (sum: number): boolean => target.isMetBy(target.outputAt(sum));
  const result = search({
    layout,
    forest,
    target: target.sum,
    meets,
    incumbent: anchorIncumbent(layout, forest, anchors, meets),
    maxNodes,
  });
  if (result.answer === null) return [withoutAnswer(result)];

  const { point, cost } = result.answer;
  const changed = person.map(
    (_, index) => domains[index]?.values[point[index] as number] as number,
  );
  const score = scoreOf(model, changed, target);
  if (!target.isMetBy(score)) {
    throw new EvenhandError({
      code: "defect/counterfactual",
      problem: "the model does not confirm a counterfactual",
      expected: `an output ${options.target.favourableWhen} ${options.target.threshold}`,
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
      output: { value: score, unit: target.unit },
      nodes: result.nodes,
    },
  ];
}

/** The output of the model itself for one encoded row. */
function scoreOf(model: TreeEnsemble, values: Float64Array, { unit }: Target): number {
  const [raw] = predictRaw(model, { rows: 1, width: values.length, values });
  return fromRaw(model.output, raw as number, unit);
}

function domainsFor(
  model: TreeEnsemble,
  person: Float64Array,
  { rows, width, values }: EncodedRows,
  declared: Readonly<Record<string, FeatureDeclaration>>,
): Domain[] {
  const borders = bordersOf(model);
  return model.features.map((feature, index) =>
    domainFor(
      feature,
      person[index] as number,
      borders[index] as Borders,
      Float64Array.from({ length: rows }, (_, row) => values[row * width + index] as number),
      Object.hasOwn(declared, feature.name) ? declared[feature.name] : {},
    ),
  );
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

function requireCount(maxNodes: number): void {
  if (Number.isInteger(maxNodes) && maxNodes > 0) return;
  throw new EvenhandError({
    code: "usage/max-nodes",
    path: "maxNodes",
    problem: "a search cannot look at this many boxes",
    expected: "a whole number above 0",
    received: String(maxNodes),
  });
}
