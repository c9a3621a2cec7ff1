import type { BurnRow, BurnTable } from "../wording/burn-tables.ts";
import { edgesOf, formatCount, formatNumber, formatSigned } from "../wording/numbers.ts";
import { capitalise, plural, shorten } from "../wording/text.ts";
import { describeVerdict } from "../wording/verdicts.ts";
import { type Axis, clipTo, linearAxis } from "./axis.ts";
import type { Chart } from "./chart.ts";
import { drawSeries, type SeriesPlot } from "./series-plot.ts";

/** How far beyond estimates and limits an interval may stretch the axis before it is cut. */
const WIDEST_STRETCH = 1.5;
/** A single slot of fewer decisions says little and would stretch the axis. */
const FEWEST_ALONE = 10;
/** So many slots are drawn; a window of more keeps every second, third, … */
const MOST_SLOTS = 200;

/**
 * One comparison over the slots of the present window: the value of the window so far with bounds that
 * hold at every look, each slot on its own, and the limits. Null where nothing could be measured.
 */
export function chartBurn(table: BurnTable): Chart | null {
  const { series, rows } = table;
  const last = rows.findLast(({ point }) => point.sofar.estimate !== null);
  if (last === undefined) return null;
  const format = series.compare === "difference" ? formatSigned : formatNumber;
  const slots = plural(formatCount(rows.length), rows.length === 1, "slot");
  const value = format(last.point.sofar.estimate as number, edgesOf(series.limit));
  const raised = table.alerts.length;
  const alert = raised === 0 ? "" : `; ${plural(String(raised), raised === 1, "alert")} raised`;
  const title = `${capitalise(table.measure)}, ${table.comparison}: ${value} after ${slots}, ${describeVerdict(last.point.sofar.verdict).word}${alert}`;
  const every = Math.ceil(rows.length / MOST_SLOTS);
  const drawn = rows.filter((_, i) => (rows.length - 1 - i) % every === 0);
  return {
    title: every === 1 ? title : `${title}. One slot in ${every} is drawn; the table lists all`,
    summary: shorten(`${title}. Limit ${table.limit}; from ${rows[0]?.slot} on.`, 200),
    table: {
      columns: [
        { title: "Slot", kind: "text" },
        { title: "n", kind: "number" },
        { title: "Slot alone", kind: "number" },
        { title: "Window so far", kind: "number" },
        { title: "Interval", kind: "number" },
        { title: "Verdict", kind: "text" },
      ],
      rows: rows.map((row) => [
        row.slot,
        row.n,
        row.estimate,
        row.sofar,
        row.interval,
        `${row.icon} ${row.word}`,
      ]),
    },
    toSpec: (palette) => drawSeries(plotOf(table, drawn, last), palette),
  };
}

function plotOf(table: BurnTable, rows: readonly BurnRow[], last: BurnRow): SeriesPlot {
  const { series } = table;
  const axis = axisOf(table, rows);
  const points = rows.map(({ slot, point: { alone, sofar } }) => ({
    slot,
    alone:
      alone.estimate === null || alone.n < FEWEST_ALONE ? null : clipTo(axis, alone.estimate).at,
    sofar: sofar.estimate === null ? null : clipTo(axis, sofar.estimate).at,
    interval:
      sofar.interval === null
        ? null
        : {
            lower: clipTo(axis, sofar.interval.lower).at,
            upper: clipTo(axis, sofar.interval.upper ?? Number.POSITIVE_INFINITY).at,
          },
  }));
  const { verdict } = last.point.sofar;
  return {
    axis,
    points,
    limits: edgesOf(series.limit),
    verdict:
      verdict === "fail" || verdict === "pass" || verdict === "inconclusive" ? verdict : "muted",
    alert: table.alerts.length > 0,
    legend: [
      "line, band: window so far, interval for every look",
      "circles: slots alone",
      `dashes: limit ${table.limit}`,
      ...(table.alerts.length > 0 ? ["triangle: alert"] : []),
    ].join("; "),
  };
}

function axisOf({ series, measure }: BurnTable, rows: readonly BurnRow[]): Axis {
  const core = [
    ...edgesOf(series.limit),
    ...rows.flatMap(({ point: { alone, sofar } }) => [
      ...(sofar.estimate === null ? [] : [sofar.estimate]),
      ...(alone.estimate === null || alone.n < FEWEST_ALONE ? [] : [alone.estimate]),
    ]),
  ];
  const low = Math.min(...core);
  const high = Math.max(...core);
  const room = Math.max((high - low) * (WIDEST_STRETCH - 1), 0.01);
  const ends = rows.flatMap(({ point: { sofar } }) =>
    sofar.interval === null
      ? []
      : [sofar.interval.lower, sofar.interval.upper ?? Number.POSITIVE_INFINITY],
  );
  const kept = ends.map((end) => Math.min(Math.max(end, low - room), high + room));
  return linearAxis([...core, ...kept], measure);
}
