import type { OutputUnit, Table } from "@evenhand/core";
import type { Model } from "../../model.ts";
import { encodeTable } from "../../trees/encode.ts";
import type { ModelFeature } from "../../trees/ensemble.ts";
import { outputsIn } from "../../trees/predict.ts";
import { keepsLinks, type PlacedLink, placeLinks } from "../linear/part-links.ts";
import { checkLinks } from "../link-rules.ts";
import { readBeside } from "../prepare.ts";
import type { Goal } from "../target.ts";
import type { Follow } from "./follow.ts";
import type { GroupOptions } from "./options.ts";

/** People as the model and the links read them, and the model that decides on them. */
export interface Crowd {
  readonly model: Model;
  readonly unit: OutputUnit;
  readonly goal: Goal;
  readonly width: number;
  readonly links: readonly PlacedLink[];
  /** The inputs of the model, then what links read beside them, row-major. */
  readonly values: Float64Array;
  /** Values of a row of `values`. */
  readonly stride: number;
  /** By row. */
  readonly outputs: Float64Array;
}

/** One feature of a change, and how people follow it there. */
export interface Step {
  readonly feature: number;
  readonly follow: Follow;
}

export const HELPED = 1;
export const BARRED = 2;

/** What a change does for some people, in their order. */
export interface Effects {
  /** 0, HELPED or BARRED. */
  readonly states: Uint8Array;
  /** Of following it; 0 where it is barred. */
  readonly costs: Float64Array;
  /** How far the output then lies from the target, 0 where it meets it. */
  readonly shortfalls: Float64Array;
}

export function crowdOf(
  model: Model,
  table: Table,
  goal: Goal,
  unit: OutputUnit,
  { links = [], features: declared = {} }: Pick<GroupOptions, "links" | "features">,
): Crowd {
  const encoded = encodeTable(model.features, table);
  const beside = readBeside(model.features, links, table);
  const features: readonly ModelFeature[] = [
    ...model.features,
    ...beside.map(({ feature }) => feature),
  ];
  checkLinks(features, links, declared);
  const { rows, width } = encoded;
  const stride = width + beside.length;
  const values = new Float64Array(rows * stride);
  for (let row = 0; row < rows; row++) {
    values.set(encoded.values.subarray(row * width, (row + 1) * width), row * stride);
    beside.forEach((one, at) => {
      values[row * stride + width + at] = one.values[row] as number;
    });
  }
  const placed = placeLinks(features, links);
  const outputs = outputsIn(model, encoded, unit);
  return { model, unit, goal, width, stride, links: placed, values, outputs };
}

/** Scores some people again after a change; those whom it asks nothing of keep their outputs. */
export function effectsOf(crowd: Crowd, rows: Uint32Array, steps: readonly Step[]): Effects {
  const { model, unit, goal, width, stride } = crowd;
  const states = new Uint8Array(rows.length);
  const costs = new Float64Array(rows.length);
  const shortfalls = new Float64Array(rows.length);
  const changed = new Float64Array(rows.length * width);
  const moved: number[] = [];
  rows.forEach((row, at) => {
    const before = crowd.values.subarray(row * stride, (row + 1) * stride);
    const after = before.slice();
    const cost = takeSteps(steps, after);
    if (cost === null || !keepsLinks(crowd.links, before, after)) states[at] = BARRED;
    else costs[at] = cost;
    if (cost === null || cost === 0 || states[at] === BARRED) {
      shortfalls[at] = shortfall(goal, crowd.outputs[row] as number);
      return;
    }
    changed.set(after.subarray(0, width), moved.length * width);
    moved.push(at);
  });
  const values = changed.subarray(0, moved.length * width);
  const outputs = outputsIn(model, { rows: moved.length, width, values }, unit);
  moved.forEach((at, k) => {
    const output = outputs[k] as number;
    if (goal.isMetBy(output)) states[at] = HELPED;
    else shortfalls[at] = shortfall(goal, output);
  });
  return { states, costs, shortfalls };
}

/** Σ of the costs; null where a step is not open. */
function takeSteps(steps: readonly Step[], values: Float64Array): number | null {
  let total = 0;
  for (const { feature, follow } of steps) {
    const next = follow(values[feature] as number);
    if (next === null) return null;
    values[feature] = next.value;
    total += next.cost;
  }
  return total;
}

function shortfall({ limits }: Goal, output: number): number {
  let most = 0;
  for (const { kind, at } of limits) {
    most = Math.max(most, kind === "at least" ? at - output : output - at);
  }
  return most;
}
