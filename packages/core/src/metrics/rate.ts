import { FAVOURABLE, MISSING, OTHER, type OutcomeCounts } from "../cells/outcome-counts.ts";
import type { Proportion } from "../stats/proportion.ts";
import type { OutcomeCondition, RateMetric } from "./metric.ts";

/** Numerator and denominator of a rate: Σ weight, rows, and Σ weight² of the denominator. */
export interface Fraction {
  readonly numerator: number;
  readonly denominator: number;
  /** Rows of the denominator. */
  readonly rows: number;
  /** Σ weight² of the denominator. */
  readonly squares: number;
  /** With repeated subjects; absent where each row is a subject of its own. */
  readonly subjects?: SubjectSums;
}

/** A fraction to be written over. */
export type FractionRoom = { -readonly [Key in keyof Fraction]: Fraction[Key] };

export function makeFraction(): FractionRoom {
  return { numerator: 0, denominator: 0, rows: 0, squares: 0 };
}

/** Σ over subjects, x of whose weight m in the denominator is in the numerator. */
export interface SubjectSums {
  readonly xx: number;
  readonly xm: number;
  readonly mm: number;
}

/** What a row adds to a rate: nothing, only to the denominator, or to both. */
type Part = "none" | "denominator" | "both";

/** Where a worst case pushes a rate. */
export type Push = "down" | "up";

/** The rate over the rows whose label and prediction it needs are known. A fraction given is written over. */
export function countRate(
  metric: RateMetric,
  counts: OutcomeCounts,
  fraction: FractionRoom = makeFraction(),
): Fraction {
  fraction.numerator = 0;
  fraction.denominator = 0;
  fraction.rows = 0;
  fraction.squares = 0;
  const { known } = partsOf(metric);
  addParts(fraction, counts, known);
  return counts.pairs === undefined ? fraction : withSubjects(fraction, [[counts, known]]);
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
  const extreme = partsOf(metric)[push];
  const pushing: Part = push === "down" ? "denominator" : "both";
  const taken = extreme.map((part) => (part === pushing ? part : "none"));
  const fraction = makeFraction();
  addParts(fraction, counts, extreme);
  addParts(fraction, unplaced, taken);
  return withSubjects(fraction, [
    [counts, extreme],
    [unplaced, taken],
  ]);
}

/**
 * The proportion an interval is computed from. Without weights and with frequency weights the
 * denominator itself; with sampling weights Kish's effective size (Σw)² / Σw²; with repeated subjects
 * a size that gives the variance between them.
 */
export function proportionOf(
  fraction: Fraction,
  weight: "none" | "frequency" | "sampling",
): Proportion {
  const { numerator, denominator, squares, subjects } = fraction;
  const alone = weight === "sampling" ? (denominator * denominator) / squares : denominator;
  const size = subjects === undefined ? alone : clusteredSize(fraction, subjects, alone);
  return { successes: (numerator / denominator) * size, size };
}

/** Subjects who are taken to have been decided alike, beside those that were seen. */
const ASSUMED_ALIKE = 2;

/**
 * p(1 − p)/V, with V the linearised variance of a ratio of sums over subjects, Σ(x − pm)²/(Σm)².
 * Few subjects can miss a kind of subject altogether, so V is drawn towards p(1 − p)/k, the variance if
 * all decisions about one subject were alike, by two subjects; k = (Σm)²/Σm². What V rests on are the
 * subjects with the rarer outcome: q of them, (Σx)²/Σx² of either outcome, but at most three times what
 * k would hold, since where few subjects have most decisions the many others do not tell of these.
 * The size is made less by (k − 1)/k for what V is estimated from, and lies between k and that of
 * independent decisions. At p = 0 or 1 V says nothing, and the size is k.
 */
function clusteredSize(
  { numerator, denominator }: Fraction,
  { xx, xm, mm }: SubjectSums,
  alone: number,
): number {
  const k = (denominator * denominator) / mm;
  if (numerator === 0 || numerator === denominator) return k;
  const p = numerator / denominator;
  const variance = Math.max(0, xx - 2 * p * xm + p * p * mm) / (denominator * denominator);
  const alike = (p * (1 - p)) / k;
  const others = denominator - numerator;
  const q = Math.min(
    (numerator * numerator) / xx,
    (others * others) / (mm - 2 * xm + xx),
    3 * k * Math.min(p, 1 - p),
  );
  const drawn = (q * variance + ASSUMED_ALIKE * alike) / (q + ASSUMED_ALIKE);
  const size = ((p * (1 - p)) / drawn) * ((k - 1) / k);
  return Math.min(alone, Math.max(k, size));
}

function addParts(into: FractionRoom, { n, w, w2 }: OutcomeCounts, parts: readonly Part[]): void {
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at];
    if (part === "none") continue;
    into.denominator += w[at] as number;
    into.rows += n[at] as number;
    into.squares += w2[at] as number;
    if (part === "both") into.numerator += w[at] as number;
  }
}

function withSubjects(
  fraction: Fraction,
  summands: readonly [OutcomeCounts, readonly Part[]][],
): Fraction {
  const subjects = sumSubjects(summands);
  return subjects === null ? fraction : { ...fraction, subjects };
}

function sumSubjects(summands: readonly [OutcomeCounts, readonly Part[]][]): SubjectSums | null {
  if (summands.every(([{ pairs }]) => pairs === undefined)) return null;
  let xx = 0;
  let xm = 0;
  let mm = 0;
  for (const [{ pairs }, parts] of summands) {
    if (pairs === undefined) continue;
    for (let i = 0; i < parts.length; i++) {
      for (let j = 0; j < parts.length; j++) {
        if (parts[i] === "none" || parts[j] === "none") continue;
        const sum = pairs[9 * i + j] as number;
        mm += sum;
        if (parts[i] !== "both") continue;
        xm += sum;
        if (parts[j] === "both") xx += sum;
      }
    }
  }
  return { xx, xm, mm };
}

const STATES = [OTHER, FAVOURABLE, MISSING] as const;

/** What a row of each of the nine states of `OutcomeCounts` adds: as counted, or pushing the rate. */
type Parts = Readonly<Record<"known" | Push, readonly Part[]>>;

/** Kept by metric: every cohort and budget asks again, mostly for the metric asked for last. */
const cachedParts = new WeakMap<RateMetric, Parts>();
let lastMetric: RateMetric | null = null;
let lastParts: Parts | null = null;

function partsOf(metric: RateMetric): Parts {
  if (metric === lastMetric) return lastParts as Parts;
  lastParts = cachedParts.get(metric) ?? makeParts(metric);
  lastMetric = metric;
  return lastParts;
}

function makeParts(metric: RateMetric): Parts {
  const table = (partOfState: (label: number, prediction: number) => Part): Part[] =>
    STATES.flatMap((label) => STATES.map((prediction) => partOfState(label, prediction)));
  const parts: Parts = {
    known: table((label, prediction) =>
      isKnown(metric, label, prediction) ? partOf(metric, label, prediction) : "none",
    ),
    down: table((label, prediction) => extremePart(metric, label, prediction, "down")),
    up: table((label, prediction) => extremePart(metric, label, prediction, "up")),
  };
  cachedParts.set(metric, parts);
  return parts;
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
