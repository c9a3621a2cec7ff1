import { type AuditDocument, audit } from "@evenhand/core";
import { describe, expect, it } from "vitest";
import { chartCalibration } from "../../src/charts/calibration.ts";
import { LIGHT } from "../../src/charts/palette.ts";
import { renderReport } from "../../src/html/render-report.tsx";
import { renderChart } from "../../src/rendering/svg.ts";

/** People of so many units whose chances are their scores; in the first the scores are too high. */
function audited(units: number): AuditDocument {
  const rows = Array.from({ length: 200 * units }, (_, i) => {
    const chance = ((i * 37) % 101) / 101;
    const isFirst = i % units === 0;
    return {
      unit: `unit ${i % units}`,
      s: isFirst ? chance + 0.3 * (1 - chance) : chance,
      y: ((i * 61) % 103) / 103 < chance ? 1 : 0,
    };
  });
  return audit(rows, {
    decisions: { label: "y", favourable: 1, score: "s" },
    cohorts: { unit: { by: ["unit"] } },
  });
}

describe("chartCalibration", () => {
  it("is titled with the least and the largest error, and lists each bin of each cohort", () => {
    const document = audited(2);
    const chart = chartCalibration(document, "unit");
    expect(chart?.title).toMatch(
      /^Expected calibration error by unit: 0\.\d+ \(unit 1\) to 0\.\d+ \(unit 0\)$/,
    );
    expect(chart?.summary.length).toBeLessThanOrEqual(200);
    const bins = document.scores?.flatMap(({ dimension, reliability }) =>
      dimension === "unit" ? (reliability ?? []) : [],
    );
    expect(chart?.table.rows).toHaveLength(bins?.length ?? Number.NaN);
    expect(chart?.table.rows[0]?.[0]).toBe("unit 0");
  });

  it("draws what the table says, inside its panels", async () => {
    const chart = chartCalibration(audited(3), "unit") ?? expect.fail("no chart");
    const { layer, height, width } = chart.toSpec(LIGHT) as unknown as {
      layer: { data: { values: Record<string, number>[] } }[];
      height: number;
      width: number;
    };
    const points = layer[2]?.data.values ?? [];
    expect(points).toHaveLength(chart.table.rows.length);
    for (const { x, y, low, high } of points as Record<"x" | "y" | "low" | "high", number>[]) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(width);
      expect(high).toBeLessThanOrEqual(y + 1e-9);
      expect(low).toBeGreaterThanOrEqual(y - 1e-9);
      expect(low).toBeLessThanOrEqual(height);
    }
    const svg = await renderChart(chart);
    expect(svg).toContain("unit 2");
    expect(svg).not.toMatch(/<script|style=/);
  });

  it("draws the six largest cohorts of more, and says so", () => {
    const chart = chartCalibration(audited(8), "unit");
    expect(chart?.title).toContain("The 6 largest of 8 cohorts are drawn");
    expect(new Set(chart?.table.rows.map(([name]) => name)).size).toBe(6);
  });

  it("is absent without scores, without outcomes and where scores are no probabilities", () => {
    const { scores: _, ...bare } = audited(2);
    expect(chartCalibration(bare, "unit")).toBeNull();
    const rows = { unit: ["a", "b"], y: [0, 1], s: [3, 7] };
    const question = {
      decisions: { label: "y", favourable: 1, score: "s" },
      cohorts: { unit: { by: ["unit"] } },
    } as const;
    expect(chartCalibration(audit(rows, question), "unit")).toBeNull();
  });
});

describe("the report of an audit with scores", () => {
  it("has a section on them, and none without", async () => {
    const page = await renderReport(audited(2));
    expect(page).toContain('<h2 id="scores">Scores</h2>');
    expect(page).toContain('href="#scores"');
    const { scores: _, ...bare } = audited(2);
    expect(await renderReport(bare)).not.toContain("#scores");
  });
});
