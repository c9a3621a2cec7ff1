import { type AuditDocument, type Budget, parseAudit } from "@evenhand/core";
import { chartAttributions } from "../charts/attributions.ts";
import { chartBudget } from "../charts/budget.ts";
import { chartCalibration } from "../charts/calibration.ts";
import type { Chart } from "../charts/chart.ts";
import { chartConfusion } from "../charts/confusion.ts";
import { chartIntersection } from "../charts/intersection.ts";
import { chartRates } from "../charts/rates.ts";
import { chartScoreSpread } from "../charts/score-spread.ts";
import { renderChart } from "../rendering/svg.ts";
import { isCompared } from "../wording/metrics.ts";
import { byGravity } from "../wording/verdicts.ts";
import type { BudgetPart } from "./budgets.tsx";
import type { DecisionPart } from "./decisions.tsx";
import type { DrawnChart } from "./figure.tsx";
import { writePage } from "./page.ts";
import { Report, type ReportParts } from "./report.tsx";

/**
 * Writes the whole report of an audit as one HTML file: no script, no request, charts as SVG, the
 * audit itself embedded (`extractAudit` reads it back). The same audit gives the same bytes.
 * Decision records in the audit are shown and marked as personal data; an audit without budgets
 * shows its rates instead.
 *
 * @throws EvenhandError `input/not-an-audit`, `input/broken-audit` where it is not an audit of this version
 * @example
 * await writeFile("report.html", await renderReport(audit));
 */
export async function renderReport(audit: AuditDocument): Promise<string> {
  const parts = await drawParts(parseAudit(audit));
  return writePage((policy) => <Report parts={parts} policy={policy} />);
}

async function drawParts(audit: AuditDocument): Promise<ReportParts> {
  const drawnRates = new Set<string>();
  const budgets: BudgetPart[] = [];
  for (const budget of sortByGravity(audit)) {
    const charts = [
      chartBudget(audit, budget),
      ...ratesBeside(budget, drawnRates).map((metric) => chartRates(audit, metric, budget.cohorts)),
    ];
    budgets.push({ budget, charts: await drawAll(charts) });
  }
  const decisions: DecisionPart[] = [];
  for (const record of audit.decisions) {
    const [chart] = await drawAll([chartAttributions(record)]);
    if (chart !== undefined) decisions.push({ record, chart });
  }
  const rates = await drawAll(otherRates(audit, drawnRates));
  const dimensions = audit.definitions.dimensions.map(({ name }) => name);
  const crossings = await drawAll(
    dimensions.map(
      (name) =>
        chartIntersection(audit, "selection_rate", name) ??
        chartIntersection(audit, "base_rate", name),
    ),
  );
  const recourse = await drawAll(
    dimensions.flatMap((name) =>
      RECOURSE.filter((metric) => !drawnRates.has(keyOf(metric, name))).map((metric) =>
        chartRates(audit, metric, name),
      ),
    ),
  );
  const errors = await drawAll(dimensions.map((name) => chartConfusion(audit, name)));
  const scores = await drawAll(
    dimensions.flatMap((name) => [chartScoreSpread(audit, name), chartCalibration(audit, name)]),
  );
  return { audit, budgets, rates, crossings, errors, scores, recourse, decisions };
}

async function drawAll(charts: readonly (Chart | null)[]): Promise<DrawnChart[]> {
  const drawn: DrawnChart[] = [];
  for (const chart of charts) {
    if (chart !== null) drawn.push({ chart, svg: await renderChart(chart) });
  }
  return drawn;
}

const RECOURSE = ["no_recourse_rate", "recourse_burden"];

/** Names a chart of rates that is drawn once. */
function keyOf(metric: string, dimension: string): string {
  return JSON.stringify([metric, dimension]);
}

/** Budgets in the order of their gravest verdict. */
function sortByGravity(audit: AuditDocument): Budget[] {
  const order = [...audit.verdicts].sort(byGravity).map((verdict) => verdict.budget);
  const placeOf = ({ id }: Budget): number =>
    order.includes(id) ? order.indexOf(id) : order.length;
  return [...audit.budgets].sort((a, b) => placeOf(a) - placeOf(b));
}

/** The rates behind a disparity; beside a selection rate always the base rate. Each is drawn once. */
function ratesBeside(budget: Budget, drawn: Set<string>): string[] {
  const metrics = [
    ...(isCompared(budget) ? [budget.metric] : []),
    ...(budget.metric === "selection_rate" ? ["base_rate"] : []),
  ];
  return metrics.filter((metric) => {
    const key = keyOf(metric, budget.cohorts);
    if (drawn.has(key)) return false;
    drawn.add(key);
    return true;
  });
}

/** Selection and base rates of the dimensions that no budget looks at. */
function otherRates(audit: AuditDocument, drawn: ReadonlySet<string>): (Chart | null)[] {
  const dimensions = [...new Set(audit.cohorts.map((cohort) => cohort.dimension))];
  const looked = new Set(audit.budgets.map((budget) => budget.cohorts));
  return dimensions.flatMap((dimension) => {
    if (dimension === null || (audit.budgets.length > 0 && looked.has(dimension))) return [];
    return ["selection_rate", "base_rate"]
      .filter((metric) => !drawn.has(keyOf(metric, dimension)))
      .map((metric) => chartRates(audit, metric, dimension));
  });
}
