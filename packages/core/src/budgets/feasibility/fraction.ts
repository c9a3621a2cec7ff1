import { findMetric } from "../../metrics/registry.ts";
import { type Affine, combine, isConstant, valueAt } from "./affine.ts";
import type { Confusion, People } from "./confusion.ts";

/** A metric of some people: a quotient of affine functions of how they are decided. */
export interface Fraction {
  readonly numerator: Affine;
  readonly denominator: Affine;
  /** Whether the denominator depends on the decisions; the metric is affine where it does not. */
  readonly isCurved: boolean;
  /** The most it can be. */
  readonly most: number;
  /** One row as a share of these people: a denominator that is smaller counts nobody. */
  readonly oneRow: number;
}

/** The metric for these people; null where it is no such quotient. */
export function fractionOf(metric: string, people: People): Fraction | null {
  const { confusion, baseRate, rows } = people;
  const oneRow = 1 / Math.max(1, rows);
  if (metric === "balanced_accuracy") {
    const numerator = combine([
      [0.5 / baseRate, confusion.tp],
      [0.5 / (1 - baseRate), confusion.tn],
    ]);
    const denominator: Affine = {
      constant: baseRate > 0 && baseRate < 1 ? 1 : 0,
      coefficients: new Map(),
    };
    return { numerator, denominator, isCurved: false, most: 1, oneRow };
  }
  const ratio = ratioOf(metric);
  if (ratio === null) return null;
  const denominator = weighCounts(ratio.denominator, confusion);
  return {
    numerator: weighCounts(ratio.numerator, confusion),
    denominator,
    isCurved: !isConstant(denominator),
    most: ratio.isUnbounded ? rows : 1,
    oneRow,
  };
}

/** Its value where the decisions are known; NaN of nobody. */
export function fractionAt({ numerator, denominator }: Fraction, point: readonly number[]): number {
  return valueAt(numerator, point) / valueAt(denominator, point);
}

/** How often each of the four counts enters a sum. */
type Weights = Confusion<number>;

/** A metric as (Σ count) ÷ (Σ count); null where it is none. */
interface Ratio {
  readonly numerator: Weights;
  readonly denominator: Weights;
  /** Whether it can exceed 1. */
  readonly isUnbounded: boolean;
}

const DERIVED: Readonly<Record<string, Ratio>> = {
  f1_score: {
    numerator: { tp: 2, fp: 0, tn: 0, fn: 0 },
    denominator: { tp: 2, fp: 1, tn: 0, fn: 1 },
    isUnbounded: false,
  },
  treatment_equality: {
    numerator: { tp: 0, fp: 0, tn: 0, fn: 1 },
    denominator: { tp: 0, fp: 1, tn: 0, fn: 0 },
    isUnbounded: true,
  },
  conditional_acceptance: {
    numerator: { tp: 1, fp: 0, tn: 0, fn: 1 },
    denominator: { tp: 1, fp: 1, tn: 0, fn: 0 },
    isUnbounded: true,
  },
  conditional_rejection: {
    numerator: { tp: 0, fp: 1, tn: 1, fn: 0 },
    denominator: { tp: 0, fp: 0, tn: 1, fn: 1 },
    isUnbounded: true,
  },
};

const LABELS: Confusion<0 | 1> = { tp: 1, fp: 0, tn: 0, fn: 1 };
const PREDICTIONS: Confusion<0 | 1> = { tp: 1, fp: 1, tn: 0, fn: 0 };

/** The metric of this name as a ratio of sums of counts, or null where it is none. */
function ratioOf(name: string): Ratio | null {
  const metric = findMetric(name);
  if (metric?.kind !== "rate") return DERIVED[name] ?? null;
  const { among, count } = metric;
  const meets = (condition: typeof among, cell: keyof Weights): boolean =>
    (condition.label === undefined || condition.label === LABELS[cell]) &&
    (condition.prediction === undefined || condition.prediction === PREDICTIONS[cell]);
  const weigh = (holds: (cell: keyof Weights) => boolean): Weights => ({
    tp: holds("tp") ? 1 : 0,
    fp: holds("fp") ? 1 : 0,
    tn: holds("tn") ? 1 : 0,
    fn: holds("fn") ? 1 : 0,
  });
  return {
    numerator: weigh(
      (cell) =>
        meets(among, cell) &&
        (count === "agree" ? LABELS[cell] === PREDICTIONS[cell] : meets(count, cell)),
    ),
    denominator: weigh((cell) => meets(among, cell)),
    isUnbounded: false,
  };
}

/** Σ weight · count. */
function weighCounts(weights: Weights, { tp, fp, tn, fn }: Confusion<Affine>): Affine {
  return combine([
    [weights.tp, tp],
    [weights.fp, fp],
    [weights.tn, tn],
    [weights.fn, fn],
  ]);
}
