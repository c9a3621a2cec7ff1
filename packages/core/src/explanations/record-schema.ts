import * as v from "valibot";
import { disputeSchema } from "./dispute-schema.ts";
import { DECISION_SCHEMA } from "./record.ts";

// Shape of a decision record, for reading one back and for the published JSON Schema.

const text = v.string();
const value = v.nullable(v.union([v.number(), v.string()]));
const unit = v.picklist(["probability", "log-odds", "score"]);
const output = v.object({ value: v.number(), unit });
const kind = v.picklist(["ordinary", "protected", "proxy"]);
const byLanguage = v.record(text, text);
const forms = v.object({
  zero: v.optional(text),
  one: v.optional(text),
  two: v.optional(text),
  few: v.optional(text),
  many: v.optional(text),
  other: text,
});
const sha256 = v.nullable(v.string());

/** Valibot schema of `evenhand/decision@1`. Not exported from the package. */
export const decisionSchema: v.GenericSchema<unknown> = v.object({
  schema: v.literal(DECISION_SCHEMA),
  subject: text,
  outcome: v.object({
    decided: text,
    decidedIn: v.optional(byLanguage),
    favourable: v.boolean(),
    threshold: v.number(),
    favourableWhen: v.picklist(["above", "below"]),
  }),
  output,
  baseline: v.object({ value: v.number(), description: text, rows: v.number(), hash: text }),
  attributions: v.array(
    v.object({ feature: text, value, baselineValue: value, contribution: v.number() }),
  ),
  residual: v.number(),
  reasons: v.array(
    v.object({
      feature: text,
      label: text,
      value,
      referenceValue: value,
      contribution: v.number(),
      direction: v.picklist(["for", "against"]),
      kind,
      share: v.number(),
      lenderCode: v.optional(
        v.union([
          v.object({ status: v.literal("coded"), code: text, text: byLanguage }),
          v.object({ status: v.literal("no-code") }),
        ]),
      ),
      sentence: text,
    }),
  ),
  others: v.nullable(v.object({ share: v.number(), features: v.number(), sentence: text })),
  counterfactuals: v.array(
    v.object({
      status: v.picklist(["optimal", "feasible", "infeasible", "not-found"]),
      changes: v.array(v.object({ feature: text, from: value, to: value })),
      cost: v.nullable(v.number()),
      lowerBound: v.nullable(v.number()),
      gap: v.nullable(v.number()),
      output: v.nullable(output),
      nodes: v.number(),
      apartFrom: v.optional(v.array(v.array(text))),
      plausibility: v.optional(
        v.object({
          method: v.literal("isolation-forest"),
          score: v.number(),
          limit: v.number(),
          basis: text,
        }),
      ),
    }),
  ),
  confidence: v.object({
    band: v.picklist(["clear", "fairly-clear", "close-call"]),
    distance: v.number(),
    nearerShare: v.number(),
    basis: text,
  }),
  safeguards: v.array(
    v.object({
      code: text,
      feature: v.nullable(text),
      holdForReview: v.boolean(),
      sentence: text,
    }),
  ),
  features: v.array(
    v.object({
      feature: text,
      label: text,
      unit: v.nullable(text),
      levels: v.array(v.object({ level: text, label: text })),
      kind,
      proxyOf: v.array(text),
      inferred: v.boolean(),
      use: v.nullable(v.union([v.literal("prohibited"), v.object({ allowed: text })])),
      actionable: v.nullable(v.object({ owner: text, rationale: text })),
      hidesValue: v.optional(v.literal(true)),
      adjustAt: v.optional(text),
      purpose: v.optional(byLanguage),
      more: v.optional(byLanguage),
      less: v.optional(byLanguage),
      names: v.optional(
        v.object({
          label: byLanguage,
          unit: v.record(text, forms),
          levels: v.array(v.object({ level: text, label: byLanguage })),
        }),
      ),
    }),
  ),
  contact: v.nullable(text),
  dispute: v.optional(disputeSchema),
  notices: v.object({
    locale: text,
    audience: v.picklist(["client", "agent", "reviewer"]),
    headline: text,
    details: v.array(
      v.object({
        id: v.picklist(["decision", "reasons", "changes", "confidence", "safeguards", "actions"]),
        title: text,
        sentences: v.array(text),
        links: v.optional(v.array(text)),
      }),
    ),
  }),
  provenance: v.object({
    model: v.object({ name: text, format: text, sha256 }),
    data: v.object({ name: text, sha256 }),
    generator: v.object({ name: text, version: text }),
    today: text,
    templates: v.array(text),
  }),
});
