/** Two groups of `rows` people: half of the reference is picked, `picked` of the other. */
export interface Policy {
  readonly rows: number;
  readonly picked: number;
  readonly limit?: number;
  /** Where the ratchet keeps its baseline; without it there is no ratchet. */
  readonly baseline?: string;
}

/** A table and a configuration with one budget, `ratio`. */
export function policyFiles({
  rows,
  picked,
  limit = 0.8,
  baseline,
}: Policy): Record<string, string> {
  const lines = (sex: string, favoured: number): string[] =>
    Array.from({ length: rows }, (_, i) => `${sex},${i % 2},${i < favoured ? 1 : 0}`);
  return {
    "people.csv": `${["sex,hired,picked", ...lines("F", picked), ...lines("M", rows / 2)].join("\n")}\n`,
    "evenhand.yaml": `version: 1
data: { path: people.csv }
decisions: { label: hired, favourable: 1, prediction: picked }
cohorts:
  sex: { by: [sex], reference: M }
budgets:
  - id: ratio
    metric: selection_rate
    compare: ratio
    cohorts: sex
    limit: { min: ${limit} }
    severity: error
    onInconclusive: warn
${baseline === undefined ? "" : `ratchet: { baseline: ${baseline} }\n`}`,
  };
}
