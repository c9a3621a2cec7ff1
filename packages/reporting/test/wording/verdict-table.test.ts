import { describe, expect, it } from "vitest";
import { verdictTable } from "../../src/wording/verdict-table.ts";
import { FULL, OPEN, SMALL } from "../fixtures/adult.ts";

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
      (row) => row.remark === "outside, but not after Holm",
    );
    expect(outside.length).toBeGreaterThan(0);
    for (const row of outside) expect(row.sentence).toContain("not once every comparison");
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
