import * as v from "valibot";
import { decisionSchema } from "../explanations/record-schema.ts";
import { AUDIT_SCHEMA } from "./audit-document.ts";
import { proxiesSchema } from "./proxies-schema.ts";
import { publicationSchema } from "./publication-schema.ts";

// Shape of an audit document, for reading one back and for the published JSON Schema.

const text = v.string();
const count = v.pipe(v.number(), v.minValue(0));
const file = { name: text, sha256: v.nullable(text) };
const maybe = v.nullable(v.number());
const compare = v.picklist(["difference", "ratio", "value", "distance"]);
const severity = v.picklist(["error", "warn"]);
const limit = v.object({ min: maybe, max: maybe });
const interval = v.object({
  lower: v.number(),
  upper: maybe,
  confidence: v.number(),
  method: text,
});

const evidence = v.object({
  confidence: v.number(),
  multiplicity: v.picklist(["holm", "max-t", "benjamini-hochberg", "none"]),
  family: v.picklist(["budget", "file"]),
  minimum: v.object({ denominator: v.number() }),
  convention: v.literal("strict"),
  seed: v.number(),
});

const outcomeRule = v.nullable(v.object({ column: text, favourable: text }));

const cellOutcome = v.nullable(
  v.object({ column: text, rule: text, classes: v.array(text), favourable: v.array(text) }),
);

const cells = v.object({
  schema: v.object({
    attributes: v.array(
      v.object({ column: text, bands: v.nullable(v.array(v.number())), levels: v.array(text) }),
    ),
    label: cellOutcome,
    prediction: cellOutcome,
    weight: v.picklist(["none", "frequency", "sampling"]),
    clusterBy: v.optional(text),
  }),
  schemaHash: text,
  entries: v.array(v.object({ key: v.array(v.number()), n: count, w: count, w2: count })),
  pairs: v.optional(v.array(v.object({ first: count, second: count, sum: count }))),
});

/** Shape of cells on their own. Not exported from the package. */
export const cellsSchema: v.GenericSchema<unknown> = cells;

const cohort = v.object({
  id: text,
  dimension: v.nullable(text),
  by: v.array(text),
  levels: v.array(v.nullable(text)),
  rows: count,
  share: v.number(),
  reference: v.nullable(text),
  kind: v.picklist(["observed", "unknown", "rest", "all"]),
});

const measured = {
  metric: text,
  dimension: v.nullable(text),
  cohort: text,
  reference: v.optional(text),
  numerator: v.number(),
  denominator: v.number(),
  n: v.number(),
};

const measurement = v.variant("status", [
  v.object({
    ...measured,
    status: v.literal("ok"),
    value: v.number(),
    interval: v.nullable(interval),
    effectiveDenominator: v.number(),
    spread: v.optional(
      v.nullable(
        v.object({
          scale: v.picklist(["identity", "log", "logit", "complement-log"]),
          standardError: v.number(),
          degreesOfFreedom: v.optional(v.number()),
          chance: v.optional(v.number()),
          skewness: v.optional(v.number()),
        }),
      ),
    ),
    missing: v.optional(count),
    unscored: v.optional(count),
    nReference: v.optional(count),
    reason: v.null(),
  }),
  v.object({
    ...measured,
    status: v.literal("not-estimable"),
    value: v.null(),
    interval: v.null(),
    reason: text,
  }),
]);

const compared = {
  metric: text,
  dimension: text,
  compare: v.picklist(["difference", "ratio", "distance"]),
  cohort: text,
  reference: text,
};

const disparity = v.variant("status", [
  v.object({
    ...compared,
    status: v.literal("ok"),
    value: v.number(),
    interval,
    bounds: v.nullable(v.object({ lower: maybe, upper: maybe })),
    reason: v.null(),
  }),
  v.object({
    ...compared,
    status: v.literal("unbounded"),
    value: v.null(),
    interval: v.null(),
    lower: v.number(),
    confidence: v.number(),
    bounds: v.null(),
    reason: v.literal("reference-zero"),
  }),
  v.object({
    ...compared,
    status: v.literal("not-estimable"),
    value: v.null(),
    interval: v.null(),
    bounds: v.null(),
    reason: text,
  }),
]);

const stratified = v.object({
  metric: text,
  dimension: text,
  compare: v.picklist(["difference", "ratio"]),
  cohort: text,
  reference: text,
  pooled: maybe,
  combined: maybe,
  isReversed: v.boolean(),
  strata: v.array(
    v.object({
      stratum: text,
      own: v.number(),
      reference: v.number(),
      n: count,
      nReference: count,
      weight: v.number(),
      value: maybe,
      interval: v.nullable(interval),
    }),
  ),
});

const profile = v.object({
  dimension: v.nullable(text),
  cohort: text,
  histogram: v.object({ lowest: v.number(), highest: v.number(), weights: v.array(count) }),
  reliability: v.nullable(
    v.array(
      v.object({
        lower: v.number(),
        upper: v.number(),
        n: count,
        weight: count,
        squares: count,
        scored: v.number(),
        observed: v.number(),
        meanScore: v.number(),
        observedRate: v.number(),
        interval,
      }),
    ),
  ),
  unscored: count,
});

const budget = v.object({
  id: text,
  metric: text,
  compare,
  cohorts: text,
  limit,
  severity,
  onInconclusive: v.picklist(["block", "warn"]),
  onNoData: v.picklist(["block", "warn"]),
  rule: v.optional(v.literal("point")),
  target: v.optional(limit),
  owner: v.nullable(text),
  rationale: v.nullable(text),
});

const verdictKind = v.picklist(["pass", "fail", "inconclusive", "no-data", "error"]);

const tippingPoint = v.object({
  kind: v.picklist(["labels", "reference-labels", "decisions", "unknown", "reference-unknown"]),
  from: verdictKind,
  to: verdictKind,
  count,
  of: count,
  share: v.number(),
  sentence: text,
});

const verdict = v.object({
  budget: text,
  metric: text,
  compare,
  dimension: text,
  cohort: text,
  reference: v.nullable(text),
  verdict: verdictKind,
  reason: v.nullable(text),
  severity,
  estimate: maybe,
  bound: maybe,
  boundLevel: maybe,
  interval: v.nullable(interval),
  p: maybe,
  adjustedP: maybe,
  limit,
  n: count,
  nReference: maybe,
  waiver: v.nullable(
    v.object({
      status: v.picklist(["applied", "expired", "not-yet-valid", "ceiling-exceeded"]),
      reason: text,
      owner: text,
      approvedBy: text,
      expires: text,
    }),
  ),
  shortfall: maybe,
  sentence: text,
  tipping: v.optional(v.array(tippingPoint)),
  target: v.optional(v.object({ limit, status: v.picklist(["met", "missed", "open"]) })),
  debt: v.optional(
    v.object({ dataSets: count, since: text, days: v.number(), escalated: v.boolean() }),
  ),
});

const counts = v.object({
  pass: count,
  fail: count,
  inconclusive: count,
  "no-data": count,
  error: count,
  waived: count,
});

const outcome = v.object({
  verdict: v.picklist([
    "pass",
    "fail",
    "inconclusive",
    "no-data",
    "not-demonstrated",
    "no-budgets",
  ]),
  exitCode: v.picklist([0, 1, 2, 4]),
  counts,
  sentence: text,
});

const proposal = v.object({
  base: v.object(file),
  status: v.picklist([
    "unchanged",
    "holds-under-both",
    "passes-only-under-proposal",
    "blocked-only-under-proposal",
    "blocked-under-both",
  ]),
  changes: v.array(
    v.object({
      path: text,
      before: v.nullable(text),
      after: v.nullable(text),
      effect: v.picklist([
        "loosened",
        "tightened",
        "changed",
        "added",
        "removed",
        "grew",
        "shrank",
      ]),
    }),
  ),
  verdicts: v.array(
    v.object({
      budget: text,
      cohort: text,
      before: v.nullable(verdictKind),
      after: v.nullable(verdictKind),
    }),
  ),
  before: outcome,
  after: outcome,
  sentence: text,
});

const ratchet = v.object({
  baseline: v.object(file),
  margin: v.number(),
  floor: v.number(),
  enforced: v.boolean(),
  growth: v.array(
    v.object({
      budget: text,
      cohort: text,
      severity,
      status: v.picklist(["grew", "held", "undecided", "not-compared"]),
      before: maybe,
      after: maybe,
      growth: maybe,
      interval: v.nullable(interval),
      decisions: maybe,
      sentence: text,
    }),
  ),
  sentence: text,
});

/** Valibot schema of `evenhand/audit@1`. Not exported from the package. */
export const auditSchema: v.GenericSchema<unknown> = v.object({
  schema: v.literal(AUDIT_SCHEMA),
  title: text,
  provenance: v.object({
    generator: v.object({ name: text, version: text }),
    today: v.nullable(text),
    data: v.object(file),
    configuration: v.nullable(v.object(file)),
    model: v.nullable(v.object({ ...file, format: text })),
    evidence,
  }),
  context: v.nullable(v.record(text, text)),
  signoffs: v.array(v.object({ name: text, role: text, date: text, statement: v.optional(text) })),
  definitions: v.object({
    label: outcomeRule,
    prediction: outcomeRule,
    score: v.nullable(text),
    weight: v.nullable(v.object({ column: text, kind: v.picklist(["frequency", "sampling"]) })),
    labels: v.nullable(v.record(text, text)),
    attributes: v.array(
      v.object({ column: text, protected: v.boolean(), source: v.nullable(text) }),
    ),
    dimensions: v.array(
      v.object({
        name: text,
        by: v.array(text),
        bands: v.record(text, v.array(v.number())),
        reference: v.variant("kind", [
          v.object({ kind: v.literal("rest") }),
          v.object({ kind: v.literal("highest") }),
          v.object({ kind: v.literal("cohort"), levels: v.array(text) }),
        ]),
        within: v.optional(v.array(text)),
      }),
    ),
  }),
  population: v.object({
    rows: count,
    used: count,
    excluded: v.array(v.object({ reason: text, column: v.nullable(text), rows: count })),
  }),
  cells: v.nullable(cells),
  cohorts: v.array(cohort),
  measurements: v.array(measurement),
  disparities: v.array(disparity),
  stratified: v.optional(v.array(stratified)),
  scores: v.optional(v.array(profile)),
  proxies: v.optional(proxiesSchema),
  budgets: v.array(budget),
  verdicts: v.array(verdict),
  decisions: v.array(decisionSchema),
  outcome,
  proposal: v.optional(proposal),
  ratchet: v.optional(ratchet),
  odometer: v.optional(v.object({ models: count, confidence: v.number(), wornOut: v.boolean() })),
  notes: v.array(text),
  publication: v.optional(publicationSchema),
});
