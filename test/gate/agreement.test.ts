import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import {
  type AuditDocument,
  assertBudget,
  audit,
  BudgetAssertionError,
  type BudgetInput,
  decide,
  isWaived,
  parseAudit,
  parseConfiguration,
  type Verdict,
} from "../../packages/core/dist/index.js";
import { renderJunit, renderSarif } from "../../packages/reporting/dist/index.js";
import { toMeetBudget } from "../../packages/reporting/dist/matchers/to-meet-budget.js";
import { checkout, runAction } from "../action/action.ts";
import { check } from "./command.ts";
import { findingOf, TODAY } from "./fixture.ts";
import { FAILING } from "./fixtures/fail.ts";
import { MIXED } from "./fixtures/mixed.ts";
import { WITHOUT_DATA } from "./fixtures/no-data.ts";
import { PASSING } from "./fixtures/pass.ts";
import { UNDECIDED } from "./fixtures/undecided.ts";
import { WAIVED } from "./fixtures/waived.ts";
import { csvOf, peopleOf } from "./people.ts";

const KINDS = {
  pass: PASSING,
  fail: FAILING,
  waived: WAIVED,
  inconclusive: UNDECIDED,
  "no data": WITHOUT_DATA,
  several: MIXED,
};

const FIXTURES = Object.entries(KINDS).flatMap(([kind, fixtures]) =>
  fixtures.map((fixture) => ({ ...fixture, kind })),
);

describe("the fixtures", () => {
  it("are forty or more, five or more for each verdict and severity, and hold every reason", () => {
    expect(FIXTURES.length).toBeGreaterThanOrEqual(40);
    const findings = FIXTURES.flatMap((fixture) => fixture.findings);
    for (const severity of ["error", "warn"]) {
      for (const verdict of ["pass", "fail", "inconclusive", "no-data"]) {
        const found = findings.filter((finding) => finding.startsWith(`${severity} ${verdict}`));
        expect(found.length, `${severity} ${verdict}`).toBeGreaterThanOrEqual(5);
      }
      for (const reason of ["too-few", "near-limit", "unknown-attribute", "unlabelled"]) {
        expect(findings).toContain(`${severity} inconclusive: ${reason}`);
      }
    }
    expect(findings.filter((one) => one === "error fail: applied").length).toBeGreaterThanOrEqual(
      5,
    );
  });
});

describe.each(FIXTURES)("$kind: $name", ({ groups, configuration, findings, exitCode }) => {
  const people = peopleOf(groups);
  const library = audit(people, configuration, { today: TODAY });

  it("comes to what it is meant to", () => {
    expect([...new Set(library.verdicts.map(findingOf))].sort()).toEqual([...findings].sort());
    expect(library.outcome.exitCode).toBe(exitCode);
  });

  it("has the same verdicts from its cells, the command and the action, and the same exit code", async () => {
    const { cells, measurements } = library;
    if (cells === null) expect.fail("the audit lacks its cells");
    const policy = parseConfiguration(configuration);
    const decided = decide(cells, measurements, policy, { today: TODAY });
    expect(judged({ ...library, ...decided })).toBe(judged(library));
    const folder = checkout({
      "people.csv": csvOf(people),
      "evenhand.yaml": stringify(configuration),
    });
    const commanded = await check(folder, ["--out", "out", "--today", TODAY]);
    const acted = await runAction(folder, { today: TODAY });
    const written = readFileSync(join(folder, "out/audit.json"), "utf8");
    expect(readFileSync(join(folder, "reports/fairness/audit.json"), "utf8")).toBe(written);
    expect(judged(parseAudit(JSON.parse(written)))).toBe(judged(library));
    expect(commanded.code).toBe(exitCode);
    expect(acted).toMatchObject({
      code: exitCode,
      outputs: { verdict: library.outcome.verdict, "exit-code": String(exitCode) },
    });
  });

  it.each([
    { inconclusive: "fail", lets: ["pass"] },
    { inconclusive: "allow", lets: ["pass", "inconclusive"] },
  ] as const)(
    "is let through by assertion and matcher as inconclusive: $inconclusive says",
    ({ inconclusive, lets }) => {
      const isLet = (one: Verdict): boolean =>
        isWaived(one) || lets.some((verdict) => verdict === one.verdict);
      for (const budget of configuration.budgets ?? []) {
        const own = library.verdicts.filter((verdict) => verdict.budget === budget.id);
        const offending = own.filter((verdict) => !isLet(verdict));
        // A budget in full is judged by itself: outside the family of a file, and without waivers.
        const isAlone =
          configuration.evidence?.family !== "file" && !own.some(({ waiver }) => waiver);
        for (const way of isAlone ? [budget.id, budget] : [budget.id]) {
          expect(offenders(library, way, inconclusive)).toEqual(offending);
          const { pass, actual } = toMeetBudget(library, way, { inconclusive });
          expect(pass).toBe(offending.length === 0);
          expect(actual ?? []).toEqual(offending.map((one) => `${one.cohort}: ${one.verdict}`));
        }
      }
    },
  );

  it("is the same in SARIF and JUnit", async () => {
    const failing = library.verdicts.filter(({ verdict }) => verdict === "fail");
    const [{ results }] = JSON.parse(renderSarif(library)).runs;
    expect(results).toHaveLength(failing.length);
    const unwaived = failing.filter((one) => !isWaived(one)).length;
    const { counts } = library.outcome;
    expect(await renderJunit(library)).toContain(
      `tests="${library.verdicts.length}" failures="${unwaived}" errors="${counts["no-data"]}" skipped="${counts.inconclusive}"`,
    );
  });
});

/** What an audit says, as the bytes that are compared. */
function judged({ verdicts, outcome, measurements, disparities }: AuditDocument): string {
  return JSON.stringify({ verdicts, outcome, measurements, disparities });
}

/** The verdicts that an assertion complains of. */
function offenders(
  document: AuditDocument,
  budget: string | BudgetInput,
  inconclusive: "fail" | "allow",
): readonly Verdict[] {
  try {
    assertBudget(document, budget, { inconclusive });
    return [];
  } catch (error) {
    if (error instanceof BudgetAssertionError) return error.verdicts;
    throw error;
  }
}
