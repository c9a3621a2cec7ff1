import {
  type AssertOptions,
  type AuditDocument,
  assertBudget,
  BudgetAssertionError,
  type BudgetInput,
  parseAudit,
  shown,
} from "@evenhand/core";

/** What a matcher hands to its runner, which prints `actual` beside `expected`. */
export interface BudgetMatch {
  readonly pass: boolean;
  message(): string;
  readonly actual?: readonly string[];
  readonly expected?: readonly string[];
}

/**
 * Matcher for `expect(audit).toMeetBudget(budget, { inconclusive })`: what `assertBudget` lets
 * through, passes. It is the same function for every runner with Jest's protocol; the subpaths
 * `@evenhand/reporting/vitest` and `/vitest5` add its type to Vitest 4 and Vitest 5.
 *
 * @param received an audit document
 * @param budget the id of a budget of the audit, or a whole budget on one of its dimensions
 * @throws EvenhandError what `assertBudget` throws for its arguments, and `input/not-an-audit`
 * @example
 * expect.extend({ toMeetBudget });
 * expect(audit(people, question)).toMeetBudget("selection-ratio-sex", { inconclusive: "fail" });
 */
export function toMeetBudget(
  received: unknown,
  budget: string | BudgetInput,
  options: AssertOptions = {},
): BudgetMatch {
  const audit: AuditDocument = parseAudit(received);
  try {
    assertBudget(audit, budget, options);
  } catch (error) {
    if (!(error instanceof BudgetAssertionError)) throw error;
    const { message, actual, expected } = error;
    return { pass: false, message: () => message, actual, expected };
  }
  const id = typeof budget === "string" ? budget : budget.id;
  return { pass: true, message: () => `budget ${shown(id)} holds, and was expected not to` };
}
