import type { ConfigurationInput } from "../../src/configuration/input.ts";

/** A whole configuration without a fault. */
export const VALID = {
  $schema: "urn:evenhand:schema:configuration:1",
  version: 1,
  title: "Offers",
  data: {
    path: "offers.csv",
    format: "csv",
    delimiter: ",",
    missing: ["?"],
    where: { year: "2026" },
  },
  decisions: {
    id: "person",
    label: "bought",
    favourable: "yes",
    prediction: "offered",
    score: "score",
    weight: { column: "w", kind: "sampling" },
  },
  labels: { meaning: "bought within a month" },
  cohorts: {
    sex: { by: ["sex"], reference: "male" },
    age: { by: ["age"], bands: [25, 65], reference: "25..<65" },
    "sex×age": {
      by: ["sex", "age"],
      bands: { age: [40] },
      reference: { sex: "male", age: ">=40" },
    },
  },
  features: { sex: { protected: true, source: "self-reported", use: "prohibited" } },
  evidence: { confidence: 0.9, multiplicity: "none", family: "file", minimum: { denominator: 50 } },
  budgets: [
    {
      id: "offer-ratio-sex",
      metric: "selection_rate",
      compare: "ratio",
      cohorts: "sex",
      limit: { min: 0.8, max: 1.25 },
      severity: "error",
      onInconclusive: "block",
      owner: "@offers",
      rationale: "the four-fifths guidance",
    },
    {
      id: "fpr-sex",
      metric: "false_positive_rate",
      compare: "value",
      cohorts: "sex",
      limit: { max: 0.1 },
      severity: "warn",
    },
  ],
  waivers: [
    {
      budget: "offer-ratio-sex",
      cohort: { sex: "female" },
      ceiling: 0.7,
      reason: "campaign ends",
      owner: "@offers",
      approvedBy: "@audit",
      created: "2026-11-01",
      expires: "2026-12-31",
    },
  ],
  context: { intendedUse: "offers" },
  signoffs: [{ name: "Ada", role: "reviewer", date: "2026-11-20" }],
} as const satisfies ConfigurationInput;

/** A deep copy of the valid configuration with one place set (or, for undefined, taken out). */
export function changed(path: readonly (string | number)[], value: unknown): unknown {
  const copy = JSON.parse(JSON.stringify(VALID));
  let node = copy;
  for (const segment of path.slice(0, -1)) node = node[segment];
  const last = path[path.length - 1] as string | number;
  if (value === undefined) delete node[last];
  else node[last] = value;
  return copy;
}
