import { describe, expect, it } from "vitest";
import { audit } from "../../src/document/audit.ts";
import type { AuditDocument } from "../../src/document/audit-document.ts";
import { compareAudits } from "../../src/document/compare-audits.ts";

/** 1,000 men of whom 600 are hired, and 1,000 women of whom so many are. */
function auditOf(women: number, min: number, sha256: string | null): AuditDocument {
  const rows = ["M", "F"].flatMap((sex) =>
    Array.from({ length: 1_000 }, (_, i) => ({
      sex,
      hired: i < (sex === "M" ? 600 : women) ? 1 : 0,
    })),
  );
  const budget = {
    id: "ratio",
    metric: "base_rate",
    compare: "ratio",
    cohorts: "sex",
    severity: "warn",
    limit: { min },
  } as const;
  return audit(
    rows,
    {
      decisions: { label: "hired", favourable: 1 },
      cohorts: { sex: { by: ["sex"], reference: { sex: "M" } } },
      budgets: [budget],
    },
    { data: { name: "people.csv", sha256 } },
  );
}

const only = (before: AuditDocument, after: AuditDocument) => {
  const [one, ...others] = compareAudits(before, after).verdicts;
  expect(others).toEqual([]);
  return one;
};

describe("compareAudits", () => {
  it("says that the data turned a verdict, and that the gap grew", () => {
    const line = only(auditOf(570, 0.8, "a"), auditOf(400, 0.8, "b"));
    expect(line?.before?.verdict).toBe("pass");
    expect(line?.after?.verdict).toBe("fail");
    expect(line?.cause).toBe("data");
    expect(line?.gap.status).toBe("grew");
    expect(line?.gap.interval?.lower).toBeGreaterThan(0);
  });

  it("says that the budget turned a verdict, and nothing of the gap", () => {
    const line = only(auditOf(400, 0.8, "a"), auditOf(400, 0.5, "b"));
    expect([line?.before?.verdict, line?.after?.verdict]).toEqual(["fail", "pass"]);
    expect(line?.cause).toBe("budgets");
    expect(line?.gap.status).toBe("open");
    expect(compareAudits(auditOf(400, 0.8, "a"), auditOf(400, 0.5, "b")).changes).toEqual([
      expect.objectContaining({ path: "budgets.ratio.limit.min", effect: "loosened" }),
    ]);
  });

  it("says that both did where neither alone does", () => {
    const line = only(auditOf(570, 0.8, "a"), auditOf(400, 0.9, "b"));
    expect(line?.before?.verdict).toBe("pass");
    expect(line?.after?.verdict).toBe("fail");
    expect(line?.cause).toBe("both");
  });

  it("says that a gap shrank", () => {
    const { gap } = only(auditOf(300, 0.8, "a"), auditOf(500, 0.8, "b")) ?? {};
    expect(gap?.status).toBe("shrank");
    expect(gap?.interval?.upper).toBeLessThan(0);
  });

  it("leaves open whether a gap shrank that may now lie on the other side of parity", () => {
    expect(only(auditOf(400, 0.8, "a"), auditOf(590, 0.8, "b"))?.gap.status).toBe("open");
  });

  it.each([
    ["same", "a"],
    ["unknown", null],
  ])("claims nothing of chance where the data are the %s", (relation, sha256) => {
    const [before, after] = [auditOf(570, 0.8, "a"), auditOf(400, 0.8, sha256)];
    expect(compareAudits(before, after).data).toBe(relation);
    expect(only(before, after)?.gap).toEqual({ status: "no-claim", interval: null });
    expect(only(before, after)?.cause).toBe("data");
  });

  it("claims nothing without cells", () => {
    const line = only({ ...auditOf(570, 0.8, "a"), cells: null }, auditOf(400, 0.8, "b"));
    expect(line?.cause).toBeNull();
    expect(line?.gap.status).toBe("no-claim");
    expect(line?.before?.estimate).toBeCloseTo(0.95);
  });

  it("keeps what only one of them judges", () => {
    const before = auditOf(570, 0.8, "a");
    const after = { ...auditOf(400, 0.8, "b"), budgets: [], verdicts: [] };
    const line = only(before, after);
    expect(line?.after).toBeNull();
    expect(line?.cause).toBe("budgets");
  });
});
