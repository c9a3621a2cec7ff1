import { EvenhandError, type OutputUnit } from "@evenhand/core";
import type { TreeEnsemble } from "../trees/ensemble.ts";
import { convertOutput, fromRaw, predictionUnit } from "../trees/predict.ts";

interface TargetBase {
  /** Of the limits and of the outputs returned. Default: that of `predict`. */
  readonly unit?: OutputUnit;
  /** How far inside the limits the output must lie, in its unit. Default 0. */
  readonly margin?: number;
}

/** One side of a threshold. */
export interface ThresholdTarget extends TargetBase {
  readonly threshold: number;
  /** `above`: output ≥ threshold. `below`: output < threshold. */
  readonly favourableWhen: "above" | "below";
}

/** A range, both ends included: min ≤ output ≤ max. */
export interface RangeTarget extends TargetBase {
  readonly min: number;
  readonly max: number;
}

/** What the output is to become. */
export type CounterfactualTarget = ThresholdTarget | RangeTarget;

/** One limit as the search needs it: a sum of leaf values, negated where it is to fall, must rise. */
export interface TargetSide {
  readonly sign: 1 | -1;
  /** The sum at which the limit lies. */
  readonly sum: number;
  /** Whether a sum meets it, by the very arithmetic of `predict`, so that search and re-scoring agree. */
  meets(sum: number): boolean;
}

/** What an output has to keep. */
export interface Goal {
  readonly limits: readonly Limit[];
  isMetBy(output: number): boolean;
  /** In words: `at least 0.6`. */
  readonly wanted: string;
}

export interface Target extends Goal {
  readonly unit: OutputUnit;
  readonly sides: readonly TargetSide[];
}

export interface Limit {
  readonly at: number;
  readonly kind: "at least" | "at most" | "below";
}

/**
 * @throws EvenhandError `usage/target`, `usage/output-unit`, `usage/probability-range`
 */
export function readTarget(model: TreeEnsemble, target: CounterfactualTarget): Target {
  const { unit = predictionUnit(model) } = target;
  const goal = readGoal(target);
  return { ...goal, unit, sides: goal.limits.map((limit) => sideOf(model, limit, unit)) };
}

/** @throws EvenhandError `usage/target` */
export function readGoal(target: CounterfactualTarget): Goal {
  const limits = limitsOf(target, target.margin ?? 0);
  return {
    limits,
    isMetBy: (output) => limits.every((limit) => keeps(limit, output)),
    wanted: limits.map(({ kind, at }) => `${kind} ${at}`).join(" and "),
  };
}

function limitsOf(target: CounterfactualTarget, margin: number): Limit[] {
  const given = "threshold" in target ? [target.threshold] : [target.min, target.max];
  const limits: Limit[] =
    "threshold" in target
      ? target.favourableWhen === "above"
        ? [{ kind: "at least", at: target.threshold + margin }]
        : [{ kind: "below", at: target.threshold - margin }]
      : [
          { kind: "at least", at: target.min + margin },
          { kind: "at most", at: target.max - margin },
        ];
  const [least, most] = limits as [Limit, Limit?];
  const isEmpty = most !== undefined && least.at > most.at;
  if (given.every(Number.isFinite) && margin >= 0 && margin < Infinity && !isEmpty) return limits;
  throw new EvenhandError({
    code: "usage/target",
    path: "target",
    problem: isEmpty ? "no output lies in this range" : "the target has no meaning",
    expected:
      "a finite threshold or range, its min not above its max, and a margin of 0 or more that leaves room",
    received: `${"threshold" in target ? "threshold" : "range"} ${given.join(" to ")}, margin ${margin}`,
  });
}

function keeps({ kind, at }: Limit, output: number): boolean {
  if (kind === "below") return output < at;
  return kind === "at least" ? output >= at : output <= at;
}

function sideOf(model: TreeEnsemble, limit: Limit, unit: OutputUnit): TargetSide {
  const { output } = model;
  const sign = limit.kind === "at least" ? 1 : -1;
  const raw = convertOutput(model, limit.at, { from: unit, to: output.unit });
  return {
    sign,
    sum: sign * (raw - output.base) * output.divisor,
    meets: (sum) =>
      keeps(limit, fromRaw(output, output.base + (sign * sum) / output.divisor, unit)),
  };
}
