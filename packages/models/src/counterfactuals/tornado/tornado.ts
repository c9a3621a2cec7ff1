import {
  allowedChange,
  type FeatureDeclaration,
  type FeatureValue,
  type OutputUnit,
  requireColumn,
  type Table,
  takeRows,
} from "@evenhand/core";
import { valueAt } from "../../attributions/typical.ts";
import type { Model } from "../../model.ts";
import { encodeRow, encodeTable } from "../../trees/encode.ts";
import { outputsIn, predictionUnit, requireUnit } from "../../trees/predict.ts";
import { decoded } from "../answers.ts";
import { type CounterfactualTarget, type Goal, readGoal } from "../target.ts";
import { type Places, placesOf, type RangeOptions, readRange } from "./places.ts";

export interface TornadoOptions extends RangeOptions {
  readonly target: CounterfactualTarget;
  /** Rows of the training data: they say which values are plausible. */
  readonly anchors: Table;
  /** Which changes may be advised; every feature is moved, also one that may not. */
  readonly features?: Readonly<Record<string, FeatureDeclaration>>;
}

/** An output, and the value of the feature with which it comes about. */
export interface TornadoEnd {
  readonly value: FeatureValue;
  readonly output: number;
}

export interface TornadoBar {
  readonly feature: string;
  /** As it stands in the data. */
  readonly own: FeatureValue;
  /** The least and the largest output when this feature alone moves; the present output is among them. */
  readonly least: TornadoEnd;
  readonly most: TornadoEnd;
  /** most − least. */
  readonly span: number;
  /** Some value turns the decision. */
  readonly flips: boolean;
  /** Of the values tried, the nearest number or the most frequent level that turns it; null where none does. */
  readonly flip: TornadoEnd | null;
  /** Values tried beside the present one. */
  readonly tried: number;
  /** True: no value in the range gives an output outside; false: the values tried were only some. */
  readonly exact: boolean;
  /** Whether a change may be advised at all: not where it is barred or declared `none`. */
  readonly advisable: boolean;
}

export interface Tornado {
  readonly unit: OutputUnit;
  readonly output: number;
  readonly favourable: boolean;
  /** The widest first; among equals in the order of the model. */
  readonly bars: readonly TornadoBar[];
}

/**
 * How far one output moves, and whether the decision turns, when each feature alone moves over its
 * plausible values: a number between two quantiles of the anchors, a category over its levels that are
 * not rare there. It is a measure of the model and no advice, so protected attributes move as well. What
 * happens when two move together it does not say. A missing value moves like any other.
 *
 * Of trees a number takes a value in every cell of the range that has one on the anchors' decimals, of other
 * models up to 64 values of the anchors with both ends. The range of outputs is exact, save of additive models.
 *
 * @param row from 0
 * @throws EvenhandError `usage/target`, `usage/output-unit`, `usage/quantiles`, `usage/row-range`,
 * `config/unknown-column`, `input/not-a-number`, `input/empty-table` for no anchors
 * @example
 * const target = { threshold: 0.5, favourableWhen: "above" } as const;
 * tornado(model, people, 0, { target, anchors: people }).bars
 *   .map(({ feature, least, most, flips }) => [feature, least.output, most.output, flips]);
 */
export function tornado(model: Model, table: Table, row: number, options: TornadoOptions): Tornado {
  const { features: declared = {}, anchors, target } = options;
  const goal = readGoal(target);
  const unit = target.unit ?? predictionUnit(model);
  requireUnit(model.output, unit);
  const range = readRange(options);
  const own = encodeRow(model.features, table, row);
  const person = takeRows(table, [row]);
  const [output] = outputsIn(model, { rows: 1, width: own.length, values: own }, unit);
  const places = placesOf(model, encodeTable(model.features, anchors), range);
  const bars = model.features.map((feature, at): TornadoBar => {
    const tried = (places[at] as Places).values.filter((value) => value !== own[at]);
    const values = new Float64Array(tried.length * own.length);
    tried.forEach((value, k) => {
      values.set(own, k * own.length);
      values[k * own.length + at] = value;
    });
    const outputs = outputsIn(model, { rows: tried.length, width: own.length, values }, unit);
    const standing = valueAt(feature, requireColumn(person, feature.name, "model features"), 0);
    const present = { value: standing, output: output as number };
    const ends = Array.from(tried, (value, k) => {
      return { value: decoded(feature, value), output: outputs[k] as number };
    });
    const [least, most] = extremes(present, ends);
    const flip = nearestFlip(goal, present, ends);
    const declaration = Object.hasOwn(declared, feature.name) ? declared[feature.name] : undefined;
    return {
      feature: feature.name,
      own: standing,
      least,
      most,
      span: most.output - least.output,
      flips: flip !== null,
      flip,
      tried: tried.length,
      exact: (places[at] as Places).isExact,
      advisable: allowedChange(declaration) !== "none",
    };
  });
  return {
    unit,
    output: output as number,
    favourable: goal.isMetBy(output as number),
    bars: bars.sort((a, b) => b.span - a.span),
  };
}

/** The present end wherever it is one. */
function extremes(
  present: TornadoEnd,
  ends: readonly TornadoEnd[],
): readonly [TornadoEnd, TornadoEnd] {
  let least = present;
  let most = present;
  for (const end of ends) {
    if (end.output < least.output) least = end;
    if (end.output > most.output) most = end;
  }
  return [least, most];
}

function nearestFlip(
  goal: Goal,
  present: TornadoEnd,
  ends: readonly TornadoEnd[],
): TornadoEnd | null {
  const isMet = goal.isMetBy(present.output);
  let nearest: TornadoEnd | null = null;
  for (const end of ends) {
    if (goal.isMetBy(end.output) === isMet) continue;
    if (nearest === null || isNearer(end, nearest, present)) nearest = end;
  }
  return nearest;
}

/** Levels, and numbers where the present one is missing, stay in their order. */
function isNearer(a: TornadoEnd, b: TornadoEnd, { value: own }: TornadoEnd): boolean {
  if (typeof own !== "number" || typeof a.value !== "number" || typeof b.value !== "number") {
    return false;
  }
  return Math.abs(a.value - own) < Math.abs(b.value - own);
}
