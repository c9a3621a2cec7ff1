import type { AuditDocument } from "@evenhand/core";
import { parse } from "parse5";
import { beforeAll, describe, expect, it } from "vitest";
import { renderReport } from "../../src/html/render-report.tsx";
import { SMALL } from "../fixtures/adult.ts";
import { EVERYTHING } from "../fixtures/everything.ts";
import { textOf } from "./parsed.ts";

let text = "";
beforeAll(async () => {
  text = textOf(parse(await renderReport(EVERYTHING)));
});

async function methodsOf(audit: AuditDocument): Promise<string> {
  const whole = textOf(parse(await renderReport(audit)));
  return whole.slice(whole.lastIndexOf("Many comparisons:"), whole.lastIndexOf("Metrics"));
}

describe("the report of a proposal with a baseline, a history and a figure", () => {
  it("has a section for the proposal and one for growth, both before the verdicts", () => {
    const places = ["Proposed budgets", "Verdicts that differ", "Growth against the baseline"];
    const body = text.slice(text.indexOf("Provenance"));
    const found = [...places, "The bound decides"].map((place) => body.indexOf(place));
    expect(found).not.toContain(-1);
    expect(found).toEqual([...found].sort((a, b) => a - b));
    expect(text).toContain("budgets.ratio.limit.min");
    expect(text).toContain("LOOSENED");
  });

  it("does not open in the colour of a pass where a release is held back", async () => {
    const passing = (audit: AuditDocument): AuditDocument => ({
      ...audit,
      outcome: { ...audit.outcome, verdict: "pass" },
    });
    expect(await renderReport(passing(EVERYTHING))).toMatch(/class="?outcome inconclusive/);
    expect(await renderReport(passing(SMALL))).toMatch(/class="?outcome pass/);
  });

  it("writes the ticks of an axis as they are, not rounded to its step", async () => {
    const page = await renderReport(SMALL);
    const labels = [...page.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, label]) => label);
    expect(labels.join(" ")).toContain("0 0.25 0.5 0.75 1");
  });

  it("has neither where there is nothing to say", async () => {
    const other = await renderReport(SMALL);
    expect(other).not.toMatch(/id="(?:proposal|growth)"/);
  });

  it("says that a figure allows nothing for chance, beside the verdict and in the methods", () => {
    expect(text).toContain("point estimate, chance not allowed for");
    expect(text).toContain("A figure was asked for, as a statute asks for one, by figure.");
  });

  it("gives the level of widened intervals where verdicts are explained", () => {
    expect(text).toContain("Pass: the 97.5\u202f% interval");
    expect(text).toContain("95\u202f% intervals, 97.5\u202f% where a verdict rests on them");
    expect(text).toContain("1 − (1 − 0.95) ÷ 2");
  });

  it("names the files it was held against and the command that did so", () => {
    expect(text).toContain("base.yaml");
    expect(text).toContain("evenhand check --config evenhand.yaml --base base.yaml");
  });

  it.each([
    ["max-t", "max-t"],
    ["holm", "Holm"],
    ["benjamini-hochberg", "Benjamini–Hochberg"],
    ["none", "none"],
  ] as const)("describes %s and no other adjustment", async (multiplicity, name) => {
    const { provenance } = EVERYTHING;
    const evidence = { ...provenance.evidence, multiplicity };
    const methods = await methodsOf({ ...EVERYTHING, provenance: { ...provenance, evidence } });
    expect(methods).toContain(`Many comparisons: ${name}`);
    for (const other of ["max-t", "Benjamini–Hochberg"].filter((each) => each !== name)) {
      expect(methods).not.toContain(other);
    }
  });
});
