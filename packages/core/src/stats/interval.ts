export interface Interval {
  readonly lower: number;
  readonly upper: number;
  /** Of the two-sided interval, 0 to 1. */
  readonly confidence: number;
  readonly method: string;
}
