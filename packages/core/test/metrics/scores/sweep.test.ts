import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AuditDocument, ScoredPeople, Swept } from "../../../src/index.ts";
import { audit, sweepThresholds } from "../../../src/index.ts";

interface Applicant {
  readonly g: "a" | "b";
  readonly s: number;
  readonly y: 0 | 1 | null;
  readonly w: number;
}

const applicants: fc.Arbitrary<Applicant[]> = fc
  .array(
    fc.record({
      g: fc.constantFrom<"a" | "b">("a", "b"),
      s: fc.integer({ min: 0, max: 20 }).map((part) => part / 20),
      y: fc.constantFrom<0 | 1 | null>(0, 0, 1, 1, null),
      w: fc.integer({ min: 1, max: 4 }),
    }),
    { minLength: 2, maxLength: 50 },
  )
  .filter((people) => people.some(({ g }) => g === "a") && people.some(({ g }) => g === "b"))
  .filter((people) => people.some(({ y }) => y === 1));

type Kind = "none" | "frequency" | "sampling";

function sideOf(people: readonly Applicant[], cohort: "a" | "b", kind: Kind): ScoredPeople {
  const own = people.filter(({ g }) => g === cohort);
  const sides = { scores: own.map(({ s }) => s), labels: own.map(({ y }) => y ?? Number.NaN) };
  return kind === "none" ? sides : { ...sides, weights: { kind, values: own.map(({ w }) => w) } };
}

function auditAt(
  people: readonly Applicant[],
  threshold: number,
  favourableWhen: "above" | "below",
  kind: Kind,
): AuditDocument {
  return audit(
    people.map((one) => ({ ...one })),
    {
      decisions: {
        label: "y",
        favourable: 1,
        score: "s",
        prediction: { score: true, threshold, favourableWhen },
        ...(kind === "none" ? {} : { weight: { column: "w", kind } }),
      },
      cohorts: { g: { by: ["g"], reference: "b" } },
    },
  );
}

function expectSame(
  swept: Swept | undefined,
  found: { readonly value: number | null; readonly interval: AuditedInterval } | undefined,
): void {
  if (swept?.status !== "ok") {
    expect(found?.value).toBeNull();
    return;
  }
  expect(swept.value).toBeCloseTo(found?.value as number, 12);
  expect(swept.interval.method).toBe(found?.interval?.method);
  expect(swept.interval.lower).toBeCloseTo(found?.interval?.lower as number, 9);
  expect(swept.interval.upper).toBeCloseTo(found?.interval?.upper as number, 9);
}

type AuditedInterval = AuditDocument["measurements"][number]["interval"];

describe("sweepThresholds", () => {
  it("finds at each threshold what an audit with that threshold finds, intervals included", () => {
    const threshold = fc.constantFrom(0, 0.05, 0.31, 0.5, 0.7, 1, 1.5);
    const side = fc.constantFrom<"above" | "below">("above", "below");
    const weights = fc.constantFrom<Kind>("none", "frequency", "sampling");
    fc.assert(
      fc.property(applicants, threshold, side, weights, (people, cut, favourableWhen, kind) => {
        const points = sweepThresholds(sideOf(people, "a", kind), sideOf(people, "b", kind), {
          thresholds: [-1, cut, 0.4],
          favourableWhen,
        });
        const document = auditAt(people, cut, favourableWhen, kind);
        const rates = points.find(({ threshold: at }) => at === cut)?.rates ?? [];
        expect(rates).toHaveLength(4);
        for (const { metric, cohort, reference, difference } of rates) {
          const measured = (id: string) =>
            document.measurements.find((one) => one.metric === metric && one.cohort === id);
          expectSame(cohort, measured("g=a"));
          expectSame(reference, measured("g=b"));
          const disparity = document.disparities.find(
            (one) => one.metric === metric && one.compare === "difference" && one.cohort === "g=a",
          );
          expectSame(difference, disparity);
        }
      }),
    );
  });

  it("takes every distinct score once, in ascending order, where no threshold is named", () => {
    const points = sweepThresholds(
      { scores: [0.9, 0.1, 0.9], labels: [1, 0, 1] },
      { scores: [0.5, 0.1], labels: [1, 0] },
    );
    expect(points.map(({ threshold }) => threshold)).toEqual([0.1, 0.5, 0.9]);
    const selected = points.map(({ rates }) => rates[0]?.cohort);
    expect(selected.map((one) => (one?.status === "ok" ? one.value : null))).toEqual([
      1,
      2 / 3,
      2 / 3,
    ]);
  });

  it("refuses a threshold that is no number", () => {
    const some = { scores: [0.2], labels: [0] };
    expect(() => sweepThresholds(some, some, { thresholds: [Number.NaN] })).toThrow(
      "thresholds: a threshold is no number; got NaN.",
    );
  });

  it("says so where there is nothing to divide by", () => {
    const [point] = sweepThresholds(
      { scores: [0.2], labels: [0] },
      { scores: [0.3], labels: [1] },
      { thresholds: [0.9] },
    );
    const byName = new Map(point?.rates.map((rate) => [rate.metric, rate]));
    expect(byName.get("precision")?.cohort).toEqual({
      status: "not-estimable",
      reason: "zero-denominator",
    });
    expect(byName.get("true_positive_rate")).toMatchObject({
      cohort: { status: "not-estimable" },
      reference: { status: "ok", value: 0 },
      difference: { status: "not-estimable" },
    });
  });
});
