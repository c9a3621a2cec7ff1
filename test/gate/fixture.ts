import type {
  BudgetInput,
  ConfigurationInput,
  Severity,
  Verdict,
  Waiver,
} from "../../packages/core/dist/index.js";
import type { Group } from "./people.ts";

export const TODAY = "2026-11-24";

/** Data and a configuration, with what they must come to. */
export interface Fixture {
  readonly name: string;
  readonly groups: readonly Group[];
  readonly configuration: ConfigurationInput;
  /** Every finding that occurs, as `findingOf` words it. */
  readonly findings: readonly string[];
  readonly exitCode: 0 | 1 | 2 | 4;
}

/** What a fixture says; the rest of its configuration is the same for all. */
export interface Given extends Omit<Fixture, "configuration"> {
  readonly budgets: readonly BudgetInput[];
  readonly changes?: Partial<ConfigurationInput>;
  readonly waivers?: readonly Waiver[];
}

export function fixture({ budgets, changes, waivers, ...given }: Given): Fixture {
  const more = waivers === undefined ? changes : { waivers, ...changes };
  return { ...given, configuration: configurationOf(budgets, more) };
}

/** A configuration for a table of people, with parts replaced. */
export function configurationOf(
  budgets: readonly BudgetInput[],
  changes: Partial<ConfigurationInput> = {},
): ConfigurationInput {
  return {
    version: 1,
    data: { path: "people.csv" },
    decisions: DECISIONS,
    cohorts: { sex: { by: ["sex"], reference: "M" } },
    budgets,
    ...changes,
  };
}

export const DECISIONS = { label: "hired", favourable: 1, prediction: "picked" } as const;

/** A budget that blocks on whatever is no pass, unless told otherwise. */
export function budget(
  severity: Severity,
  metric: string,
  compare: BudgetInput["compare"],
  limit: BudgetInput["limit"],
  changes: Partial<BudgetInput> = {},
): BudgetInput {
  return {
    id: `${metric}-${compare}`.replaceAll("_", "-"),
    metric,
    compare,
    cohorts: "sex",
    limit,
    severity,
    onInconclusive: "block",
    onNoData: "block",
    ...changes,
  };
}

/** A waiver in force on the day of the fixtures. */
export function waiver(
  budget: string,
  cohort: Waiver["cohort"],
  ceiling: number,
  changes: Partial<Waiver> = {},
): Waiver {
  return {
    budget,
    cohort,
    ceiling,
    reason: "a new model is on its way",
    owner: "@a",
    approvedBy: "@b",
    created: "2026-01-01",
    expires: "2026-12-31",
    ...changes,
  };
}

/** `error inconclusive: too-few`, `warn fail`, `error fail: applied` for a waiver that applies. */
export function findingOf({ severity, verdict, reason, waiver }: Verdict): string {
  const detail = reason ?? waiver?.status;
  return `${severity} ${verdict}${detail === undefined ? "" : `: ${detail}`}`;
}
