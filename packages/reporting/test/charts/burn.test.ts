import { describe, expect, it } from "vitest";
import { chartBurn } from "../../src/charts/burn.ts";
import type { Chart } from "../../src/charts/chart.ts";
import { LIGHT } from "../../src/charts/palette.ts";
import { renderBurn } from "../../src/html/render-burn.tsx";
import { burnTables } from "../../src/wording/burn-tables.ts";
import { watch } from "../fixtures/burns.ts";

function chartOf(women: number, cohort: string): Chart | null {
  const table = burnTables(watch(women)).find(({ series }) => series.cohort === cohort);
  return table === undefined ? null : chartBurn(table);
}

describe("chartBurn", () => {
  it("is titled with where the window stands, its verdict and its alerts", () => {
    expect(chartOf(60, "sex=F")?.title).toBe(
      "Selection rate, ratio, sex=F vs sex=M: 0.60 after 12 slots, fail; 3 alerts raised",
    );
    expect(chartOf(96, "sex=F")?.title).toMatch(/: 0\.96 after 12 slots, (?:pass|inconclusive)$/);
  });

  it("lists every slot with its verdict", () => {
    const rows = chartOf(60, "sex=F")?.table.rows ?? [];
    expect(rows).toHaveLength(12);
    expect(rows[11]?.slice(0, 4)).toEqual(["2026-11-12", "200", "0.60", "0.60"]);
    expect(rows[11]?.[5]).toBe("✗ fail");
  });

  it("marks an alert only where one is raised", () => {
    expect(JSON.stringify(chartOf(60, "sex=F")?.toSpec(LIGHT))).toContain("triangle: alert");
    expect(JSON.stringify(chartOf(96, "sex=F")?.toSpec(LIGHT))).not.toContain("triangle: alert");
  });
});

describe("renderBurn", () => {
  it("gives one page without script, the gravest comparison first, and the same bytes again", async () => {
    const html = await renderBurn(watch(60));
    expect(html).not.toMatch(/<script|<link|<img|url\(|https?:/i);
    expect(html).toContain("Offers | &lt;b>daily&lt;/b>");
    expect(html.indexOf("sex=F")).toBeLessThan(html.indexOf("sex=X"));
    expect(html).toContain("Alert (page), by points");
    expect(await renderBurn(watch(60))).toBe(html);
  });
});
