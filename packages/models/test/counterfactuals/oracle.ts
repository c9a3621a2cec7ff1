import {
  type Change,
  type FeatureDeclaration,
  type FeatureLink,
  type FeatureValue,
  type Table,
  takeRows,
} from "@evenhand/core";
import {
  type CounterfactualOptions,
  encodeTable,
  type Model,
  type ModelFeature,
  predictRaw,
} from "../../src/index.ts";
import { costOf, wholeNumbers } from "./cases.ts";

export interface Answer {
  readonly changes: readonly Change[];
  readonly cost: number;
  /** As the model reads them. */
  readonly values: Float64Array;
}

/**
 * Every admissible combination of changes of row 0 that meets the target and keeps the links, the
 * cheapest first: written out by trying all, where numbers move in whole numbers or in steps.
 *
 * @param reach numbers move within −reach to 6 + reach; beyond, the model sees no difference
 */
export function everyAnswer(
  model: Model,
  people: Table,
  options: CounterfactualOptions,
  reach: number = 3,
): Answer[] {
  const person = encodeTable(model.features, takeRows(people, [0])).values;
  const choices = model.features.map((feature, index) =>
    choicesOf(feature, person[index] as number, options.features?.[feature.name] ?? {}, reach),
  );
  const answers: Answer[] = [];
  const point = Float64Array.from(person);
  const tryFrom = (index: number): void => {
    if (index < choices.length) {
      for (const value of choices[index] as number[]) {
        point[index] = value;
        tryFrom(index + 1);
      }
      return;
    }
    if (!meetsTarget(outputAt(model, point, options), options)) return;
    if (!keepsLinks(model.features, person, point, options.links ?? [])) return;
    const changes = changesBetween(model.features, person, point);
    answers.push({ changes, cost: costOf(changes, options), values: point.slice() });
  };
  tryFrom(0);
  return answers.sort((a, b) => a.cost - b.cost);
}

export function meetsTarget(output: number, { target }: CounterfactualOptions): boolean {
  const { margin = 0 } = target;
  if (!("threshold" in target)) {
    return output >= target.min + margin && output <= target.max - margin;
  }
  const { threshold, favourableWhen } = target;
  return favourableWhen === "above" ? output >= threshold + margin : output < threshold - margin;
}

/** Links bind who changes one of the two; a missing value is not bound. */
export function keepsLinks(
  features: readonly ModelFeature[],
  before: Float64Array,
  after: Float64Array,
  links: readonly FeatureLink[],
): boolean {
  const at = (name: string): number => features.findIndex((feature) => feature.name === name);
  return links.every((link) => {
    const first = at(link.feature);
    const second = at("when" in link ? link.when.feature : link.atLeast);
    if ([first, second].every((index) => Object.is(before[index], after[index]))) return true;
    const [x, y] = [after[first] as number, after[second] as number];
    if (Number.isNaN(x) || Number.isNaN(y)) return true;
    if (!("when" in link)) return x >= y + (link.plus ?? 0);
    if (!link.when.in.includes(levelOf(features[second] as ModelFeature, y) as string)) return true;
    if (link.in !== undefined) {
      return link.in.includes(levelOf(features[first] as ModelFeature, x) as string);
    }
    return x >= (link.min ?? -Infinity) && x <= (link.max ?? Infinity);
  });
}

function choicesOf(
  feature: ModelFeature,
  x: number,
  declared: FeatureDeclaration,
  reach: number,
): number[] {
  if (declared.change === "none" || declared.protected === true) return [x];
  if (feature.kind === "category") {
    const { transitions } = declared;
    const levels = feature.levels.map((_, level) => level);
    const from = feature.levels[x];
    const open = levels.filter((level) => {
      if (transitions === undefined) return true;
      return (
        from !== undefined && transitions[from]?.[feature.levels[level] as string] !== undefined
      );
    });
    return [...new Set([x, ...open])];
  }
  if (Number.isNaN(x)) return [x];
  const { min = -Infinity, max = Infinity } = declared.range ?? {};
  const moved = wholeNumbers(-40, 40)
    .map((k) => (declared.step === undefined ? k : x + k * declared.step))
    .filter((value) => value >= min && value <= max)
    .filter((value) => (declared.change === "up" ? value > x : true))
    .filter((value) => (declared.change === "down" ? value < x : true))
    .filter((value) => value > -1 - reach && value < 7 + reach);
  return [...new Set([x, ...moved])];
}

function outputAt(model: Model, point: Float64Array, { target }: CounterfactualOptions): number {
  const [raw] = predictRaw(model, { rows: 1, width: point.length, values: point });
  const unit = target.unit ?? "score";
  return unit === model.output.unit ? (raw as number) : 1 / (1 + Math.exp(-(raw as number)));
}

function changesBetween(
  features: readonly ModelFeature[],
  before: Float64Array,
  after: Float64Array,
): Change[] {
  return features.flatMap((feature, at) => {
    const [from, to] = [before[at] as number, after[at] as number];
    if (Object.is(to, from)) return [];
    return [{ feature: feature.name, from: levelOf(feature, from), to: levelOf(feature, to) }];
  });
}

function levelOf(feature: ModelFeature, value: number): FeatureValue {
  return feature.kind === "category" ? (feature.levels[value] ?? null) : value;
}
