import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type AuditDocument,
  assertBudget,
  audit,
  type BudgetInput,
  type ConfigurationInput,
  isWaived,
  parseAudit,
  type Severity,
  type VerdictKind,
} from "@evenhand/core";
import { renderJunit, renderSarif } from "@evenhand/reporting";
import { toMeetBudget } from "@evenhand/reporting/vitest";
import { beforeAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { BUILT, checkout, runAction } from "../../../test/action/action.ts";
import { run } from "./helpers/command.ts";
import { csvOf, type Group } from "./helpers/people.ts";

expect.extend({ toMeetBudget });

/** Data and budgets that give one verdict under one severity, five times at least. */
interface Case {
  readonly verdict: VerdictKind;
  readonly severity: Severity;
  readonly waived?: true;
  readonly exitCode: number;
}

const CASES: readonly Case[] = [
  { verdict: "pass", severity: "error", exitCode: 0 },
  { verdict: "pass", severity: "warn", exitCode: 0 },
  { verdict: "fail", severity: "error", exitCode: 1 },
  { verdict: "fail", severity: "warn", exitCode: 0 },
  { verdict: "fail", severity: "error", waived: true, exitCode: 0 },
  { verdict: "inconclusive", severity: "error", exitCode: 2 },
  { verdict: "inconclusive", severity: "warn", exitCode: 0 },
  { verdict: "no-data", severity: "error", exitCode: 4 },
  { verdict: "no-data", severity: "warn", exitCode: 0 },
];

const GROUPS: Readonly<Record<string, readonly Group[]>> = {
  pass: [
    { sex: "F", rows: 2000, hired: 1000, picked: 1000 },
    { sex: "M", rows: 2000, hired: 1000, picked: 1000 },
  ],
  fail: [
    { sex: "F", rows: 2000, hired: 500, picked: 400 },
    { sex: "M", rows: 2000, hired: 1500, picked: 1500 },
  ],
  inconclusive: [
    { sex: "F", rows: 20, hired: 10, picked: 9 },
    { sex: "M", rows: 20, hired: 10, picked: 10 },
  ],
  "no-data": [
    { sex: "F", rows: 200, hired: 0, picked: 100 },
    { sex: "M", rows: 200, hired: 100, picked: 100 },
  ],
};

type Measure = readonly [metric: string, compare: BudgetInput["compare"], min: number];

const MEASURES: readonly Measure[] = [
  ["selection_rate", "ratio", 0.8],
  ["selection_rate", "difference", -0.1],
  ["selection_rate", "value", 0.45],
  ["base_rate", "ratio", 0.8],
  ["true_positive_rate", "difference", -0.1],
];

/** Rates among people with a favourable label: one of the groups has none. */
const WITHOUT_DATA: readonly Measure[] = [
  ["true_positive_rate", "ratio", 0.8],
  ["true_positive_rate", "difference", -0.1],
  ["true_positive_rate", "value", 0.5],
  ["false_negative_rate", "difference", -0.1],
  ["false_negative_rate", "value", 0],
];

function configurationFor({ verdict, severity, waived }: Case): ConfigurationInput {
  const measures = verdict === "no-data" ? WITHOUT_DATA : MEASURES;
  const budgets = measures.map(
    ([metric, compare, min]): BudgetInput => ({
      id: `${metric}-${compare}`.replaceAll("_", "-"),
      metric,
      compare,
      cohorts: "sex",
      limit: { min },
      severity,
      onInconclusive: "block",
      onNoData: "block",
    }),
  );
  const waivers = budgets.map(({ id, compare }) => ({
    budget: id,
    cohort: { sex: "F" },
    ceiling: compare === "difference" ? -0.9 : 0.1,
    reason: "a new model is on its way",
    owner: "@a",
    approvedBy: "@b",
    created: "2026-01-01",
    expires: "2026-12-31",
  }));
  return {
    version: 1,
    data: { path: "people.csv" },
    decisions: { label: "hired", favourable: 1, prediction: "picked" },
    cohorts: { sex: { by: ["sex"], reference: "M" } },
    budgets,
    ...(waived === true ? { waivers } : {}),
  };
}

function rowsOf(groups: readonly Group[]): Record<string, string | number>[] {
  return groups.flatMap(({ sex, rows, hired, picked }) =>
    Array.from({ length: rows }, (_, i) => ({
      sex,
      hired: i < hired ? 1 : 0,
      picked: i < picked ? 1 : 0,
    })),
  );
}

const TODAY = "2026-11-24";

function readAudit(path: string): AuditDocument {
  return parseAudit(JSON.parse(readFileSync(path, "utf8")));
}

describe.each(CASES)("$verdict under $severity (waived: $waived)", (each) => {
  const groups = GROUPS[each.verdict] ?? [];
  const question = configurationFor(each);
  const library = audit(rowsOf(groups), question, { today: TODAY });
  const files = { "people.csv": csvOf(groups), "evenhand.yaml": stringify(question) };

  beforeAll(() => {
    expect(existsSync(BUILT.split("\n")[1] as string), "run `npm run build` first").toBe(true);
  });

  it("is what at least five comparisons come to", () => {
    const meant = library.verdicts.filter(
      (found) =>
        found.verdict === each.verdict &&
        found.severity === each.severity &&
        isWaived(found) === (each.waived ?? false),
    );
    expect(meant.length).toBeGreaterThanOrEqual(5);
    expect(library.outcome.exitCode).toBe(each.exitCode);
  });

  it("is the same through library, command and action, with the same exit code", async () => {
    const folder = checkout(files);
    const command = await run(["check", "--out", "out"], folder);
    const commanded = readAudit(join(folder, "out/audit.json"));
    const acted = await runAction(folder, { today: TODAY });
    const acting = readAudit(join(folder, "reports/fairness/audit.json"));
    const [fromLibrary, ...others] = [library, commanded, acting].map(
      ({ verdicts, outcome, measurements, disparities }) =>
        JSON.stringify({ verdicts, outcome, measurements, disparities }),
    );
    for (const other of others) expect(other).toBe(fromLibrary);
    expect(command.code).toBe(each.exitCode);
    expect(acted).toMatchObject({
      code: each.exitCode,
      outputs: { verdict: library.outcome.verdict, "exit-code": String(each.exitCode) },
    });
  });

  it("is the same through assertBudget and the matcher, by name and in full", () => {
    for (const input of question.budgets ?? []) {
      const verdicts = library.verdicts.filter(({ budget }) => budget === input.id);
      const holds = verdicts.every((found) => found.verdict === "pass" || isWaived(found));
      const ways = each.waived === true ? [input.id] : [input.id, input];
      for (const budget of ways) {
        if (holds) {
          assertBudget(library, budget);
          expect(library).toMeetBudget(budget);
        } else {
          expect(() => assertBudget(library, budget)).toThrow();
          expect(library).not.toMeetBudget(budget);
        }
      }
    }
  });

  it("is the same in SARIF and JUnit", async () => {
    const failing = library.verdicts.filter(({ verdict }) => verdict === "fail");
    const [{ results }] = JSON.parse(renderSarif(library)).runs;
    expect(results).toHaveLength(failing.length);
    const unwaived = failing.filter((found) => !isWaived(found)).length;
    expect(await renderJunit(library)).toContain(
      `tests="${library.verdicts.length}" failures="${unwaived}" errors="${library.outcome.counts["no-data"]}" skipped="${library.outcome.counts.inconclusive}"`,
    );
  });
});
