import { describe, expect, it } from "vitest";
import { parseConfiguration } from "../../src/configuration/check-configuration.ts";
import { VALID } from "./valid.ts";

const small = { decisions: { label: "y", favourable: 1 }, cohorts: { g: { by: ["g"] } } };
const budget = VALID.budgets[0];

describe("checkConfiguration completes", () => {
  it("what a short configuration leaves out, with the documented defaults", () => {
    expect(parseConfiguration(small)).toEqual({
      title: null,
      data: null,
      decisions: expect.objectContaining({
        id: null,
        label: "y",
        favourable: { kind: "values", values: ["1"] },
        prediction: null,
        score: null,
        time: null,
        weight: null,
      }),
      history: null,
      ratchet: null,
      labels: null,
      cohorts: [{ name: "g", by: ["g"], bands: {}, reference: { kind: "rest" } }],
      features: { g: { protected: true } },
      links: [],
      reasonCodes: [],
      evidence: {
        confidence: 0.95,
        multiplicity: "holm",
        family: "budget",
        minimum: { denominator: 30 },
        convention: "strict",
        seed: 7,
      },
      budgets: [],
      waivers: [],
      burn: null,
      model: null,
      recourse: { people: 200, seed: 7, nodes: 20_000 },
      proxies: null,
      remedies: { perCohortThresholds: null },
      context: null,
      signoffs: [],
    });
  });

  it.each(["holm", "max-t", "benjamini-hochberg", "none"])(
    "the adjustment of p-values as it is named: %s",
    (multiplicity) => {
      const { evidence } = parseConfiguration({ ...small, evidence: { multiplicity } });
      expect(evidence.multiplicity).toBe(multiplicity);
    },
  );

  it("budgets: a warning where nothing else is said", () => {
    const { budgets } = parseConfiguration(VALID);
    expect(budgets[0]).toEqual({ ...budget, onNoData: "warn" });
    expect(budgets[1]).toEqual({
      ...VALID.budgets[1],
      limit: { min: null, max: 0.1 },
      onInconclusive: "warn",
      onNoData: "warn",
      owner: null,
      rationale: null,
    });
  });

  it("references: a level, a band, levels by attribute, rest, highest", () => {
    const references = (reference: unknown) =>
      parseConfiguration({ ...small, cohorts: { g: { by: ["g"], reference } } }).cohorts[0]
        ?.reference;
    expect(references("rest")).toEqual({ kind: "rest" });
    expect(references("highest")).toEqual({ kind: "highest" });
    expect(references(1)).toEqual({ kind: "cohort", levels: ["1"] });
    expect(references(["a"])).toEqual({ kind: "cohort", levels: ["a"] });
    expect(parseConfiguration(VALID).cohorts.map(({ reference }) => reference)).toEqual([
      { kind: "cohort", levels: ["male"] },
      { kind: "cohort", levels: ["25..<65"] },
      { kind: "cohort", levels: ["male", ">=40"] },
    ]);
  });

  it("favourable: a value, several, or a threshold", () => {
    const favourable = (value: unknown) =>
      parseConfiguration({ ...small, decisions: { label: "y", favourable: value } }).decisions
        .favourable;
    expect(favourable(true)).toEqual({ kind: "values", values: ["true"] });
    expect(favourable(["a", 1])).toEqual({ kind: "values", values: ["a", "1"] });
    for (const kind of ["above", "atLeast", "below", "atMost"]) {
      expect(favourable({ [kind]: 50_000 })).toEqual({ kind, threshold: 50_000 });
    }
  });

  it("predictions: a column, a score or a model", () => {
    const rule = { threshold: 0.5, favourableWhen: "above" };
    const prediction = (decisions: object, more: object = {}) =>
      parseConfiguration({ ...small, ...more, decisions }).decisions.prediction;
    expect(prediction({ prediction: "p", favourable: 1 })).toEqual({ kind: "column", column: "p" });
    expect(prediction({ score: "s", prediction: { score: true, ...rule } })).toEqual({
      kind: "score",
      ...rule,
    });
    const model = { path: "model.txt", format: "lightgbm" };
    expect(prediction({ prediction: { model: true, ...rule } }, { model })).toEqual({
      kind: "model",
      ...rule,
    });
  });

  it("keeps what features say of a cohort’s attribute", () => {
    const features = { g: { protected: false, label: "Group" } };
    expect(parseConfiguration({ ...small, features }).features).toEqual(features);
    expect(parseConfiguration({ ...small, features: { g: { label: "Group" } } }).features).toEqual({
      g: { label: "Group", protected: true },
    });
  });
});
