import {
  type Counterfactual,
  EvenhandError,
  type FeatureDeclaration,
  type FeatureLink,
  type Table,
} from "@evenhand/core";
import type { Linear, LinearTerm } from "../../linear/linear.ts";
import { encodeTable } from "../../trees/encode.ts";
import { convertOutput, fromRaw, predictionUnit, predictRaw } from "../../trees/predict.ts";
import { changesBetween } from "../answers.ts";
import type { Measure } from "../domain.ts";
import { checkLinks } from "../link-rules.ts";
import { measuresOf, type Person, readPerson } from "../prepare.ts";
import { hittingSets } from "../starts.ts";
import { type CounterfactualTarget, readGoal } from "../target.ts";
import { type LinearResult, type LinearRules, searchLinear } from "./linear-search.ts";
import { placeLinks } from "./part-links.ts";
import { choiceFor, fixedChoice, type Part } from "./pieces.ts";

export interface LinearOptions {
  readonly target: CounterfactualTarget;
  readonly anchors: Table;
  readonly features?: Readonly<Record<string, FeatureDeclaration>>;
  readonly links?: readonly FeatureLink[];
  readonly maxChanges?: number;
  readonly plausible?: unknown;
  readonly alsoUnder?: readonly unknown[];
}

/** The searches of a linear model, by the rules of `counterfactuals`. */
export function prepareLinear(
  model: Linear,
  options: LinearOptions,
  { answers, maxNodes }: { readonly answers: number; readonly maxNodes: number },
): (table: Table, row: number) => Counterfactual[] {
  refuseTreesOnly(options);
  const { links = [], features: declared = {}, maxChanges = Infinity } = options;
  const goal = readGoal(options.target);
  const unit = options.target.unit ?? predictionUnit(model);
  const measures = measuresOf(encodeTable(model.features, options.anchors));
  const sides = goal.limits.map(({ at, kind }) => {
    const sign = kind === "at least" ? 1 : -1;
    const raw = convertOutput(model, at, { from: unit, to: model.output.unit });
    return { sign, least: sign * (raw - model.output.base) } as const;
  });
  const width = model.features.length;
  const outputOf = (values: Float64Array): number => {
    const [raw] = predictRaw(model, { rows: 1, width, values: values.subarray(0, width) });
    return fromRaw(model.output, raw as number, unit);
  };

  const rulesFor = ({ features, values }: Person): LinearRules => {
    checkLinks(features, links, declared);
    const choices = features.map((feature, at) => {
      const own = values[at] as number;
      return at >= width
        ? fixedChoice(own, feature.kind === "numeric")
        : choiceFor(
            feature,
            model.terms[at] as LinearTerm,
            own,
            measures[at] as Measure,
            Object.hasOwn(declared, feature.name) ? declared[feature.name] : {},
          );
    });
    return {
      choices,
      sides,
      maxChanges,
      links: placeLinks(features, links),
      meets: (candidate) => goal.isMetBy(outputOf(candidate)),
    };
  };

  return (table, row) => {
    const person = readPerson({ features: model.features, links }, table, row);
    if (goal.isMetBy(outputOf(person.values))) return [];
    const rules = rulesFor(person);
    const earlier: number[][] = [];
    const found: Counterfactual[] = [];
    while (found.length < answers) {
      const starts = hittingSets(earlier).map((frozen) => startWithout(rules, frozen));
      const result = searchLinear(rules, starts, maxNodes);
      const apartFrom = earlier.map((set) => set.map((at) => person.features[at]?.name as string));
      found.push({
        ...describe(person, result, (values) => ({ value: outputOf(values), unit })),
        ...(earlier.length === 0 ? {} : { apartFrom }),
      });
      if (result.answer === null) break;
      const { values } = result.answer;
      earlier.push(
        person.features.flatMap((_, at) => (Object.is(values[at], person.values[at]) ? [] : [at])),
      );
    }
    return found;
  };
}

function startWithout({ choices }: LinearRules, frozen: readonly number[]): Part {
  return choices.map(({ pieces, own }, at) =>
    frozen.includes(at) ? [{ low: own, high: own }] : pieces,
  );
}

function describe(
  person: Person,
  { answer, proved, lowerBound: bound, nodes }: LinearResult,
  outputOf: (values: Float64Array) => Counterfactual["output"],
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
  const { values, cost } = answer;
  const lowerBound = proved ? cost : Math.min(bound ?? 0, cost);
  return {
    status: proved ? "optimal" : "feasible",
    changes: changesBetween(person, values),
    cost,
    lowerBound,
    gap: proved ? 0 : (cost - lowerBound) / cost,
    output: outputOf(values),
    nodes,
  };
}

/** @throws EvenhandError `usage/model-kind` */
function refuseTreesOnly({ plausible, alsoUnder = [] }: LinearOptions): void {
  if (plausible === undefined && alsoUnder.length === 0) return;
  throw new EvenhandError({
    code: "usage/model-kind",
    path: plausible === undefined ? "alsoUnder" : "plausible",
    problem: "this condition is searched together with models of trees only",
    expected: "a tree ensemble, or no such condition",
    received: "a linear model",
  });
}
