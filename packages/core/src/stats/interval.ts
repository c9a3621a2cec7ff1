import type { Bounds } from "./proportion.ts";

/** An interval as the document holds it. */
export interface Interval {
  readonly lower: number;
  /** Null: no upper end, as of a ratio to something that may be zero. */
  readonly upper: number | null;
  /** Of the two-sided interval, 0 to 1. */
  readonly confidence: number;
  readonly method: string;
}

/** Bounds as the document holds them: JSON has no infinity. */
export function toInterval({ lower, upper }: Bounds, confidence: number, method: string): Interval {
  return { lower, upper: Number.isFinite(upper) ? upper : null, confidence, method };
}
