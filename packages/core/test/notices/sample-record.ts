import type { AttributionResult, FeatureValue } from "../../src/explanations/attribution.ts";
import type { Counterfactual } from "../../src/explanations/counterfactual.ts";
import type { FeatureDeclaration } from "../../src/explanations/feature.ts";
import type { DecisionOutcome } from "../../src/explanations/record.ts";
import type { DecisionRecordInput } from "../../src/notices/decision-record.ts";

/** Feature, value, typical value, contribution. */
export type Row = readonly [string, FeatureValue, FeatureValue, number];

export interface Sample {
  readonly rows: readonly Row[];
  readonly baseline?: number;
  readonly outcome?: Partial<DecisionOutcome>;
  readonly features?: Readonly<Record<string, FeatureDeclaration>>;
  readonly counterfactuals?: readonly Counterfactual[];
  readonly backgroundOutputs?: ArrayLike<number>;
  readonly contact?: string;
}

/** Input of a decision record whose output is the sum of its parts; the outcome follows from it. */
export function sampleInput(sample: Sample): DecisionRecordInput {
  const { rows, baseline = 0.6, outcome = {} } = sample;
  const attribution = sampleAttribution(rows, baseline);
  const threshold = outcome.threshold ?? 0.5;
  const favourableWhen = outcome.favourableWhen ?? "above";
  const output = attribution.output.value;
  const favourable = favourableWhen === "above" ? output > threshold : output < threshold;
  return {
    subject: "17",
    outcome: {
      decided: favourable ? "approved" : "refused",
      favourable,
      threshold,
      favourableWhen,
      ...outcome,
    },
    attribution,
    counterfactuals: sample.counterfactuals ?? [],
    features: sample.features ?? {},
    backgroundOutputs:
      sample.backgroundOutputs ?? Float64Array.from({ length: 200 }, (_, row) => row / 200),
    provenance: {
      model: { name: "loans", format: "lightgbm", sha256: "ab".repeat(32) },
      data: { name: "applications", sha256: null },
      generator: { name: "evenhand", version: "0.0.0" },
      today: "2026-11-24",
    },
    ...(sample.contact === undefined ? {} : { contact: sample.contact }),
  };
}

function sampleAttribution(rows: readonly Row[], baseline: number): AttributionResult {
  let output = baseline;
  for (const [, , , contribution] of rows) output += contribution;
  return {
    game: "interventional",
    exact: true,
    output: { value: output, unit: "probability" },
    baseline: { value: baseline, description: "rows drawn at random", rows: 200, hash: "cd" },
    attributions: rows.map(([feature, value, baselineValue, contribution]) => ({
      feature,
      value,
      baselineValue,
      contribution,
    })),
    residual: 0,
  };
}

export function found(
  status: "optimal" | "feasible",
  changes: Counterfactual["changes"],
  output = 0.7,
): Counterfactual {
  const proved = status === "optimal";
  return {
    status,
    changes,
    cost: 1.5,
    lowerBound: proved ? 1.5 : 1.2,
    gap: proved ? 0 : 0.2,
    output: { value: output, unit: "probability" },
    nodes: 9,
  };
}

export function nothing(status: "infeasible" | "not-found"): Counterfactual {
  return {
    status,
    changes: [],
    cost: null,
    lowerBound: status === "infeasible" ? null : 1,
    gap: null,
    output: null,
    nodes: 300,
  };
}
