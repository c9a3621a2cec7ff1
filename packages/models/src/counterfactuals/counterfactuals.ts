import {
  type Counterfactual,
  EvenhandError,
  type FeatureDeclaration,
  type FeatureLink,
  type Table,
} from "@evenhand/core";
import type { Model } from "../model.ts";
import type { TreeEnsemble } from "../trees/ensemble.ts";
import { fromRaw, predictRaw } from "../trees/predict.ts";
import { requireTrees } from "../trees/require-trees.ts";
import { changedIn, changesBetween, MOST_ANCHORED, MOST_ANSWERS, requireCount } from "./answers.ts";
import { anchorIncumbent, type Incumbent } from "./incumbent.ts";
import { type IsolationForest, scoreOf } from "./isolation.ts";
import { sumOfLeaves } from "./isolation-trees.ts";
import { prepareLinear } from "./linear/counterfactuals.ts";
import { type Person, type Preparation, prepare, readPerson, rulesFor } from "./prepare.ts";
import type { Rules } from "./rules.ts";
import { type SearchResult, search } from "./search.ts";
import { boxWithout, hittingSets } from "./starts.ts";
import type { CounterfactualTarget, Target } from "./target.ts";

export interface CounterfactualOptions {
  readonly target: CounterfactualTarget;
  /**
   * Rows of the training data: they fix the spread by which changes are measured and the decimals a
   * number has, and the search starts from those with the favourable outcome.
   */
  readonly anchors: Table;
  /** What may change and how, by feature name. Barred advice (protected, proxy) is never given. */
  readonly features?: Readonly<Record<string, FeatureDeclaration>>;
  /** What holds between two inputs; a column that is no input of the model stays as it is. */
  readonly links?: readonly FeatureLink[];
  /** Answers to look for, each of another kind than those before it; 1 to 6, default 1. */
  readonly answers?: number;
  /** Most features that an answer may change. Default: any number. */
  readonly maxChanges?: number;
  /** Answers are to be usual records, as this forest sees them. */
  readonly plausible?: IsolationForest;
  /** Other models, as trained on bootstrap samples, under which each answer has to hold as well. */
  readonly alsoUnder?: readonly TreeEnsemble[];
  /** Boxes that each search may look at; it has no clock, so the same input gives the same answer. Default 20,000. */
  readonly maxNodes?: number;
}

/**
 * The cheapest allowed changes of one row that would have given the favourable outcome, found by
 * branch and bound, and re-scored by the model: over the cells that a model of trees can tell apart, and
 * over the values of a linear model with its linear relaxation as the bound. The cost is Σ |Δ| ÷ MAD of the anchors for numbers (their standard deviation where the MAD is 0, 1
 * where both are) + 1 a changed category, unless declared otherwise. Numbers change to the nearest
 * value of a cell that fits the declared step, or else the decimals of the anchors (whole numbers
 * stay whole). A missing number is never changed, and nothing becomes missing.
 *
 * No entry where the row meets the target already; else the status of each says what is known:
 * `optimal`, `feasible` (with a gap), `infeasible` (proved) or `not-found`. Each further answer is
 * the cheapest of those that leave as it is at least one feature of every set changed before it
 * (`apartFrom`). Where there are fewer answers than asked for, the last entry is `infeasible` or
 * `not-found` and says why.
 *
 * @param row from 0
 * @throws EvenhandError `usage/model-kind` for an additive model, or where `plausible` or `alsoUnder` is
 * asked of a linear one, `usage/row-range`,
 * `usage/target`, `usage/output-unit`, `usage/probability-range`, `usage/max-nodes`, `usage/answers`, `usage/max-changes`,
 * `usage/other-inputs`, `config/unknown-column`, `config/change-direction`, `config/feature-number`,
 * `config/range`, `config/transitions`, `config/link`, `input/not-a-number`
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
  return prepareCounterfactuals(model, options)(table, row);
}

/**
 * The same for many rows: what does not depend on the person is worked out once.
 *
 * @throws EvenhandError as {@link counterfactuals}
 * @example
 * const changesFor = prepareCounterfactuals(model, { target, anchors: people });
 * [0, 1, 2].map((row) => changesFor(people, row));
 */
export function prepareCounterfactuals(
  model: Model,
  options: CounterfactualOptions,
): (table: Table, row: number) => Counterfactual[] {
  const { answers = 1, maxNodes = 20_000, maxChanges } = options;
  requireCount("maxNodes", "usage/max-nodes", maxNodes);
  requireCount("answers", "usage/answers", answers, MOST_ANSWERS);
  if (maxChanges !== undefined) requireCount("maxChanges", "usage/max-changes", maxChanges);
  if (model.kind === "linear") return prepareLinear(model, options, { answers, maxNodes });
  requireTrees(model, "beside linear models, counterfactuals are searched in");
  const preparation = prepare(model, options);
  return (table, row) =>
    answersFor(preparation, readPerson(preparation, table, row), answers, maxNodes);
}

function answersFor(
  preparation: Preparation,
  person: Person,
  wanted: number,
  maxNodes: number,
): Counterfactual[] {
  const [decider] = preparation.deciding;
  if (decider.target.isMetBy(outputOf(decider.model, person.values, decider.target))) return [];
  const rules = rulesFor(preparation, person);
  const earlier: (readonly number[])[] = [];
  const found: Counterfactual[] = [];
  while (found.length < wanted) {
    const result = searchApart(rules, preparation, earlier, maxNodes);
    const apart = earlier.map((set) => set.map((at) => person.features[at]?.name as string));
    found.push({
      ...describe(preparation, person, rules, result),
      ...(earlier.length === 0 ? {} : { apartFrom: apart }),
    });
    if (result.answer === null) break;
    earlier.push(changedIn(rules.layout.domains, result.answer.point));
  }
  return found;
}

/** The cheapest answer that changes all features of none of the earlier sets. */
function searchApart(
  rules: Rules,
  { anchors }: Preparation,
  earlier: readonly (readonly number[])[],
  maxNodes: number,
): SearchResult {
  const frozen = hittingSets(earlier);
  let incumbent: Incumbent | null = null;
  for (const features of frozen.slice(0, MOST_ANCHORED)) {
    const next = anchorIncumbent(rules, anchors, features);
    if (next !== null && (incumbent === null || next.cost < incumbent.cost)) incumbent = next;
  }
  const starts = frozen.map((features) => boxWithout(rules.layout, features));
  return search({ rules, starts, incumbent, maxNodes });
}

function describe(
  preparation: Preparation,
  person: Person,
  { layout: { domains } }: Rules,
  { answer, proved, lowerBound: bound, nodes }: SearchResult,
): Counterfactual {
  if (answer === null) {
    return {
      status: proved ? "infeasible" : "not-found",
      changes: [],
      cost: null,
      lowerBound: bound,
      gap: null,
      output: null,
      nodes,
    };
  }
  const { point, cost } = answer;
  const after = person.values.map((_, at) => domains[at]?.values[point[at] as number] as number);
  for (const { model, target } of preparation.deciding) {
    const value = outputOf(model, after, target);
    if (!target.isMetBy(value)) throw unconfirmed(`an output of ${target.wanted}`, value);
  }
  const [{ model, target }] = preparation.deciding;
  const lowerBound = proved ? cost : Math.min(bound ?? 0, cost);
  const { usual } = preparation;
  return {
    status: proved ? "optimal" : "feasible",
    changes: changesBetween(person, after),
    cost,
    lowerBound,
    gap: proved ? 0 : (cost - lowerBound) / cost,
    output: { value: outputOf(model, after, target), unit: target.unit },
    nodes,
    ...(usual === null ? {} : { plausibility: plausibilityOf(usual, after) }),
  };
}

function plausibilityOf(
  usual: IsolationForest,
  values: Float64Array,
): Counterfactual["plausibility"] & object {
  const { limit, basis } = usual;
  const score = scoreOf(usual, sumOfLeaves(usual.trees, values, 0));
  if (score > limit) throw unconfirmed(`an anomaly score of at most ${limit}`, score);
  return { method: "isolation-forest", score, limit, basis };
}

/** The output of a model for the values of one person, in the unit of the target. */
function outputOf(model: TreeEnsemble, values: Float64Array, { unit }: Target): number {
  const width = model.features.length;
  const [raw] = predictRaw(model, { rows: 1, width, values: values.subarray(0, width) });
  return fromRaw(model.output, raw as number, unit);
}

function unconfirmed(expected: string, received: number): EvenhandError {
  return new EvenhandError({
    code: "defect/counterfactual",
    problem: "the model does not confirm a counterfactual",
    expected,
    received: String(received),
  });
}
