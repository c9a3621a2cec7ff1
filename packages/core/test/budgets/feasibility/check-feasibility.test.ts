import { describe, expect, it } from "vitest";
import type { Budget } from "../../../src/budgets/budget.ts";
import {
  checkFeasibility,
  type Feasibility,
} from "../../../src/budgets/feasibility/check-feasibility.ts";
import type { ReferenceRule } from "../../../src/cohorts/dimension.ts";
import { policyOf } from "../given-cells.ts";
import { cellsOfOutcomes } from "./cells-of-outcomes.ts";

/** Base rates .3057 of 21,790 and .1095 of 10,771, as recorded in Adult. */
const ADULT = { ref: [6662, 21_790], F: [1179, 10_771] } as const;

const parity = (metric: string, gap: number): Partial<Budget> => ({
  id: metric,
  metric,
  compare: "difference",
  limit: { min: -gap, max: gap },
});

const atLeast = (metric: string, min: number): Partial<Budget> => ({
  id: `least-${metric}`,
  metric,
  compare: "value",
  limit: { min, max: null },
});

const ask = (
  budgets: readonly Partial<Budget>[],
  groups: Readonly<Record<string, readonly [number, number]>> = ADULT,
  reference?: ReferenceRule,
): Feasibility =>
  checkFeasibility(cellsOfOutcomes(groups), policyOf(budgets, {}, reference))[0] as Feasibility;

describe("checkFeasibility", () => {
  it("finds no conflict where deciding without regard to the outcome keeps the budgets", () => {
    const found = ask([parity("true_positive_rate", 0), parity("false_positive_rate", 0)]);
    expect(found.status).toBe("feasible");
  });

  it("names selection parity and accuracy as conflicting where base rates differ", () => {
    const found = ask([
      parity("false_negative_rate", 0.5),
      { id: "parity", metric: "selection_rate", compare: "ratio", limit: { min: 0.9, max: 1.1 } },
      atLeast("accuracy", 0.98),
    ]);
    expect(found).toMatchObject({
      status: "infeasible",
      conflict: ["parity", "least-accuracy"],
    });
  });

  it("names the three rates that the base rate ties together, beside what excludes perfection", () => {
    const budgets = [
      parity("precision", 0.001),
      parity("false_positive_rate", 0.001),
      parity("true_positive_rate", 0.001),
      {
        id: "imperfect",
        metric: "true_positive_rate",
        compare: "value",
        limit: { min: 0.1, max: 0.8 },
      },
      {
        id: "some-error",
        metric: "false_positive_rate",
        compare: "value",
        limit: { min: 0.1, max: 1 },
      },
    ] as const;
    expect(ask(budgets)).toMatchObject({
      status: "infeasible",
      conflict: budgets.map(({ id }) => id),
    });
    expect(ask(budgets.slice(0, 4)).status).toBe("feasible");
  });

  it("gives decisions that keep the budgets, in counts of each cohort", () => {
    const found = ask([parity("precision", 0.01), parity("selection_rate", 0.01)]);
    if (found.status !== "feasible") throw new Error(found.status);
    for (const { cohort, tp, fp, tn, fn } of found.witness) {
      const [favourable, all] = cohort === "g=F" ? ADULT.F : ADULT.ref;
      expect(tp + fn).toBeCloseTo(favourable, 6);
      expect(tp + fp + tn + fn).toBeCloseTo(all, 6);
    }
  });

  it("compares with the rest, and with the highest", () => {
    const groups = { a: [90, 100], b: [50, 100], c: [10, 100] } as const;
    const budgets = [
      { id: "ratio", metric: "selection_rate", compare: "ratio", limit: { min: 0.8, max: null } },
      atLeast("accuracy", 0.9),
    ] as const;
    for (const kind of ["rest", "highest"] as const) {
      expect(ask(budgets, groups, { kind }).status).toBe("infeasible");
      expect(ask(budgets.slice(0, 1), groups, { kind }).status).toBe("feasible");
    }
  });

  it("names what it leaves out", () => {
    const found = ask([{ id: "auc", metric: "roc_auc" }, parity("true_positive_rate", 0.1)], {
      ref: [5, 10],
      none: [0, 10],
    });
    expect(found.leftOut).toEqual([
      { budget: "auc", cohort: null, reason: "not-of-counts" },
      { budget: "true_positive_rate", cohort: "g=none", reason: "no-outcomes" },
    ]);
  });

  it("does not ask decisions to mend the base rates", () => {
    const found = ask([parity("base_rate", 0.01)]);
    expect(found.status).toBe("feasible");
    expect(found.leftOut).toEqual([
      { budget: "base_rate", cohort: null, reason: "not-of-decisions" },
    ]);
  });

  it("has nothing to say without labels", () => {
    const cells = cellsOfOutcomes(ADULT);
    const unlabelled = { ...cells, schema: { ...cells.schema, label: null } };
    expect(checkFeasibility(unlabelled, policyOf([{}]))).toEqual([]);
  });
});
