import { decide } from "../budgets/decide.ts";
import { isWaived } from "../budgets/outcome.ts";
import type { Verdict } from "../budgets/verdict.ts";
import type { BudgetInput } from "../configuration/input.ts";
import { parseBudget } from "../configuration/parse-budget.ts";
import { EvenhandError, shown } from "../errors.ts";
import { suggestName } from "../table/nearest.ts";
import type { AuditDocument } from "./audit-document.ts";

export interface AssertOptions {
  /** What an undecided comparison means to the assertion. Default `fail`: only a demonstrated pass passes. */
  readonly inconclusive?: "fail" | "allow";
}

/** Thrown by `assertBudget`; test runners show `actual` beside `expected`. */
export class BudgetAssertionError extends Error {
  /** `budget cohort: verdict` of each offending comparison. */
  readonly actual: readonly string[];
  readonly expected: readonly string[];
  readonly verdicts: readonly Verdict[];

  constructor(budget: string, verdicts: readonly Verdict[]) {
    const sentences = verdicts.map(({ sentence }) => `  ${sentence}`).join("\n");
    super(`budget ${shown(budget)} does not hold:\n${sentences}`);
    this.name = "BudgetAssertionError";
    this.actual = verdicts.map(({ cohort, verdict }) => `${cohort}: ${verdict}`);
    this.expected = verdicts.map(({ cohort }) => `${cohort}: pass`);
    this.verdicts = verdicts;
  }
}

/**
 * Asserts that one budget holds, in any test runner. Verdicts are those of the audit, or of the
 * same evaluator on the audit's cells for a budget given in full. A waived fail is let through.
 *
 * @param budget the id of a budget of the audit, or a whole budget on one of its dimensions
 * @throws BudgetAssertionError where a comparison fails, has no data, or is undecided
 * @throws EvenhandError `usage/unknown-budget`, `usage/no-cells` for an audit stripped of its cells,
 *   `config/…` for a budget that a configuration file could not hold
 * @example
 * assertBudget(audit(people, question), {
 *   id: "hired-ratio", metric: "base_rate", compare: "ratio", cohorts: "sex",
 *   limit: { min: 0.8, max: 1.25 }, severity: "error", onInconclusive: "block",
 * });
 */
export function assertBudget(
  audit: AuditDocument,
  budget: string | BudgetInput,
  options: AssertOptions = {},
): void {
  const verdicts =
    typeof budget === "string" ? findVerdicts(audit, budget) : judgeOne(audit, budget);
  const allowed = options.inconclusive === "allow" ? ["pass", "inconclusive"] : ["pass"];
  const offending = verdicts.filter(
    (verdict) => !allowed.includes(verdict.verdict) && !isWaived(verdict),
  );
  if (offending.length > 0) {
    throw new BudgetAssertionError(typeof budget === "string" ? budget : budget.id, offending);
  }
}

function findVerdicts(audit: AuditDocument, id: string): readonly Verdict[] {
  const ids = audit.budgets.map((budget) => budget.id);
  if (ids.includes(id)) return audit.verdicts.filter((verdict) => verdict.budget === id);
  throw new EvenhandError({
    code: "usage/unknown-budget",
    problem: "the audit has no budget of this id",
    received: shown(id),
    ...(ids.length === 0 ? {} : { hint: suggestName(id, ids) }),
  });
}

function judgeOne(audit: AuditDocument, input: BudgetInput): readonly Verdict[] {
  if (audit.cells === null) {
    throw new EvenhandError({
      code: "usage/no-cells",
      problem: "this audit was stripped of its cells, so a new budget cannot be judged on it",
    });
  }
  const { label, prediction, dimensions } = audit.definitions;
  const score = audit.measurements.some(({ metric }) => metric === "mean_score");
  const known = { label: label !== null, prediction: prediction !== null, score };
  const budget = parseBudget(input, dimensions, known);
  const policy = {
    cohorts: dimensions,
    evidence: audit.provenance.evidence,
    budgets: [budget],
    waivers: [],
  };
  return decide(audit.cells, audit.measurements, policy, { today: audit.provenance.today })
    .verdicts;
}
