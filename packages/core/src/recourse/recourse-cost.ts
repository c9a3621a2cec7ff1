import { EvenhandError } from "../errors.ts";
import type { Counterfactual, CounterfactualStatus } from "../explanations/counterfactual.ts";

/** What the search for a change found for one refused person. */
export interface RecourseCost {
  /** In the table, from 0. */
  readonly row: number;
  readonly status: CounterfactualStatus;
  /** Of the change that was found; null where none was. */
  readonly cost: number | null;
  /** No change costs less; null where nothing is known, or there is none. */
  readonly lowerBound: number | null;
}

/** Between which two numbers the cost of the cheapest change lies; ∞ where there is none. */
export interface CostRange {
  readonly lower: number;
  readonly upper: number;
}

/**
 * The first answer of a search, which is the cheapest, as the cost of one row.
 *
 * @throws EvenhandError `usage/recourse` where nothing was searched, as the row is not refused
 * @example
 * costOfRecourse(4, counterfactuals(model, people, 4, options)); // { row: 4, status: "optimal", … }
 */
export function costOfRecourse(row: number, found: readonly Counterfactual[]): RecourseCost {
  const [first] = found;
  if (first === undefined) {
    throw new EvenhandError({
      code: "usage/recourse",
      path: "found",
      problem: "a row that is not refused needs no change",
      expected: "the answers for a refused row",
      received: `none for row ${row}`,
    });
  }
  const { status, cost, lowerBound } = first;
  return { row, status, cost, lowerBound };
}

/**
 * optimal: the cost itself. feasible: from the proved bound to the cost. infeasible: ∞. not-found:
 * from the proved bound to ∞.
 */
export function rangeOf({ status, cost, lowerBound }: RecourseCost): CostRange {
  if (status === "infeasible") return { lower: Infinity, upper: Infinity };
  const upper = cost ?? Infinity;
  return { lower: status === "optimal" ? upper : (lowerBound ?? 0), upper };
}
