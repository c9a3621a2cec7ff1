import { type AuditDocument, audit } from "@evenhand/core";
import { describe, expect, it } from "vitest";
import { renderVerdictTable } from "../../src/terminal/verdict-table.ts";

function people(female: number, male: number): Record<string, (string | number)[]> {
  const sex = Array.from({ length: 800 }, (_, i) => (i < 400 ? "F" : "M"));
  return { sex, hired: sex.map((each, i) => Number(i % 400 < (each === "F" ? female : male))) };
}

const QUESTION = {
  decisions: { label: "hired", favourable: 1 },
  cohorts: { sex: { by: ["sex"], reference: "M" } },
} as const;

function judged(female: number): AuditDocument {
  const rule = { metric: "base_rate", cohorts: "sex", severity: "warn" } as const;
  return audit(people(female, 200), {
    ...QUESTION,
    budgets: [
      { ...rule, id: "floor", compare: "value", limit: { min: 0.1 } },
      { ...rule, id: "four-fifths", compare: "ratio", limit: { min: 0.8 } },
    ],
  });
}

describe("the verdict table", () => {
  it("puts the gravest budget first, and the outcome last", () => {
    const text = renderVerdictTable(judged(80), { color: false, width: 100 });
    expect(text.indexOf("four-fifths: base rate, ratio")).toBeLessThan(
      text.indexOf("floor: base rate"),
    );
    expect(text).toMatch(/^✗ fail +F vs M +at least 0\.80 +0\.\d+ +0\.40 +400$/m);
    expect(text.trimEnd().split("\n\n").at(-1)).toMatch(/^Not demonstrated/);
  });

  it("says what the same people cost, above the outcome", () => {
    const odometer = { models: 2, confidence: 0.975, wornOut: false };
    const text = renderVerdictTable({ ...judged(80), odometer }, { color: false, width: 100 });
    expect(text.trimEnd().split("\n\n").at(-2)).toContain("judged 2 models");
  });

  it("paints a failure that counts red, whatever is remarked on it", () => {
    const verdicts = judged(80).verdicts.map((verdict) => ({
      ...verdict,
      severity: "error" as const,
      waiver: {
        status: "ceiling-exceeded" as const,
        ...{ reason: "r", owner: "a", approvedBy: "b", expires: "2026-12-31" },
      },
    }));
    const text = renderVerdictTable({ ...judged(80), verdicts }, { color: true, width: 100 });
    expect(text).toContain("\u001b[31m✗ fail");
  });

  it("gives every verdict its sentence", () => {
    const document = judged(80);
    const flat = renderVerdictTable(document, { color: false, width: 100 }).replace(/\s+/g, " ");
    for (const { sentence } of document.verdicts)
      expect(flat).toContain(sentence.replace(/\s+/g, " "));
  });

  it.each([60, 80, 120])("is never wider than %d columns", (width) => {
    const text = renderVerdictTable(judged(80), { color: false, width });
    for (const line of text.split("\n")) expect([...line].length).toBeLessThanOrEqual(width);
  });

  it("leaves the table out where it does not fit, and keeps the sentences", () => {
    const text = renderVerdictTable(judged(80), { color: false, width: 40 });
    expect(text).not.toContain("estimate");
    expect(text).toContain("✗ fail");
  });

  it("says the same with colour as without", () => {
    const coloured = renderVerdictTable(judged(80), { color: true, width: 100 });
    const plain = renderVerdictTable(judged(80), { color: false, width: 100 });
    expect(coloured).toContain("\u001b[");
    expect(coloured.replace(/\u001b\[\d+m/g, "")).toBe(plain);
  });

  it("shows rates and disparities where no budget was declared", () => {
    const text = renderVerdictTable(audit(people(100, 200), QUESTION), {
      color: false,
      width: 100,
    });
    expect(text).toMatch(/^everyone +800 +0\.38 /m);
    expect(text).toMatch(/^F +400 +0\.25 +0\.21 to 0\.29 +−0\.25 +0\.50$/m);
    expect(text).toContain("No budget was declared");
  });

  it("lists the rates where columns do not fit", () => {
    const text = renderVerdictTable(audit(people(100, 200), QUESTION), { color: false, width: 40 });
    expect(text).toContain("F: 0.25 (0.21 to 0.29), 400 rows");
  });

  it("writes control characters of the data out", () => {
    const { sex, hired } = people(100, 200);
    const disguised = (sex as string[]).map((each) => (each === "F" ? "F\u001b[2J\u202e" : each));
    const text = renderVerdictTable(audit({ sex: disguised, hired: hired as number[] }, QUESTION), {
      color: false,
      width: 100,
    });
    expect(text).not.toMatch(/[\u001b\u202e]/);
  });
});
