import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { budgetPlaces } from "../../src/configuration/budget-places.ts";
import { loadConfiguration } from "../../src/configuration/load.ts";
import { folderWith } from "../helpers/command.ts";

const HEAD = `version: 1
data: { path: people.csv }
decisions: { label: hired, favourable: 1, prediction: picked }
cohorts: { sex: { by: [sex] } }
`;
const BUDGETS = `budgets:
  - id: block
    metric: selection_rate
    compare: ratio
    cohorts: sex
    limit: { min: 0.8 }
    severity: warn
  # a comment between them
  - { id: flow, metric: base_rate, compare: ratio, cohorts: sex, limit: { min: 0.8 }, severity: warn }
`;

async function placesIn(files: Record<string, string>, path: string, repository: string | null) {
  const folder = folderWith(files);
  if (repository !== null) mkdirSync(join(folder, repository, ".git"), { recursive: true });
  return budgetPlaces(await loadConfiguration(path, folder));
}

describe("budgetPlaces", () => {
  it("gives the line and column of each budget, and the path in the repository", async () => {
    const files = { "models/credit/evenhand.yaml": HEAD + BUDGETS };
    expect(await placesIn(files, "models/credit/evenhand.yaml", ".")).toEqual({
      file: "models/credit/evenhand.yaml",
      budgets: { block: { line: 6, column: 5 }, flow: { line: 13, column: 5 } },
    });
  });

  it("counts from the nearest repository, and outside of one gives the name alone", async () => {
    const files = { "a/b/evenhand.yaml": HEAD + BUDGETS };
    expect((await placesIn(files, "a/b/evenhand.yaml", "a")).file).toBe("b/evenhand.yaml");
    expect((await placesIn(files, "a/b/evenhand.yaml", null)).file).toBe("evenhand.yaml");
  });

  it("finds budgets written as JSON", async () => {
    const budget = {
      id: "one",
      metric: "base_rate",
      compare: "ratio",
      cohorts: "sex",
      limit: { min: 0.8 },
      severity: "warn",
    };
    const text = `{ "decisions": { "label": "hired", "favourable": 1 },\n"cohorts": { "sex": { "by": ["sex"] } },\n"budgets": [\n  ${JSON.stringify(budget)}\n] }`;
    const { budgets } = await placesIn({ "evenhand.json": text }, "evenhand.json", ".");
    expect(budgets).toEqual({ one: { line: 4, column: 3 } });
  });
});
