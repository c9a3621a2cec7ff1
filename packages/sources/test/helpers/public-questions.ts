import {
  type AuditDocument,
  type Configuration,
  type ConfigurationInput,
  parseConfiguration,
} from "@evenhand/core";

/** Of each data set: its file and something to ask. */
export const QUESTIONS: Record<string, { file: string; question: ConfigurationInput }> = {
  adult: {
    file: "adult.data.gz",
    question: {
      decisions: { label: "income", favourable: ">50K" },
      cohorts: {
        sex: { by: ["sex"], reference: "Male" },
        "race×sex": { by: ["race", "sex"] },
        age: { by: ["age"], bands: [25, 45, 65] },
        country: { by: ["native-country"] },
      },
    },
  },
  "acs-connecticut": {
    file: "ct-pums-2018.csv.gz",
    question: {
      decisions: {
        label: "Income",
        favourable: { above: 50_000 },
        weight: { column: "PWeight", kind: "sampling" },
      },
      cohorts: {
        sex: { by: ["Sex"] },
        race: { by: ["Race"] },
        age: { by: ["Age"], bands: [30, 50, 65] },
      },
    },
  },
  "diabetes-130": {
    file: "diabetic_data.csv.gz",
    question: {
      data: { path: "x", where: { gender: ["Female", "Male"], time_in_hospital: { min: 2 } } },
      decisions: { label: "readmitted", favourable: "NO" },
      cohorts: {
        race: { by: ["race"] },
        "gender×age": { by: ["gender", "age"] },
        procedures: { by: ["num_lab_procedures"], bands: [20, 40, 60] },
      },
    },
  },
};

const WITH_BUDGET = {
  budgets: [
    {
      id: "rate",
      metric: "base_rate",
      compare: "difference",
      cohorts: "first",
      limit: { min: -0.1, max: 0.1 },
      severity: "warn",
    },
  ],
} as const;

export function withBudget(question: ConfigurationInput): Configuration {
  const [cohorts] = Object.keys(question.cohorts);
  const budgets = WITH_BUDGET.budgets.map((one) => ({ ...one, cohorts: cohorts as string }));
  return parseConfiguration({ ...question, budgets });
}

/** Sums of weights agree to rounding; all else exactly. */
export function rounded(document: AuditDocument): unknown {
  const { provenance: _, ...rest } = document;
  return JSON.parse(JSON.stringify(rest), (_key, value) =>
    typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(10)) : value,
  );
}
