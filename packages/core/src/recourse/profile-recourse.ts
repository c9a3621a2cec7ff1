import { confidenceOf, listGroups } from "../metrics/row-question.ts";
import { criticalValue } from "../stats/normal.ts";
import { type TableInput, table as tableFrom } from "../table/intake.ts";
import { quantileOf } from "./cost-quantile.ts";
import { costsIn, indexCosts, type RecourseQuestion } from "./measure-recourse.ts";
import { type RecourseCost, rangeOf } from "./recourse-cost.ts";

/** What the search found for the refused people of one cohort, the share without recourse first. */
export interface RecourseProfile {
  /** Null for all rows. */
  readonly dimension: string | null;
  readonly cohort: string;
  readonly people: number;
  /** Proved that no allowed change helps. */
  readonly infeasible: number;
  /** The search ended without an answer: neither recourse nor none is known. */
  readonly notFound: number;
  /** An answer, but a cheaper one may exist. */
  readonly feasible: number;
  readonly optimal: number;
  /** Of the cost of the cheapest change, those without recourse counted as ∞. */
  readonly quantiles: readonly QuantileRange[];
}

/** One quantile of costs; null is ∞. */
export interface QuantileRange {
  /** 0 to 1. */
  readonly share: number;
  /** Between these it lies for the people looked at: equal where all searches that matter were proved. */
  readonly solved: { readonly lower: number | null; readonly upper: number | null };
  /** Between these for those they were drawn from, at the confidence asked for. */
  readonly interval: { readonly lower: number | null; readonly upper: number | null };
}

const SHARES = [0.25, 0.5, 0.75, 0.9] as const;

/**
 * The counts of outcomes and the quantiles of cost behind {@link measureRecourse}, for every cohort
 * with anyone in it.
 *
 * @param input a table, row objects, columns, or a data frame
 * @throws EvenhandError as measureRecourse
 * @example
 * profileRecourse(people, { cohorts, costs }).map(({ cohort, infeasible, people }) =>
 *   `${cohort}: ${infeasible} of ${people} without recourse`);
 */
export function profileRecourse(
  input: TableInput,
  question: RecourseQuestion,
): readonly RecourseProfile[] {
  const z = criticalValue(confidenceOf(question));
  const table = tableFrom(input);
  const byRow = indexCosts(question.costs, table.rows);
  const included = Uint8Array.from({ length: table.rows }, (_, row) => (byRow.has(row) ? 1 : 0));
  return [...listGroups(table, question.cohorts, included)].flatMap((group) => {
    const costs = costsIn(group, byRow);
    if (costs.length === 0) return [];
    const { dimension, id } = group.cohort;
    return [{ dimension, cohort: id, ...countOutcomes(costs), quantiles: quantilesOf(costs, z) }];
  });
}

function countOutcomes(costs: readonly RecourseCost[]) {
  const count = (wanted: RecourseCost["status"]): number =>
    costs.filter(({ status }) => status === wanted).length;
  return {
    people: costs.length,
    infeasible: count("infeasible"),
    notFound: count("not-found"),
    feasible: count("feasible"),
    optimal: count("optimal"),
  };
}

function quantilesOf(costs: readonly RecourseCost[], z: number): QuantileRange[] {
  const ranges = costs.map(rangeOf);
  return SHARES.map((share) => {
    const { solved, boundsAt } = quantileOf(ranges, share);
    const finite = ({ lower, upper }: { lower: number; upper: number }) => {
      return { lower: endOf(lower), upper: endOf(upper) };
    };
    return { share, solved: finite(solved), interval: finite(boundsAt(z)) };
  });
}

/** JSON has no infinity. */
function endOf(cost: number): number | null {
  return Number.isFinite(cost) ? cost : null;
}
