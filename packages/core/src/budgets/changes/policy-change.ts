/**
 * What a change does to the gate. `loosened`: something that did not hold may hold now, or blocks no
 * more. `tightened`: the reverse. `changed`: another question, which is neither. `grew`, `shrank`: the
 * comparisons that a budget's adjustment counts, so that padding cannot buy a pass unseen.
 */
export type ChangeEffect =
  | "loosened"
  | "tightened"
  | "changed"
  | "added"
  | "removed"
  | "grew"
  | "shrank";

/** One difference between two policies. */
export interface PolicyChange {
  /** `budgets.selection-ratio-sex.limit.min`, with ids where the file has positions. */
  readonly path: string;
  /** As JSON; null where there was none. */
  readonly before: string | null;
  readonly after: string | null;
  readonly effect: ChangeEffect;
}

/** `budgets.ratio.limit.min: 0.8 → 0.75 LOOSENED` */
export function changeText({ path, before, after, effect }: PolicyChange): string {
  return `${path}: ${before ?? "none"} → ${after ?? "none"} ${effect.toUpperCase()}`;
}
