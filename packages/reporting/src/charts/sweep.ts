import type { SweepPoint, SweptRate } from "@evenhand/core";
import { describeMetric } from "../wording/metrics.ts";
import {
  ABSENT,
  formatDeclared,
  formatNumber,
  formatRange,
  formatSigned,
} from "../wording/numbers.ts";
import { shorten } from "../wording/text.ts";
import { linearAxis } from "./axis.ts";
import type { Chart, ChartSpec } from "./chart.ts";
import { LABEL_SIZE, LINE_HEIGHT, PLOT_WIDTH, TEXT_LEFT, TEXT_RIGHT } from "./layout.ts";
import type { Palette } from "./palette.ts";
import { horizontal, specOf, textLayer, vertical } from "./spec-parts.ts";

const METRICS = ["selection_rate", "true_positive_rate"];
const MOST_POINTS = 60;
const PANEL = 110;
const GAP = 14;
/** Half the range that a panel shows at least, so that noise about zero does not fill it. */
const LEAST_REACH = 0.1;

interface Place {
  readonly threshold: number;
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

interface Panel {
  readonly name: string;
  readonly places: readonly Place[];
  /** The panel shows −reach to reach. */
  readonly reach: number;
}

/**
 * How far a cohort's selection rate and true positive rate lie from its reference's at each threshold,
 * with intervals. Null where fewer than two thresholds have either.
 */
export function chartSweep(points: readonly SweepPoint[]): Chart | null {
  const drawn = thin(points);
  const panels = METRICS.map((metric) => panelOf(metric, drawn)).filter(
    ({ places }) => places.length > 1,
  );
  if (panels.length === 0) return null;
  const findings = panels.map(({ name, places }) => {
    const values = places.map(({ value }) => value);
    return `${name} ${formatSigned(Math.min(...values))} to ${formatSigned(Math.max(...values))}`;
  });
  const title = `Difference by threshold: ${findings.join("; ")}`;
  return {
    title,
    summary: shorten(`${title}. ${drawn.length} thresholds.`, 200),
    table: {
      columns: [
        { title: "Threshold", kind: "number" },
        { title: "Measure", kind: "text" },
        { title: "Cohort", kind: "number" },
        { title: "Reference", kind: "number" },
        { title: "Difference", kind: "number" },
        { title: "Interval", kind: "number" },
      ],
      rows: points.flatMap(({ threshold, rates }) => rates.map((rate) => rowOf(threshold, rate))),
    },
    toSpec: (palette) => draw(panels, drawn, palette),
  };
}

/** Every k-th point, and the last. */
function thin(points: readonly SweepPoint[]): readonly SweepPoint[] {
  const every = Math.ceil(points.length / MOST_POINTS);
  return points.filter((_, i) => i % every === 0 || i === points.length - 1);
}

function panelOf(metric: string, points: readonly SweepPoint[]): Panel {
  const places = points.flatMap(({ threshold, rates }) => {
    const difference = rates.find((rate) => rate.metric === metric)?.difference;
    if (difference?.status !== "ok") return [];
    const { value, interval } = difference;
    return [{ threshold, value, lower: interval.lower, upper: interval.upper ?? 1 }];
  });
  const largest = places.map(({ lower, upper }) => Math.max(-lower, upper));
  const reach = Math.ceil(Math.max(LEAST_REACH, ...largest) * 10) / 10;
  return { name: describeMetric(metric).name, places, reach };
}

function rowOf(threshold: number, { metric, cohort, reference, difference }: SweptRate): string[] {
  const value = (swept: typeof cohort) =>
    swept.status === "ok" ? formatNumber(swept.value) : ABSENT;
  return [
    formatDeclared(threshold),
    describeMetric(metric).name,
    value(cohort),
    value(reference),
    difference.status === "ok" ? formatSigned(difference.value) : ABSENT,
    difference.status === "ok" ? formatRange(difference.interval, [], formatSigned) : ABSENT,
  ];
}

function draw(
  panels: readonly Panel[],
  points: readonly SweepPoint[],
  palette: Palette,
): ChartSpec {
  const height = panels.length * (LINE_HEIGHT + PANEL + GAP);
  const thresholds = points.map(({ threshold }) => threshold);
  const axis = linearAxis(thresholds, "threshold");
  const layers = panels.flatMap(({ name, places, reach }, at) => {
    const top = at * (LINE_HEIGHT + PANEL + GAP) + LINE_HEIGHT + 4;
    const yOf = (value: number) => top + (PANEL * (reach - value)) / (2 * reach);
    const values = places.map(({ threshold, value, lower, upper }) => ({
      threshold,
      middle: yOf(value),
      low: yOf(lower),
      high: yOf(upper),
    }));
    const ticks = [reach, 0, -reach].map((tick) => ({ y: yOf(tick), text: formatSigned(tick) }));
    const x = horizontal("threshold", axis);
    const y = (field: string) => vertical(field, height);
    return [
      textLayer(
        { data: { values: [{ name: `${name}, cohort − reference` }] } },
        { align: "left", color: palette.ink, fontSize: LABEL_SIZE },
        "name",
        TEXT_LEFT,
        { value: top - LINE_HEIGHT / 2 - 4 },
      ),
      {
        data: { values: ticks },
        mark: { type: "rule", color: palette.grid, strokeWidth: 1 },
        encoding: { x: { value: 0 }, x2: { value: PLOT_WIDTH }, y: y("y") },
      },
      {
        data: { values },
        mark: { type: "area", color: palette.band, opacity: 1 },
        encoding: { x, y: y("low"), y2: { field: "high" } },
      },
      {
        data: { values: ticks.slice(1, 2) },
        mark: { type: "rule", color: palette.muted, strokeWidth: 1 },
        encoding: { x: { value: 0 }, x2: { value: PLOT_WIDTH }, y: y("y") },
      },
      {
        data: { values },
        mark: { type: "line", color: palette.cohort, strokeWidth: 2 },
        encoding: { x, y: y("middle") },
      },
      textLayer(
        { data: { values: ticks } },
        { align: "right", color: palette.muted, fontSize: 10, dy: -6 },
        "text",
        TEXT_RIGHT,
        y("y"),
      ),
    ];
  });
  return specOf(height, palette, layers);
}
