import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AuditDocument, BudgetInput, ConfigurationInput } from "../../../src/index.ts";
import {
  areaBetweenRocCurves,
  audit,
  auditCells,
  checkConfiguration,
  jensenShannonDistance,
  kolmogorovSmirnov,
  METRICS,
  parseAudit,
  parseConfiguration,
  reliabilityCurve,
  wassersteinDistance,
} from "../../../src/index.ts";
import { columnsOf, type Scored, scoredCrowd } from "./samples.ts";

const DISTANCES = [
  "ks_distance",
  "wasserstein_distance",
  "jensen_shannon_distance",
  "roc_curve_distance",
];
const decisions = { label: "y", favourable: 1, score: "s" } as const;
const QUESTION: ConfigurationInput = { decisions, cohorts: { g: { by: ["g"] } } };

/** People of three cohorts: `a` and `b` spread alike, `c` far above. */
function people(count: number = 600) {
  return Array.from({ length: count }, (_, i) => {
    const g = "abc"[i % 3] as string;
    const noise = (((i * 37) % 101) + 0.5) / 101;
    return { g, y: (i * 7) % 5 < 2 ? 1 : 0, s: g === "c" ? 0.6 + 0.4 * noise : noise };
  });
}

const budget = (more: Partial<BudgetInput> = {}): BudgetInput => ({
  id: "spread",
  metric: "ks_distance",
  compare: "distance",
  cohorts: "g",
  limit: { max: 0.3 },
  severity: "error",
  onInconclusive: "warn",
  ...more,
});

const against = (
  reference: string,
  more: Partial<ConfigurationInput> = {},
): ConfigurationInput => ({
  ...QUESTION,
  cohorts: { g: { by: ["g"], reference } },
  ...more,
});

function distances(document: AuditDocument) {
  return document.disparities.filter(({ compare }) => compare === "distance");
}

describe("distances of scores in an audit", () => {
  it("are those of the library, for each cohort and its reference", () => {
    fc.assert(
      fc.property(scoredCrowd, scoredCrowd, scoredCrowd, (first, second, third) => {
        const sides = { a: first, b: second, c: third };
        const rows = Object.entries(sides).flatMap(([g, side]) =>
          side.map((one: Scored) => ({ ...one, g })),
        );
        const [a, rest] = [columnsOf(first), columnsOf([...second, ...third])];
        const own = distances(audit(rows, QUESTION)).filter(({ cohort }) => cohort === "g=a");
        expect(own.map(({ metric, reference }) => [metric, reference])).toEqual(
          DISTANCES.map((metric) => [metric, "rest:g=a"]),
        );
        const wanted = [
          kolmogorovSmirnov(a, rest),
          wassersteinDistance(a, rest),
          jensenShannonDistance(a, rest, { bins: 10, range: [0, 1] }),
          areaBetweenRocCurves(a, rest),
        ];
        own.forEach(({ value }, i) => {
          expect(value).toBeCloseTo(wanted[i] as number, 12);
        });
      }),
      { numRuns: 30 },
    );
  });

  it("go against a declared reference, which has none to itself", () => {
    const document = audit(people(), against("c"));
    const found = distances(document).filter(({ metric }) => metric === "ks_distance");
    expect(found.map(({ cohort, reference }) => [cohort, reference])).toEqual([
      ["g=a", "g=c"],
      ["g=b", "g=c"],
    ]);
    const side = (g: string) => columnsOf(people().filter((one) => one.g === g) as never);
    expect(found[0]?.value).toBeCloseTo(kolmogorovSmirnov(side("a"), side("c")) as number, 12);
  });

  it("have one reference: none where it is the highest, and none within strata", () => {
    expect(distances(audit(people(), against("highest")))).toEqual([]);
    const rows = people().map((one, i) => ({ ...one, d: i % 2 === 0 ? "x" : "y" }));
    const strata = { ...QUESTION, cohorts: { g: { by: ["g"], within: ["d"] } } };
    const document = audit(rows, strata);
    expect(distances(document)).toEqual([]);
    expect(document.measurements.filter(({ metric }) => DISTANCES.includes(metric))).toEqual([]);
  });

  it("count a frequency of k as k people", () => {
    const weighted = people(90).map((one, i) => ({ ...one, w: 1 + (i % 4) }));
    const repeated = weighted.flatMap((one) => Array.from({ length: one.w }, () => one));
    const weight = { column: "w", kind: "frequency" } as const;
    const counted = audit(weighted, { ...QUESTION, decisions: { ...decisions, weight } });
    const listed = distances(audit(repeated, QUESTION));
    distances(counted).forEach((one, i) => {
      expect(one.value).toBeCloseTo(listed[i]?.value as number, 10);
      expect(one.interval?.lower).toBeCloseTo(listed[i]?.interval?.lower as number, 10);
      expect(one.interval?.upper).toBeCloseTo(listed[i]?.interval?.upper as number, 10);
    });
  });

  it("of recorded outcomes alone, or without them, are what can be measured", () => {
    const document = audit(people(), {
      decisions: {
        score: "s",
        prediction: { score: true, threshold: 0.5, favourableWhen: "above" },
      },
      cohorts: { g: { by: ["g"] } },
    });
    expect(new Set(distances(document).map(({ metric }) => metric))).toEqual(
      new Set(DISTANCES.slice(0, 3)),
    );
  });

  it("of scores that are no probabilities have bins over the range of everyone", () => {
    const tenfold = people().map((one) => ({ ...one, s: 300 + 500 * one.s }));
    const side = (g: string) => columnsOf(tenfold.filter((one) => one.g === g) as never);
    const range = [0, 1].map((end) => {
      const all = tenfold.map(({ s }) => s);
      return end === 0 ? Math.min(...all) : Math.max(...all);
    }) as [number, number];
    const found = distances(audit(tenfold, against("c")));
    const binned = found.find(({ metric }) => metric === "jensen_shannon_distance");
    expect(binned?.value).toBeCloseTo(
      jensenShannonDistance(side("a"), side("c"), { bins: 10, range }) as number,
      12,
    );
    const moved = found.find(({ metric }) => metric === "wasserstein_distance");
    expect(moved?.value).toBeGreaterThan(100);
  });
});

describe("budgets on distances", () => {
  it("pass, fail, and leave open by the interval", () => {
    const question = against("a", { budgets: [budget({ limit: { max: 0.25 } })] });
    const { verdicts } = audit(people(), question);
    expect(verdicts.map(({ cohort, verdict, reason }) => [cohort, verdict, reason])).toEqual([
      ["g=b", "pass", null],
      ["g=c", "fail", null],
    ]);
    expect(verdicts[1]?.sentence).toMatch(
      /^The Kolmogorov–Smirnov distance of scores between c \(g\) and a \(g\) is 0\.\d+; the limit is at most 0\.25\. Outside: /,
    );
    const tight = audit(people(), against("a", { budgets: [budget({ limit: { max: 0.02 } })] }));
    expect(tight.verdicts[0]).toMatchObject({ verdict: "inconclusive", reason: "near-limit" });
  });

  it("can be judged again without rows, at another confidence and another limit", () => {
    const document = parseAudit(JSON.parse(JSON.stringify(audit(people(), QUESTION))));
    const evidence = { confidence: 0.9 };
    const budgets = DISTANCES.map((metric) => budget({ id: metric, metric, limit: { max: 0.2 } }));
    const policy = parseConfiguration({ ...QUESTION, evidence, budgets });
    const again = auditCells(document.cells ?? expect.fail(), policy, {
      measurements: document.measurements.filter(({ metric }) => DISTANCES.includes(metric)),
    });
    expect(again.verdicts).toEqual(audit(people(), policy).verdicts);
  });

  it("say that nothing is compared where the measurements are of another reference", () => {
    const { cells, measurements } = audit(people(), against("a"));
    const policy = parseConfiguration(against("b", { budgets: [budget()] }));
    const made = measurements.filter(({ metric }) => metric === "ks_distance");
    const { verdicts } = auditCells(cells ?? expect.fail(), policy, { measurements: made });
    expect(verdicts).toMatchObject([{ verdict: "no-data", reason: "no-comparison" }]);
  });

  it("count a comparison and its mirror image once", () => {
    const two = people().filter(({ g }) => g !== "b");
    const { verdicts } = audit(two, { ...QUESTION, budgets: [budget()] });
    expect(verdicts).toHaveLength(2);
    for (const { p, adjustedP } of verdicts) expect(adjustedP).toBe(p);
  });

  it("hold rows without a score, a recorded outcome or an attribute against a pass", () => {
    const reasonOf = (metric: string, hole: object) => {
      const rows = people().map((one, i) => (i === 0 ? { ...one, ...hole } : one));
      const loose = budget({ metric, limit: { max: 0.9 } });
      return audit(rows, against("a", { budgets: [loose] })).verdicts[0]?.reason;
    };
    expect(reasonOf("ks_distance", {})).toBeNull();
    expect(reasonOf("ks_distance", { s: null })).toBe("unscored");
    expect(reasonOf("ks_distance", { y: null })).toBeNull();
    expect(reasonOf("roc_curve_distance", { y: null })).toBe("unlabelled");
    expect(reasonOf("ks_distance", { g: null })).toBe("unknown-attribute");
  });

  it("have no data where one side has no scores", () => {
    const rows = people().map((one) => (one.g === "c" ? { ...one, s: null } : one));
    const { verdicts } = audit(rows, against("a", { budgets: [budget()] }));
    expect(verdicts[1]).toMatchObject({ cohort: "g=c", verdict: "no-data", reason: "unscored" });
    const turned = audit(rows, against("c", { budgets: [budget()] }));
    expect(turned.verdicts[0]).toMatchObject({ reason: "reference-not-estimable" });
  });
});

describe("a budget that cannot be on scores is refused", () => {
  const issuesOf = (question: ConfigurationInput): string[] => {
    const checked = checkConfiguration(question);
    return checked.ok ? [] : checked.issues.map(({ path, problem }) => `${path}: ${problem}`);
  };

  it.each(["ks_distance", "mean_score", "roc_auc", "expected_calibration_error"])(
    "%s without declared scores",
    (metric) => {
      const compare = metric === "ks_distance" ? "distance" : "value";
      const question = { ...QUESTION, budgets: [budget({ metric, compare })] };
      expect(issuesOf(question)).toEqual([]);
      expect(issuesOf({ ...question, decisions: { label: "y", favourable: 1 } })).toEqual([
        "budgets[0].metric: this metric needs scores, and `decisions.score` is not declared",
      ]);
    },
  );

  it("unless the scores are those of a model", () => {
    const prediction = { model: true, threshold: 0.5, favourableWhen: "above" } as const;
    const model = { path: "model.txt", format: "lightgbm" } as const;
    const question = { ...QUESTION, decisions: { prediction }, model, budgets: [budget()] };
    expect(issuesOf(question)).toEqual([]);
    const curve = { ...question, budgets: [budget({ metric: "roc_curve_distance" })] };
    expect(issuesOf(curve)).toEqual([
      "budgets[0].metric: this metric needs recorded outcomes, and `decisions.label` is not declared",
    ]);
  });

  it("by another comparison, of a rate, against the highest, or beyond 1", () => {
    expect(issuesOf({ ...QUESTION, budgets: [budget({ compare: "difference" })] })).toEqual([
      "budgets[0].metric: this metric has no such comparison; use `compare: distance`",
    ]);
    expect(issuesOf({ ...QUESTION, budgets: [budget({ metric: "base_rate" })] })).toEqual([
      "budgets[0].metric: only distributions have a distance; use `compare: difference` or `ratio`",
    ]);
    expect(issuesOf(against("highest", { budgets: [budget()] }))).toEqual([
      "budgets[0].metric: this metric needs one reference, not the highest of many",
    ]);
    expect(issuesOf({ ...QUESTION, budgets: [budget({ limit: { max: 10 } })] })).toEqual([
      "budgets[0].limit.max: the limit of a distance is out of range",
    ]);
    const metric = "wasserstein_distance";
    expect(issuesOf({ ...QUESTION, budgets: [budget({ metric, limit: { max: 10 } })] })).toEqual(
      [],
    );
  });
});

describe("profiles of scores in an audit", () => {
  const document = audit(people(), QUESTION);
  const profileOf = (one: AuditDocument, cohort: string) =>
    one.scores?.find((each) => each.cohort === cohort) ?? expect.fail(`no profile of ${cohort}`);

  it("are of everyone and each cohort, and absent without scores", () => {
    expect(document.scores?.map(({ cohort }) => cohort)).toEqual(["all", "g=a", "g=b", "g=c"]);
    expect(audit(people(), { outcome: "y", by: ["g"] })).not.toHaveProperty("scores");
    expect(parseAudit(JSON.parse(JSON.stringify(document))).scores).toEqual(document.scores);
  });

  it("hold the reliability curve of the library", () => {
    const own = columnsOf(people().filter(({ g }) => g === "b") as never);
    const curve = reliabilityCurve(own);
    expect(profileOf(document, "g=b").reliability).toMatchObject(curve);
  });

  it("count everybody with a score once, and add up over shards", () => {
    const [first, second] = [people().slice(0, 200), people().slice(200)].map((shard) =>
      audit(shard, QUESTION),
    ) as [AuditDocument, AuditDocument];
    for (const cohort of ["all", "g=c"]) {
      const whole = profileOf(document, cohort);
      const shards = [profileOf(first, cohort), profileOf(second, cohort)];
      expect(whole.histogram.weights).toEqual(
        whole.histogram.weights.map((_, bin) =>
          shards.reduce((sum, { histogram }) => sum + (histogram.weights[bin] as number), 0),
        ),
      );
      for (const bin of whole.reliability ?? expect.fail("no curve")) {
        const parts = shards.flatMap(({ reliability }) =>
          (reliability ?? []).filter(({ lower }) => lower === bin.lower),
        );
        const sum = (key: "n" | "weight" | "scored" | "observed") =>
          parts.reduce((total, part) => total + part[key], 0);
        for (const key of ["n", "weight", "scored", "observed"] as const) {
          expect(sum(key)).toBeCloseTo(bin[key], 10);
        }
      }
    }
    const rows = profileOf(document, "all").histogram.weights.reduce((sum, each) => sum + each, 0);
    expect(rows).toBe(600);
  });

  it("have no reliability without outcomes or probabilities, and say who has no score", () => {
    const tenfold = people().map((one, i) => ({ ...one, s: i === 0 ? null : 10 * one.s }));
    const profile = profileOf(audit(tenfold, QUESTION), "g=a");
    expect(profile).toMatchObject({ reliability: null, unscored: 1 });
    expect(profile.histogram.highest).toBeCloseTo(Math.max(...people().map(({ s }) => 10 * s)), 12);
  });
});

describe("the registry", () => {
  it("names every distance with inputs, formula and meaning", () => {
    for (const name of DISTANCES) {
      expect(METRICS.find((metric) => metric.name === name)).toMatchObject({
        kind: "rows",
        from: "audit",
        compares: ["distance"],
        inputs: expect.arrayContaining(["score"]),
        formula: expect.stringMatching(/./),
        meaning: expect.stringMatching(/interval allows for/),
      });
    }
  });
});
