import type { CohortRows } from "../cells/cohort-rows.ts";
import { EvenhandError } from "../errors.ts";
import { estimateProportion } from "../metrics/estimate.ts";
import type { Measurement } from "../metrics/measurement.ts";
import { describeRowValue, type RowValue } from "../metrics/row-measurement.ts";
import { confidenceOf, listGroups, type RowQuestion } from "../metrics/row-question.ts";
import { midPInterval } from "../stats/mid-p.ts";
import { type TableInput, table as tableFrom } from "../table/intake.ts";
import { widenForReaders } from "./cone.ts";
import { quantileOf } from "./cost-quantile.ts";
import { type RecourseCost, rangeOf } from "./recourse-cost.ts";

/** What is asked of the changes that refused people would have had to make. */
export interface RecourseQuestion extends RowQuestion {
  /** One for each refused person that was looked at, no row twice. */
  readonly costs: readonly RecourseCost[];
}

/**
 * Measures, for every cohort, what refused people could have done about it:
 *
 * - `no_recourse_rate`: the share for whom it is proved that no allowed change would have helped.
 *   Searches that ended without an answer are kept apart: they raise the upper end of the interval.
 * - `recourse_burden`: the median cost of the cheapest change, those without recourse counted as ∞;
 *   not the cost of those who have one, which would fall as more are left without. Where the search
 *   left a gap, the interval reaches from the proved lower bounds to the costs found. Not estimable
 *   where more than half have no recourse (`no-recourse`), or have none that was found (`search-incomplete`).
 *
 * Give the result to `audit` as `measurements`, with the same cohorts. Costs are comparable between
 * cohorts where the same prices hold for all.
 *
 * @param input a table, row objects, columns, or a data frame
 * @throws EvenhandError `usage/recourse` for a row that is not in the table or named twice,
 *   `usage/confidence-range`, and what `audit` throws for the cohorts
 * @example
 * const people = { sex: ["F", "F", "M", "M"] };
 * const sex = { name: "sex", by: ["sex"], bands: {}, reference: { kind: "rest" } } as const;
 * const costs = [
 *   { row: 0, status: "optimal", cost: 2, lowerBound: 2 },
 *   { row: 1, status: "infeasible", cost: null, lowerBound: null },
 * ] as const;
 * measureRecourse(people, { cohorts: [sex], costs })
 *   .find(({ metric, cohort }) => metric === "no_recourse_rate" && cohort === "sex=F")?.value; // 0.5
 */
export function measureRecourse(
  input: TableInput,
  question: RecourseQuestion,
): readonly Measurement[] {
  const confidence = confidenceOf(question);
  const table = tableFrom(input);
  const byRow = indexCosts(question.costs, table.rows);
  const included = Uint8Array.from({ length: table.rows }, (_, row) => (byRow.has(row) ? 1 : 0));
  return [...listGroups(table, question.cohorts, included)].flatMap((group) => {
    const costs = costsIn(group, byRow);
    return [
      describeRowValue(
        "no_recourse_rate",
        group.cohort,
        noRecourse(costs, confidence),
        0,
        confidence,
      ),
      describeRowValue("recourse_burden", group.cohort, burden(costs, confidence), 0, confidence),
    ];
  });
}

/** @throws EvenhandError `usage/recourse` */
export function indexCosts(
  costs: readonly RecourseCost[],
  rows: number,
): ReadonlyMap<number, RecourseCost> {
  const byRow = new Map<number, RecourseCost>();
  for (const [index, cost] of costs.entries()) {
    const { row } = cost;
    if (Number.isInteger(row) && row >= 0 && row < rows && !byRow.has(row)) {
      byRow.set(row, cost);
      continue;
    }
    throw new EvenhandError({
      code: "usage/recourse",
      path: `costs[${index}].row`,
      problem: byRow.has(row) ? "two costs are of the same row" : "the table has no such row",
      expected: `a whole number from 0 to ${rows - 1}, each once`,
      received: String(row),
    });
  }
  return byRow;
}

/** The costs of a cohort, whose rows are those that have one. */
export function costsIn(
  group: CohortRows,
  byRow: ReadonlyMap<number, RecourseCost>,
): RecourseCost[] {
  return Array.from(group.listRows(), (row) => byRow.get(row) as RecourseCost);
}

function noRecourse(costs: readonly RecourseCost[], confidence: number): RowValue {
  const size = costs.length;
  if (size === 0) return { reason: "no-rows" };
  const proved = costs.filter(({ status }) => status === "infeasible").length;
  const open = costs.filter(({ status }) => status === "not-found").length;
  const value = proved / size;
  return {
    value,
    estimate:
      open === 0
        ? estimateProportion({ successes: proved, size })
        : widenForReaders(
            "mid-p-open",
            value,
            (z) => ({
              lower: midPInterval({ successes: proved, size }, z).lower,
              upper: midPInterval({ successes: proved + open, size }, z).upper,
            }),
            confidence,
          ),
    numerator: proved,
    denominator: size,
    n: size,
    effective: size,
  };
}

function burden(costs: readonly RecourseCost[], confidence: number): RowValue {
  const size = costs.length;
  if (size === 0) return { reason: "no-rows" };
  const { solved, boundsAt } = quantileOf(costs.map(rangeOf), 0.5);
  if (solved.lower === Infinity) return { reason: "no-recourse" };
  if (solved.upper === Infinity) return { reason: "search-incomplete" };
  return {
    value: solved.upper,
    estimate: widenForReaders("order-statistics", solved.upper, boundsAt, confidence),
    numerator: costs.filter(({ cost }) => cost !== null).length,
    denominator: size,
    n: size,
    effective: size,
  };
}
