import { describe, expect, it } from "vitest";
import type { Budget } from "../../src/budgets/budget.ts";
import { decide } from "../../src/budgets/decide.ts";
import type { Waiver } from "../../src/budgets/waiver.ts";
import type { Measurement } from "../../src/metrics/measurement.ts";
import { cellsOf, dimension, type Person } from "../people.ts";
import { cellsOfDecisions, never, policyOf, type Selected, verdictsOf } from "./given-cells.ts";

describe("decide on one comparison", () => {
  it("passes a cohort whose interval lies inside", () => {
    const [verdict] = verdictsOf({ a: [500, 1000], ref: [500, 1000] });
    expect(verdict).toMatchObject({
      budget: "ratio",
      dimension: "g",
      cohort: "g=a",
      reference: "g=ref",
      verdict: "pass",
      reason: null,
      estimate: 1,
      p: 1,
      adjustedP: 1,
      n: 1000,
      nReference: 1000,
      waiver: null,
      shortfall: 0,
      boundLevel: 0.975,
    });
    expect(verdict?.bound).toBe(verdict?.interval?.lower);
    expect(verdict?.sentence).toBe(
      "The selection rate of a (g) is 1.00 times that of ref (g); the limit is 0.80 to 1.25. Inside: the 95\u00a0% interval, 0.92 to 1.09, lies wholly within it with 1\u202f000 decisions.",
    );
  });

  it("fails one whose interval lies outside, and counts the decisions that lack", () => {
    const [verdict] = verdictsOf({ a: [200, 1000], ref: [500, 1000] });
    expect(verdict).toMatchObject({ verdict: "fail", reason: null, estimate: 0.4, shortfall: 200 });
    expect(verdict?.p).toBeLessThan(1e-12);
    expect(verdict?.bound).toBe(verdict?.interval?.upper);
    expect(verdict?.sentence).toContain(
      "Outside: the 95\u00a0% interval, 0.35 to 0.46, lies wholly beyond it",
    );
  });

  it("leaves a point outside the limit open where the interval reaches inside", () => {
    const [verdict] = verdictsOf({ a: [39, 100], ref: [50, 100] });
    expect(verdict).toMatchObject({
      verdict: "inconclusive",
      reason: "near-limit",
      estimate: 0.78,
      shortfall: 1,
    });
    expect(verdict?.sentence).toContain(
      "does not settle on which side of the limit the truth lies",
    );
  });

  it("leaves 20 of 20 against 20 of 20 open, although the point is parity", () => {
    expect(
      verdictsOf({ a: [20, 20], ref: [20, 20] }, [{}], { minimum: { denominator: 1 } })[0],
    ).toMatchObject({
      verdict: "pass",
      estimate: 1,
    });
    expect(
      verdictsOf({ a: [10, 10], ref: [10, 10] }, [{}], { minimum: { denominator: 1 } })[0],
    ).toMatchObject({
      verdict: "inconclusive",
      estimate: 1,
    });
  });

  it("fails 0 of 5,000 under any minimum", () => {
    const [verdict] = verdictsOf({ a: [0, 5000], ref: [1500, 5000] }, [{}], {
      minimum: { denominator: 1_000_000 },
    });
    expect(verdict).toMatchObject({ verdict: "fail", estimate: 0, shortfall: 1200 });
  });

  it("withholds a pass below the minimum, in the cohort or the reference", () => {
    const minimum = { denominator: 1001 };
    for (const groups of [
      { a: [500, 1000], ref: [1000, 2000] },
      { a: [1000, 2000], ref: [500, 1000] },
    ] as const) {
      const [verdict] = verdictsOf(groups, [{}], { minimum });
      expect(verdict).toMatchObject({ verdict: "inconclusive", reason: "too-few" });
      expect(verdict?.sentence).toContain("rests on too few decisions for a pass");
      expect(verdictsOf(groups, [{}], { minimum: { denominator: 1000 } })[0]?.verdict).toBe("pass");
    }
  });

  it("judges differences and rates by their own intervals", () => {
    const groups = { a: [450, 1000], ref: [500, 1000] } as const;
    const limit = { min: -0.1, max: 0.1 };
    expect(verdictsOf(groups, [{ compare: "difference", limit }])[0]).toMatchObject({
      verdict: "pass",
      interval: { method: "joint-mid-p" },
      reference: "g=ref",
    });
    const onValue = verdictsOf(groups, [{ compare: "value", limit: { min: 0.4, max: null } }]);
    expect(onValue.map(({ cohort, reference, verdict }) => [cohort, reference, verdict])).toEqual([
      ["g=a", null, "pass"],
      ["g=ref", null, "pass"],
    ]);
    expect(onValue[0]).toMatchObject({
      nReference: null,
      interval: { method: "mid-p" },
      estimate: 0.45,
    });
    expect(onValue[0]?.sentence).toContain("is 0.45; the limit is at least 0.40.");
  });

  it("says below and above of a difference", () => {
    const limit = { min: -0.05, max: 0.05 };
    const sentence = (a: Selected, ref: Selected) =>
      verdictsOf({ a, ref }, [{ compare: "difference", limit }])[0]?.sentence;
    expect(sentence([300, 1000], [500, 1000])).toContain(
      "is 0.20 below that of ref (g); the limit is −0.05 to 0.05.",
    );
    expect(sentence([700, 1000], [500, 1000])).toContain("is 0.20 above that of ref (g)");
  });
});

describe("a ratio to zero", () => {
  it("fails by its lower end where that is beyond the limit", () => {
    const [verdict] = verdictsOf({ a: [100, 200], ref: [0, 200] });
    expect(verdict).toMatchObject({ verdict: "fail", estimate: null, interval: null });
    expect(verdict?.bound).toBeGreaterThan(1.25);
    expect(verdict?.sentence).toMatch(
      /^The selection rate of a \(g\) is above zero and that of ref \(g\) is zero\. Outside: the 95\u00a0% interval, which has no upper end, lies wholly beyond it/,
    );
  });

  it("is undecided otherwise, and not without data", () => {
    const [verdict] = verdictsOf({ a: [1, 200], ref: [0, 200] });
    expect(verdict).toMatchObject({
      verdict: "inconclusive",
      reason: "near-limit",
      estimate: null,
      bound: null,
    });
    expect(verdict?.sentence).toBe(
      "The selection rate of a (g) is above zero and that of ref (g) is zero. Not decided: the 95\u00a0% interval, which has no upper end, does not settle on which side of the limit the truth lies with 200 decisions.",
    );
  });
});

describe("no data", () => {
  it.each([
    [
      { a: [0, 100], ref: [0, 100] },
      "both-zero",
      "both rates are zero, so their ratio has no value",
    ],
    [{ ref: [50, 100] }, "no-comparison", "the data hold no other known cohort"],
    [{ "?": [50, 100], ref: [50, 100] }, "no-comparison", "the data hold no other known cohort"],
  ] as const)("%j: %s", (groups, reason, words) => {
    const verdicts = verdictsOf(groups);
    expect(verdicts).toHaveLength(1);
    expect(verdicts[0]).toMatchObject({ verdict: "no-data", reason, estimate: null, p: null });
    expect(verdicts[0]?.sentence).toContain(`cannot be measured: ${words}.`);
  });

  it("never lets a budget without comparisons pass unseen beside another", () => {
    const onValue = { id: "value", compare: "value", limit: { min: 0.1, max: null } } as const;
    const cells = cellsOfDecisions({ ref: [500, 1000] });
    const policy = policyOf([{ onNoData: "block" }, onValue]);
    const { verdicts, outcome } = decide(cells, [], policy, never);
    expect(verdicts.map(({ budget, verdict }) => [budget, verdict])).toEqual([
      ["ratio", "no-data"],
      ["value", "pass"],
    ]);
    expect(outcome).toMatchObject({ verdict: "no-data", exitCode: 4 });
  });

  it("judges an unknown attribute alone as no comparison, and cells of nobody too", () => {
    const rest = { kind: "rest" } as const;
    expect(verdictsOf({ "?": [5, 10] }, [{}], {}, rest)[0]).toMatchObject({
      cohort: "g=?",
      reason: "no-comparison",
    });
    expect(verdictsOf({}, [{}], {}, rest)[0]).toMatchObject({
      cohort: "all",
      reason: "no-comparison",
    });
    expect(verdictsOf({ a: [5, 10] }, [{}], {}, { kind: "highest" })[0]?.reason).toBe(
      "no-comparison",
    );
    expect(verdictsOf({ a: [5, 10] }, [{}], {}, rest)[0]?.reason).toBe("reference-not-estimable");
  });

  it("names what a metric lacks", () => {
    const person: Person = { sex: "F", race: null, age: null, y: 0, p: 1, w: 1 };
    const men = [{ ...person, sex: "M", y: 1 as const }];
    const cells = cellsOf([person, ...men]);
    const policy = {
      ...policyOf([{ metric: "true_positive_rate", cohorts: "sex" }]),
      cohorts: [dimension(["sex"], { reference: { kind: "cohort", levels: ["M"] } })],
    };
    const [verdict] = decide(cells, [], policy, never).verdicts;
    expect(verdict).toMatchObject({ verdict: "no-data", reason: "cohort-not-estimable", n: 0 });
  });
});

describe("waivers", () => {
  const waiver: Waiver = {
    budget: "ratio",
    cohort: { g: "a" },
    ceiling: 0.3,
    reason: "r",
    owner: "@o",
    approvedBy: "@a",
    created: "2026-01-01",
    expires: "2026-12-31",
  };
  const cells = cellsOfDecisions({ a: [200, 1000], ref: [500, 1000] });
  const policy = { ...policyOf([{}]), waivers: [waiver] };

  it("leave the verdict a fail and take it out of the exit code", () => {
    const { verdicts, outcome } = decide(cells, [], policy, { today: "2026-11-24" });
    expect(verdicts[0]).toMatchObject({ verdict: "fail", waiver: { status: "applied" } });
    expect(outcome).toMatchObject({
      verdict: "not-demonstrated",
      exitCode: 0,
      counts: { fail: 1, waived: 1 },
    });
  });

  it("that have ended are shown and cover nothing", () => {
    const { verdicts, outcome } = decide(cells, [], policy, { today: "2027-01-01" });
    expect(verdicts[0]?.waiver?.status).toBe("expired");
    expect(outcome.exitCode).toBe(1);
  });

  it("are not mentioned beside a pass", () => {
    const fine = cellsOfDecisions({ a: [500, 1000], ref: [500, 1000] });
    expect(decide(fine, [], policy, { today: "2026-11-24" }).verdicts[0]?.waiver).toBeNull();
  });

  it("need a date in the form they are written in", () => {
    expect(() => decide(cells, [], policy, never)).toThrow(
      expect.objectContaining({ code: "usage/no-date" }),
    );
    expect(() => decide(cells, [], policy, { today: "24 Nov 2026" })).toThrow(
      'today: this is no date; expected YYYY-MM-DD, got "24 Nov 2026".',
    );
  });
});

describe("measurements made elsewhere", () => {
  const cells = cellsOfDecisions({ a: [50, 100], ref: [50, 100] });
  const measured: Measurement = {
    metric: "waiting_time",
    dimension: "g",
    cohort: "g=a",
    status: "ok",
    value: 0.3,
    interval: { lower: 0.25, upper: 0.4, confidence: 0.95, method: "bootstrap" },
    numerator: 30,
    denominator: 100,
    n: 100,
    effectiveDenominator: 100,
    reason: null,
  };
  const burden = { id: "burden", metric: "waiting_time", compare: "value" as const };
  const judge = (
    max: number,
    measurements: readonly Measurement[] = [measured],
    more: Partial<Budget> = {},
  ) =>
    decide(
      cells,
      measurements,
      policyOf([{ ...burden, limit: { min: null, max }, ...more }]),
      never,
    ).verdicts;

  it("are judged by the interval they bring", () => {
    expect([0.4, 0.39, 0.25, 0.24].map((max) => judge(max)[0]?.verdict)).toEqual([
      "pass",
      "inconclusive",
      "inconclusive",
      "fail",
    ]);
    expect(judge(0.4)[0]).toMatchObject({
      cohort: "g=a",
      reference: null,
      shortfall: null,
      n: 100,
    });
    expect(judge(0.4)[0]?.sentence).toContain("The waiting time of a (g) is 0.30");
  });

  it("are no data where they could not be made", () => {
    const {
      value: _,
      interval: __,
      effectiveDenominator: ___,
      ...rest
    } = measured as Measurement & { status: "ok" };
    const none = {
      ...rest,
      status: "not-estimable",
      value: null,
      interval: null,
      reason: "no-rows",
    } as const;
    expect(judge(0.4, [none])[0]).toMatchObject({ verdict: "no-data", reason: "no-rows" });
  });

  it("are compared where the reference is measured too", () => {
    const reference = { ...measured, cohort: "g=ref", value: 0.2 } as Measurement;
    const interval = { lower: 0.16, upper: 0.25, confidence: 0.95, method: "bootstrap" };
    const both = [measured, { ...reference, interval } as Measurement];
    const [verdict] = judge(0.3, both, { compare: "difference" });
    expect(verdict).toMatchObject({ reference: "g=ref", verdict: "pass", shortfall: null });
    expect(verdict?.estimate).toBeCloseTo(0.1, 12);
    // MOVER: 0.1 + √((0.4 − 0.3)² + (0.2 − 0.16)²).
    expect(verdict?.bound).toBeCloseTo(0.1 + Math.hypot(0.1, 0.04), 6);
    expect(judge(2, [measured], { compare: "ratio" })[0]).toMatchObject({
      verdict: "no-data",
      reason: "reference-not-estimable",
    });
  });

  it("are no data without an interval or for cohorts that are not there", () => {
    expect(judge(0.4, [{ ...measured, interval: null } as Measurement])[0]).toMatchObject({
      verdict: "no-data",
      reason: "no-interval",
    });
    expect(judge(0.4, [{ ...measured, cohort: "g=z" }])[0]).toMatchObject({
      verdict: "no-data",
      reason: "cohort-not-estimable",
    });
  });
});

describe("a policy that does not fit the cells", () => {
  it.each([
    [{ metric: "selection_rat" }, "config/unknown-metric", 'Did you mean "selection_rate"?'],
    [{ metric: "count" }, "config/no-interval", "a budget needs a metric with an interval"],
    [{ cohorts: "h" }, "config/unknown-cohorts", "no cohorts are declared under this name"],
  ] as const)("%j", (budget, code, words) => {
    const attempt = () => verdictsOf({ a: [5, 10], ref: [5, 10] }, [budget]);
    expect(attempt).toThrow(expect.objectContaining({ code }));
    expect(attempt).toThrow(words);
  });
});
