/** A dated permission for one budget and one cohort to stay outside the limit, up to a ceiling. */
export interface Waiver {
  readonly budget: string;
  /** Level by attribute: `{ sex: "Female" }`. */
  readonly cohort: Readonly<Record<string, string>>;
  /** The worst estimate it covers, on the side of the limit that is broken. */
  readonly ceiling: number;
  readonly reason: string;
  readonly owner: string;
  /** Another person than the owner. */
  readonly approvedBy: string;
  /** YYYY-MM-DD; valid from this day. */
  readonly created: string;
  /** YYYY-MM-DD; the last valid day. */
  readonly expires: string;
}
