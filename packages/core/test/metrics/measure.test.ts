import { describe, expect, it } from "vitest";
import type { AuditDocument, ConfigurationInput } from "../../src/index.ts";
import { audit } from "../../src/index.ts";

/** y, p and group (aa…bb…) as fairlearn's edge cases give them. */
function auditRows(
  y: string,
  p: string,
  groups: string,
  weights?: readonly number[],
): AuditDocument {
  const numbers = (digits: string): number[] => [...digits].map(Number);
  const rows = {
    y: numbers(y),
    p: numbers(p),
    g: [...groups],
    w: weights ?? numbers(y).map(() => 1),
  };
  const weight = weights === undefined ? null : ({ column: "w", kind: "sampling" } as const);
  const question: ConfigurationInput = {
    decisions: { label: "y", favourable: 1, prediction: "p", weight },
    cohorts: { g: { by: ["g"], reference: "b" } },
  };
  return audit(rows, question);
}

const find = (document: AuditDocument, metric: string, cohort: string) =>
  document.measurements.find((one) => one.metric === metric && one.cohort === cohort);

const disparity = (document: AuditDocument, metric: string, compare: "difference" | "ratio") =>
  document.disparities.find((one) => one.metric === metric && one.compare === compare);

describe("a rate with nothing to divide by is not estimable, where fairlearn says 0 or 1", () => {
  it("true positive and false negative rate without positives (0)", () => {
    const document = auditRows("0001", "0101", "aabb");
    for (const metric of ["true_positive_rate", "false_negative_rate"]) {
      expect(find(document, metric, "g=a")).toEqual({
        metric,
        dimension: "g",
        cohort: "g=a",
        status: "not-estimable",
        value: null,
        interval: null,
        numerator: 0,
        denominator: 0,
        n: 0,
        reason: "zero-denominator",
      });
      expect(disparity(document, metric, "difference")).toMatchObject({
        status: "not-estimable",
        reason: "cohort-not-estimable",
      });
    }
  });

  it("false positive rate without negatives (0), precision without favourable decisions (0)", () => {
    const document = auditRows("1101", "0011", "aabb");
    expect(find(document, "false_positive_rate", "g=a")?.status).toBe("not-estimable");
    expect(find(document, "precision", "g=a")?.status).toBe("not-estimable");
    expect(find(document, "precision", "g=b")?.value).toBe(0.5);
  });

  it("a reference without positives (equalized odds difference 1)", () => {
    const document = auditRows("110000", "110000", "aaabbb");
    expect(disparity(document, "true_positive_rate", "difference")).toMatchObject({
      status: "not-estimable",
      reason: "reference-not-estimable",
      value: null,
    });
  });

  it("weights that add up to nothing (NaN)", () => {
    const document = auditRows("1101", "0110", "aabb", [0, 0, 1, 1]);
    expect(find(document, "selection_rate", "g=a")).toMatchObject({
      status: "not-estimable",
      denominator: 0,
      n: 2,
    });
  });

  it("a ratio of zero to zero (NaN), and of something to zero (0 after folding)", () => {
    const none = auditRows("0101", "0000", "aabb");
    expect(disparity(none, "selection_rate", "ratio")?.reason).toBe("both-zero");
    expect(disparity(none, "selection_rate", "difference")?.value).toBe(0);
    const some = disparity(auditRows("0101", "0100", "aabb"), "selection_rate", "ratio");
    expect(some).toMatchObject({ status: "unbounded", value: null, reason: "reference-zero" });
    expect(some?.status === "unbounded" && some.lower > 0 && some.lower < 1).toBe(true);
  });
});

describe("every metric of the registry", () => {
  // 4 true positives, 3 false positives, 2 false negatives, 2 true negatives.
  const document = auditRows("11110001100", "11111110000", "bbbbbbbbbbb");

  it.each([
    ["count", 11, 11],
    ["selection_rate", 7, 11],
    ["base_rate", 6, 11],
    ["true_positive_rate", 4, 6],
    ["false_positive_rate", 3, 5],
    ["true_negative_rate", 2, 5],
    ["false_negative_rate", 2, 6],
    ["precision", 4, 7],
    ["negative_predictive_value", 2, 4],
    ["false_discovery_rate", 3, 7],
    ["false_omission_rate", 2, 4],
    ["accuracy", 6, 11],
  ])("%s is %i of %i", (metric, numerator, denominator) => {
    expect(find(document, metric, "all")).toMatchObject({
      status: "ok",
      numerator,
      denominator,
      n: denominator,
      value: metric === "count" ? 11 : numerator / denominator,
    });
  });

  it("shows a mid-p interval for each rate, and none for the count", () => {
    const rate = find(document, "selection_rate", "all");
    expect(rate?.interval).toMatchObject({ confidence: 0.95, method: "mid-p" });
    expect(rate?.interval?.lower).toBeCloseTo(0.33644, 5);
    expect(rate?.interval?.upper).toBeCloseTo(0.87215, 5);
    expect(find(document, "count", "all")?.interval).toBeNull();
  });

  it("leaves out metrics whose inputs the data lack", () => {
    const labels = audit({ g: ["a", "b"], y: [0, 1] }, { outcome: "y", by: ["g"] });
    expect(new Set(labels.measurements.map(({ metric }) => metric))).toEqual(
      new Set(["count", "base_rate"]),
    );
    expect(new Set(labels.disparities.map(({ metric }) => metric))).toEqual(new Set(["base_rate"]));
  });
});
