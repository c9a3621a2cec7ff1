import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import {
  audit,
  type ConfigurationInput,
  checkConfiguration,
  parseDispute,
} from "../../packages/core/src/index.ts";
import { generatedRecord } from "../../packages/core/test/notices/generated-records.ts";
import { root } from "../root.ts";

const folder = join(root, "packages/core/schema");

/** The published file, compiled by a validator that shares no code with ours. */
function validator(name: "audit" | "decision" | "dispute" | "evenhand"): ValidateFunction {
  const ajv = new Ajv({ allErrors: true, formats: { date: /^\d{4}-\d{2}-\d{2}$/ } });
  return ajv.compile(JSON.parse(readFileSync(join(folder, `${name}.schema.json`), "utf8")));
}

function errorsOf(validate: ValidateFunction, value: unknown): unknown[] {
  return validate(value) ? [] : (validate.errors ?? []);
}

const configurations = readdirSync(join(root, "datasets"))
  .map((name) => join("datasets", name, "evenhand.yaml"))
  .filter((path) => existsSync(join(root, path)));

it("the committed schemas are what the build yields", () => {
  const script = join(root, "scripts/write-schemas.mjs");
  const { status, stderr } = spawnSync(process.execPath, [script, "--check"], { encoding: "utf8" });
  expect(stderr).toBe("");
  expect(status).toBe(0);
});

it("each names itself", () => {
  const names = {
    audit: "audit",
    decision: "decision",
    dispute: "dispute",
    evenhand: "configuration",
  };
  for (const [file, name] of Object.entries(names)) {
    const schema = JSON.parse(readFileSync(join(folder, `${file}.schema.json`), "utf8"));
    expect(schema.$id).toBe(`urn:evenhand:schema:${name}:1`);
    expect(schema.title).toMatch(/^Evenhand/);
  }
});

describe("the schema of configurations", () => {
  const validate = validator("evenhand");

  it("finds some in the repository", () => {
    expect(configurations.length).toBeGreaterThanOrEqual(5);
  });

  it.each(configurations)("accepts %s", (path) => {
    const value = parse(readFileSync(join(root, path), "utf8"));
    expect(errorsOf(validate, value)).toEqual([]);
    expect(checkConfiguration(value)).toMatchObject({ ok: true });
  });

  const small = { decisions: { label: "y", favourable: 1 }, cohorts: { g: { by: ["g"] } } };

  it.each<[string, unknown]>([
    ["an unknown key", { ...small, cohort: {} }],
    ["a missing one", { cohorts: small.cohorts }],
    ["a wrong kind", { ...small, evidence: { confidence: "95 %" } }],
    ["a confidence of 95", { ...small, evidence: { confidence: 95 } }],
    ["a date that is none", { ...small, signoffs: [{ name: "n", role: "r", date: "soon" }] }],
  ])("refuses %s, as we do", (_, value) => {
    expect(errorsOf(validate, small)).toEqual([]);
    expect(errorsOf(validate, value)).not.toEqual([]);
    expect(checkConfiguration(value).ok).toBe(false);
  });
});

describe("the schema of audits", () => {
  const validate = validator("audit");
  const question: ConfigurationInput = {
    decisions: { label: "y", favourable: 1, prediction: "p" },
    cohorts: { g: { by: ["g"], reference: "a" }, "g×h": { by: ["g", "h"], reference: "rest" } },
    budgets: ["selection_rate", "true_positive_rate"].map((metric) => ({
      id: metric,
      metric,
      compare: "ratio",
      cohorts: "g",
      limit: { min: 0.8 },
      severity: "error",
      onInconclusive: "block",
    })),
    waivers: [
      {
        budget: "selection_rate",
        cohort: { g: "b" },
        ceiling: 0.1,
        reason: "r",
        owner: "@o",
        approvedBy: "@a",
        created: "2026-01-01",
        expires: "2026-12-31",
      },
    ],
  };
  const rows = Array.from({ length: 200 }, (_, i) => ({
    g: ["a", "b", "c", null][i % 4] as string | null,
    h: i % 3,
    y: i % 4 === 2 ? 0 : i % 2,
    p: i % 4 === 1 ? 0 : i % 5 === 0 ? null : 1,
  }));
  const document = JSON.parse(JSON.stringify(audit(rows, question, { today: "2026-11-24" })));

  it("accepts an audit that has every kind of result", () => {
    const statuses = new Set(document.disparities.map((one: { status: string }) => one.status));
    expect([...statuses].sort()).toEqual(["not-estimable", "ok", "unbounded"]);
    expect(errorsOf(validate, document)).toEqual([]);
    expect(errorsOf(validate, { ...document, cells: null })).toEqual([]);
  });

  it.each([
    ["another version", { schema: "evenhand/audit@2" }],
    ["a missing part", { verdicts: undefined }],
    ["a verdict of another kind", { outcome: { ...document.outcome, verdict: "fine" } }],
  ])("refuses %s", (_, change) => {
    expect(errorsOf(validate, JSON.parse(JSON.stringify({ ...document, ...change })))).not.toEqual(
      [],
    );
  });
});

describe("the schema of decision records", () => {
  const validate = validator("decision");

  it("accepts generated records and refuses one without its features", () => {
    for (let seed = 0; seed < 50; seed++) {
      const record = JSON.parse(JSON.stringify(generatedRecord(seed)));
      expect(errorsOf(validate, record)).toEqual([]);
      expect(errorsOf(validate, { ...record, features: undefined })).not.toEqual([]);
    }
  });
});

describe("the schema of disputes", () => {
  const validate = validator("dispute");
  const dispute = {
    schema: "evenhand/dispute@1",
    subject: "17",
    raised: "2026-11-20",
    claims: [{ feature: "hours", stated: 40, comment: "see my contract" }],
  };

  it("accepts what we accept", () => {
    expect(errorsOf(validate, dispute)).toEqual([]);
    expect(parseDispute(dispute)).toEqual(dispute);
  });

  it.each([
    { ...dispute, claims: [] },
    { ...dispute, raised: "soon" },
    { ...dispute, decided: true },
    { ...dispute, claims: [{ feature: "hours", stated: true }] },
  ])("refuses what we refuse: %#", (value) => {
    expect(errorsOf(validate, value)).not.toEqual([]);
    expect(() => parseDispute(value)).toThrowError();
  });
});
