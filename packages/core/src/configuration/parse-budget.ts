import * as v from "valibot";
import type { Budget } from "../budgets/budget.ts";
import type { CohortDimension } from "../cohorts/dimension.ts";
import { checkBudgets, type KnownOutcomes } from "./check-budgets.ts";
import { completeBudget } from "./complete-budget.ts";
import type { BudgetInput } from "./input.ts";
import { type ConfigurationIssue, errorFrom, fromSchemaIssue } from "./issue.ts";
import { budgetsSchema, knownKeysAt, shapeAt } from "./schema.ts";

/**
 * One budget written in code, held to the rules of a configuration file.
 *
 * @throws EvenhandError with a `config/…` code
 */
export function parseBudget(
  input: BudgetInput,
  cohorts: readonly CohortDimension[],
  known: KnownOutcomes,
): Budget {
  const budgets = [input];
  const shape = v.safeParse(budgetsSchema, { budgets });
  const issues: ConfigurationIssue[] = (shape.issues ?? []).map((issue) =>
    fromSchemaIssue(issue, knownKeysAt, shapeAt),
  );
  if (shape.success) checkBudgets(budgets, cohorts, known, (issue) => issues.push(issue));
  if (issues.length > 0) throw errorFrom(issues);
  return completeBudget(input);
}
