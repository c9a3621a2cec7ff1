import { describe, expect, it } from "vitest";
import { bootstrapCells } from "../../src/bootstrap/bootstrap-cells.ts";
import type {
  BootstrapEstimate,
  CellBootstrapOptions,
  CellStatistic,
} from "../../src/bootstrap/question.ts";
import type { Cells } from "../../src/cells/cells.ts";
import { midPInterval } from "../../src/stats/mid-p.ts";
import { cellsOf, dimension, type Person } from "../people.ts";
import { type Confusion, cellsOfConfusions } from "./given-cells.ts";

const byG = dimension(["g"]);
const groups: Record<string, Confusion> = {
  a: [60, 15, 10, 35],
  b: [80, 20, 15, 45],
  c: [9, 3, 2, 6],
};
const cells = cellsOfConfusions(groups);
const f1: CellStatistic = { metric: "f1_score", cohort: "g=a" };
const ownF1: CellStatistic = {
  cohorts: ["g=a"],
  of: ([own]) =>
    own === undefined
      ? null
      : (2 * own.truePositives) / (2 * own.truePositives + own.falsePositives + own.falseNegatives),
  scale: "logit",
};

function bootstrap(
  statistic: CellStatistic = f1,
  options: Partial<CellBootstrapOptions> = {},
  of: Cells = cells,
): BootstrapEstimate {
  const found = bootstrapCells(of, byG, statistic, { seed: 7, ...options });
  if (found.status !== "ok") throw new Error(found.reason);
  return found;
}

const width = ({ interval }: BootstrapEstimate): number => (interval.upper ?? NaN) - interval.lower;

describe("bootstrapCells", () => {
  it("gives the same interval for the same seed, and another for another", () => {
    expect(bootstrap().interval).toEqual(bootstrap().interval);
    expect(bootstrap(f1, { seed: 8 }).interval).not.toEqual(bootstrap().interval);
  });

  it("of a metric by name is that of the same formula", () => {
    expect(bootstrap().value).toBeCloseTo(70 / 95, 12);
    expect(bootstrap(ownF1).value).toBeCloseTo(70 / 95, 12);
    expect(bootstrap(ownF1).interval.lower).toBeCloseTo(bootstrap().interval.lower, 9);
  });

  it("of a share is near its exact interval", () => {
    const large = cellsOfConfusions({ a: [4000, 500, 1000, 2500], b: [10, 10, 10, 10] });
    const { interval } = bootstrap(
      { metric: "selection_rate", cohort: "g=a" },
      { replicates: 20_000 },
      large,
    );
    const exact = midPInterval({ successes: 3000, size: 8000 }, 1.959963984540054);
    expect(Math.abs(interval.lower - exact.lower)).toBeLessThan(5e-4);
    expect(Math.abs((interval.upper ?? NaN) - exact.upper)).toBeLessThan(5e-4);
  });

  it("compares two cohorts, and a cohort with its rest", () => {
    const difference = bootstrap({ ...f1, compare: "difference", reference: "g=b" });
    expect(difference.value).toBeCloseTo(70 / 95 - 90 / 125, 12);
    expect(difference.scale).toBe("identity");
    const ratio = bootstrap({ ...f1, compare: "ratio", reference: "rest:g=a" });
    expect(ratio.value).toBeCloseTo(70 / 95 / (102 / 142), 12);
    expect(ratio.interval.lower).toBeLessThan(1);
  });

  it("never has zero width, and holds the value, also at 0 and 1", () => {
    const all = cellsOfConfusions({ a: [20, 0, 0, 20], b: [20, 0, 20, 0] });
    const perfect = bootstrap(f1, {}, all);
    expect(perfect.value).toBe(1);
    expect(perfect.interval.upper).toBe(1);
    expect(perfect.interval.lower).toBeLessThan(0.97);
    const none = bootstrap({ metric: "f1_score", cohort: "g=b" }, {}, all);
    expect(none.interval.lower).toBe(0);
    expect(none.interval.upper).toBeGreaterThan(0.03);
  });

  it("computes as often for a million rows as for a hundred", () => {
    const callsFor = (times: number): number => {
      let calls = 0;
      const counting: CellStatistic = {
        ...ownF1,
        cohorts: ["g=a"],
        of: ([own]) => {
          calls++;
          return own === undefined ? null : own.truePositives / own.all;
        },
      };
      const confusion: Confusion = [60 * times, 15 * times, 10 * times, 35 * times];
      bootstrap(
        counting,
        { replicates: 400 },
        cellsOfConfusions({ a: confusion, b: [1, 1, 1, 1] }),
      );
      return calls;
    };
    expect(callsFor(10_000)).toBe(callsFor(1));
  });

  it("narrows with frequency weights, and not with larger sampling weights", () => {
    const twice = cellsOfConfusions({ ...groups, a: [120, 30, 20, 70] }, "frequency");
    expect(width(bootstrap(f1, {}, twice))).toBeLessThan(0.8 * width(bootstrap()));
    const sampled = cellsOfConfusions(groups, "sampling", 2);
    expect(bootstrap(f1, {}, sampled).interval.lower).toBeCloseTo(bootstrap().interval.lower, 9);
    expect(bootstrap(f1, {}, sampled).interval.upper).toBeCloseTo(
      bootstrap().interval.upper ?? NaN,
      9,
    );
  });

  it("takes repeated decisions about one subject as one where all are alike", () => {
    const people = (each: number): Person[] =>
      Array.from({ length: 60 }, (_, i) => i).flatMap((i) =>
        Array.from({ length: each }, () => ({
          sex: i % 3 === 0 ? "F" : "M",
          race: `${i}`,
          age: 30,
          y: i % 2 === 0 ? 1 : 0,
          p: i % 5 < 2 ? 1 : 0,
          w: 1,
        })),
      );
    const question = {
      decisions: { label: "y", favourable: 1, prediction: "p", clusterBy: "race" },
      cohorts: { sex: { by: ["sex"], reference: "rest" } },
    } as const;
    const of = (each: number): Cells => cellsOf(people(each), question);
    const statistic: CellStatistic = { metric: "accuracy", cohort: "sex=M" };
    const [once, often] = [1, 4].map((each) =>
      bootstrapCells(of(each), dimension(["sex"]), statistic, { seed: 7 }),
    );
    expect(often?.status).toBe("ok");
    if (once?.status !== "ok" || often?.status !== "ok") return;
    expect(often.interval.lower).toBeCloseTo(once.interval.lower, 9);
    const two: CellStatistic = { ...ownF1, cohorts: ["sex=M", "sex=F"] };
    expect(() => bootstrapCells(of(4), dimension(["sex"]), two, { seed: 7 })).toThrow(
      expect.objectContaining({ code: "usage/shared-subjects" }),
    );
  });

  it("inverts: p is at most 1 − confidence exactly where the interval excludes the limit", () => {
    const found = bootstrap(f1, { replicates: 4000 });
    for (const confidence of [0.8, 0.95, 0.99]) {
      const { lower, upper } = found.intervalAt(confidence);
      for (const [end, outward] of [
        [lower, -1],
        [upper as number, 1],
      ] as const) {
        expect(found.p(end + outward * 1e-9)).toBeLessThanOrEqual(1 - confidence + 1e-9);
        expect(found.p(end - outward * 1e-3)).toBeGreaterThan(1 - confidence);
      }
    }
    expect(found.p(found.value)).toBe(1);
  });

  it("knows no p below 20 / (replicates + 1), and no interval beyond it", () => {
    const found = bootstrap(f1, { replicates: 1999 });
    expect(found.p(1e-6)).toBe(0.01);
    expect(found.intervalAt(0.98).lower).toBeLessThan(found.interval.lower);
    expect(() => found.intervalAt(0.999)).toThrow(
      expect.objectContaining({
        code: "usage/replicates",
        expected: "a whole number of at least 20000",
      }),
    );
    expect(() => found.intervalAt(95)).toThrow(
      expect.objectContaining({ code: "usage/confidence" }),
    );
    // Left to itself it draws as many as it needs.
    expect(bootstrap(f1, { confidence: 0.999 }).replicates).toBe(20_000);
  });

  it("says why there is no interval", () => {
    const reasonOf = (statistic: CellStatistic, of: Cells): string | null => {
      const found = bootstrapCells(of, byG, statistic, { seed: 7, replicates: 400 });
      return found.status === "ok" ? null : found.reason;
    };
    const noErrors = cellsOfConfusions({ a: [10, 0, 5, 10], b: [5, 5, 5, 5] });
    expect(reasonOf({ metric: "treatment_equality", cohort: "g=a" }, noErrors)).toBe("undefined");
    const sometimes: CellStatistic = {
      ...ownF1,
      cohorts: ["g=a"],
      of: ([own]) => (own === undefined || own.truePositives < 34 ? null : own.truePositives),
      scale: "identity",
    };
    expect(reasonOf(sometimes, cells)).toBe("unbounded");
    const named = dimension(["g"], { reference: { kind: "cohort", levels: ["d"] } });
    const schema = cellsOfConfusions({ a: [1, 1, 1, 1], d: [1, 1, 1, 1] });
    const without = { ...schema, entries: schema.entries.filter(({ key }) => key[0] === 0) };
    const found = bootstrapCells(
      without,
      named,
      { metric: "accuracy", cohort: "g=d" },
      { seed: 7 },
    );
    expect(found).toEqual({ status: "not-estimable", value: null, reason: "no-rows" });
  });

  it.each<[string, CellStatistic, Partial<CellBootstrapOptions>]>([
    ["usage/replicates", f1, { replicates: 399 }],
    ["usage/replicates", f1, { replicates: 1000.5 }],
    ["usage/confidence", f1, { confidence: 1 }],
    ["usage/unknown-cohort", { ...f1, cohort: "g=d" }, {}],
    ["usage/overlapping-cohorts", { ...f1, compare: "ratio", reference: "rest:g=b" }, {}],
    ["usage/overlapping-cohorts", { ...f1, compare: "ratio", reference: "all" }, {}],
    ["usage/overlapping-cohorts", { ...f1, compare: "ratio", reference: "g=a" }, {}],
    ["usage/overlapping-cohorts", { ...ownF1, cohorts: [] } as CellStatistic, {}],
    ["usage/bootstrap-metric", { metric: "equalized_odds", cohort: "g=a" }, {}],
    ["usage/bootstrap-metric", { metric: "roc_auc", cohort: "g=a" }, {}],
    ["usage/no-reference", { ...f1, compare: "difference" }, {}],
    ["config/unknown-metric", { metric: "f1", cohort: "g=a" }, {}],
  ])("refuses with %s: %j %j", (code, statistic, options) => {
    expect(() => bootstrap(statistic, options)).toThrow(expect.objectContaining({ code }));
  });
});

describe("the coverage of its 95 % interval", () => {
  // The whole grid is in benchmarks/results/coverage-bootstrap.md.
  it.each<[string, (confusion: Confusion) => number]>([
    ["f1_score", ([, fp, fn, tp]) => (2 * tp) / (2 * tp + fp + fn)],
    ["balanced_accuracy", ([tn, fp, fn, tp]) => (tp / (tp + fn) + tn / (tn + fp)) / 2],
    ["treatment_equality", ([, fp, fn]) => fn / fp],
  ])("of %s with 100 people is at least 93 %%", (metric, truthOf) => {
    const chances: Confusion = [0.4, 0.1, 0.12, 0.38];
    const truth = truthOf(chances);
    const random = sequence();
    const TRIALS = 400;
    let covered = 0;
    for (let trial = 0; trial < TRIALS; trial++) {
      const drawn = [0, 0, 0, 0] as [number, number, number, number];
      for (let i = 0; i < 100; i++) {
        const at = random();
        drawn[at < 0.4 ? 0 : at < 0.5 ? 1 : at < 0.62 ? 2 : 3]++;
      }
      const found = bootstrap(
        { metric, cohort: "g=a" },
        { seed: trial, replicates: 400 },
        cellsOfConfusions({ a: drawn, b: [1, 1, 1, 1] }),
      );
      const { lower, upper } = found.interval;
      if (lower <= truth && (upper === null || truth <= upper)) covered++;
    }
    expect(covered / TRIALS).toBeGreaterThanOrEqual(0.93);
    expect(covered / TRIALS).toBeLessThan(0.99);
  });
});

/** Numbers from 0 to below 1, always the same. */
function sequence(): () => number {
  let state = 7;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
