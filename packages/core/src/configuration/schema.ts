import * as v from "valibot";
import { DURATION_PATTERN } from "./duration.ts";

// The shape of `evenhand.yaml`. What a shape cannot say (names that must exist, limits that must
// fit their comparison) is checked in check-configuration.ts.

const text = v.pipe(v.string(), v.nonEmpty());
const scalar = v.union([v.string(), v.number(), v.boolean()]);
const finite = v.pipe(v.number(), v.finite());
const date = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d{2}-\d{2}$/, "Expected a date as YYYY-MM-DD"),
  v.isoDate("Expected a date that exists, as YYYY-MM-DD"),
);

const fileOptions = {
  format: v.optional(v.picklist(["csv", "jsonl", "parquet"])),
  delimiter: v.optional(v.pipe(v.string(), v.length(1))),
  header: v.optional(v.boolean()),
  columns: v.optional(v.array(text)),
  comment: v.optional(v.pipe(v.string(), v.minLength(1))),
  missing: v.optional(v.array(v.string())),
  trim: v.optional(v.boolean()),
};

const fileSource = {
  path: v.optional(text),
  dataset: v.optional(text),
  file: v.optional(text),
  ...fileOptions,
};

const whole = v.pipe(v.number(), v.integer(), v.minValue(1));

const rowRange = v.strictObject({ from: v.optional(whole), to: v.optional(whole) });

const data = v.strictObject({
  ...fileSource,
  derive: v.optional(
    v.record(text, v.strictObject({ from: text, map: v.record(v.string(), v.string()) })),
  ),
  where: v.optional(
    v.record(
      text,
      v.union([
        v.string(),
        v.array(v.string()),
        v.strictObject({ min: v.optional(finite), max: v.optional(finite) }),
      ]),
    ),
  ),
  rows: v.optional(rowRange),
});

// Plural categories are no languages: `{ one: … }` without `other` is a form forgotten.
const languageTag = v.pipe(
  v.string(),
  v.regex(
    /^(?!(?:one|two|few)$)[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/,
    "Expected a language as de, es or pt-BR",
  ),
);
const localText = v.union([text, v.record(languageTag, text)]);

const favourableWhen = v.picklist(["above", "below"]);

const decisions = v.strictObject({
  id: v.nullish(text),
  label: v.nullish(text),
  favourable: v.optional(
    v.union([
      scalar,
      v.pipe(v.array(scalar), v.minLength(1)),
      v.strictObject({ above: finite }),
      v.strictObject({ atLeast: finite }),
      v.strictObject({ below: finite }),
      v.strictObject({ atMost: finite }),
    ]),
  ),
  prediction: v.nullish(
    v.union([
      text,
      v.strictObject({ model: v.literal(true), threshold: finite, favourableWhen }),
      v.strictObject({ score: v.literal(true), threshold: finite, favourableWhen }),
    ]),
  ),
  score: v.nullish(text),
  time: v.nullish(text),
  weight: v.nullish(v.strictObject({ column: text, kind: v.picklist(["frequency", "sampling"]) })),
  clusterBy: v.nullish(text),
  log: v.nullish(text),
  wording: v.optional(v.strictObject({ favourable: localText, other: localText })),
});

const bandEdges = v.pipe(v.array(finite), v.minLength(1));

const cohort = v.strictObject({
  by: v.pipe(v.array(text), v.minLength(1), v.maxLength(4)),
  bands: v.optional(v.union([bandEdges, v.record(text, bandEdges)])),
  reference: v.optional(v.union([scalar, v.array(scalar), v.record(text, scalar)])),
  within: v.optional(v.pipe(v.array(text), v.minLength(1), v.maxLength(3))),
});

const pluralForms = v.strictObject({
  zero: v.optional(text),
  one: v.optional(text),
  two: v.optional(text),
  few: v.optional(text),
  many: v.optional(text),
  other: text,
});
const unit = v.union([text, pluralForms]);

const feature = v.strictObject({
  label: v.optional(localText),
  unit: v.optional(v.union([unit, v.record(languageTag, unit)])),
  levels: v.optional(v.record(v.string(), v.union([v.string(), v.record(languageTag, text)]))),
  protected: v.optional(v.boolean()),
  source: v.optional(v.picklist(["self-reported", "inferred"])),
  purpose: v.optional(localText),
  show: v.optional(v.picklist(["value", "name"])),
  more: v.optional(localText),
  less: v.optional(localText),
  adjustAt: v.optional(text),
  use: v.optional(v.union([v.literal("prohibited"), v.strictObject({ allowed: text })])),
  proxyOf: v.optional(v.array(text)),
  change: v.optional(v.picklist(["any", "up", "down", "none"])),
  range: v.optional(v.strictObject({ min: v.optional(finite), max: v.optional(finite) })),
  step: v.optional(v.pipe(finite, v.gtValue(0))),
  cost: v.optional(v.pipe(finite, v.gtValue(0))),
  transitions: v.optional(v.record(v.string(), v.record(v.string(), v.pipe(finite, v.gtValue(0))))),
  actionable: v.optional(v.strictObject({ owner: text, rationale: text })),
});

const levelList = v.pipe(v.array(v.string()), v.minLength(1));

const link = v.union([
  v.strictObject({ feature: text, atLeast: text, plus: v.optional(finite) }),
  v.strictObject({
    when: v.strictObject({ feature: text, in: levelList }),
    feature: text,
    min: v.optional(finite),
    max: v.optional(finite),
    in: v.optional(levelList),
  }),
]);

const reasonCode = v.strictObject({
  code: v.pipe(v.string(), v.regex(/^[\w.-]{1,40}$/, "Expected letters, digits, . _ or -")),
  text: v.optional(localText),
  features: v.pipe(v.array(text), v.minLength(1)),
  direction: v.optional(v.picklist(["for", "against", "any"])),
});

const evidence = v.strictObject({
  confidence: v.optional(
    v.pipe(v.number(), v.minValue(0.5), v.maxValue(0.9999, "Expected a confidence below 1")),
  ),
  multiplicity: v.optional(v.picklist(["holm", "max-t", "benjamini-hochberg", "none"])),
  family: v.optional(v.picklist(["budget", "file"])),
  minimum: v.optional(
    v.strictObject({ denominator: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))) }),
  ),
  convention: v.optional(v.picklist(["strict"])),
  seed: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
});

const blockOrWarn = v.picklist(["block", "warn"]);

const budget = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[\w.×-]{1,100}$/, "Expected letters, digits, . _ × or -")),
  metric: text,
  compare: v.picklist(["difference", "ratio", "value", "distance"]),
  cohorts: text,
  limit: v.strictObject({ min: v.optional(finite), max: v.optional(finite) }),
  severity: v.picklist(["error", "warn"]),
  onInconclusive: v.optional(blockOrWarn),
  onNoData: v.optional(blockOrWarn),
  rule: v.optional(v.picklist(["interval", "point"])),
  target: v.optional(v.strictObject({ min: v.optional(finite), max: v.optional(finite) })),
  owner: v.optional(text),
  rationale: v.optional(text),
});

const waiver = v.strictObject({
  budget: text,
  cohort: v.record(text, v.string()),
  ceiling: finite,
  reason: text,
  owner: text,
  approvedBy: text,
  created: date,
  expires: date,
});

const model = v.strictObject({
  path: text,
  format: v.picklist([
    "lightgbm",
    "xgboost",
    "catboost",
    "scikit-learn",
    "onnx",
    "ml-random-forest",
    "ml-cart",
    "linear",
    "ebm",
  ]),
  classOfInterest: v.optional(text),
  inputs: v.optional(v.pipe(v.array(text), v.minLength(1))),
  levels: v.optional(v.record(text, v.array(v.string()))),
  iterations: v.optional(whole),
  background: v.optional(
    v.nullable(
      v.strictObject({
        ...fileSource,
        range: v.optional(rowRange),
        rows: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000)),
        seed: v.pipe(v.number(), v.integer(), v.minValue(0)),
      }),
    ),
  ),
});

const context = v.strictObject({
  intendedUse: v.optional(text),
  affected: v.optional(text),
  limitations: v.optional(text),
  contact: v.optional(text),
  purpose: v.optional(text),
  basis: v.optional(text),
  retention: v.optional(text),
});

const duration = v.pipe(
  v.string(),
  v.regex(DURATION_PATTERN, "Expected a number of days, weeks or months such as 90d, 1w or 3mo"),
);

const burn = v.strictObject({
  window: duration,
  slot: duration,
  since: v.optional(date),
  allowedShortfall: v.optional(
    v.pipe(finite, v.gtValue(0, "Expected a share above 0"), v.maxValue(1)),
  ),
});

const wholeNumber = v.pipe(v.number(), v.integer(), v.minValue(1));

const history = v.strictObject({
  path: text,
  inconclusive: v.optional(
    v.strictObject({ dataSets: v.optional(wholeNumber), days: v.optional(wholeNumber) }),
  ),
  models: v.optional(wholeNumber),
});

const recourse = v.strictObject({
  people: v.optional(v.pipe(wholeNumber, v.maxValue(100_000))),
  seed: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  nodes: v.optional(wholeNumber),
});

const ratchet = v.strictObject({
  baseline: text,
  margin: v.optional(v.pipe(finite, v.minValue(0, "Expected 0 or more"))),
  floor: v.optional(v.pipe(finite, v.minValue(0, "Expected 0 or more"))),
});

const proxies = v.strictObject({
  protected: v.optional(v.pipe(v.array(text), v.minLength(1))),
  features: v.optional(v.pipe(v.array(text), v.minLength(1))),
  legitimate: v.optional(v.array(v.strictObject({ feature: text, owner: text, rationale: text }))),
  causes: v.optional(v.array(v.strictObject({ from: text, to: text }))),
  limit: v.optional(
    v.pipe(finite, v.gtValue(0.5, "Expected an area above 0.5, which is chance"), v.ltValue(1)),
  ),
  folds: v.optional(v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(20))),
  seed: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 31))),
});

const remedies = v.strictObject({
  perCohortThresholds: v.optional(
    v.strictObject({ lawful: v.boolean(), basis: text, owner: text }),
  ),
});

/** More budgets than this in one file are refused. */
const MOST_BUDGETS = 1_000;
const TOO_MANY = `Expected at most ${MOST_BUDGETS} entries`;

/** Valibot schema of the budgets alone, for one that is written in code. */
export const budgetsSchema: v.GenericSchema<unknown> = v.object({ budgets: v.array(budget) });

/** Valibot schema of a configuration as people write it. Not exported from the package. */
export const configurationSchema: v.GenericSchema<unknown> = v.strictObject({
  $schema: v.optional(v.string()),
  version: v.optional(v.literal(1)),
  title: v.optional(text),
  data: v.optional(data),
  decisions,
  labels: v.optional(
    v.strictObject({
      meaning: v.optional(text),
      observedFor: v.optional(text),
      lag: v.optional(text),
    }),
  ),
  cohorts: v.record(text, cohort),
  features: v.optional(v.record(text, feature)),
  links: v.optional(v.array(link)),
  reasonCodes: v.optional(v.array(reasonCode)),
  evidence: v.optional(evidence),
  budgets: v.optional(v.pipe(v.array(budget), v.maxLength(MOST_BUDGETS, TOO_MANY))),
  waivers: v.optional(v.pipe(v.array(waiver), v.maxLength(MOST_BUDGETS, TOO_MANY))),
  burn: v.optional(burn),
  ratchet: v.optional(ratchet),
  history: v.optional(history),
  model: v.optional(model),
  recourse: v.optional(recourse),
  proxies: v.optional(proxies),
  remedies: v.optional(remedies),
  context: v.optional(context),
  signoffs: v.optional(
    v.array(v.strictObject({ name: text, role: text, date, statement: v.optional(text) })),
  ),
});

interface SchemaNode {
  readonly type?: string;
  readonly entries?: Readonly<Record<string, SchemaNode>>;
  readonly wrapped?: SchemaNode;
  readonly value?: SchemaNode;
  readonly item?: SchemaNode;
  readonly options?: readonly unknown[];
}

/** The keys that may stand at a place of the configuration; none where any may. */
export function knownKeysAt(segments: readonly (string | number)[]): string[] {
  return [...new Set(nodesAt(segments).flatMap((node) => Object.keys(node.entries ?? {})))];
}

const SHAPES: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  record: "a mapping",
  strict_object: "a mapping",
};

/** What a place holds, in words: `a text or a list`; null where that is not known. */
export function shapeAt(segments: readonly (string | number)[]): string | null {
  const words = nodesAt(segments).map(({ type, options }) =>
    type === "picklist" ? (options ?? []).join(" or ") : SHAPES[type ?? ""],
  );
  const known = [...new Set(words.filter((word) => word !== undefined))];
  return known.length === 0 ? null : known.join(" or ");
}

function nodesAt(segments: readonly (string | number)[]): SchemaNode[] {
  let nodes: SchemaNode[] = [configurationSchema as unknown as SchemaNode].flatMap(unwrap);
  for (const segment of segments) {
    nodes = nodes
      .flatMap((node) => [node.entries?.[segment] ?? node.value ?? node.item])
      .filter((node) => node !== undefined)
      .flatMap(unwrap);
  }
  return nodes;
}

/** The schemas inside optionals and unions. */
function unwrap(node: SchemaNode): SchemaNode[] {
  if (node.wrapped !== undefined) return unwrap(node.wrapped);
  const branches = (node.options ?? []).filter(
    (option): option is SchemaNode => typeof option === "object" && option !== null,
  );
  return branches.length > 0 ? branches.flatMap(unwrap) : [node];
}
