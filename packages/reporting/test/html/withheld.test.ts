import { audit, suppressSmallCells } from "@evenhand/core";
import { describe, expect, it } from "vitest";
import { extractAudit } from "../../src/html/embed.ts";
import { renderReport } from "../../src/html/render-report.tsx";
import { describePublication, listWithheld } from "../../src/wording/publication.ts";

/** Four towns, one of them with so few refusals that they would tell who was refused. */
const rows = [40, 37, 44, 3].flatMap((refused, town) =>
  Array.from({ length: 100 + town }, (_, i) => ({
    town: `town-${town}`,
    hired: i < refused ? 0 : 1,
  })),
);
const internal = audit(rows, { outcome: "hired", by: ["town"] });
const published = suppressSmallCells(internal);

describe("a public report", () => {
  it("says on its first screen that it is public, and what was withheld", async () => {
    const html = await renderReport(published);
    expect(html).toContain("<strong>public</strong>");
    expect(html).not.toContain("<strong>internal</strong>");
    expect(html).toContain("What was withheld");
    for (const entry of listWithheld(published)) expect(html).toContain(entry);
    expect(html).toContain("--public --smallest 10");
  });

  it("holds the withheld cohort nowhere, in the embedded audit neither", async () => {
    const html = await renderReport(published);
    expect(await renderReport(internal)).toContain("town-3");
    expect(html).not.toContain("town-3");
    expect(extractAudit(html)).toEqual(published);
    expect(JSON.stringify(extractAudit(html))).not.toContain("town-3");
  });

  it("is made again by a command that makes public reports", async () => {
    const odometer = { models: 1, confidence: 0.95, wornOut: false };
    const configuration = { name: "evenhand.yaml", sha256: null };
    const provenance = { ...published.provenance, configuration };
    const html = await renderReport({ ...published, odometer, provenance });
    expect(html).toContain("evenhand audit --config evenhand.yaml --public --smallest 10");
  });

  it("does not claim that no row lacked an attribute", async () => {
    const html = await renderReport(published);
    expect(html).not.toContain("Every decision has its attributes.");
    expect(html).not.toContain("None was left out.");
  });
});

describe("describePublication", () => {
  it("tells kinds and numbers", () => {
    const sentence = describePublication(published);
    expect(sentence).toContain("Public: counts from 1 to 9 are protected.");
    expect(sentence).toContain("4 cohorts, counting everyone else");
  });

  it("is empty for an internal audit", () => {
    expect(describePublication(internal)).toBe("");
  });
});
