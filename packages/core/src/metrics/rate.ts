import { FAVOURABLE, MISSING, OTHER, type OutcomeCounts } from "../cells/outcome-counts.ts";
import type { Proportion } from "../stats/proportion.ts";
import type { OutcomeCondition, RateMetric } from "./registry.ts";

/** Numerator and denominator of a rate: Σ weight, rows, and Σ weight² of the denominator. */
export interface Fraction {
  readonly numerator: number;
  readonly denominator: number;
  /** Rows of the denominator. */
  readonly rows: number;
  /** Σ weight² of the denominator. */
  readonly squares: number;
}

/** What a row adds to a rate: nothing, only to the denominator, or to both. */
type Part = "none" | "denominator" | "both";

/** Where a worst case pushes a rate. */
export type Push = "down" | "up";

const STATES = [OTHER, FAVOURABLE, MISSING] as const;

/** The rate over the rows whose label and prediction it needs are known. */
export function countRate(metric: RateMetric, counts: OutcomeCounts): Fraction {
  return addParts(counts, (label, prediction) =>
    isKnown(metric, label, prediction) ? partOf(metric, label, prediction) : "none",
  );
}

/**
 * The lowest or highest value the rate could have if every missing label (or prediction) were
 * filled in against it, and if any row of `unplaced` (rows whose attribute is unknown) could
 * belong here. Rows that could push are all taken, so the bound holds whatever the truth is.
 */
export function boundRate(
  metric: RateMetric,
  counts: OutcomeCounts,
  unplaced: OutcomeCounts,
  push: Push,
): Fraction {
  const own = addParts(counts, (label, prediction) => extremePart(metric, label, prediction, push));
  const pushing: Part = push === "down" ? "denominator" : "both";
  const more = addParts(unplaced, (label, prediction) =>
    extremePart(metric, label, prediction, push) === pushing ? pushing : "none",
  );
  return {
    numerator: own.numerator + more.numerator,
    denominator: own.denominator + more.denominator,
    rows: own.rows + more.rows,
    squares: own.squares + more.squares,
  };
}

/**
 * The proportion an interval is computed from. Without weights and with frequency weights the
 * denominator itself; with sampling weights Kish's effective size (Σw)² / Σw².
 */
export function proportionOf(
  fraction: Fraction,
  weight: "none" | "frequency" | "sampling",
): Proportion {
  const { numerator, denominator, squares } = fraction;
  if (weight !== "sampling") return { successes: numerator, size: denominator };
  const size = (denominator * denominator) / squares;
  return { successes: (numerator / denominator) * size, size };
}

function addParts(
  counts: OutcomeCounts,
  partOfState: (label: number, prediction: number) => Part,
): Fraction {
  let numerator = 0;
  let denominator = 0;
  let rows = 0;
  let squares = 0;
  for (const label of STATES) {
    for (const prediction of STATES) {
      const part = partOfState(label, prediction);
      if (part === "none") continue;
      const at = 3 * label + prediction;
      denominator += counts.w[at] as number;
      rows += counts.n[at] as number;
      squares += counts.w2[at] as number;
      if (part === "both") numerator += counts.w[at] as number;
    }
  }
  return { numerator, denominator, rows, squares };
}

function isKnown(metric: RateMetric, label: number, prediction: number): boolean {
  return (
    !(metric.needs.label && label === MISSING) &&
    !(metric.needs.prediction && prediction === MISSING)
  );
}

function partOf(metric: RateMetric, label: number, prediction: number): Part {
  if (!meets(metric.among, label, prediction)) return "none";
  const counted =
    metric.count === "agree" ? label === prediction : meets(metric.count, label, prediction);
  return counted ? "both" : "denominator";
}

function meets(condition: OutcomeCondition, label: number, prediction: number): boolean {
  return (
    (condition.label === undefined || condition.label === label) &&
    (condition.prediction === undefined || condition.prediction === prediction)
  );
}

/** Order in which a missing value is filled in: what pushes most comes first. */
const PREFERENCE: Readonly<Record<Push, readonly Part[]>> = {
  down: ["denominator", "none", "both"],
  up: ["both", "none", "denominator"],
};

function extremePart(metric: RateMetric, label: number, prediction: number, push: Push): Part {
  const labels = metric.needs.label && label === MISSING ? [OTHER, FAVOURABLE] : [label];
  const predictions =
    metric.needs.prediction && prediction === MISSING ? [OTHER, FAVOURABLE] : [prediction];
  const possible = labels.flatMap((l) => predictions.map((p) => partOf(metric, l, p)));
  return PREFERENCE[push].find((part) => possible.includes(part)) as Part;
}
