import { stringify } from "yaml";

export interface Group {
  readonly sex: string;
  readonly rows: number;
  /** How many of them were hired, and how many were picked by the prediction. */
  readonly hired: number;
  readonly picked: number;
}

/** Two groups of equal size and equal rates. */
export const EVEN: readonly Group[] = [
  { sex: "F", rows: 2000, hired: 1000, picked: 1000 },
  { sex: "M", rows: 2000, hired: 1000, picked: 1000 },
];

/** One group is picked half as often as the other. */
export const UNEVEN: readonly Group[] = [
  { sex: "F", rows: 2000, hired: 1000, picked: 500 },
  { sex: "M", rows: 2000, hired: 1000, picked: 1000 },
];

/** Too few to tell. */
export const FEW: readonly Group[] = [
  { sex: "F", rows: 20, hired: 10, picked: 10 },
  { sex: "M", rows: 20, hired: 10, picked: 10 },
];

export function csvOf(groups: readonly Group[]): string {
  const lines = groups.flatMap(({ sex, rows, hired, picked }) =>
    Array.from({ length: rows }, (_, i) => `${sex},${i < hired ? 1 : 0},${i < picked ? 1 : 0}`),
  );
  return `sex,hired,picked\n${lines.join("\n")}\n`;
}

/** A configuration for such a file, with parts replaced. */
export function configurationOf(changes: Readonly<Record<string, unknown>> = {}): string {
  return stringify({
    version: 1,
    data: { path: "people.csv" },
    decisions: { label: "hired", favourable: 1, prediction: "picked" },
    cohorts: { sex: { by: ["sex"], reference: "M" } },
    budgets: [budget()],
    ...changes,
  });
}

export function budget(changes: Readonly<Record<string, unknown>> = {}): object {
  return {
    id: "selection-ratio-sex",
    metric: "selection_rate",
    compare: "ratio",
    cohorts: "sex",
    limit: { min: 0.8, max: 1.25 },
    severity: "error",
    onInconclusive: "warn",
    ...changes,
  };
}
