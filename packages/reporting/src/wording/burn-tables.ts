import type { BurnAlert, BurnDocument, BurnPoint, BurnSeries } from "@evenhand/core";
import { nameMeasure } from "./metrics.ts";
import {
  ABSENT,
  edgesOf,
  formatCount,
  formatDeclared,
  formatLimit,
  formatNumber,
  formatRange,
  formatSigned,
} from "./numbers.ts";
import { plainText } from "./text.ts";
import { describeVerdict } from "./verdicts.ts";

/** One slot of a series: everything as text, ready to print. */
export interface BurnRow {
  readonly slot: string;
  /** Of the slot on its own. */
  readonly n: string;
  readonly estimate: string;
  /** The size of the gap to the limit, in decisions. */
  readonly gap: string;
  /** Of the window up to and with the slot. */
  readonly sofar: string;
  readonly interval: string;
  readonly icon: string;
  readonly word: string;
  /** What it was made from. */
  readonly point: BurnPoint;
}

/** A comparison over time, as every output prints it. */
export interface BurnTable {
  readonly series: BurnSeries;
  readonly budget: string;
  /** `selection rate, ratio` */
  readonly measure: string;
  readonly comparison: string;
  readonly limit: string;
  /** The present window, in time order. */
  readonly rows: readonly BurnRow[];
  /** The gap so far as a sentence; empty where there is none to speak of. */
  readonly gap: string;
  /** Where the window has shown a fail that it no longer shows, as a sentence; empty otherwise. */
  readonly past: string;
  /** Where the gap changed so that its interval has closed, what that means; empty otherwise. */
  readonly moved: string;
  /** One sentence for each alert that is raised. */
  readonly alerts: readonly string[];
}

/**
 * The present window of every series, in the order of the document. Text from the data has its control
 * and direction-changing characters written out; escape it for your format.
 *
 * @example
 * for (const { comparison, rows } of burnTables(document)) console.log(comparison, rows.length);
 */
export function burnTables(document: BurnDocument): readonly BurnTable[] {
  return document.series.map((series) => {
    const points = series.points.filter(({ slot }) => slot >= document.window.from);
    return {
      series,
      budget: plainText(series.budget),
      measure: nameMeasure(series),
      comparison: plainText(comparisonOf(series)),
      limit: formatLimit(series.limit),
      rows: points.map((point) => rowOf(series, point)),
      gap: gapText(series, points.at(-1)),
      past: pastText(series, points.at(-1)),
      moved: movedText(series, points.at(-1)),
      alerts: (series.spending?.alerts ?? []).filter(({ isRaised }) => isRaised).map(alertText),
    };
  });
}

function comparisonOf({ cohort, reference }: BurnSeries): string {
  if (reference === null) return cohort;
  return `${cohort} vs ${reference.startsWith("rest:") ? "everyone else" : reference}`;
}

function rowOf({ limit, compare }: BurnSeries, point: BurnPoint): BurnRow {
  const { alone, sofar } = point;
  const edges = edgesOf(limit);
  const format = compare === "difference" ? formatSigned : formatNumber;
  const value = (estimate: number | null): string =>
    estimate === null ? ABSENT : format(estimate, edges);
  return {
    slot: point.slot,
    n: formatCount(alone.n),
    estimate: value(alone.estimate),
    gap: alone.shortfall === null ? ABSENT : formatCount(alone.shortfall),
    sofar: value(sofar.estimate),
    interval: sofar.interval === null ? ABSENT : formatRange(sofar.interval, edges, format),
    ...describeVerdict(sofar.verdict),
    point,
  };
}

function gapText({ spending }: BurnSeries, point: BurnPoint | undefined): string {
  const shortfall = point?.sofar.shortfall ?? 0;
  if (shortfall === 0) return "";
  const size = `So far in this window there is a gap the size of ${formatCount(shortfall)} decision${shortfall === 1 ? "" : "s"}`;
  return spending === null
    ? `${size}.`
    : `${size}, ${formatPace(spending.spent)} what is put up with.`;
}

function pastText({ firstOutside }: BurnSeries, point: BurnPoint | undefined): string {
  return firstOutside === null || point?.sofar.verdict === "fail"
    ? ""
    : `The evidence up to the slot of ${firstOutside} lay beyond the limit; that of the whole window so far does not.`;
}

/**
 * An end that would lie past the estimate is set to it: then no one gap agrees with all slots of the
 * window. An estimate at an end of its scale has such an end by right.
 */
function movedText({ compare }: BurnSeries, point: BurnPoint | undefined): string {
  const { estimate, interval } = point?.sofar ?? { estimate: null, interval: null };
  if (estimate === null || interval === null) return "";
  const ends = compare === "difference" ? [-1, 1] : compare === "value" ? [0, 1] : [0];
  const isClosed = interval.lower === estimate || interval.upper === estimate;
  return !isClosed || ends.includes(estimate)
    ? ""
    : "The gap changed within this window. Its interval takes it as unchanged and has closed on the estimate, which is not known that well.";
}

function alertText({ kind, factor, long, short }: BurnAlert): string {
  const slots = (count: number): string => `last ${count === 1 ? "slot" : `${count} slots`}`;
  return `Alert (${kind}), by points: the gap grows at ${formatPace(long.rate)} what is put up with over the ${slots(long.slots)} and at ${formatPace(short.rate)} over the ${slots(short.slots)}; the alert is at ${formatDeclared(factor)} times.`;
}

/** How many times what is put up with: `7.93 times`, to three digits, more than which nobody acts on. */
function formatPace(rate: number): string {
  return `${formatDeclared(Number(rate.toPrecision(3)))} times`;
}
