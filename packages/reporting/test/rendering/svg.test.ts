import { parseFragment } from "parse5";
import { describe, expect, it } from "vitest";
import { chartAttributions } from "../../src/charts/attributions.ts";
import { chartBudget } from "../../src/charts/budget.ts";
import type { Chart } from "../../src/charts/chart.ts";
import { EMBEDDED } from "../../src/charts/palette.ts";
import { chartRates } from "../../src/charts/rates.ts";
import { renderChart, renderSpec } from "../../src/rendering/svg.ts";
import { SMALL } from "../fixtures/adult.ts";
import { refusal } from "../fixtures/decisions.ts";
import { hostileAudit, PAYLOADS } from "../fixtures/hostile.ts";
import { elementsOf } from "../html/parsed.ts";

function allCharts(): Chart[] {
  return [
    chartRates(SMALL, "selection_rate", "race"),
    ...SMALL.budgets.map((budget) => chartBudget(SMALL, budget)),
    chartAttributions(refusal()),
  ].filter((chart) => chart !== null);
}

describe("renderChart", () => {
  it("gives the same bytes again", async () => {
    for (const chart of allCharts()) {
      expect(await renderChart(chart)).toBe(await renderChart(chart));
    }
  });

  it("names the picture and gives its role", async () => {
    for (const chart of allCharts()) {
      const [svg] = elementsOf(parseFragment(await renderChart(chart)));
      const attributes = Object.fromEntries(
        svg?.attrs.map(({ name, value }) => [name, value]) ?? [],
      );
      expect(attributes).toMatchObject({ role: "img", "aria-label": chart.summary });
    }
  });

  it("carries no id, style, script or link", async () => {
    for (const chart of allCharts()) {
      const svg = await renderChart(chart);
      expect(svg).not.toMatch(/ (?:id|style|href|xlink:href|on\w+)=/);
      expect(svg).not.toMatch(/<(?:script|style|a|image|foreignObject)\b/);
    }
  });

  it("stays small: under 700 bytes a row", async () => {
    for (const chart of allCharts()) {
      expect((await renderChart(chart)).length).toBeLessThan(2200 + 700 * chart.table.rows.length);
    }
  });

  it("takes colours from the page, with literal fallbacks where none are set", async () => {
    const [chart] = allCharts();
    if (chart === undefined) throw new Error("no chart");
    expect(await renderChart(chart)).not.toMatch(/(?:fill|stroke)="#/);
    expect(await renderChart(chart, EMBEDDED)).toContain("var(--eh-cohort, #0072b2)");
  });

  it("shows hostile names as text and nothing else", async () => {
    const audit = hostileAudit();
    const [budget] = audit.budgets;
    if (budget === undefined) throw new Error("no budget");
    const svg = await renderChart(chartBudget(audit, budget) as Chart);
    const tags = new Set(elementsOf(parseFragment(svg)).map(({ tagName }) => tagName));
    expect([...tags].sort()).toEqual(["circle", "g", "path", "svg", "text", "tspan"]);
    expect(svg).toContain("&lt;/script&gt;");
    expect(audit.cohorts.length).toBeGreaterThan(PAYLOADS.length - 2);
  });
});

describe("renderSpec", () => {
  it("fails on a specification the compiler objects to", async () => {
    const spec = chartAttributions(refusal()).toSpec(EMBEDDED);
    const wrong = { ...spec, layer: [{ mark: "bar", encoding: { x: { nonsense: true } } }] };
    await expect(renderSpec(wrong, "wrong")).rejects.toThrow(/chart compiler objected/);
  });
});
