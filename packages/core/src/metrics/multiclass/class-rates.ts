import { moverMean } from "../../stats/mover.ts";
import { type Bounds, type Proportion, rateOf } from "../../stats/proportion.ts";
import { simultaneousZ } from "../comparison.ts";
import { type Estimate, estimateProportion } from "../estimate.ts";
import type { RateMetric } from "../metric.ts";
import { countRate, type Fraction, proportionOf } from "../rate.ts";
import { estimateOnScale, type RowValue } from "../row-measurement.ts";
import { type ClassCounts, oneVersusRest } from "./class-counts.ts";

const NOTHING = { reason: "zero-denominator" } as const;

/** A rate of one class against all others; the interval of a share, as for two classes. */
export function classRate(metric: RateMetric, counts: ClassCounts, own: number): RowValue {
  const fraction = countRate(metric, oneVersusRest(counts, own));
  return fraction.denominator > 0 ? valueOfFraction(fraction, counts) : NOTHING;
}

/** The share of rows whose prediction is the recorded class; the interval of a share. */
export function multiclassAccuracy(counts: ClassCounts): RowValue {
  const { classes, n, w, w2 } = counts;
  const sum = { numerator: 0, denominator: 0, rows: 0, squares: 0 };
  for (let label = 0; label < classes; label++) {
    for (let prediction = 0; prediction < classes; prediction++) {
      const at = (classes + 1) * label + prediction;
      sum.denominator += w[at] as number;
      sum.rows += n[at] as number;
      sum.squares += w2[at] as number;
      if (label === prediction) sum.numerator += w[at] as number;
    }
  }
  return sum.denominator > 0 ? valueOfFraction(sum, counts) : NOTHING;
}

/**
 * The mean of a rate over all classes. The denominators of true positive rate (labels) and
 * precision (predictions) are disjoint, so their limits are combined by MOVER. Not estimable
 * where a class has no denominator (scikit-learn says 0 for such a class).
 */
export function macroRate(metric: RateMetric, counts: ClassCounts): RowValue {
  const parts = rateOfEachClass(metric, counts);
  if (parts === null) return NOTHING;
  const value = parts.reduce((sum, { proportion }) => sum + rateOf(proportion), 0) / parts.length;
  const estimate = estimateByBounds("mover", value, (z) =>
    moverMean(
      parts.map(({ proportion }) => ({
        value: rateOf(proportion),
        ...estimateProportion(proportion).boundsAt(z),
      })),
    ),
  );
  const denominator = parts.reduce((sum, part) => sum + part.fraction.denominator, 0);
  const limiting = Math.min(...parts.map(({ n }) => n));
  const effective = Math.min(...parts.map(({ proportion }) => proportion.size));
  return {
    value,
    estimate,
    numerator: value * denominator,
    denominator,
    n: limiting,
    effective,
  };
}

/**
 * The lowest (or highest) of a rate over all classes. Which class that is is itself uncertain, so
 * the k intervals are made to hold at once (Bonferroni) and projected through the extreme;
 * their coverage is never below what they say. Not estimable where a class has no denominator.
 */
export function worstRate(
  metric: RateMetric,
  counts: ClassCounts,
  worst: "lowest" | "highest",
): RowValue {
  const parts = rateOfEachClass(metric, counts);
  if (parts === null) return NOTHING;
  const extreme = worst === "lowest" ? Math.min : Math.max;
  const value = extreme(...parts.map(({ proportion }) => rateOf(proportion)));
  const shares = parts.map(({ proportion }) => estimateProportion(proportion));
  const estimate = estimateByBounds(`${shares[0]?.method}-simultaneous`, value, (z) => {
    const each = simultaneousZ(z, parts.length);
    const bounds = shares.map((share) => share.boundsAt(each));
    return {
      lower: extreme(...bounds.map(({ lower }) => lower)),
      upper: extreme(...bounds.map(({ upper }) => upper)),
    };
  });
  const found = parts.find(({ proportion }) => rateOf(proportion) === value) as ClassPart;
  const { numerator, denominator } = found.fraction;
  const limiting = Math.min(...parts.map(({ n }) => n));
  const effective = Math.min(...parts.map(({ proportion }) => proportion.size));
  return { value, estimate, numerator, denominator, n: limiting, effective };
}

/**
 * The mean over classes of F1 = 2TP / (2TP + FP + FN). Delta method on the logit scale: a row of
 * label a and prediction b adds (2·[a = b = c] − F1_c·([a = c] + [b = c])) / (k · D_c) for each
 * class c, where D_c is the share of labels plus that of predictions in it. Not estimable where a
 * class has neither (scikit-learn leaves it out).
 */
export function macroF1(counts: ClassCounts): RowValue {
  const { classes, kind, n, w, w2 } = counts;
  const at = (label: number, prediction: number): number => (classes + 1) * label + prediction;
  const sumWhere = (of: Float64Array, holds: (a: number, b: number) => boolean): number => {
    let sum = 0;
    for (let a = 0; a < classes; a++) {
      for (let b = 0; b < classes; b++) if (holds(a, b)) sum += of[at(a, b)] as number;
    }
    return sum;
  };
  const weight = sumWhere(w, () => true);
  const rows = sumWhere(n, () => true);
  if (weight === 0) return NOTHING;
  const totals = Array.from(
    { length: classes },
    (_, c) => sumWhere(w, (a) => a === c) + sumWhere(w, (_a, b) => b === c),
  );
  if (totals.includes(0)) return NOTHING;
  const scores = totals.map((total, c) => (2 * (w[at(c, c)] as number)) / total);
  const value = scores.reduce((sum, score) => sum + score, 0) / classes;

  const slopeOf = (c: number): number => weight / (classes * (totals[c] as number));
  const influence = (a: number, b: number): number => {
    const lost = (c: number): number => (scores[c] as number) * slopeOf(c);
    return (a === b ? 2 * slopeOf(a) : 0) - lost(a) - lost(b);
  };
  let squares = 0;
  const of = kind === "sampling" ? w2 : w;
  for (let a = 0; a < classes; a++) {
    for (let b = 0; b < classes; b++) squares += (of[at(a, b)] as number) * influence(a, b) ** 2;
  }
  const effective = kind === "sampling" ? weight ** 2 / sumWhere(w2, () => true) : weight;
  const people = kind === "frequency" ? weight : rows;
  const standardError = Math.sqrt((squares / weight ** 2) * (people / (people - 1)));
  const error =
    effective >= 2 && standardError > 0 ? { standardError, degreesOfFreedom: effective - 1 } : null;
  return {
    value,
    estimate: error === null ? null : estimateOnScale(value, error, "logit", "delta-logit"),
    numerator: value * weight,
    denominator: weight,
    n: people,
    effective,
  };
}

interface ClassPart {
  readonly fraction: Fraction;
  readonly proportion: Proportion;
  readonly n: number;
}

/** Null where a class has nothing to divide by. */
function rateOfEachClass(metric: RateMetric, counts: ClassCounts): ClassPart[] | null {
  const parts: ClassPart[] = [];
  for (let own = 0; own < counts.classes; own++) {
    const fraction = countRate(metric, oneVersusRest(counts, own));
    if (fraction.denominator === 0) return null;
    const n = counts.kind === "frequency" ? fraction.denominator : fraction.rows;
    parts.push({ fraction, proportion: proportionOf(fraction, counts.kind), n });
  }
  return parts.length === 0 ? null : parts;
}

function valueOfFraction(fraction: Fraction, { kind }: ClassCounts): RowValue {
  const { numerator, denominator, rows } = fraction;
  const proportion = proportionOf(fraction, kind);
  return {
    value: numerator / denominator,
    estimate: estimateProportion(proportion),
    numerator,
    denominator,
    n: kind === "frequency" ? denominator : rows,
    effective: proportion.size,
  };
}

function estimateByBounds(
  method: string,
  value: number,
  boundsAt: (z: number) => Bounds,
): Estimate {
  return { method, value, boundsAt, proportion: null, spread: null };
}
