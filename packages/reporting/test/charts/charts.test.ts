import { describe, expect, it } from "vitest";
import { chartAttributions } from "../../src/charts/attributions.ts";
import { chartBudget } from "../../src/charts/budget.ts";
import { LIGHT } from "../../src/charts/palette.ts";
import { chartRates } from "../../src/charts/rates.ts";
import { FULL, SMALL } from "../fixtures/adult.ts";
import { refusal } from "../fixtures/decisions.ts";
import { EVERYTHING } from "../fixtures/everything.ts";
import { crowdedAudit } from "../fixtures/hostile.ts";

function budgetOf(audit: typeof SMALL, id: string): (typeof SMALL.budgets)[number] {
  const found = audit.budgets.find((budget) => budget.id === id);
  if (found === undefined) throw new Error(`no budget ${id}`);
  return found;
}

describe("chartRates", () => {
  it("is titled with what it found and holds the same numbers as a table", () => {
    const chart = chartRates(SMALL, "selection_rate", "sex");
    expect(chart?.title).toMatch(/^Selection rate by sex: 0\.\d+ \(Female\) to 0\.\d+ \(Male\)$/);
    expect(chart?.table.rows.map(([name]) => name)).toEqual(["Female", "Male"]);
    expect(chart?.summary.length).toBeLessThanOrEqual(200);
  });

  it("leaves cohorts below the minimum out of its title, not out of the picture", () => {
    const chart = chartRates(SMALL, "true_positive_rate", "race");
    expect(chart?.title).not.toContain("Amer-Indian-Eskimo");
    expect(JSON.stringify(chart?.toSpec(LIGHT))).toContain("Amer-Indian-Eskimo");
  });

  it("shows cohorts of unknown attribute", () => {
    const chart = chartRates(SMALL, "selection_rate", "race");
    expect(chart?.table.rows.some(([name]) => name === "race unknown")).toBe(true);
  });

  it("is absent where nothing was measured", () => {
    expect(chartRates(crowdedAudit(), "selection_rate", "employer")).toBeNull();
  });
});

describe("chartBudget", () => {
  it("names the worst cohort with its estimate", () => {
    const chart = chartBudget(FULL, budgetOf(FULL, "selection-ratio-sex"));
    expect(chart?.title).toMatch(/^Selection rate, ratio: Female at 0\.\d+, fail$/);
  });

  it("draws the limits it is judged by", () => {
    const spec = JSON.stringify(
      chartBudget(SMALL, budgetOf(SMALL, "selection-ratio-age"))?.toSpec(LIGHT),
    );
    expect(spec).toContain("limit: 0.80 to 1.25");
    expect(spec).toContain('"value":0.8}');
    expect(spec).toContain('"value":1.25}');
  });

  it("puts a distance between the two cohorts, and takes it for nobody's own", () => {
    const chart = chartBudget(EVERYTHING, budgetOf(EVERYTHING, "distance"));
    expect(chart?.title).toMatch(/; between east and ref at 0\.31$/);
    expect(chart?.table.rows[0]?.[0]).toBe("between east and ref");
    expect(chart?.table.columns[1]?.title).toBe("Distance");
  });

  it("says in its title that the point estimate decided", () => {
    const chart = chartBudget(EVERYTHING, budgetOf(EVERYTHING, "figure"));
    expect(chart?.title).toMatch(/^Selection rate, ratio, by the point estimate: pass in/);
  });

  it("writes differences with their sign", () => {
    const chart = chartBudget(SMALL, budgetOf(SMALL, "tpr-difference-race"));
    for (const row of chart?.table.rows ?? []) expect(row[1]).toMatch(/^[+−–]/);
  });

  it("draws 40 cohorts of a larger dimension, says so, and lists all", () => {
    const audit = crowdedAudit();
    const [budget] = audit.budgets;
    const [verdict] = audit.verdicts;
    if (budget === undefined || verdict === undefined) throw new Error("no budget");
    const verdicts = Array.from({ length: 60 }, (_, i) => ({
      ...verdict,
      cohort: `employer=${i}`,
    }));
    const chart = chartBudget({ ...audit, verdicts }, budget);
    expect(chart?.title).toContain("40 of 60 cohorts are drawn");
    expect(chart?.table.rows).toHaveLength(60);
  });
});

describe("chartAttributions", () => {
  const chart = chartAttributions(refusal());

  it("goes from the average to the output", () => {
    expect(chart.title).toBe("From −1.35 on average to −3.98; marital status moves it most, −1.42");
  });

  it("sums the weakest inputs in the picture and lists all in the table", () => {
    expect(JSON.stringify(chart.toSpec(LIGHT))).toContain("2 other inputs");
    expect(chart.table.rows).toHaveLength(12);
  });

  it("shows values in the words of their declaration", () => {
    expect(chart.table.rows.map(([name, value]) => `${name} ${value}`)).toContain(
      "hours worked a week 30 hours",
    );
  });
});
