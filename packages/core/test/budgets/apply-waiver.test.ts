import { describe, expect, it } from "vitest";
import { applyWaiver } from "../../src/budgets/apply-waiver.ts";
import type { Waiver } from "../../src/budgets/waiver.ts";
import type { Cohort } from "../../src/cohorts/cohort.ts";

const waiver: Waiver = {
  budget: "b",
  cohort: { sex: "F" },
  ceiling: 0.7,
  reason: "appeal pending",
  owner: "@risk",
  approvedBy: "@audit",
  created: "2026-11-01",
  expires: "2027-01-15",
};
const women: Cohort = {
  id: "sex=F",
  dimension: "sex",
  by: ["sex"],
  levels: ["F"],
  rows: 10,
  share: 0.5,
  reference: "sex=M",
  kind: "observed",
};
const band = { min: 0.8, max: 1.25 };

function use(
  more: Partial<Waiver> = {},
  estimate = 0.75,
  today = "2026-12-01",
  limit: { min: number | null; max: number | null } = band,
) {
  return applyWaiver([{ ...waiver, ...more }], "b", women, limit, estimate, today)?.status ?? null;
}

describe("applyWaiver", () => {
  it("tells what was waived, why, by whom and until when", () => {
    expect(applyWaiver([waiver], "b", women, band, 0.75, "2026-12-01")).toEqual({
      status: "applied",
      reason: "appeal pending",
      owner: "@risk",
      approvedBy: "@audit",
      expires: "2027-01-15",
    });
  });

  it("holds from the first day to the last, both included", () => {
    const days = ["2026-10-31", "2026-11-01", "2027-01-15", "2027-01-16"];
    expect(days.map((today) => use({}, 0.75, today))).toEqual([
      "not-yet-valid",
      "applied",
      "applied",
      "expired",
    ]);
  });

  it("covers up to its ceiling below the limit", () => {
    expect([0.79, 0.7, 0.6999].map((estimate) => use({}, estimate))).toEqual([
      "applied",
      "applied",
      "ceiling-exceeded",
    ]);
  });

  it("covers an estimate that differs from its ceiling by the rounding of divisions alone", () => {
    // 60 of 100 against 75 of 100.
    expect(0.6 / 0.75).toBeLessThan(0.8);
    const above = { min: 0.9, max: null };
    expect(use({ ceiling: 0.8 }, 0.6 / 0.75, "2026-12-01", above)).toBe("applied");
    expect(use({ ceiling: 0.8 }, 0.8 - 4e-15, "2026-12-01", above)).toBe("ceiling-exceeded");
  });

  it("covers up to its ceiling above the limit, and no ratio to zero", () => {
    const ceiling = 1.5;
    expect([1.3, 1.5, 1.5001, Infinity].map((estimate) => use({ ceiling }, estimate))).toEqual([
      "applied",
      "applied",
      "ceiling-exceeded",
      "ceiling-exceeded",
    ]);
    expect(use({ ceiling }, 1.4, "2026-12-01", { min: null, max: 1.25 })).toBe("applied");
    expect(use({ ceiling }, 1.6, "2026-12-01", { min: null, max: 1.25 })).toBe("ceiling-exceeded");
  });

  it("covers a negative estimate above an upper limit as any other", () => {
    const below = { min: null, max: -0.5 };
    expect(use({ ceiling: -0.2 }, -0.3, "2026-12-01", below)).toBe("applied");
    expect(use({ ceiling: -0.2 }, -0.1, "2026-12-01", below)).toBe("ceiling-exceeded");
  });

  it("takes a ceiling on the other side of the band for what it is: exceeded", () => {
    expect(use({ ceiling: 0.7 }, 1.3)).toBe("ceiling-exceeded");
    expect(use({ ceiling: 1.5 }, 0.75)).toBe("ceiling-exceeded");
  });

  it("covers no other budget, cohort or part of a cohort", () => {
    expect(use({ budget: "c" })).toBeNull();
    expect(use({ cohort: { sex: "M" } })).toBeNull();
    expect(use({ cohort: { race: "F" } })).toBeNull();
    expect(use({ cohort: {} })).toBeNull();
    expect(use({ cohort: { sex: "F", race: "Black" } })).toBeNull();
    const blackWomen = { ...women, by: ["sex", "race"], levels: ["F", "Black"] };
    expect(applyWaiver([waiver], "b", blackWomen, band, 0.75, "2026-12-01")).toBeNull();
    const whiteWomen = { ...waiver, cohort: { sex: "F", race: "White" } };
    expect(applyWaiver([whiteWomen], "b", blackWomen, band, 0.75, "2026-12-01")).toBeNull();
  });

  it("prefers one that applies", () => {
    const old = { ...waiver, expires: "2026-11-02", reason: "old" };
    const uses = applyWaiver([old, waiver], "b", women, band, 0.75, "2026-12-01");
    expect(uses).toMatchObject({ status: "applied", reason: "appeal pending" });
    expect(applyWaiver([old], "b", women, band, 0.75, "2026-12-01")?.reason).toBe("old");
  });
});
