import { parseAudit } from "@evenhand/core";
import { describe, expect, it } from "vitest";
import { folderWith, run } from "../helpers/command.ts";
import { loanFiles, loans } from "../helpers/loans.ts";

const refused = loans.prediction.filter((output) => output < 0.6).length;
const budget = { compare: "difference", cohorts: "sex", severity: "warn", limit: { max: 0.1 } };
const budgets = [
  { ...budget, id: "none", metric: "no_recourse_rate" },
  { ...budget, id: "burden", metric: "recourse_burden", compare: "ratio", limit: { max: 1.5 } },
];

async function audited(changes: Readonly<Record<string, unknown>>) {
  const { code, stdout } = await run(["audit", "--json"], folderWith(loanFiles(changes)));
  expect(code).toBe(0);
  return parseAudit(JSON.parse(stdout));
}

describe("a budget on recourse", () => {
  it("has the model's refusals searched, and says how many", async () => {
    const { measurements, notes, verdicts } = await audited({ budgets });
    const all = measurements.filter(({ cohort }) => cohort === "all");
    expect(all.find(({ metric }) => metric === "no_recourse_rate")?.n).toBe(refused);
    expect(all.find(({ metric }) => metric === "recourse_burden")?.n).toBe(refused);
    expect(notes.at(-1)).toContain(`all ${refused} refused people, each within 20,000 boxes`);
    expect(new Set(verdicts.map(({ budget: id }) => id))).toEqual(new Set(["burden", "none"]));
  });

  it("is judged on a draw of the declared size, the same each time", async () => {
    const recourse = { people: 10, seed: 3, nodes: 500 };
    const [one, two] = [await audited({ budgets, recourse }), await audited({ budgets, recourse })];
    expect(one).toEqual(two);
    expect(one.notes.at(-1)).toContain(
      `10 of ${refused} refused people, drawn at random with seed 3, each within 500 boxes`,
    );
    expect(one.measurements.find(({ metric }) => metric === "recourse_burden")?.n).toBe(10);
  });

  it("finds nobody with recourse where nothing may change", async () => {
    const names = Object.keys(loans.columns);
    const features = Object.fromEntries(names.map((name) => [name, { change: "none" }]));
    const { measurements, verdicts } = await audited({ budgets, features });
    expect(measurements.find(({ metric }) => metric === "no_recourse_rate")?.value).toBe(1);
    expect(verdicts.find(({ budget: id }) => id === "burden")).toMatchObject({
      verdict: "no-data",
      reason: "no-recourse",
    });
  });

  it("is not searched for where none asks", async () => {
    const { measurements } = await audited({});
    expect(measurements.some(({ metric }) => metric === "no_recourse_rate")).toBe(false);
  });
});
