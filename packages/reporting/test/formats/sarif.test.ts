import type { AuditDocument } from "@evenhand/core";
import { describe, expect, it } from "vitest";
import { renderSarif, type SarifOptions } from "../../src/formats/sarif.ts";
import { FULL, OPEN, SMALL } from "../fixtures/adult.ts";
import { EVERY, PLACES } from "../fixtures/every-verdict.ts";
import { EVERYTHING } from "../fixtures/everything.ts";
import { hostileAudit } from "../fixtures/hostile.ts";
import { sarifErrors } from "./sarif-schema.ts";

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly kind: string;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations?: readonly unknown[];
  readonly suppressions?: readonly unknown[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly properties: Readonly<Record<string, unknown>>;
}

interface Run {
  readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
  readonly results: readonly Result[];
  readonly properties: {
    readonly open?: readonly { readonly verdict: string }[];
    readonly proposal?: { readonly status: string; readonly changes: readonly string[] };
  };
}

function runOf(audit: AuditDocument, options: SarifOptions = {}): Run {
  return JSON.parse(renderSarif(audit, options)).runs[0];
}

const keyOf = (budget: unknown, cohort: unknown): string => JSON.stringify([budget, cohort]);
const resultKeys = ({ results }: Run): string[] =>
  results.map(({ properties }) => keyOf(properties.budget, properties.cohort)).sort();
const verdictKeys = (audit: AuditDocument, kinds: readonly string[]): string[] =>
  audit.verdicts
    .filter(({ verdict }) => kinds.includes(verdict))
    .map(({ budget, cohort }) => keyOf(budget, cohort))
    .sort();

describe("the published schema", () => {
  it.each([
    ["every verdict", EVERY],
    ["a small audit", SMALL],
    ["a full audit", FULL],
    ["an audit without budgets", OPEN],
    ["a hostile audit", hostileAudit()],
    ["a proposal and a baseline", EVERYTHING],
  ])("accepts %s", (_, audit) => {
    for (const full of [false, true]) {
      expect(sarifErrors(JSON.parse(renderSarif(audit, { places: PLACES, full })))).toEqual([]);
    }
  });

  it("is really asked", () => {
    const broken = JSON.parse(renderSarif(EVERY));
    broken.runs[0].results[0].kind = "failed";
    broken.runs[0].results[0].suppressions = [{ kind: "waiver" }];
    expect(sarifErrors(broken).length).toBeGreaterThan(1);
  });
});

describe("renderSarif", () => {
  it("adds a result for each gap that grew, noted only where growth does not block", () => {
    const grown = (audit: AuditDocument): Result[] =>
      runOf(audit).results.filter(({ properties }) => properties.growth === "grew");
    expect(grown(EVERYTHING).map(({ ruleId, level }) => [ruleId, level])).toEqual([
      ["ratio", "error"],
      ["figure", "error"],
    ]);
    const ratchet = { ...EVERYTHING.ratchet, enforced: false };
    const levels = grown({ ...EVERYTHING, ratchet } as AuditDocument).map(({ level }) => level);
    expect(levels).toEqual(["note", "note"]);
    const prints = runOf(EVERYTHING).results.map(({ partialFingerprints: of }) =>
      JSON.stringify(of),
    );
    expect(new Set(prints).size).toBe(prints.length);
  });

  it("tells of a proposal at the run", () => {
    const { proposal } = runOf(EVERYTHING).properties;
    expect(proposal?.status).toBe("passes-only-under-proposal");
    expect(proposal?.changes).toContain("budgets.ratio.limit.min: 0.8 → 0.65 LOOSENED");
    expect(runOf(EVERY).properties.proposal).toBeUndefined();
  });

  const run = runOf(EVERY, { places: PLACES });

  it("gives one result for each failing comparison and no other", () => {
    expect(resultKeys(run)).toEqual(verdictKeys(EVERY, ["fail"]));
    expect(run.results.every(({ kind }) => kind === "fail")).toBe(true);
  });

  it("lists what is open as a property of the run, and as results only in full", () => {
    const open = EVERY.verdicts.filter(({ verdict }) => !["pass", "fail"].includes(verdict));
    expect(run.properties.open).toHaveLength(open.length);
    const full = runOf(EVERY, { full: true });
    expect(resultKeys(full)).toEqual(verdictKeys(EVERY, ["fail", "inconclusive", "no-data"]));
    expect(full.properties.open).toBeUndefined();
    const opened = full.results.filter(({ kind }) => kind === "open");
    expect(opened).toHaveLength(open.length);
    expect(new Set(opened.map(({ level }) => level))).toEqual(new Set(["none"]));
  });

  it("takes the level from the severity and the rule from the budget", () => {
    for (const { ruleId, ruleIndex, level, properties } of run.results) {
      expect(run.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
      expect(level).toBe(properties.severity === "error" ? "error" : "warning");
    }
    expect(new Set(run.results.map(({ level }) => level))).toEqual(new Set(["error", "warning"]));
  });

  it("points at the line of the budget, with a path that is a relative reference", () => {
    const ratio = run.results.find(({ ruleId }) => ruleId === "ratio");
    expect(ratio?.locations).toEqual([
      {
        physicalLocation: {
          artifactLocation: {
            uri: "models/credit%20risk/evenhand.yaml",
            uriBaseId: "%SRCROOT%",
          },
          region: { startLine: 7, startColumn: 5 },
        },
      },
    ]);
    expect(runOf(EVERY).results[0]?.locations).toBeUndefined();
  });

  it("suppresses the waived failure alone, and says by whom and until when", () => {
    const suppressed = run.results.filter(({ suppressions }) => suppressions !== undefined);
    expect(suppressed.map(({ properties }) => properties.cohort)).toEqual(["g=waived"]);
    expect(suppressed[0]?.suppressions).toEqual([
      {
        kind: "external",
        status: "accepted",
        justification: "a new model is on its way",
        properties: { owner: "@a", approvedBy: "@b", expires: "2026-12-31" },
      },
    ]);
  });

  it("fingerprints budget and cohort: all apart, and the same when lines and numbers move", () => {
    const prints = (made: Run): string[] =>
      made.results.map(({ partialFingerprints }) => partialFingerprints["budgetCohort/v1"] ?? "");
    const all = prints(runOf(FULL, { full: true }));
    expect(new Set(all).size).toBe(all.length);
    expect(prints(run)).toContain("ratio/g%3Doutside");
    expect(prints(runOf(EVERY))).toEqual(prints(run));
  });

  it("prints neither counts below ten nor numbers that rest on them", () => {
    const full = renderSarif(EVERY, { full: true });
    expect(full).not.toMatch(/"n": [1-9],?\n/);
    expect(full).not.toMatch(/(?<![\d.,\u202f])[1-9] (?:decisions?|rows?|people)\b/);
    const tiny = runOf(EVERY, { full: true }).results.filter(
      ({ properties }) => properties.cohort === "g=tiny",
    );
    expect(tiny.length).toBeGreaterThan(0);
    for (const { properties } of tiny) {
      expect(properties).toMatchObject({ withheld: true });
      expect(properties).not.toHaveProperty("estimate");
    }
  });

  it("gives the same bytes for the same audit", () => {
    expect(renderSarif(EVERY)).toBe(renderSarif(JSON.parse(JSON.stringify(EVERY))));
  });
});
