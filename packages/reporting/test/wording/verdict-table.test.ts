import { describe, expect, it } from "vitest";
import { verdictTable } from "../../src/wording/verdict-table.ts";
import { FULL, OPEN, SMALL } from "../fixtures/adult.ts";
import { EVERY } from "../fixtures/every-verdict.ts";
import { EVERYTHING } from "../fixtures/everything.ts";

describe("verdictTable", () => {
  it("puts failures that count first, passes last", () => {
    const order = verdictTable(SMALL).map((row) => `${row.word} ${row.remark}`.trim());
    expect(order[0]).toBe("fail");
    expect(order[1]).toBe("fail warning only");
    expect(order.at(-1)).toBe("pass");
  });

  it("holds every verdict once", () => {
    expect(verdictTable(SMALL)).toHaveLength(SMALL.verdicts.length);
  });

  it("prints the numbers as the sentence prints them", () => {
    for (const row of verdictTable(SMALL)) {
      if (row.estimate === "–") continue;
      expect(row.sentence).toContain(row.estimate.replace(/^[+−]/, ""));
      expect(row.sentence).toContain(`limit is ${row.limit}`);
      expect(row.sentence).toContain(`${row.n} decisions`);
    }
  });

  it("says why a verdict is open", () => {
    const open = verdictTable(SMALL).find((row) => row.comparison.startsWith("Amer-Indian"));
    expect(open).toMatchObject({ icon: "?", word: "inconclusive", remark: "too few decisions" });
  });

  it("does not say that an interval crosses the limit which only the correction keeps from failing", () => {
    const outside = verdictTable(FULL).filter(
      (row) => row.remark === "outside, but not once every comparison is allowed for",
    );
    expect(outside.length).toBeGreaterThan(0);
    for (const row of outside) expect(row.sentence).toContain("not once every comparison");
  });

  it("is grave for what counts and for nothing else, whatever is remarked on it", () => {
    const graveOf = (audit: typeof SMALL): string[] =>
      verdictTable(audit).flatMap((row) =>
        row.isGrave ? [`${row.budget} ${row.comparison}`] : [],
      );
    expect(graveOf(EVERY)).toEqual([
      "ratio outside vs ref",
      "tpr outside vs ref",
      "tpr waived vs ref",
    ]);
    expect(graveOf(EVERYTHING)).toEqual([]);
  });

  it("says that a point estimate decided, of passes too", () => {
    const figures = verdictTable(EVERYTHING).filter((row) => row.budget === "figure");
    expect(figures).toHaveLength(4);
    for (const row of figures) {
      expect(row.remark).toContain("point estimate, chance not allowed for");
    }
    expect(verdictTable(EVERYTHING).filter((row) => row.remark.includes("point"))).toEqual(figures);
  });

  it("says how a pass stands to its target", () => {
    const remarks = Object.fromEntries(
      verdictTable(EVERYTHING)
        .filter((row) => row.budget === "ratio")
        .map((row) => [row.cohort, row.remark]),
    );
    expect(remarks).toMatchObject({
      east: "outside the target",
      inside: "not shown to meet the target",
      waived: "waived until 2026-12-31",
    });
  });

  it("says since when it is undecided, and that it blocks only where it does", () => {
    const withDebt = (severity: "error" | "warn", escalated: boolean): string => {
      const [verdict] = EVERY.verdicts.filter(
        (one) => one.verdict === "inconclusive" && one.severity === severity,
      );
      const debt = { dataSets: 3, since: "2026-09-01", days: 84, escalated };
      const audit = { ...EVERY, verdicts: [{ ...verdict, debt }] } as typeof EVERY;
      return verdictTable(audit)[0]?.remark ?? "";
    };
    expect(withDebt("error", false)).toMatch(/; undecided since 2026-09-01$/);
    expect(withDebt("error", true)).toMatch(/since 2026-09-01, which now blocks$/);
    expect(withDebt("warn", true)).toMatch(/since 2026-09-01, which is too long$/);
    const open = verdictTable(EVERYTHING).find((row) => row.comparison === "open vs ref");
    expect(open?.remark).toContain("undecided since 2026-09-01");
  });

  it("puts a distance between the two", () => {
    const rows = verdictTable(EVERYTHING).filter((row) => row.budget === "distance");
    expect(rows[0]?.comparison).toBe("between east and ref");
    expect(rows.every((row) => row.isDistance)).toBe(true);
  });

  it("tells rows without a score from cohorts without one", () => {
    const [verdict] = EVERYTHING.verdicts;
    const remarkOf = (kind: "no-data" | "inconclusive"): string => {
      const interval = null;
      const verdicts = [{ ...verdict, verdict: kind, reason: "unscored", interval }];
      return verdictTable({ ...EVERYTHING, verdicts } as typeof EVERYTHING)[0]?.remark ?? "";
    };
    expect(remarkOf("no-data")).toBe("nobody has a score");
    expect(remarkOf("inconclusive")).toContain("could change it");
  });

  it("marks a waived failure", () => {
    const [first, ...others] = SMALL.verdicts;
    const waiver = {
      status: "applied",
      reason: "migration",
      owner: "a",
      approvedBy: "b",
      expires: "2027-01-01",
    };
    const audit = { ...SMALL, verdicts: [{ ...first, waiver }, ...others] } as typeof SMALL;
    const waived = verdictTable(audit).find((row) => row.remark.includes("waived"));
    expect(waived?.remark).toBe("waived until 2027-01-01");
  });

  it("is empty without budgets", () => {
    expect(verdictTable(OPEN)).toEqual([]);
  });
});
