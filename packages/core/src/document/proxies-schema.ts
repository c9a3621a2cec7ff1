import * as v from "valibot";

// Shape of the audit of proxies inside an audit document.

const text = v.string();
const count = v.pipe(v.number(), v.minValue(0));
const verdict = v.picklist(["above", "below", "undecided"]);

const level = v.object({
  level: text,
  rows: count,
  auc: v.number(),
  interval: v.object({
    lower: v.number(),
    upper: v.nullable(v.number()),
    confidence: v.number(),
    method: text,
  }),
  adjustedP: v.number(),
  verdict,
});

const association = v.variant("status", [
  v.object({ status: v.literal("measured"), verdict, strongest: text, levels: v.array(level) }),
  v.object({
    status: v.literal("not-assessed"),
    reason: v.picklist(["same-column", "constant", "too-few"]),
  }),
]);

const pair = { overall: association, given: v.nullable(association) };

const attribute = v.object({
  attribute: text,
  rows: count,
  unknown: count,
  features: v.array(
    v.object({
      feature: text,
      finding: v.picklist(["proxy", "explained", "below", "undecided", "not-assessed"]),
      isLegitimate: v.boolean(),
      ...pair,
      path: v.nullable(v.array(text)),
    }),
  ),
  joint: v.object({ features: v.array(text), ...pair }),
  score: v.nullable(
    v.object({
      finding: v.picklist([
        "none",
        "base-rate",
        "beyond-base-rate",
        "undecided",
        "no-outcome",
        "not-assessed",
      ]),
      ...pair,
      givenOutcome: v.nullable(association),
    }),
  ),
});

/** Valibot schema of `AuditDocument.proxies`. Not exported from the package. */
export const proxiesSchema: v.GenericSchema<unknown> = v.object({
  limit: v.number(),
  confidence: v.number(),
  folds: count,
  seed: v.number(),
  minimum: count,
  features: v.array(text),
  legitimate: v.array(v.object({ feature: text, owner: text, rationale: text })),
  attributes: v.array(attribute),
  flagged: v.array(v.object({ feature: text, proxyOf: v.array(text) })),
});
