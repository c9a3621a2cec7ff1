import { audit } from "@evenhand/core";
import { parse } from "parse5";
import { describe, expect, it } from "vitest";
import { renderReport } from "../../src/html/render-report.tsx";
import { textOf } from "./parsed.ts";

const applicants = [
  ["A", "F", 160, 40],
  ["A", "M", 600, 200],
  ["B", "F", 200, 600],
  ["B", "M", 40, 160],
].flatMap(([department, sex, admitted, refused]) => [
  { department, sex, decision: 1, people: admitted },
  { department, sex, decision: 0, people: refused },
]);

const question = {
  decisions: {
    prediction: "decision",
    favourable: 1,
    weight: { column: "people", kind: "frequency" },
  },
  cohorts: { sex: { by: ["sex"], reference: "M", within: ["department"] } },
  budgets: [
    {
      id: "admission",
      metric: "selection_rate",
      compare: "difference",
      cohorts: "sex",
      limit: { min: -0.05 },
      severity: "warn",
    },
  ],
} as const;

describe("the report of comparisons within strata", () => {
  it("shows each stratum, their combination and the pooled value under the budget", async () => {
    const text = textOf(parse(await renderReport(audit(applicants, question))));
    expect(text).toContain("Stratum by stratum");
    expect(text).toContain("strata turn the comparison round (Simpson's paradox)");
    const from = text.indexOf("Stratum by stratum");
    const table = text.slice(from, text.indexOf("without strata", from) + 60);
    for (const part of ["department=A", "0.80", "0.75", "department=B", "0.25", "0.20"]) {
      expect(table).toContain(part);
    }
    expect(table).toMatch(/all strata combined\s*\+0\.05/);
    expect(table).toMatch(/without strata\s*−0\.28/);
  });

  it("without strata shows no such table", async () => {
    const { within: _, ...sex } = question.cohorts.sex;
    const text = textOf(
      parse(await renderReport(audit(applicants, { ...question, cohorts: { sex } }))),
    );
    expect(text).not.toContain("Stratum by stratum");
  });
});
