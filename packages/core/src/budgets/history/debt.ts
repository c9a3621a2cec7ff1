/** How long a comparison has been undecided. */
export interface Debt {
  /** Data sets in a row, this one included. */
  readonly dataSets: number;
  /** The day of the first of them. */
  readonly since: string;
  readonly days: number;
  /** Whether that is more than the team declared to put up with. */
  readonly escalated: boolean;
}
