import type { Division, Kind, ToolCounts, ToolRate } from "./convention.ts";

/** As floating point does it: 0/0 is NaN, x/0 infinite. */
export const divideAsFloats: Division = (top, bottom) => top / bottom;

/** 0 where there is nothing to divide by. */
export const divideOrZero: Division = (top, bottom) => (bottom === 0 ? 0 : top / bottom);

/** 0/0 is 0, x/0 infinite. */
export const divideOrInfinite: Division = (top, bottom) =>
  top === 0 && bottom === 0 ? 0 : top / bottom;

/** The denominator is at least 1. */
export const divideByOneOrMore: Division = (top, bottom) => top / Math.max(1, bottom);

/** Python's `max` and `min` of two: the first is kept where either is NaN. */
export function pickAsPython(
  pick: (first: number, second: number) => number,
  first: number,
  second: number,
): number {
  return Number.isNaN(second) ? first : pick(first, second);
}

/** The value of a rate in a group; NaN where the group has no rows. */
export function rateIn({ top, bottom, divide }: ToolRate, counts: ToolCounts): number {
  return rowsOf(counts) === 0 ? Number.NaN : divide(sumOf(top, counts), sumOf(bottom, counts));
}

/** Number of rows. */
export function rowsOf({ rows }: ToolCounts): number {
  return rows.tp + rows.fp + rows.tn + rows.fn;
}

function sumOf(kinds: readonly Kind[], counts: ToolCounts): number {
  return kinds.reduce((sum, kind) => sum + counts[kind], 0);
}

const ALL: readonly Kind[] = ["tp", "fp", "tn", "fn"];

/** What a rate is a quotient of. */
type Parts = Pick<ToolRate, "top" | "bottom">;

type PartsName =
  | "selected"
  | "labelled"
  | "truePositive"
  | "falseNegative"
  | "trueNegative"
  | "falsePositive"
  | "precision"
  | "falseDiscovery"
  | "negativePrecision"
  | "falseOmission"
  | "correct"
  | "wrong"
  | "acceptance"
  | "rejection";

/** Tops and bottoms of the common rates. */
export const PARTS: Readonly<Record<PartsName, Parts>> = {
  selected: { top: ["tp", "fp"], bottom: ALL },
  labelled: { top: ["tp", "fn"], bottom: ALL },
  truePositive: { top: ["tp"], bottom: ["tp", "fn"] },
  falseNegative: { top: ["fn"], bottom: ["tp", "fn"] },
  trueNegative: { top: ["tn"], bottom: ["tn", "fp"] },
  falsePositive: { top: ["fp"], bottom: ["tn", "fp"] },
  precision: { top: ["tp"], bottom: ["tp", "fp"] },
  falseDiscovery: { top: ["fp"], bottom: ["tp", "fp"] },
  negativePrecision: { top: ["tn"], bottom: ["tn", "fn"] },
  falseOmission: { top: ["fn"], bottom: ["tn", "fn"] },
  correct: { top: ["tp", "tn"], bottom: ALL },
  wrong: { top: ["fp", "fn"], bottom: ALL },
  acceptance: { top: ["tp", "fn"], bottom: ["tp", "fp"] },
  rejection: { top: ["tn", "fp"], bottom: ["tn", "fn"] },
};

/** A rate under a tool's name. */
export function toolRate(metric: string, parts: Parts, divide: Division): ToolRate {
  return { metric, ...parts, divide };
}
