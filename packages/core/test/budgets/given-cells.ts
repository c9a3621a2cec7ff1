import type { Budget, Evidence } from "../../src/budgets/budget.ts";
import { decide } from "../../src/budgets/decide.ts";
import type { DecideContext, Policy } from "../../src/budgets/policy.ts";
import type { Verdict } from "../../src/budgets/verdict.ts";
import type { CellEntry, Cells } from "../../src/cells/cells.ts";
import { sealCells } from "../../src/cells/tally.ts";
import type { ReferenceRule } from "../../src/cohorts/dimension.ts";
import { binary, dimension } from "../people.ts";

/** Favourable decisions and all decisions of a group. */
export type Selected = readonly [selected: number, decisions: number];

/** Cells of decisions by one attribute `g`, given as counts; `?` is the unknown. */
export function cellsOfDecisions(groups: Readonly<Record<string, Selected>>): Cells {
  const levels = Object.keys(groups)
    .filter((level) => level !== "?")
    .sort();
  const entries = Object.entries(groups).flatMap(([level, [selected, decisions]]): CellEntry[] => {
    const code = levels.indexOf(level);
    return [
      { key: [code, 0], n: decisions - selected },
      { key: [code, 1], n: selected },
    ].flatMap(({ key, n }) => (n === 0 ? [] : [{ key, n, w: n, w2: n }]));
  });
  const attributes = [{ column: "g", bands: null, levels }];
  return sealCells({ attributes, label: null, prediction: binary("p"), weight: "none" }, entries);
}

const BUDGET: Budget = {
  id: "ratio",
  metric: "selection_rate",
  compare: "ratio",
  cohorts: "g",
  limit: { min: 0.8, max: 1.25 },
  severity: "error",
  onInconclusive: "warn",
  onNoData: "warn",
  owner: null,
  rationale: null,
};

const EVIDENCE: Evidence = {
  confidence: 0.95,
  multiplicity: "holm",
  family: "budget",
  minimum: { denominator: 30 },
  convention: "strict",
  seed: 7,
};

/** A policy of these budgets on `g`, against the group `ref` unless told otherwise. */
export function policyOf(
  budgets: readonly Partial<Budget>[],
  evidence: Partial<Evidence> = {},
  reference: ReferenceRule = { kind: "cohort", levels: ["ref"] },
): Policy {
  return {
    cohorts: [dimension(["g"], { reference })],
    evidence: { ...EVIDENCE, ...evidence },
    budgets: budgets.map((more) => ({ ...BUDGET, ...more })),
    waivers: [],
  };
}

/** No date, as where there are no waivers. */
export const never: DecideContext = { today: null };

/** The verdicts on groups given as counts. */
export function verdictsOf(
  groups: Readonly<Record<string, Selected>>,
  budgets: readonly Partial<Budget>[] = [{}],
  evidence: Partial<Evidence> = {},
  reference?: ReferenceRule,
): readonly Verdict[] {
  const policy = policyOf(budgets, evidence, reference);
  return decide(cellsOfDecisions(groups), [], policy, never).verdicts;
}
