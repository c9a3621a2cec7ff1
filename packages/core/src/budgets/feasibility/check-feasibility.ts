import type { Cells } from "../../cells/cells.ts";
import type { Policy } from "../policy.ts";
import { valueAt } from "./affine.ts";
import type { Confusion, People } from "./confusion.ts";
import { collectDemands, type Demands, type LeftOut, type Requirement } from "./requirements.ts";
import { searchDecisions } from "./search.ts";

/** Decisions about one cohort that keep all budgets; expected counts, which need not be whole. */
export interface Witness extends Confusion<number> {
  readonly cohort: string;
}

/** Whether the budgets of one dimension can hold together, whatever the model. */
export type Feasibility = {
  readonly dimension: string;
  /** Share with a favourable recorded outcome, by cohort. */
  readonly baseRates: readonly { readonly cohort: string; readonly value: number }[];
  /** What the answer does not take into account. */
  readonly leftOut: readonly LeftOut[];
} & (
  | {
      readonly status: "feasible";
      readonly witness: readonly Witness[];
      /** Share of the witness's decisions that agree with the recorded outcomes. */
      readonly agreement: number;
    }
  | {
      readonly status: "infeasible";
      /** Ids of budgets that cannot hold together, none of which can be left out. */
      readonly conflict: readonly string[];
    }
  | { readonly status: "undecided" }
);

/**
 * Says for each dimension whether all its budgets can hold at once for the rates themselves, chance
 * apart, at the base rates of the recorded outcomes. False positive rate, true positive rate and
 * precision are tied by the base rate, PPV = π·TPR / (π·TPR + (1 − π)·FPR), so that cohorts
 * with different base rates cannot be alike in all (Chouldechova 2017; Kleinberg et al. 2016).
 *
 * Decisions are free: each cohort's true and false positive rate can be anything from 0 to 1. The
 * answer is exact within 1e-6, by linear programs and branch and bound; `undecided` where these would
 * take more than a few seconds. `feasible` comes with decisions that keep the budgets, the most
 * accurate found; `infeasible` with a set of budgets that conflict, a smallest one where there are few
 * budgets. Dimensions are asked one by one.
 *
 * Rows without a recorded outcome or attribute are left out. Budgets on scores, rows and strata
 * are named in `leftOut`.
 *
 * @throws EvenhandError `config/unknown-reference`, `input/cells-lack-attribute`
 * @returns empty where the cells hold no labels
 * @example
 * checkFeasibility(audit.cells, configuration)
 *   .filter(({ status }) => status === "infeasible");
 */
export function checkFeasibility(cells: Cells, policy: Policy): Feasibility[] {
  if (cells.schema.label === null) return [];
  return collectDemands(cells, policy).map((demands) => {
    const { dimension, people, requirements, leftOut } = demands;
    const shared = {
      dimension,
      baseRates: people.map(({ id, baseRate }) => ({ cohort: id, value: baseRate })),
      leftOut,
    };
    const result = searchDecisions(people, requirements);
    if (result.status === "none") {
      return { ...shared, status: "infeasible", conflict: findConflict(demands) };
    }
    if (result.status !== "found") return { ...shared, status: "undecided" };
    const witness = people.map((one) => witnessOf(one, result.point));
    const total = people.reduce((sum, { weight }) => sum + weight, 0);
    const agreeing = witness.reduce((sum, { tp, tn }) => sum + tp + tn, 0);
    return { ...shared, status: "feasible", witness, agreement: agreeing / total };
  });
}

function witnessOf({ id, weight, confusion }: People, point: readonly number[]): Witness {
  const countOf = (of: keyof Confusion<unknown>): number => weight * valueAt(confusion[of], point);
  return { cohort: id, tp: countOf("tp"), fp: countOf("fp"), tn: countOf("tn"), fn: countOf("fn") };
}

/** With more budgets than this, sets are not tried by size. */
const FEW = 12;
/** A set that takes longer is not called a conflict. */
const MOST_PROGRAMS_A_SET = 500;

function findConflict({ people, requirements }: Demands): string[] {
  const budgets = [...new Set(requirements.map(({ budget }) => budget))];
  const conflicts = (chosen: readonly string[]): boolean =>
    searchDecisions(people, requirements.filter(isOf(chosen)), MOST_PROGRAMS_A_SET).status ===
    "none";
  if (budgets.length <= FEW) {
    for (let size = 1; size <= 3; size++) {
      const smallest = subsets(budgets, size).find(conflicts);
      if (smallest !== undefined) return smallest;
    }
  }
  let left = budgets;
  for (const budget of budgets) {
    const without = left.filter((other) => other !== budget);
    if (conflicts(without)) left = without;
  }
  return left;
}

function isOf(budgets: readonly string[]): (requirement: Requirement) => boolean {
  return ({ budget }) => budgets.includes(budget);
}

function subsets<T>(all: readonly T[], size: number): T[][] {
  if (size === 0) return [[]];
  return all.flatMap((first, i) =>
    subsets(all.slice(i + 1), size - 1).map((others) => [first, ...others]),
  );
}
