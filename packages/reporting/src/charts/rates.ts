import type { AuditDocument, Cohort, Measurement } from "@evenhand/core";
import { nameCohorts } from "../wording/cohorts.ts";
import { describeMetric } from "../wording/metrics.ts";
import { ABSENT, formatCount, formatNumber, formatRange } from "../wording/numbers.ts";
import { capitalise, plainText, shorten } from "../wording/text.ts";
import { linearAxis } from "./axis.ts";
import type { Chart } from "./chart.ts";
import { drawIntervals, type IntervalRow } from "./interval-plot.ts";
import { chooseRows } from "./row-limit.ts";
import type { TrackMarks } from "./tracks.ts";

const NO_LIMITS: TrackMarks = { band: null, limits: [], origins: [], legend: "" };

interface RateRow {
  readonly cohort: Cohort;
  readonly name: string;
  readonly measurement: Measurement;
}

/**
 * One metric of every cohort of a dimension, with intervals. Null where the audit holds no estimate
 * of it.
 */
export function chartRates(audit: AuditDocument, metric: string, dimension: string): Chart | null {
  const rows = rateRows(audit, metric, dimension);
  if (!rows.some((row) => row.measurement.status === "ok")) return null;
  const { name } = describeMetric(metric);
  const title = findingOf(rows, audit, name, dimension);
  const { drawn, remark } = chooseRows(rows, (row) => row.measurement.n);
  const plotted = drawn.map(plotRow);
  const ends = plotted.flatMap((row) => [
    row.estimate ?? Number.NaN,
    row.interval?.lower ?? Number.NaN,
    row.interval?.upper ?? Number.NaN,
  ]);
  const isShare = ends.every((end) => !(end < 0 || end > 1));
  const axis = linearAxis(isShare ? [0, ...ends] : ends, name);
  return {
    title: remark === "" ? title : `${title}. ${remark}`,
    summary: shorten(`${title}. Dots with intervals for ${drawn.length} cohorts.`, 200),
    table: {
      columns: [
        { title: "Cohort", kind: "text" },
        { title: capitalise(name), kind: "number" },
        { title: "Interval", kind: "number" },
        { title: "Count", kind: "number" },
        { title: "n", kind: "number" },
      ],
      rows: rows.map(tableRow),
    },
    toSpec: (palette) => drawIntervals({ rows: plotted, axis, tracks: NO_LIMITS }, palette),
  };
}

function rateRows(audit: AuditDocument, metric: string, dimension: string): RateRow[] {
  const names = nameCohorts(audit);
  const cohorts = new Map(
    audit.cohorts.filter((each) => each.dimension === dimension).map((each) => [each.id, each]),
  );
  return audit.measurements.flatMap((measurement) => {
    if (measurement.metric !== metric || measurement.dimension !== dimension) return [];
    const cohort = cohorts.get(measurement.cohort);
    if (cohort === undefined || cohort.kind === "rest" || cohort.kind === "all") return [];
    return [{ cohort, name: names(dimension, cohort.id), measurement }];
  });
}

function findingOf(
  rows: readonly RateRow[],
  audit: AuditDocument,
  metric: string,
  dimension: string,
): string {
  const known = rows.flatMap(({ cohort, name, measurement }) =>
    measurement.status === "ok" && cohort.kind === "observed"
      ? [{ name, value: measurement.value, n: measurement.n }]
      : [],
  );
  const large = known.filter(({ n }) => n >= audit.provenance.evidence.minimum.denominator);
  const sorted = (large.length > 1 ? large : known).sort((a, b) => a.value - b.value);
  const [low, high] = [sorted[0], sorted[sorted.length - 1]];
  const subject = `${capitalise(metric)} by ${plainText(dimension)}`;
  if (low === undefined || high === undefined) return subject;
  if (low === high) return `${subject}: ${formatNumber(low.value)} (${low.name})`;
  return `${subject}: ${formatNumber(low.value)} (${low.name}) to ${formatNumber(high.value)} (${high.name})`;
}

function plotRow({ cohort, name, measurement }: RateRow): IntervalRow {
  const isReference = cohort.reference === null && cohort.kind === "observed";
  return {
    label: isReference ? `${name} (reference)` : name,
    count: `n ${formatCount(measurement.n)}`,
    figure: measurement.status === "ok" ? formatNumber(measurement.value) : ABSENT,
    estimate: measurement.value,
    interval: measurement.interval,
    colour: cohort.kind === "unknown" ? "muted" : isReference ? "reference" : "cohort",
    shape: isReference ? "diamond" : "circle",
    filled: cohort.kind !== "unknown",
  };
}

function tableRow({ name, measurement }: RateRow): string[] {
  const { interval } = measurement;
  return [
    name,
    measurement.status === "ok" ? formatNumber(measurement.value) : ABSENT,
    interval === null ? ABSENT : formatRange(interval),
    formatCount(measurement.numerator),
    formatCount(measurement.n),
  ];
}
