import "../../seed.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BudgetInput, ConfigurationInput, Measurement, Spread } from "../../../src/index.ts";
import { audit, parseConfiguration } from "../../../src/index.ts";
import { estimateNormal } from "../../../src/metrics/estimate.ts";
import {
  measureRegression,
  type RegressionQuestion,
} from "../../../src/metrics/regression/measure-regression.ts";
import { criticalValue } from "../../../src/stats/normal.ts";
import { studentOfNormal } from "../../../src/stats/student.ts";
import { readGolden } from "../../golden/read-golden.ts";
import { dimension } from "../../people.ts";

interface Golden {
  readonly y: number[];
  readonly p: number[];
  readonly w: number[];
  readonly plain: Readonly<Record<string, number>>;
  readonly weighted: Readonly<Record<string, number>>;
}
const { regression: golden } = readGolden<{ regression: Golden }>("row-metrics");
const { y, p, w } = golden;
const FROM_PEERS = [
  "mean_prediction",
  "mean_residual",
  "mean_absolute_error",
  "root_mean_squared_error",
  "r_squared",
  "error_within_tolerance",
];

const asked: RegressionQuestion = {
  prediction: "p",
  label: "y",
  tolerance: 1,
  loss: { kind: "absolute", min: 8, max: 14 },
  cohorts: [],
};

function find(measured: readonly Measurement[], metric: string, cohort = "all") {
  const found = measured.find((one) => one.metric === metric && one.cohort === cohort);
  if (found === undefined) throw new Error(`no ${metric} of ${cohort}`);
  return found;
}

type Ok = Extract<Measurement, { status: "ok" }>;

function findOk(measured: readonly Measurement[], metric: string): Ok {
  const found = find(measured, metric);
  if (found.status !== "ok") throw new Error(`${metric} is not estimable`);
  return found;
}

const Z = criticalValue(0.95);

describe("measureRegression agrees with scikit-learn and fairlearn", () => {
  it.each(["plain", "weighted"] as const)("%s", (which) => {
    const weight = { column: "w", kind: "sampling" } as const;
    const more = which === "plain" ? {} : { weight };
    const measured = measureRegression({ y, p, w }, { ...asked, ...more });
    for (const metric of FROM_PEERS) {
      expect(find(measured, metric).value, metric).toBeCloseTo(golden[which][metric] as number, 12);
    }
    for (const kind of ["absolute", "square"] as const) {
      const loss = { kind, min: 8, max: 14 };
      const [found] = measureRegression({ y, p, w }, { ...asked, ...more, loss }).filter(
        ({ metric }) => metric === "bounded_group_loss",
      );
      expect(found?.value).toBeCloseTo(golden[which][kind] as number, 12);
    }
  });
});

describe("the intervals of regression metrics", () => {
  // Residuals 1, 2, 3, 6: mean 3, s² = 14/3, t(0.975, 3) = 3.182446.
  const rows = { y: [11, 22, 33, 46], p: [10, 20, 30, 40] };
  const measured = measureRegression(rows, { prediction: "p", label: "y", cohorts: [] });
  const half = 3.182446305284263 * Math.sqrt(14 / 3 / 4);

  it("is Student's t about a mean residual", () => {
    const { interval, n } = find(measured, "mean_residual");
    expect(n).toBe(4);
    expect(interval?.method).toBe("student-t");
    expect(interval?.lower).toBeCloseTo(3 - half, 4);
    expect(interval?.upper).toBeCloseTo(3 + half, 4);
  });

  // Absolute residuals 1, 2, 3, 6: u = (x − 3)/4 is −0.5, −0.25, 0, 0.75; their skewness Σu³/(Σu²)^1.5
  // = 0.28125/0.875^1.5 is less than 3/2 of the error, and Σu⁴/(Σu²)² − 1/4 leaves 3 degrees of freedom.
  it("is Student's t on the log scale about a mean absolute error, wider by n/(n − 2)", () => {
    const { interval } = find(measured, "mean_absolute_error");
    const reach = (half / 3) * (4 / 2);
    expect(interval?.method).toBe("hall-log");
    expect(interval?.lower).toBeCloseTo(3 * Math.exp(-reach), 3);
    expect(interval?.upper).toBeCloseTo(3 * Math.exp(reach), 1);
  });

  it("is the root of that of the mean square for its root", () => {
    const { value, interval, spread } = findOk(measured, "root_mean_squared_error");
    expect(value).toBeCloseTo(Math.sqrt(12.5), 12);
    // Squares 1, 4, 9, 36: mean 12.5, s² = Σ(x − 12.5)² / 3 = 256.333…; half of the error of the log.
    expect(spread?.standardError).toBeCloseTo((Math.sqrt(769 / 3 / 4) / 12.5 / 2) * 2, 12);
    expect(interval?.method).toBe("hall-log");
  });

  it("reaches further up than Student's t where sizes are skewed, and no less far down", () => {
    const sizes = Array.from({ length: 40 }, (_, i) => (i === 0 ? 10 : 1 + i / 100));
    const [found] = measureRegression(
      { y: sizes, p: sizes.map(() => 0) },
      { prediction: "p", label: "y", cohorts: [] },
    ).filter(({ metric }) => metric === "mean_absolute_error");
    const { value, interval, spread } = found as Ok;
    const { standardError, degreesOfFreedom, skewness } = spread as Spread;
    const reach = studentOfNormal(Z, degreesOfFreedom as number) * standardError;
    expect(skewness).toBeGreaterThan(0);
    expect(Math.log((interval?.upper as number) / value)).toBeGreaterThan(reach * 1.05);
    expect(Math.log(value / (interval?.lower as number))).toBeCloseTo(reach, 9);
  });

  it("follows from the spread that the document carries", () => {
    for (const one of measureRegression({ y, p }, asked)) {
      if (one.status !== "ok" || one.interval === null || one.spread == null) continue;
      const spread: Spread = JSON.parse(JSON.stringify(one.spread));
      const again = estimateNormal(one.value, spread, one.interval.method).boundsAt(Z);
      expect(again.lower, one.metric).toBeCloseTo(one.interval.lower, 12);
      expect(again.upper, one.metric).toBeCloseTo(one.interval.upper as number, 12);
    }
    const r2 = findOk(measureRegression({ y, p }, asked), "r_squared");
    expect(r2.spread?.scale).toBe("complement-log");
  });

  it("of R² lies below 1, and reaches below 0 where the prediction is worse than the mean", () => {
    const outcomes = Array.from({ length: 30 }, (_, i) => Math.sin(i));
    const noise = outcomes.map((one, i) => one + Math.cos(7 * i));
    const { value, interval } = findOk(
      measureRegression({ y: outcomes, p: noise }, { prediction: "p", label: "y", cohorts: [] }),
      "r_squared",
    );
    expect(interval?.method).toBe("hall-complement-log");
    expect(interval?.lower).toBeLessThan(0);
    expect(interval?.lower).toBeLessThan(value);
    expect(interval?.upper).toBeGreaterThan(value);
    expect(interval?.upper).toBeLessThan(1);
  });

  it("has none where every prediction is right", () => {
    const right = { y: [1, 2, 3, 4], p: [1, 2, 3, 4] };
    const found = measureRegression(right, { prediction: "p", label: "y", cohorts: [] });
    for (const metric of ["mean_absolute_error", "root_mean_squared_error", "r_squared"]) {
      expect(find(found, metric).interval, metric).toBeNull();
    }
    expect(find(found, "r_squared").value).toBe(1);
  });

  it("counts rows of a frequency weight as so many, and leaves sampling weights of one size alone", () => {
    const twice = { y: [...y, ...y], p: [...p, ...p] };
    const doubled = y.map(() => 2);
    const frequency = measureRegression(
      { y, p, w: doubled },
      { ...asked, weight: { column: "w", kind: "frequency" } },
    );
    measureRegression(twice, asked).forEach((expected, i) => {
      const found = frequency[i] as Measurement;
      expect(found.value).toBeCloseTo(expected.value as number, 12);
      expect(found.n).toBe(expected.n);
      expect(found.interval?.lower).toBeCloseTo(expected.interval?.lower as number, 10);
    });
    const sampling = measureRegression(
      { y, p, w: doubled },
      { ...asked, weight: { column: "w", kind: "sampling" } },
    );
    measureRegression({ y, p }, asked).forEach((expected, i) => {
      const found = sampling[i] as Measurement;
      expect(found.n).toBe(expected.n);
      expect(found.interval?.lower).toBeCloseTo(expected.interval?.lower as number, 10);
      expect(found.interval?.upper).toBeCloseTo(expected.interval?.upper as number, 10);
    });
  });

  it("does not depend on the order of the rows", () => {
    const number = fc.integer({ min: -1000, max: 1000 }).map((n) => n / 8);
    const rowsOf = fc.array(fc.record({ y: number, p: number, g: fc.constantFrom("a", "b") }), {
      minLength: 1,
      maxLength: 30,
    });
    fc.assert(
      fc.property(rowsOf, (made) => {
        const question = { ...asked, cohorts: [dimension(["g"])] };
        const forwards = measureRegression(made, question);
        const backwards = measureRegression([...made].reverse(), question);
        expect(backwards.map(({ value }) => value)).toEqual(
          forwards.map(({ value }) => (value === null ? null : expect.closeTo(value, 9))),
        );
      }),
    );
  });
});

describe("what cannot be measured", () => {
  const rows = {
    y: [1, 2, 3, null, 5, 6],
    p: [1, 2, 3, 4, null, 6],
    g: ["a", "a", "b", "b", "b", "c"],
  };
  const cohorts = [dimension(["g"])];
  const measured = measureRegression(rows, { prediction: "p", label: "y", cohorts });

  it("counts the rows that lack an input, and gives no interval to what is all alike", () => {
    expect(find(measured, "mean_absolute_error", "g=a")).toMatchObject({
      status: "ok",
      value: 0,
      interval: null,
      n: 2,
    });
    expect(find(measured, "mean_absolute_error", "g=a")).not.toHaveProperty("missing");
    expect(find(measured, "mean_residual", "g=b")).toMatchObject({ n: 1, missing: 2 });
    expect(find(measured, "mean_prediction", "g=b")).toMatchObject({ value: 3.5, missing: 1 });
  });

  it("has no R² where the outcome does not vary, and nothing without rows", () => {
    expect(find(measured, "r_squared", "g=c")).toMatchObject({
      status: "not-estimable",
      reason: "zero-denominator",
    });
    const none = measureRegression(
      { y: [null, 1], p: [1, 2], g: ["a", "b"] },
      { prediction: "p", label: "y", cohorts },
    );
    expect(find(none, "mean_residual", "g=a")).toMatchObject({
      status: "not-estimable",
      reason: "no-rows",
    });
  });

  it("measures the prediction alone without a recorded outcome", () => {
    const alone = measureRegression(rows, { prediction: "p", cohorts: [] });
    expect(alone.map(({ metric }) => metric)).toEqual(["mean_prediction"]);
  });

  it.each([
    [{ prediction: "q" }, "config/unknown-column"],
    [{ prediction: "g" }, "input/not-a-number"],
    [{ confidence: 1 }, "usage/confidence-range"],
    [{ tolerance: -1 }, "usage/tolerance-range"],
    [{ loss: { kind: "square", min: 3, max: 3 } as const }, "usage/loss-range"],
    [{ weight: { column: "w", kind: "frequency" } as const }, "input/weight-range"],
  ])("refuses %j", (more, code) => {
    const question = { prediction: "p", label: "y", cohorts: [], ...more };
    const weighted = { ...rows, w: [1, 1, 0.5, 1, 1, 1] };
    expect(() => measureRegression(weighted, question)).toThrow(expect.objectContaining({ code }));
  });

  it("refuses an infinite number", () => {
    expect(() => measureRegression({ p: [1, Infinity] }, { prediction: "p", cohorts: [] })).toThrow(
      expect.objectContaining({ code: "input/not-finite" }),
    );
  });
});

describe("budgets on regression metrics", () => {
  const size = 60;
  const people = Array.from({ length: 2 * size }, (_, i) => {
    const g = i < size ? "a" : "b";
    const noise = Math.sin(12.9898 * (i + 1));
    // b is predicted 2 too low.
    return { g, y: 10 + noise + (g === "b" ? 2 : 0), p: 10, decided: i % 2 };
  });
  const judge = (budget: Partial<BudgetInput>, made: typeof people = people) => {
    const base = { id: "x", metric: "mean_residual", cohorts: "g", severity: "warn" } as const;
    const input: ConfigurationInput = {
      decisions: { label: "decided", favourable: 1 },
      cohorts: { g: { by: ["g"], reference: "a" } },
      budgets: [{ ...base, compare: "difference", limit: { max: 1 }, ...budget }],
    };
    const { cohorts } = parseConfiguration(input);
    const measurements = measureRegression(made, { prediction: "p", label: "y", cohorts });
    return audit(made, input, { measurements });
  };

  it("fails a difference of mean residuals that is too large, and names the metric", () => {
    const [verdict] = judge({}).verdicts;
    expect(verdict).toMatchObject({ cohort: "g=b", reference: "g=a", verdict: "fail" });
    expect(verdict?.sentence).toMatch(/^The mean residual of b \(g\) is/);
    expect(verdict?.interval?.method).toBe("mover");
  });

  it("passes a ratio of errors and a value inside their limits", () => {
    const metric = "mean_absolute_error";
    const wide = { min: 0.1, max: 10 };
    expect(judge({ metric, compare: "ratio", limit: wide }).verdicts[0]?.verdict).toBe("pass");
    const values = judge({ metric, compare: "value", limit: { max: 3 } }).verdicts;
    expect(values.map(({ cohort, verdict }) => [cohort, verdict])).toEqual([
      ["g=a", "pass"],
      ["g=b", "pass"],
    ]);
  });

  it("does not pass on rows whose outcome was never recorded", () => {
    const some = people.map((one, i) => (i === 100 ? { ...one, y: null as never } : one));
    const [verdict] = judge({ limit: { max: 4 } }, some).verdicts;
    expect(verdict).toMatchObject({ verdict: "inconclusive", reason: "unlabelled" });
    const unforeseen = people.map((one, i) => (i === 100 ? { ...one, p: null as never } : one));
    expect(judge({ limit: { max: 4 } }, unforeseen).verdicts[0]).toMatchObject({
      verdict: "inconclusive",
      reason: "unscored",
    });
    expect(judge({ limit: { max: 4 } }).verdicts[0]?.verdict).toBe("pass");
  });

  it("lists disparities in every comparison that a metric has", () => {
    const { disparities } = judge({});
    const of = (name: string) =>
      disparities.filter(({ metric }) => metric === name).map(({ compare }) => compare);
    expect(of("mean_residual")).toEqual(["difference"]);
    expect(of("root_mean_squared_error")).toEqual(["difference", "ratio"]);
  });

  it("refuses a ratio of what may be negative, and takes limits in any unit", () => {
    expect(() => judge({ compare: "ratio", limit: { max: 2 } })).toThrow(
      expect.objectContaining({ code: "config/metric-inputs" }),
    );
    expect(() => judge({ limit: { max: 1000 } })).not.toThrow();
  });

  it("is no data where nothing was measured", () => {
    const input: ConfigurationInput = {
      decisions: { label: "decided", favourable: 1 },
      cohorts: { g: { by: ["g"], reference: "a" } },
      budgets: [
        {
          id: "x",
          metric: "r_squared",
          compare: "value",
          cohorts: "g",
          limit: { min: 0 },
          severity: "warn",
        },
      ],
    };
    expect(audit(people, input).verdicts.map(({ verdict }) => verdict)).toEqual([
      "no-data",
      "no-data",
    ]);
  });
});
