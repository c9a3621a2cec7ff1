import { parseFragment } from "parse5";
import { describe, expect, it } from "vitest";
import type { Chart } from "../../src/charts/chart.ts";
import { chartConfusion } from "../../src/charts/confusion.ts";
import { chartIntersection } from "../../src/charts/intersection.ts";
import { LIGHT } from "../../src/charts/palette.ts";
import { chartScoreSpread } from "../../src/charts/score-spread.ts";
import { renderChart } from "../../src/rendering/svg.ts";
import { OPEN } from "../fixtures/adult.ts";
import { PAYLOADS } from "../fixtures/hostile.ts";
import { crossedAudit, SCORED } from "../fixtures/scored.ts";
import { elementsOf } from "../html/parsed.ts";

const MOST_MARKS = 2000;

function numberOf(text: string | undefined): number {
  return Number((text ?? "").replace(/\s/g, ""));
}

describe("chartConfusion", () => {
  it("counts every decision with a recorded outcome once, in one of four kinds", () => {
    const chart = chartConfusion(SCORED, "sex");
    expect(chart?.title).toMatch(/^Share of wrong decisions by sex: 0\.\d+ \(\w+\) to 0\.\d+ \(/);
    for (const [name, ...counts] of chart?.table.rows ?? []) {
      const cohort = SCORED.cohorts.find(({ id }) => id === `sex=${name}`);
      const numbers = counts.map(numberOf);
      expect(numbers[4]).toBe(cohort?.rows);
      expect(numbers.slice(0, 4).reduce((sum, count) => sum + count, 0)).toBe(cohort?.rows);
    }
    expect(chart?.table.rows.length).toBe(2);
  });

  it("agrees with the accuracy that was measured", () => {
    const chart = chartConfusion(SCORED, "sex");
    const [, favourable, , , unfavourable, n] = chart?.table.rows[0] ?? [];
    const accuracy = SCORED.measurements.find(
      ({ metric, cohort }) => metric === "accuracy" && cohort === "sex=Female",
    );
    const right = numberOf(favourable) + numberOf(unfavourable);
    expect(right / numberOf(n)).toBeCloseTo(accuracy?.value ?? Number.NaN, 12);
  });

  it("is absent for a dimension that was not measured", () => {
    expect(chartConfusion(SCORED, "shoe size")).toBeNull();
  });
});

describe("chartIntersection", () => {
  it("lays the attribute with fewer levels across and marks small fields", () => {
    const chart = chartIntersection(SCORED, "selection_rate", "sex×race");
    const spec = JSON.stringify(chart?.toSpec(LIGHT));
    expect(spec).toContain('"text":"Female"');
    expect(spec).toContain("Dashed: fewer than 30 decisions");
    expect(spec).not.toContain("unknown");
    const rows = chart?.table.rows.filter(([name]) => !name?.includes("unknown")) ?? [];
    expect(rows.length).toBeLessThan(chart?.table.rows.length ?? 0);
    const small = rows.filter((row) => row[4] === "yes");
    expect(small.length).toBeGreaterThan(0);
    for (const row of small) expect(numberOf(row[3])).toBeLessThan(30);
    expect(chart?.title).toContain(
      `${small.length} fields of ${rows.length} with fewer than 30 decisions`,
    );
  });

  it("writes long names of columns as letters with a key, and says how many are drawn", () => {
    const chart = chartIntersection(crossedAudit(), "selection_rate", "unit×region");
    const spec = JSON.stringify(chart?.toSpec(LIGHT));
    expect(spec).toContain('"text":"F"');
    expect(spec).toContain("F:");
    expect(chart?.title).toContain("6 of 7 columns are drawn");
    expect(chart?.table.rows).toHaveLength(175);
  });

  it("is absent for one attribute, and for a rate that was not measured", () => {
    expect(chartIntersection(SCORED, "selection_rate", "sex")).toBeNull();
    expect(chartIntersection(SCORED, "no_such_rate", "sex×race")).toBeNull();
  });
});

describe("chartScoreSpread", () => {
  it("gives the mean that was measured, and shares that add up to 1", () => {
    const chart = chartScoreSpread(SCORED, "sex");
    expect(chart?.title).toMatch(/^Mean score by sex: 0\.\d+ \(\w+\) to 0\.\d+ \(\w+\)$/);
    for (const row of chart?.table.rows ?? []) {
      const shares = row.slice(2, -1).map(Number);
      expect(shares).toHaveLength(5);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 1);
    }
  });

  it("draws the twelve largest of many cohorts and lists all", () => {
    const chart = chartScoreSpread(crossedAudit(), "unit");
    expect(chart?.title).toContain("12 of 25 cohorts are drawn");
    expect(chart?.table.rows).toHaveLength(25);
  });

  it("is absent without scores", () => {
    expect(chartScoreSpread(OPEN, "sex")).toBeNull();
  });
});

describe("charts of many cohorts", () => {
  const audit = crossedAudit();
  const charts: Readonly<Record<string, Chart | null>> = {
    confusion: chartConfusion(audit, "unit×region"),
    intersection: chartIntersection(audit, "selection_rate", "unit×region"),
    scores: chartScoreSpread(audit, "unit×region"),
  };

  it.each(Object.keys(charts))(
    "keep to 2,000 marks and a summary of 200 characters (%s)",
    async (name) => {
      const chart = charts[name];
      if (chart === null || chart === undefined) throw new Error(`no chart of ${name}`);
      expect(chart.summary.length).toBeLessThanOrEqual(200);
      const svg = await renderChart(chart);
      // Marks of one colour share a path, in which each begins with a move.
      const moves = svg.match(/M-?[\d.]/g)?.length ?? 0;
      const others = svg.match(/<(?:circle|text)/g)?.length ?? 0;
      expect(moves + others).toBeLessThanOrEqual(MOST_MARKS);
      expect(moves).toBeGreaterThan(10);
    },
  );
});

describe("charts of hostile names", () => {
  it("hold them as text and nothing else", async () => {
    const text = PAYLOADS.join(" ");
    const audit = JSON.parse(JSON.stringify(SCORED), (_, value) =>
      value === "Female" ? text : value,
    ) as typeof SCORED;
    for (const chart of [
      chartConfusion(audit, "sex"),
      chartIntersection(audit, "selection_rate", "sex×race"),
      chartScoreSpread(audit, "sex"),
    ]) {
      const svg = await renderChart(chart as Chart);
      const tags = new Set(elementsOf(parseFragment(svg)).map(({ tagName }) => tagName));
      for (const tag of tags)
        expect(["circle", "g", "path", "svg", "text", "tspan"]).toContain(tag);
      expect(svg).toContain("&lt;/script&gt;");
    }
  });
});
