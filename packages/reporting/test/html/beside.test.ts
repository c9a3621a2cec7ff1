import { type AuditDocument, audit } from "@evenhand/core";
import { describe, expect, it } from "vitest";
import { renderBeside } from "../../src/html/render-beside.tsx";
import { compareInWords } from "../../src/wording/compared-audits.ts";

function auditOf(women: number, min: number, sha256: string | null, title?: string): AuditDocument {
  const rows = ["Male", "Female"].flatMap((sex) =>
    Array.from({ length: 1_000 }, (_, i) => ({
      sex,
      hired: i < (sex === "Male" ? 600 : women) ? 1 : 0,
    })),
  );
  const question = {
    decisions: { label: "hired", favourable: 1 },
    cohorts: { sex: { by: ["sex"], reference: { sex: "Male" } } },
    budgets: [
      {
        id: "ratio",
        metric: "base_rate",
        compare: "ratio",
        cohorts: "sex",
        severity: "warn",
        limit: { min },
      },
    ],
  } as const;
  const named = title === undefined ? {} : { title };
  return audit(rows, question, { ...named, data: { name: "people.csv", sha256 } });
}

describe("compareInWords", () => {
  it("tells direction, verdicts, cause and what is settled of the gap", () => {
    const { rows, sentence } = compareInWords(auditOf(570, 0.8, "a"), auditOf(400, 0.8, "b"));
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      cohort: "Female",
      budget: "ratio: base rate, ratio",
      verdicts: "✓ pass → ✗ fail",
      limit: "at least 0.80",
      change: "lower by 0.28",
    });
    expect(rows[0]?.why).toMatch(/^The data differ/);
    expect(rows[0]?.gap).toMatch(/^grew \(\+0\.\d+ to \+0\.\d+\)$/);
    expect(sentence).toBe(
      "One verdict differs of 1 comparison. Of the gaps, chance allowed for, 1 grew and 0 shrank.",
    );
  });

  it("says nothing of chance where both read one file, and why", () => {
    const { rows, rule, sentence } = compareInWords(auditOf(570, 0.8, "a"), auditOf(400, 0.8, "a"));
    expect(rows[0]?.gap).toBe("no claim");
    expect(rule).toContain("nothing is said of chance");
    expect(sentence).not.toContain("chance");
  });

  it("shows both limits where the budget changed", () => {
    const [row] = compareInWords(auditOf(400, 0.8, "a"), auditOf(400, 0.5, "b")).rows;
    expect(row?.limit).toBe("at least 0.80 → at least 0.50");
    expect(row?.change).toBe("the same");
    expect(row?.why).toMatch(/^The budgets or the rules/);
  });

  it("sets the rates of the same cohorts side by side", () => {
    const { rates } = compareInWords(auditOf(570, 0.8, "a"), auditOf(400, 0.8, "b"));
    expect(rates.map(({ cohort, change }) => [cohort, change])).toEqual([
      ["everyone", "lower by 0.085"],
      ["Female", "lower by 0.17"],
      ["Male", "the same"],
    ]);
  });
});

describe("renderBeside", () => {
  const html = renderBeside(auditOf(570, 0.8, "a"), auditOf(400, 0.9, "b"));

  it("opens with what differs, and holds no script", () => {
    const text = html.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");
    expect(text.indexOf("One verdict differs")).toBeGreaterThan(0);
    expect(text.indexOf("One verdict differs")).toBeLessThan(text.indexOf("Every comparison"));
    expect(text).toContain("budgets.ratio.limit.min");
    expect(text).toContain("TIGHTENED");
    expect(html).not.toContain("<script");
    expect(html).toContain("default-src 'none'");
  });

  it("gives the same bytes again", () => {
    expect(renderBeside(auditOf(570, 0.8, "a"), auditOf(400, 0.9, "b"))).toBe(html);
  });

  it("keeps a title that is markup a text", () => {
    const hostile = auditOf(570, 0.8, "a", "<img src=x onerror=alert(1)>");
    expect(renderBeside(hostile, hostile)).not.toContain("<img");
  });
});
