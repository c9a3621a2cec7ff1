import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type AuditDocument, parseAudit, parseDecision } from "@evenhand/core";
import { expect, it } from "vitest";
import { stringify } from "yaml";
import { describeWith } from "../../../test/optional-suite.ts";
import { root } from "../../../test/root.ts";
import { sharedData as data, missingSharedData } from "../../../test/shared-data.ts";
import { folderWith, run } from "./helpers/command.ts";

const ENV = { env: { EVENHAND_DATA: data } };

async function auditWith(argv: readonly string[], cwd: string): Promise<AuditDocument> {
  const { code, stderr } = await run(["audit", ...argv, "--out", "out"], cwd, ENV);
  expect(stderr).not.toContain("error");
  expect(code).toBe(0);
  return parseAudit(JSON.parse(readFileSync(join(cwd, "out/audit.json"), "utf8")));
}

async function auditDeclared(configuration: object): Promise<AuditDocument> {
  return await auditWith([], folderWith({ "evenhand.yaml": stringify(configuration) }));
}

function rateOf(document: AuditDocument, metric: string, cohort: string): number {
  const found = document.measurements.find((one) => one.metric === metric && one.cohort === cohort);
  if (found?.status !== "ok") throw new Error(`${metric} of ${cohort} was not measured`);
  return found.value;
}

function rowsOf(document: AuditDocument, cohort: string): number | undefined {
  return document.cohorts.find(({ id }) => id === cohort)?.rows;
}

// The expected numbers stand in the README of each data set.
describeWith("data", missingSharedData, "on public data", () => {
  it("gives Adult's recorded rates of men and women", async () => {
    const document = await auditWith(
      [
        join(data, "adult/adult.data.gz"),
        ...["--outcome", "column15", "--favourable", ">50K", "--by", "column10"],
      ],
      folderWith({}),
    );
    expect(document.population.used).toBe(32_561);
    expect(rateOf(document, "base_rate", "column10=Male")).toBeCloseTo(0.3057, 4);
    expect(rateOf(document, "base_rate", "column10=Female")).toBeCloseTo(0.1095, 4);
    expect(rowsOf(document, "column10=Male")).toBe(21_790);
    expect(rowsOf(document, "column10=Female")).toBe(10_771);
    const against = (compare: string): number | null | undefined =>
      document.disparities.find(
        (one) =>
          one.metric === "base_rate" && one.compare === compare && one.cohort === "column10=Female",
      )?.value;
    expect(against("ratio")).toBeCloseTo(0.358, 3);
    expect(against("difference")).toBeCloseTo(-0.196, 3);
  });

  it("gives German Credit's rates by sex, derived from a code, and by age", async () => {
    const document = await auditDeclared({
      data: {
        dataset: "german-credit",
        derive: {
          sex: { from: "status", map: { A91: "m", A92: "f", A93: "m", A94: "m" } },
        },
      },
      decisions: { label: "class", favourable: 1 },
      cohorts: { sex: { by: ["sex"] }, age: { by: ["age"], bands: [26] } },
    });
    expect(rateOf(document, "base_rate", "sex=m")).toBeCloseTo(0.7232, 4);
    expect(rateOf(document, "base_rate", "sex=f")).toBeCloseTo(0.6484, 4);
    expect(rateOf(document, "base_rate", "age=<26")).toBeCloseTo(0.5789, 4);
    expect(rateOf(document, "base_rate", "age=>=26")).toBeCloseTo(0.7284, 4);
    expect([rowsOf(document, "sex=m"), rowsOf(document, "age=<26")]).toEqual([690, 190]);
  });

  it("gives the bank's rates by age", async () => {
    const document = await auditDeclared({
      data: { dataset: "bank-marketing", file: "bank-full.csv.gz" },
      decisions: { label: "y", favourable: "yes" },
      cohorts: { age: { by: ["age"], bands: [25, 60] } },
    });
    expect(rateOf(document, "base_rate", "age=<25")).toBeCloseTo(0.256, 3);
    expect(rateOf(document, "base_rate", "age=25..<60")).toBeCloseTo(0.105, 3);
    expect(rateOf(document, "base_rate", "age=>=60")).toBeCloseTo(0.336, 3);
    expect(rowsOf(document, "age=<25")).toBe(809);
  });

  it("gives COMPAS's error rates, where the favourable outcome is not being re-arrested", async () => {
    const folder = folderWith({});
    const config = ["--config", join(root, "datasets/compas/evenhand.yaml")];
    const document = await auditWith(config, folder);
    // Their false positive: called high risk, not re-arrested. Ours: an unfavourable decision where
    // the recorded outcome is favourable, a false negative. Their false negative is our false positive.
    const theirs = (race: string): number[] => [
      rateOf(document, "false_negative_rate", `race=${race}`),
      rateOf(document, "false_positive_rate", `race=${race}`),
    ];
    const [blackFpr, blackFnr] = theirs("African-American");
    const [whiteFpr, whiteFnr] = theirs("Caucasian");
    expect(blackFpr).toBeCloseTo(0.4234, 4);
    expect(whiteFpr).toBeCloseTo(0.2201, 4);
    expect(blackFnr).toBeCloseTo(0.2848, 4);
    expect(whiteFnr).toBeCloseTo(0.4964, 4);
  });

  it.each(["adult", "bank-marketing", "compas", "german-credit"])(
    "lints, audits, checks and reports the configuration of %s",
    async (name) => {
      const folder = folderWith({});
      const config = ["--config", join(root, "datasets", name, "evenhand.yaml")];
      expect((await run(["lint", ...config], folder, ENV)).stdout).toContain(
        "no issue; the data fit",
      );
      const document = await auditWith(config, folder);
      expect(document.verdicts.length).toBeGreaterThan(0);
      const checked = await run(["check", ...config, "--out", "checked"], folder, ENV);
      expect(checked.code).toBe(document.outcome.exitCode);
      expect(readFileSync(join(folder, "checked/audit.json"))).toEqual(
        readFileSync(join(folder, "out/audit.json")),
      );
      await run(["report", "checked/audit.json", "--out", "again"], folder);
      expect(readFileSync(join(folder, "again/report.html"))).toEqual(
        readFileSync(join(folder, "out/report.html")),
      );
    },
  );

  it("keeps the whole report of Adult, with its scores and their distances, within 300 KB", async () => {
    const folder = folderWith({});
    await auditWith(["--config", join(root, "datasets/adult/evenhand.yaml")], folder);
    const report = readFileSync(join(folder, "out/report.html"));
    expect(report.length).toBeLessThanOrEqual(300 * 1024);
  });

  it("explains a decision of Adult's model by its row number", async () => {
    const config = join(root, "datasets/adult/evenhand.yaml");
    const argv = ["explain", "--config", config, "--subject", "7", "--json"];
    const { code, stdout, stderr } = await run(argv, folderWith({}), ENV);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const record = parseDecision(JSON.parse(stdout));
    expect(record.subject).toBe("7");
    expect(Math.abs(record.residual)).toBeLessThan(1e-9);
    expect(record.outcome.decided).toBe("no income above 50 000 dollars");
  });

  it("finds every set of the catalogue that is here, unaltered", async () => {
    const { code, stdout } = await run(["datasets", "--verify", "--json"], folderWith({}), ENV);
    expect(code).toBe(0);
    const checks = JSON.parse(stdout).flatMap((one: { checks: object[] }) => one.checks);
    expect(
      checks.filter(({ status }: { status: string }) => status === "intact").length,
    ).toBeGreaterThan(10);
  });
});
