import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AuditDocument, BudgetInput, ConfigurationInput } from "../../../src/index.ts";
import {
  audit,
  auditCells,
  checkConfiguration,
  crossAuc,
  METRICS,
  parseAudit,
  parseConfiguration,
  rocAuc,
} from "../../../src/index.ts";
import { columnsOf, type Scored, scoredCrowd } from "./samples.ts";

const SCORE_METRICS = [
  "mean_score",
  "roc_auc",
  "bnsp_auc",
  "bpsn_auc",
  "brier_score",
  "calibration_gap",
  "expected_calibration_error",
];

const decisions = { label: "y", favourable: 1, score: "s" } as const;
const QUESTION: ConfigurationInput = { decisions, cohorts: { g: { by: ["g"] } } };

/** 200 people of two cohorts, ranked well in `a` and hardly in `b`. */
function people(count: number = 200) {
  return Array.from({ length: count }, (_, i) => {
    const g = i % 2 === 0 ? "a" : "b";
    const y = i % 3 === 0 ? 1 : 0;
    const noise = ((i * 37) % 101) / 101;
    return { g, y, s: g === "a" ? 0.6 * y + 0.4 * noise : noise };
  });
}

function find(document: AuditDocument, metric: string, cohort: string) {
  return document.measurements.find((one) => one.metric === metric && one.cohort === cohort);
}

const budget: BudgetInput = {
  id: "ranked",
  metric: "roc_auc",
  compare: "value",
  cohorts: "g",
  limit: { min: 0.7 },
  severity: "error",
  onInconclusive: "warn",
};

describe("an audit with scores", () => {
  const document = audit(people(), QUESTION);

  it("measures every metric of scores for everyone, every cohort and its rest", () => {
    const made = (cohort: string) =>
      document.measurements
        .filter((one) => one.cohort === cohort && SCORE_METRICS.includes(one.metric))
        .map(({ metric }) => metric);
    for (const cohort of ["g=a", "g=b", "rest:g=a", "rest:g=b"]) {
      expect(made(cohort)).toEqual(SCORE_METRICS);
    }
    expect(made("all")).toEqual(SCORE_METRICS.filter((name) => !/^b.*_auc$/.test(name)));
    expect(find(document, "roc_auc", "rest:g=a")).toMatchObject({
      value: find(document, "roc_auc", "g=b")?.value,
    });
  });

  it("can be read back, and judged again from its cells and measurements without rows", () => {
    const parsed = parseAudit(JSON.parse(JSON.stringify(document)));
    const configuration = parseConfiguration({ ...QUESTION, budgets: [budget] });
    const judged = auditCells(parsed.cells ?? expect.fail(), configuration, {
      measurements: parsed.measurements.filter(({ metric }) => SCORE_METRICS.includes(metric)),
    });
    expect(judged.verdicts).toEqual(audit(people(), configuration).verdicts);
    expect(judged.verdicts.map(({ cohort, verdict }) => [cohort, verdict])).toEqual([
      ["g=a", "pass"],
      ["g=b", "fail"],
    ]);
  });

  it("compares cohorts by difference, and by ratio what is an amount from 0 up", () => {
    const compared = (compare: string) =>
      new Set(
        document.disparities
          .filter((one) => one.compare === compare && SCORE_METRICS.includes(one.metric))
          .map(({ metric }) => metric),
      );
    expect([...compared("difference")].sort()).toEqual([...SCORE_METRICS].sort());
    expect([...compared("ratio")]).toEqual(["brier_score", "expected_calibration_error"]);
    const gap = document.disparities.find(
      ({ metric, cohort }) => metric === "roc_auc" && cohort === "g=a",
    );
    const [a, b] = ["g=a", "g=b"].map((cohort) => find(document, "roc_auc", cohort)?.value ?? 0);
    expect(gap).toMatchObject({ status: "ok", interval: { method: "mover" } });
    expect(gap?.value).toBeCloseTo((a as number) - (b as number), 12);
  });

  it("sets each cohort against its background as `crossAuc` does", () => {
    fc.assert(
      fc.property(scoredCrowd, scoredCrowd, (first, second) => {
        const rows = [first, second].flatMap((side, i) =>
          side.map((one: Scored) => ({ ...one, g: "ab"[i] as string })),
        );
        const made = audit(rows, QUESTION);
        const wanted = crossAuc(columnsOf(first), columnsOf(second));
        expect(find(made, "bnsp_auc", "g=a")?.value).toBe(wanted?.first.value);
        expect(find(made, "bpsn_auc", "g=a")?.value).toBe(wanted?.second.value);
        expect(find(made, "bnsp_auc", "g=b")?.value).toBe(wanted?.second.value);
        expect(find(made, "bnsp_auc", "g=a")?.interval).toEqual(wanted?.first.interval);
        const gap = made.disparities.find(
          ({ metric, cohort }) => metric === "bnsp_auc" && cohort === "g=a",
        );
        expect(gap?.value).toBeCloseTo(wanted?.difference.value as number, 12);
      }),
      { numRuns: 30 },
    );
  });

  it("does not change with the order of the rows", () => {
    const turned = audit([...people()].reverse(), QUESTION);
    for (const { metric, cohort, value } of document.measurements) {
      if (value !== null) expect(find(turned, metric, cohort)?.value).toBeCloseTo(value, 12);
    }
  });

  it("reads a low score as the favourable one where decisions do", () => {
    const prediction = { score: true, threshold: 0.5, favourableWhen: "below" } as const;
    const risk = audit(
      people().map(({ g, y, s }) => ({ g, y, s: 1 - s })),
      { ...QUESTION, decisions: { ...decisions, prediction } },
    );
    for (const metric of ["roc_auc", "bnsp_auc", "bpsn_auc", "brier_score"]) {
      const own = find(document, metric, "g=b");
      expect(find(risk, metric, "g=b")?.value).toBeCloseTo(own?.value as number, 12);
    }
    const gap = find(document, "calibration_gap", "g=b")?.value as number;
    expect(find(risk, "calibration_gap", "g=b")?.value).toBeCloseTo(-gap, 12);
    expect(risk.notes.join()).not.toContain("A high score is taken");
    expect(document.notes).toContain("A high score is taken to speak for the favourable outcome.");
  });

  it("takes the model's scores before a column of them", () => {
    const scores = {
      kind: "numeric",
      name: "model",
      values: Float64Array.from(people(), ({ s }) => s / 2),
      validity: null,
    } as const;
    const own = audit(people(), QUESTION, { scores });
    expect(find(own, "mean_score", "all")?.value).toBeCloseTo(
      (find(document, "mean_score", "all")?.value as number) / 2,
      12,
    );
  });
});

describe("scores that are missing or no probabilities", () => {
  const holed = people().map((one, i) => (i === 2 ? { ...one, s: Number.NaN } : one));

  it("are left out, counted, and withhold a pass", () => {
    const document = audit(holed, { ...QUESTION, budgets: [budget] });
    const rest = audit(
      people().filter((_, i) => i !== 2),
      QUESTION,
    );
    expect(find(document, "roc_auc", "g=a")?.value).toBe(find(rest, "roc_auc", "g=a")?.value);
    expect(find(document, "mean_score", "g=a")).toMatchObject({ n: 99, missing: 1 });
    expect(find(document, "mean_score", "g=b")).not.toHaveProperty("missing");
    expect(document.notes).toContain(
      "1 row without a score that is a finite number: no metric of scores counts them, and none passes where they are.",
    );
    expect(document.verdicts[0]).toMatchObject({
      cohort: "g=a",
      verdict: "inconclusive",
      reason: "unscored",
    });
  });

  it("count people without a recorded outcome as missing where the metric needs one", () => {
    const unlabelled = people().map((one, i) => (i === 2 ? { ...one, y: null } : one));
    const document = audit(unlabelled, QUESTION);
    expect(find(document, "roc_auc", "g=a")).toMatchObject({ missing: 1 });
    expect(find(document, "bnsp_auc", "g=b")).toMatchObject({ missing: 1 });
    expect(find(document, "mean_score", "g=a")).not.toHaveProperty("missing");
  });

  it("have no calibration outside 0 to 1, and it is said", () => {
    const document = audit(
      people().map((one) => ({ ...one, s: 10 * one.s })),
      QUESTION,
    );
    const made = new Set(document.measurements.map(({ metric }) => metric));
    expect(SCORE_METRICS.filter((name) => made.has(name))).toEqual(SCORE_METRICS.slice(0, 4));
    expect(document.notes.at(-1)).toContain("The scores are no probabilities");
  });

  it("may all be missing: nothing is estimable, nothing is thrown", () => {
    const document = audit(
      people().map((one) => ({ ...one, s: null })),
      { ...QUESTION, budgets: [budget] },
    );
    expect(find(document, "roc_auc", "g=a")).toMatchObject({
      status: "not-estimable",
      reason: "unscored",
    });
    expect(document.verdicts.map(({ verdict }) => verdict)).toEqual(["no-data", "no-data"]);
    expect(document.notes.join()).toContain("200 rows without a score");
    expect(document.notes.join()).not.toContain("no probabilities");
  });

  it("with texts among them are refused", () => {
    expect(() => audit({ g: ["a", "b"], y: [0, 1], s: ["0.1", "high"] }, QUESTION)).toThrow(
      expect.objectContaining({ code: "input/not-a-number" }),
    );
  });
});

describe("what cannot be estimated", () => {
  it("is a cohort of one outcome, which is no perfect ranking", () => {
    const rows = { g: ["a", "a", "b", "b"], y: [1, 1, 0, 1], s: [0.2, 0.9, 0.1, 0.7] };
    const document = audit(rows, QUESTION);
    expect(find(document, "roc_auc", "g=a")?.status).toBe("not-estimable");
    expect(find(document, "bnsp_auc", "g=a")).toMatchObject({ status: "ok", value: 1 });
    expect(find(document, "bpsn_auc", "g=a")?.status).toBe("not-estimable");
  });

  it("is the error of scores that are all alike, so that no budget rests on their mean", () => {
    const rows = people().map((one) => ({ ...one, s: 7 }));
    const question = { ...budget, metric: "mean_score", limit: { max: 10 } };
    const document = audit(rows, { ...QUESTION, budgets: [question] });
    expect(find(document, "mean_score", "g=a")).toMatchObject({ value: 7, interval: null });
    expect(document.verdicts[0]).toMatchObject({ verdict: "no-data", reason: "no-interval" });
  });

  it("without recorded outcomes is everything but the mean score", () => {
    const document = audit(people(), {
      decisions: {
        score: "s",
        prediction: { score: true, threshold: 0.5, favourableWhen: "above" },
      },
      cohorts: { g: { by: ["g"] } },
    });
    const made = new Set(document.measurements.map(({ metric }) => metric));
    expect(SCORE_METRICS.filter((name) => made.has(name))).toEqual(["mean_score"]);
  });
});

describe("budgets on scores", () => {
  const check = (more: Partial<BudgetInput>) =>
    checkConfiguration({ ...QUESTION, budgets: [{ ...budget, ...more }] });

  it("may limit a value or a difference, not a ratio of areas", () => {
    expect(check({}).ok).toBe(true);
    expect(check({ compare: "difference", limit: { min: -0.05 } }).ok).toBe(true);
    expect(check({ compare: "ratio", limit: { min: 0.8 } }).ok).toBe(false);
    expect(check({ metric: "brier_score", compare: "ratio", limit: { max: 1.2 } }).ok).toBe(true);
  });

  it("have the range of the metric", () => {
    expect(check({ limit: { min: 70 } }).ok).toBe(false);
    expect(check({ metric: "mean_score", limit: { max: 700 } }).ok).toBe(true);
  });

  it("hold unknown attributes against a pass", () => {
    const rows = [...people(), { g: null, y: 1, s: 0.5 }];
    const { verdicts } = audit(rows, { ...QUESTION, budgets: [budget] });
    expect(verdicts[0]).toMatchObject({ verdict: "inconclusive", reason: "unknown-attribute" });
  });

  it("find the same numbers as the functions of the library", () => {
    const own = people().filter(({ g }) => g === "a");
    const found = rocAuc({ scores: own.map(({ s }) => s), labels: own.map(({ y }) => y) });
    const { verdicts } = audit(people(), { ...QUESTION, budgets: [budget] });
    expect(verdicts[0]?.estimate).toBeCloseTo(found?.value as number, 12);
    expect(verdicts[0]?.interval?.lower).toBeCloseTo(found?.interval.lower as number, 12);
  });

  it("are known to the registry with formula and meaning", () => {
    for (const name of SCORE_METRICS) {
      expect(METRICS.find((metric) => metric.name === name)).toMatchObject({
        kind: "rows",
        from: "audit",
        formula: expect.stringMatching(/./),
        meaning: expect.stringMatching(/./),
      });
    }
  });
});
