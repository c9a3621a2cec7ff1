import "../seed.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { audit } from "../../src/document/audit.ts";
import { reweighRows } from "../../src/drivers/reweigh-rows.ts";
import { table } from "../../src/table/intake.ts";
import { withColumn } from "../../src/table/table.ts";
import { crowd, QUESTION } from "../people.ts";

const HIRED = [
  ...Array.from({ length: 10 }, (_, i) => ({ sex: "F", hired: i < 2 ? 1 : 0 })),
  ...Array.from({ length: 10 }, (_, i) => ({ sex: "M", hired: i < 6 ? 1 : 0 })),
];

describe("reweighRows", () => {
  it("weighs as Kamiran and Calders do", () => {
    const { cohorts, baseRate } = reweighRows(HIRED, { outcome: "hired", by: ["sex"] }, "sex");
    expect(baseRate).toBe(0.4);
    // 10 · 8 / (20 · 2), 10 · 12 / (20 · 8).
    expect(cohorts[0]).toMatchObject({ cohort: "sex=F", favourable: 2, other: 0.75 });
    expect(cohorts[0]?.baseRateBefore).toBeCloseTo(0.2, 12);
    expect(cohorts[0]?.baseRateAfter).toBeCloseTo(0.4, 12);
    expect(cohorts[0]?.effectiveRows).toBeCloseTo(100 / (2 * 4 + 8 * 0.5625), 12);
  });

  it("makes base rates equal in an audit of the weighed rows", () => {
    const { weights } = reweighRows(HIRED, { outcome: "hired", by: ["sex"] }, "sex");
    const { disparities } = audit(withColumn(table(HIRED), weights), {
      decisions: { label: "hired", favourable: 1, weight: { column: "weight", kind: "sampling" } },
      cohorts: { sex: { by: ["sex"], reference: "rest" } },
    });
    const gaps = disparities.filter(
      ({ metric, compare }) => metric === "base_rate" && compare === "difference",
    );
    expect(gaps).toHaveLength(2);
    for (const { value } of gaps) expect(Math.abs(value as number)).toBeLessThan(1e-12);
  });

  it("keeps the sum of weights, leaves out what is unknown, and equalises where it can", () => {
    fc.assert(
      fc.property(crowd, (people) => {
        const known = people.filter(({ sex, y }) => sex !== null && y !== null);
        if (known.length === 0) return;
        const decisions = { ...QUESTION.decisions, weight: { column: "w", kind: "sampling" } };
        const question = { ...QUESTION, decisions } as typeof QUESTION;
        const found = reweighRows(
          people.map((one) => ({ ...one })),
          question,
          "sex",
        );
        expect(found.leftOut).toBe(people.length - known.length);
        const isComplete = found.cohorts.every(
          ({ favourable, other }) => favourable !== null && other !== null,
        );
        if (!isComplete) return;
        const sum = [...found.weights.values].reduce((total, weight) => total + weight, 0);
        expect(sum).toBeCloseTo(
          known.reduce((total, { w }) => total + w, 0),
          9,
        );
        for (const { baseRateAfter } of found.cohorts) {
          expect(baseRateAfter).toBeCloseTo(found.baseRate, 12);
        }
      }),
    );
  });

  it("says what it cannot equalise", () => {
    const people = [...HIRED, { sex: "X", hired: 0 }, { sex: null, hired: 1 }];
    const found = reweighRows(people, { outcome: "hired", by: ["sex"] }, "sex");
    expect(found.cohorts[2]).toMatchObject({ cohort: "sex=X", favourable: null, baseRateAfter: 0 });
    expect(found.weights.validity?.[21]).toBe(0);
    expect(() => reweighRows(people, { outcome: "hired", by: ["sex"] }, "sxe")).toThrow(/"sex"/);
  });
});
