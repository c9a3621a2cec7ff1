import { readFileSync } from "node:fs";
import { planBudgets } from "@evenhand/core";
import { describe, expect, it } from "vitest";
import { folderWith, run } from "../helpers/command.ts";
import { budget, configurationOf, csvOf, EVEN, FEW } from "../helpers/people.ts";

const FLOOR = budget({
  id: "accuracy-floor",
  metric: "accuracy",
  compare: "value",
  limit: { min: 0.7 },
});

function folderOf(changes: Record<string, unknown> = {}): string {
  return folderWith({ "evenhand.yaml": configurationOf(changes), "people.csv": csvOf(FEW) });
}

describe("plan", () => {
  it("is pointed to by check where something is not decided, and only there", async () => {
    const pointer = /`evenhand plan` says how many decisions/;
    expect((await run(["check"], folderOf())).stderr).toMatch(pointer);
    const decided = folderWith({ "evenhand.yaml": configurationOf(), "people.csv": csvOf(EVEN) });
    expect((await run(["check"], decided)).stderr).not.toMatch(pointer);
  });

  it("says in sentences and a table how many decisions an undecided budget needs", async () => {
    const { code, stdout } = await run(["plan"], folderOf());
    expect(code).toBe(0);
    const text = stdout.replace(/\s+/g, " ");
    expect(text).toMatch(
      /a true ratio of 1\.00 passes with 80 % chance from \d+ decisions and \d+ of the reference on/,
    );
    expect(text).toMatch(/F \/ M 20 \d+ \(at 1\.00\) under 0\.1 % \d+ \(at 0\.64\)/);
    expect(text).toContain("chance alone would give");
  });

  it("does not give fails it cannot know as none", async () => {
    const odds = budget({
      id: "odds",
      metric: "equalized_odds",
      compare: "difference",
      limit: { max: 0.1 },
    });
    const folder = folderOf({ budgets: [budget(), odds] });
    const expectation = async (...options: string[]) =>
      (await run(["plan", ...options], folder)).stdout
        .replace(/\s+/g, " ")
        .match(/If every truth.*$/)?.[0];
    const mixed = await expectation();
    expect(mixed).toMatch(/in one run of 1 comparison that could be planned, and fails/);
    expect(mixed).toMatch(
      / \d\.\d+ in budget selection-ratio-sex \(1\), unknown in budget odds \(1\)\./,
    );
    expect(await expectation("--budget", "selection-ratio-sex")).toMatch(
      /in one run of 1 comparison, and fails.*: \d\.\d+ in budget selection-ratio-sex \(1\)\./,
    );
    expect(await expectation("--budget", "odds")).toBeUndefined();
    const one = { evidence: { confidence: 0.95, multiplicity: "holm", family: "file" } };
    const file = folderOf({ budgets: [budget(), odds], ...one });
    const { stdout } = await run(["plan"], file);
    expect(stdout.replace(/\s+/g, " ")).toMatch(/: at least \d\.\d+ in file \(2\)\./);
  });

  it("gives the document of the library alone on standard output", async () => {
    const folder = folderOf({ budgets: [budget(), FLOOR] });
    const { code, stdout, stderr } = await run(["plan", "--json"], folder);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const plan = JSON.parse(stdout);
    expect(plan).toMatchObject({ schema: "evenhand/plan@1", power: 0.8 });
    expect(plan.comparisons.map((one: { budget: string }) => one.budget)).toEqual([
      "selection-ratio-sex",
      "accuracy-floor",
      "accuracy-floor",
    ]);
    await run(["audit", "--out", "out"], folder);
    const audit = JSON.parse(readFileSync(`${folder}/out/audit.json`, "utf8"));
    const policy = {
      cohorts: audit.definitions.dimensions,
      evidence: audit.provenance.evidence,
      budgets: audit.budgets,
      waivers: [],
    };
    expect(
      JSON.parse(JSON.stringify(planBudgets(audit.cells, audit.measurements, policy))),
    ).toEqual(plan);
  });

  it("plans one budget for a declared truth and power", async () => {
    const folder = folderOf({ budgets: [budget(), FLOOR] });
    const argv = ["plan", "--budget", "accuracy-floor", "--truth", "0.75", "--power", "0.9"];
    const plan = JSON.parse((await run([...argv, "--json"], folder)).stdout);
    expect(plan.power).toBe(0.9);
    expect(plan.comparisons).toHaveLength(2);
    expect(plan.comparisons[0].pass).toMatchObject({ truth: 0.75 });
  });

  it("says that there is nothing to plan without budgets", async () => {
    const { code, stdout } = await run(["plan"], folderOf({ budgets: [] }));
    expect(code).toBe(0);
    expect(stdout).toContain("No budget is declared");
  });

  it.each([
    [["--power", "most"], "--power", "this is not a number"],
    [["--power", "1"], "power", "from 0.5 to 0.99"],
    [["--truth", "even"], "--truth", "this is not a number"],
    [["--budget", "selection-ratio-sax"], "budgets", 'Did you mean "selection-ratio-sex"?'],
  ])("refuses %j", async (argv, path, message) => {
    const { code, stdout, stderr } = await run(["plan", ...argv], folderOf());
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toContain(path);
    expect(stderr).toContain(message);
  });
});

describe("plan without data", () => {
  it("needs a rate and a limit, and no configuration", async () => {
    const argv = ["plan", "--rate", "0.2", "--min", "0.8", "--comparisons", "7"];
    const { code, stdout } = await run(argv, folderWith({}));
    expect(code).toBe(0);
    expect(stdout).toContain(
      "a truth of 1.00 passes with 80\u00a0% chance from 1\u202f269 decisions",
    );
    const { pass, sentence } = JSON.parse((await run([...argv, "--json"], folderWith({}))).stdout);
    expect(pass.need).toMatchObject({ status: "enough-with", decisions: 1269, reference: 1269 });
    expect(stdout.replace(/\s+/g, " ").trim()).toBe(sentence.replace(/\s+/g, " "));
  });

  it.each([
    [["--rate", "0.2"], "limit"],
    [["--min", "0.8"], "rate"],
    [["--min", "0.8", "--rate", "even"], "--rate"],
    [["--compare", "odds"], "--compare"],
    [["--rate", "0.2", "--min", "0.8", "--config", "evenhand.yaml"], "--config"],
    [["--rate", "0.2", "--min", "0.8", "--budget", "one"], "--budget"],
  ])("refuses %j", async (argv, path) => {
    const { code, stdout, stderr } = await run(["plan", ...argv], folderWith({}));
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toMatch(new RegExp(`where +${path}`));
  });
});
