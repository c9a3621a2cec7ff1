import { EvenhandError, type OutputUnit } from "@evenhand/core";
import type { TreeEnsemble } from "../trees/ensemble.ts";
import { convertOutput, fromRaw, predictionUnit } from "../trees/predict.ts";

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

/** A target as the search needs it: a sum of leaf values, negated where it is to fall, must rise. */
export interface Target {
  readonly unit: OutputUnit;
  readonly sign: 1 | -1;
  /** The sum at which the target lies. */
  readonly sum: number;
  /** The output at a sum, by the very arithmetic of `predict`, so that search and re-scoring agree. */
  outputAt(sum: number): number;
  isMetBy(output: number): boolean;
}

/** @throws EvenhandError `usage/target`, `usage/output-unit`, `usage/probability-range` */
export function readTarget(model: TreeEnsemble, target: CounterfactualTarget): Target {
  const { threshold, favourableWhen, unit = predictionUnit(model), margin = 0 } = target;
  const { output } = model;
  if (!Number.isFinite(threshold) || !(margin >= 0 && margin < Infinity)) {
    throw new EvenhandError({
      code: "usage/target",
      path: "target",
      problem: "the target has no meaning",
      expected: "a finite threshold and a margin of 0 or more",
      received: `threshold ${threshold}, margin ${margin}`,
    });
  }
  const upward = favourableWhen === "above";
  const sign = upward ? 1 : -1;
  const wanted = threshold + sign * margin;
  const raw = convertOutput(model, wanted, { from: unit, to: output.unit });
  return {
    unit,
    sign,
    sum: sign * (raw - output.base) * output.divisor,
    outputAt: (sum) => fromRaw(output, output.base + (sign * sum) / output.divisor, unit),
    isMetBy: (value) => (upward ? value >= wanted : value < wanted),
  };
}
