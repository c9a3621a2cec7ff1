import "../../seed.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BudgetInput, ConfigurationInput, Measurement } from "../../../src/index.ts";
import { audit, findMetric, parseConfiguration } from "../../../src/index.ts";
import { estimateProportion } from "../../../src/metrics/estimate.ts";
import { measureMulticlass } from "../../../src/metrics/multiclass/measure-multiclass.ts";
import { readGolden } from "../../golden/read-golden.ts";
import { crowd, dimension, QUESTION } from "../../people.ts";

interface Golden {
  readonly label: string[];
  readonly sent: string[];
  readonly w: number[];
  readonly plain: Readonly<Record<string, number>>;
  readonly weighted: Readonly<Record<string, number>>;
}
const { multiclass: golden } = readGolden<{ multiclass: Golden }>("row-metrics");
const { label, sent, w } = golden;
const asked = { label: "label", prediction: "sent", cohorts: [] };

function find(measured: readonly Measurement[], metric: string, cohort = "all") {
  const found = measured.find((one) => one.metric === metric && one.cohort === cohort);
  if (found === undefined) throw new Error(`no ${metric} of ${cohort}`);
  return found;
}

describe("measureMulticlass agrees with scikit-learn", () => {
  it.each(["plain", "weighted"] as const)("%s", (which) => {
    const more = which === "plain" ? {} : { weight: { column: "w", kind: "frequency" } as const };
    const measured = measureMulticlass({ label, sent, w }, { ...asked, ...more });
    for (const [metric, value] of Object.entries(golden[which])) {
      expect(find(measured, metric).value, metric).toBeCloseTo(value, 12);
    }
  });
});

describe("two classes are the binary metrics", () => {
  const SAME = {
    "class_selection_rate[1]": "selection_rate",
    "class_base_rate[1]": "base_rate",
    "class_true_positive_rate[1]": "true_positive_rate",
    "class_false_positive_rate[1]": "false_positive_rate",
    "class_precision[1]": "precision",
    "class_true_positive_rate[0]": "true_negative_rate",
    "class_precision[0]": "negative_predictive_value",
    multiclass_accuracy: "accuracy",
    macro_true_positive_rate: "balanced_accuracy",
  };

  it.each(["none", "frequency", "sampling"] as const)("%s weights: every number", (kind) => {
    const weight = kind === "none" ? null : { column: "w", kind };
    const people = crowd.filter((made) =>
      [0, 1].every((own) => made.some(({ y, p }) => y === own || p === own)),
    );
    fc.assert(
      fc.property(people, (made) => {
        const rows = made.map((one) => ({ ...one }));
        const decisions = { label: "y", favourable: 1, prediction: "p", weight };
        const question: ConfigurationInput = { ...QUESTION, decisions };
        const { cohorts } = parseConfiguration(question);
        const measured = measureMulticlass(rows, {
          label: "y",
          prediction: "p",
          cohorts,
          ...(weight === null ? {} : { weight }),
        });
        const { measurements } = audit(rows, question);
        for (const [name, binary] of Object.entries(SAME)) {
          const ours = measured.filter(({ metric }) => metric === name);
          const theirs = measurements.filter(({ metric }) => metric === binary);
          expect(ours.map(({ cohort }) => cohort)).toEqual(theirs.map(({ cohort }) => cohort));
          ours.forEach((own, i) => {
            const { metric: _, ...expected } = theirs[i] as Measurement;
            const {
              missing: _lacking,
              unscored: _of,
              metric: _name,
              ...found
            } = {
              missing: 0,
              unscored: 0,
              ...own,
            };
            if (name === "macro_true_positive_rate" && kind === "sampling") {
              // Each class has an effective size of its own here, in place of one for all rows.
              expect(found.status).toBe(expected.status);
              if (expected.value !== null) expect(found.value).toBeCloseTo(expected.value, 12);
            } else if (name === "macro_true_positive_rate") {
              expect([found.value, found.interval]).toEqual([expected.value, expected.interval]);
            } else expect(found).toEqual(expected);
          });
        }
      }),
      { numRuns: 15 },
    );
  });
});

describe("what is taken over all classes", () => {
  const cases = {
    y: [...Array(20).fill("a"), ...Array(10).fill("b"), ...Array(5).fill("c")],
    p: [
      ...[...Array(16).fill("a"), ...Array(4).fill("b")],
      ...[...Array(5).fill("b"), ...Array(5).fill("c")],
      ...[...Array(4).fill("c"), "a"],
    ],
  };
  const measured = measureMulticlass(cases, { label: "y", prediction: "p", cohorts: [] });

  it("takes the class that fares worst, with intervals that hold at once", () => {
    const { value, interval, numerator, denominator, n } = find(
      measured,
      "worst_true_positive_rate",
    );
    expect({ value, numerator, denominator, n }).toEqual({
      value: 0.5,
      numerator: 5,
      denominator: 10,
      n: 5,
    });
    // Φ⁻¹(1 − 0.025/3) = 2.39398; b has the lowest of the upper limits, c the lowest of the lower.
    const z = 2.3939797998185104;
    const ends = [
      [16, 20],
      [5, 10],
      [4, 5],
    ].map(([successes = 0, size = 0]) => estimateProportion({ successes, size }).boundsAt(z));
    expect(interval?.lower).toBeCloseTo(Math.min(...ends.map(({ lower }) => lower)), 9);
    expect(interval?.upper).toBeCloseTo(Math.min(...ends.map(({ upper }) => upper)), 9);
  });

  it("is not estimable in a cohort that lacks a class", () => {
    const some = { y: ["a", "b", "c", "a"], p: ["a", "b", "c", "a"], g: ["x", "x", "x", "z"] };
    const cohorts = [dimension(["g"])];
    const found = measureMulticlass(some, { label: "y", prediction: "p", cohorts });
    for (const metric of ["macro_true_positive_rate", "worst_precision", "macro_f1_score"]) {
      expect(find(found, metric, "g=z")).toMatchObject({
        status: "not-estimable",
        reason: "zero-denominator",
      });
      expect(find(found, metric, "g=x").value).toBe(1);
    }
    expect(find(found, "class_base_rate[a]", "g=z").value).toBe(1);
  });

  it("gives macro F1 the interval of the delta method", () => {
    // One row at a time: the influence values have mean 0 and the error √(Σφ²/(n(n − 1))).
    const { value, spread, n } = find(measured, "macro_f1_score") as Extract<
      Measurement,
      { status: "ok" }
    >;
    const classes = ["a", "b", "c"];
    const share = (of: string[], own: string): number =>
      of.filter((text) => text === own).length / 35;
    const scores = classes.map((own) => {
      const hits = cases.y.filter((text, i) => text === own && cases.p[i] === own).length;
      return (2 * hits) / 35 / (share(cases.y, own) + share(cases.p, own));
    });
    const influences = cases.y.map((text, i) =>
      classes.reduce((sum, own, c) => {
        const labelled = text === own ? 1 : 0;
        const decided = cases.p[i] === own ? 1 : 0;
        const total = share(cases.y, own) + share(cases.p, own);
        const score = scores[c] as number;
        return sum + (2 * labelled * decided - score * (labelled + decided)) / total / 3;
      }, 0),
    );
    expect(influences.reduce((sum, phi) => sum + phi, 0)).toBeCloseTo(0, 12);
    const error = Math.sqrt(influences.reduce((sum, phi) => sum + phi * phi, 0) / 35 / 34);
    expect(n).toBe(35);
    expect(spread?.standardError).toBeCloseTo(error / (value * (1 - value)), 12);
    expect(spread?.degreesOfFreedom).toBe(34);
  });

  it("counts rows that lack a class, each metric by what it needs", () => {
    const some = { y: ["a", null, "b", "b"], p: ["a", "a", null, "b"] };
    const found = measureMulticlass(some, { label: "y", prediction: "p", cohorts: [] });
    expect(find(found, "multiclass_accuracy")).toMatchObject({ n: 2, missing: 2 });
    expect(find(found, "class_selection_rate[a]")).toMatchObject({ n: 3, missing: 1 });
    const alone = measureMulticlass(some, { prediction: "p", cohorts: [] });
    expect(alone.map(({ metric }) => metric)).toEqual([
      "class_selection_rate[a]",
      "class_selection_rate[b]",
    ]);
  });
});

describe("budgets on classes", () => {
  const size = 240;
  const people = Array.from({ length: 2 * size }, (_, i) => {
    const g = i < size ? "x" : "z";
    const y = "abc"[i % 3] as string;
    return { g, y, p: g === "z" && i % 2 === 0 ? "a" : y, decided: i % 2 };
  });
  const judgeAll = (budget: Partial<BudgetInput>) => {
    const base = { id: "x", metric: "class_true_positive_rate[b]", cohorts: "g" } as const;
    const input: ConfigurationInput = {
      decisions: { label: "decided", favourable: 1 },
      cohorts: { g: { by: ["g"], reference: "x" } },
      budgets: [{ ...base, severity: "warn", compare: "ratio", limit: { min: 0.8 }, ...budget }],
    };
    const { cohorts } = parseConfiguration(input);
    const measurements = measureMulticlass(people, { label: "y", prediction: "p", cohorts });
    return audit(people, input, { measurements });
  };
  const judge = (budget: Partial<BudgetInput>) => judgeAll(budget).verdicts;

  it("judges one class by the intervals of shares, and names it", () => {
    // The recorded outcome's base rate is a share of the cells.
    const { verdicts, disparities } = judgeAll({});
    const methodOf = (compare: "difference" | "ratio") =>
      disparities.find((one) => one.metric === "base_rate" && one.compare === compare)?.interval
        ?.method;
    const [verdict] = verdicts;
    expect(verdict?.verdict).toBe("fail");
    expect(verdict?.interval?.method).toBe(methodOf("ratio"));
    expect(verdict?.sentence).toMatch(/^The true positive rate for class b of z \(g\) is/);
    const [difference] = judge({ compare: "difference", limit: { min: -0.1 } });
    expect(difference?.interval?.method).toBe(methodOf("difference"));
  });

  it("judges the worst class", () => {
    const verdicts = judge({
      metric: "worst_true_positive_rate",
      compare: "value",
      limit: { min: 0.7 },
    });
    expect(verdicts.map(({ cohort, verdict }) => [cohort, verdict])).toEqual([
      ["g=x", "pass"],
      ["g=z", "fail"],
    ]);
  });

  it("asks for the class of a metric of one class, and for shares as limits", () => {
    expect(() => judge({ metric: "class_precision" })).toThrow(/class_precision\[yes\]/);
    expect(() =>
      judge({ metric: "macro_precision", compare: "value", limit: { min: 70 } }),
    ).toThrow(expect.objectContaining({ code: "config/limit-range" }));
    expect(findMetric("class_precision[yes]")?.title).toBe("precision for class yes");
    expect(findMetric("macro_precision[yes]")).toBeUndefined();
    expect(findMetric("class_precision[]")).toBeUndefined();
  });
});
