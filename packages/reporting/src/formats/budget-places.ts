/** Where the budgets of an audit are declared; the audit itself does not know lines. */
export interface BudgetPlaces {
  /** The configuration file, relative to the repository, with `/` between folders. */
  readonly file: string;
  readonly budgets: Readonly<Record<string, BudgetPlace>>;
}

export interface BudgetPlace {
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

/** The place of one budget; null where it is not known. */
export function placeOf(places: BudgetPlaces | undefined, budget: string): BudgetPlace | null {
  if (places === undefined || !Object.hasOwn(places.budgets, budget)) return null;
  return places.budgets[budget] ?? null;
}
