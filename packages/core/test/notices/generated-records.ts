import type { Counterfactual } from "../../src/explanations/counterfactual.ts";
import type { FeatureDeclaration } from "../../src/explanations/feature.ts";
import type { DecisionRecord } from "../../src/explanations/record.ts";
import { type DecisionRecordInput, decisionRecord } from "../../src/notices/decision-record.ts";
import { found, nothing, type Row, sampleInput } from "./sample-record.ts";

/** Inputs as people know them; labels, units and levels without digits, so that a digit in a text is a slot's. */
const INPUTS: readonly { name: string; declaration: FeatureDeclaration; levels?: string[] }[] = [
  {
    name: "hours",
    declaration: {
      label: "hours worked a week",
      unit: "hours",
      more: { en: "more hours", de: "mehr Stunden", es: "más horas", ar: "أكثر" },
      less: { en: "fewer hours", de: "weniger Stunden", es: "menos horas", ar: "أقل" },
      adjustAt: "https://example.org/profile",
    },
  },
  { name: "school", declaration: { label: "years of school", unit: "years" } },
  { name: "job", declaration: { label: "job" }, levels: ["sales", "craft", "office"] },
  { name: "account", declaration: { label: "current account" }, levels: ["none", "low", "high"] },
  {
    name: "gain",
    declaration: {
      label: "gain from shares",
      unit: "dollars",
      show: "name",
      purpose: "to see what there is to live on",
    },
  },
  {
    name: "age",
    declaration: {
      label: "age",
      unit: "years",
      protected: true,
      use: { allowed: "a rule of the pension law" },
    },
  },
  { name: "sex", declaration: { label: "sex", protected: true }, levels: ["female", "male"] },
  {
    name: "race",
    declaration: { label: "race", protected: true, source: "inferred" },
    levels: ["umber", "ochre"],
  },
  {
    name: "family",
    declaration: { label: "place in the family", proxyOf: ["sex"] },
    levels: ["wife", "husband"],
  },
  { name: "interest", declaration: { label: "estimated interest", source: "inferred" } },
];
const FEATURES = Object.fromEntries(INPUTS.map(({ name, declaration }) => [name, declaration]));
const CHANGEABLE = ["hours", "school", "job", "account", "gain", "interest"];

/** A record made from a seed; all of its parts vary. */
export function generatedRecord(seed: number, locale = "en"): DecisionRecord {
  return decisionRecord({ ...generatedInput(seed), locale });
}

export function generatedInput(seed: number): DecisionRecordInput {
  const next = randomNumbers(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T;
  const favourableWhen = pick(["above", "below"] as const);
  const rows = INPUTS.filter(() => next() < 0.7).map(({ name, levels }): Row => {
    const value = () => (levels === undefined ? Math.round(next() * 60_000) / 1000 : pick(levels));
    const contribution = next() < 0.1 ? 0 : (next() - 0.5) * 10 ** -Math.floor(next() * 5);
    return [name, next() < 0.1 ? null : value(), next() < 0.05 ? null : value(), contribution];
  });
  const draft = sampleInput({ rows, baseline: next(), outcome: { favourableWhen } });
  const towardsAbove = (favourableWhen === "above") !== draft.outcome.favourable;
  const changeable = draft.attribution.attributions.filter(({ feature }) =>
    CHANGEABLE.includes(feature),
  );
  const changes = changeable
    .filter(() => next() < 0.4)
    .map(({ feature, value, baselineValue }) => ({
      feature,
      from: value,
      to: typeof baselineValue === "number" ? next() * 1000 : (baselineValue ?? "none"),
    }));
  const answer: Counterfactual =
    changes.length === 0
      ? nothing(pick(["infeasible", "not-found"]))
      : found(pick(["optimal", "feasible"]), changes, towardsAbove ? 0.9 : 0.1);
  return {
    ...draft,
    features: FEATURES,
    counterfactuals: next() < 0.2 ? [] : [answer],
    backgroundOutputs: Float64Array.from({ length: 50 }, () => next()),
  };
}

export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const next = randomNumbers(seed);
  return items
    .map((item) => ({ item, key: next() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

/** Numbers in [0, 1) from a linear congruence (Numerical Recipes' constants). */
function randomNumbers(seed: number): () => number {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
