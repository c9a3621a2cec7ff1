import { describe, expect, it } from "vitest";
import { folderWith, run } from "../helpers/command.ts";
import { loanFiles } from "../helpers/loans.ts";
import { budget, configurationOf, csvOf, EVEN } from "../helpers/people.ts";

const DATA = { "people.csv": csvOf(EVEN) };

async function lint(configuration: string, files: Record<string, string> = DATA) {
  return await run(["lint"], folderWith({ "evenhand.yaml": configuration, ...files }));
}

describe("lint", () => {
  it("accepts a configuration that fits its data", async () => {
    expect(await lint(configurationOf())).toEqual({
      code: 0,
      stdout: "evenhand.yaml: no issue; the data fit it.\n",
      stderr: "",
    });
  });

  it("reads JSON too", async () => {
    const folder = folderWith({
      ...DATA,
      "fair.json": JSON.stringify({
        data: { path: "people.csv" },
        decisions: { label: "hired", favourable: 1 },
        cohorts: { sex: { by: ["sex"] } },
      }),
    });
    expect((await run(["lint", "--config", "fair.json"], folder)).code).toBe(0);
  });

  it("prints every issue with its place, what was got, and the likely intention", async () => {
    const text = [
      "data: { path: people.csv }",
      "decisions: { label: hired, favourable: 1, predicton: picked }",
      "cohorts:",
      "  sex: { by: [sex], reference: M }",
      "budgets:",
      "  - { id: a, metric: selection_rate, compare: ratoi, cohorts: sex, limit: { min: 0.8 }, severity: warn }",
    ].join("\n");
    const { code, stderr, stdout } = await lint(text);
    expect(code).toBe(3);
    expect(stdout).toBe("");
    expect(stderr).toContain("evenhand.yaml:2:43 (decisions.predicton)");
    expect(stderr).toContain('Did you mean "prediction"?');
    expect(stderr).toContain("evenhand.yaml:6:47 (budgets[0].compare)");
    expect(stderr).toContain('Did you mean "ratio"?');
  });

  it("refuses what `check` refuses: a value budget on a metric that nothing measures", async () => {
    const change = { metric: "tpr", compare: "value", limit: { min: 0.9 } } as const;
    const configuration = configurationOf({ budgets: [budget(change)] });
    const { code, stderr } = await lint(configuration);
    expect(code).toBe(3);
    expect(stderr).toContain("no metric has this name [config/unknown-metric]");
    expect(stderr).toMatch(/evenhand\.yaml:\d+:\d+ \(budgets\[0\]\.metric\)/);
    const folder = folderWith({ "evenhand.yaml": configuration, ...DATA });
    expect((await run(["check"], folder)).code).toBe(3);
  });

  it("names a reference that does not occur once", async () => {
    const { stderr } = await lint(
      configurationOf({ cohorts: { sex: { by: ["sex"], reference: "zebra" } } }),
    );
    expect(stderr.match(/config\/unknown-reference/g)).toHaveLength(1);
    expect(stderr).toContain("evenhand.yaml: 1 issue.");
  });

  it.each([
    [{ limit: { min: 80 } }, "Did you mean 0.8?"],
    [{ metric: "selection_rat" }, 'Did you mean "selection_rate"?'],
    [{ cohorts: "sexe" }, 'Did you mean "sex"?'],
    [{ onInconclusive: undefined }, '"block" (exit 2) or "warn"'],
  ])("refuses a budget with %j", async (change, help) => {
    const { code, stderr } = await lint(configurationOf({ budgets: [budget(change)] }));
    expect(code).toBe(3);
    expect(stderr).toContain(help);
    expect(stderr).toMatch(/evenhand\.yaml:\d+:\d+ \(budgets\[0\]/);
  });

  it("names every column that the data lack, where it was written", async () => {
    const { code, stderr } = await lint(
      configurationOf({
        decisions: { label: "hierd", favourable: 1, prediction: "pickd", id: "nr" },
        cohorts: { sex: { by: ["sexe"], reference: "M" } },
        features: { tenure: { unit: "years" } },
      }),
    );
    expect(code).toBe(3);
    expect(stderr.match(/config\/unknown-column/g)).toHaveLength(5);
    for (const path of ["label", "prediction", "id"])
      expect(stderr).toContain(`decisions.${path})`);
    expect(stderr).toContain("(cohorts.sex.by[0])");
    expect(stderr).toContain("(features.tenure)");
    expect(stderr).toContain("evenhand.yaml: 5 issues.");
  });

  it.each([
    [{ decisions: { label: "hired", favourable: "yes" }, budgets: [] }, '"0", "1"'],
    [{ cohorts: { sex: { by: ["sex"], reference: "Male" } } }, '"M"'],
    [{ decisions: { label: "sex", favourable: { above: 3 } }, budgets: [] }, "must hold numbers"],
    [{ data: { path: "people.csv", where: { sex: "X" } } }, "no row is left"],
  ])("refuses what never occurs in the data: %j", async (change, help) => {
    const { code, stderr } = await lint(configurationOf(change));
    expect(code).toBe(3);
    expect(stderr).toContain(help);
    expect(stderr).toMatch(/where {5}evenhand\.yaml:\d+:\d+ \(/);
  });

  it("names budgets that no model could keep together, with the base rates", async () => {
    const groups = [
      { sex: "F", rows: 1000, hired: 100, picked: 100 },
      { sex: "M", rows: 1000, hired: 500, picked: 500 },
    ];
    const accurate = budget({
      id: "accurate",
      metric: "accuracy",
      compare: "value",
      limit: { min: 0.95 },
    });
    const budgets = [budget(), budget({ id: "other", metric: "true_positive_rate" }), accurate];
    const { code, stderr } = await lint(configurationOf({ budgets }), {
      "people.csv": csvOf(groups),
    });
    expect(code).toBe(3);
    expect(stderr).toContain("config/conflicting-budgets");
    expect(stderr).toContain('"selection-ratio-sex", "accurate"');
    expect(stderr).toContain("sex=F 0.100, sex=M 0.500");
    expect(stderr).toContain("(budgets[2])");
  });

  it("names a waiver that covers nobody", async () => {
    const waiver = {
      budget: "selection-ratio-sex",
      cohort: { sex: "Q" },
      ceiling: 0.5,
      reason: "r",
      owner: "@a",
      approvedBy: "@b",
      created: "2026-01-01",
      expires: "2026-12-01",
    };
    const { code, stderr } = await lint(configurationOf({ waivers: [waiver] }));
    expect(code).toBe(3);
    expect(stderr).toContain("config/unknown-level");
    expect(stderr).toContain("(waivers[0].cohort.sex)");
    expect(
      (await lint(configurationOf({ waivers: [{ ...waiver, cohort: { sex: "F" } }] }))).code,
    ).toBe(0);
  });

  it("passes without the data, and says that they were not checked and why", async () => {
    const { code, stdout } = await lint(configurationOf(), {});
    expect(code).toBe(0);
    expect(stdout).toContain("The data were not checked: ");
    expect(stdout).toContain("people.csv");
  });

  it("refuses the same key twice, aliases without end, and ten thousand budgets", async () => {
    const twice = await lint(`${configurationOf()}version: 1\n`);
    expect(twice).toMatchObject({ code: 3 });
    expect(twice.stderr).toContain("config/duplicate-key");
    const bomb = ["a: &a [x,x,x,x,x,x,x,x,x]"];
    for (const [i, name] of [..."bcdefgh"].entries()) {
      bomb.push(`${name}: &${name} [${Array(9).fill(`*${"abcdefgh"[i]}`).join()}]`);
    }
    expect((await lint(bomb.join("\n"))).stderr).toContain("config/aliases");
    const budgets = Array.from({ length: 10_000 }, (_, i) => budget({ id: `b${i}` }));
    const many = await lint(configurationOf({ budgets }));
    expect(many.code).toBe(3);
    expect(many.stderr).toContain("(budgets)");
  });

  it("points at an empty file and at one that is no configuration", async () => {
    for (const text of ["", "hello", "- a\n- b\n", "42"]) {
      const { code, stderr } = await lint(text);
      expect(code).toBe(3);
      expect(stderr).toContain("evenhand.yaml:1:1");
    }
  });
});

describe("lint of names", () => {
  it("remarks on names with place and hint, and lets the configuration pass", async () => {
    const folder = folderWith(loanFiles({ features: { hours: { label: "HOURS_worked" } } }));
    const { code, stdout, stderr } = await run(["lint"], folder);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: "evenhand.yaml: no issue; the data fit it.\n",
    });
    expect(stderr).toMatch(/remark people cannot read this well: .*\[config\/label-unreadable\]/);
    expect(stderr).toMatch(/evenhand\.yaml:\d+:\d+ \(features\.hours\.label\)/);
    expect(stderr).toContain("config/unit-missing");
    expect(stderr).toContain("config/label-missing");
    expect(stderr).toMatch(/evenhand\.yaml: \d+ remarks\.\n$/);
  });

  it("counts them as issues with --strict", async () => {
    const { code, stdout } = await run(["lint", "--strict"], folderWith(loanFiles()));
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
  });

  it("says nothing where there is no model, for there are no notices", async () => {
    expect((await lint(configurationOf({ features: { sex: { label: "a_b" } } }))).stderr).toBe("");
  });
});
