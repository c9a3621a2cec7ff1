import type { AuditDocument, Cohort, Measurement } from "@evenhand/core";
import { nameCohorts, nameOfLevel } from "../wording/cohorts.ts";
import { describeMetric } from "../wording/metrics.ts";
import { ABSENT, formatCount, formatNumber, formatRange } from "../wording/numbers.ts";
import { capitalise, plainText, plural, shorten } from "../wording/text.ts";
import { type CellGrid, columnWidth, drawGrid, type GridCell } from "./cell-grid.ts";
import type { Chart } from "./chart.ts";
import { estimateWidth, LABEL_SIZE, PLOT_WIDTH, wrapText } from "./layout.ts";
import { chooseRows } from "./row-limit.ts";

/** More do not leave room for a number in each field. */
const MOST_COLUMNS = 6;
const LONGEST_HEADING = 2;

/** A rate where a level of one attribute meets one of the other. */
interface Crossing {
  readonly cohort: Cohort;
  readonly name: string;
  readonly measurement: Measurement;
}

/** A level with the people that have it. */
interface LevelTotal {
  readonly level: string | null;
  readonly name: string;
  readonly n: number;
}

/**
 * One rate where two attributes cross: a matrix with the rate and n in each field. The attribute with
 * fewer levels lies across. Null for a dimension of one attribute or more than two, and where the audit
 * holds no estimate of the metric.
 */
export function chartIntersection(
  audit: AuditDocument,
  metric: string,
  dimension: string,
): Chart | null {
  const crossings = crossingsOf(audit, metric, dimension);
  // Those of unknown attribute cross nowhere; the table lists them.
  const observed = crossings.filter(({ cohort }) => cohort.kind === "observed");
  if (!observed.some(({ measurement }) => measurement.status === "ok")) return null;
  const [down, across] = levelsOf(observed);
  const minimum = audit.provenance.evidence.minimum.denominator;
  const title = findingOf(observed, describeMetric(metric).name, minimum);
  const columns = [...across.levels].sort((a, b) => b.n - a.n).slice(0, MOST_COLUMNS);
  const shown = across.levels.filter((level) => columns.includes(level));
  const { drawn, remark } = chooseRows(down.levels, ({ n }) => n);
  const left = across.levels.length - shown.length;
  const remarks = [
    ...(remark === "" ? [] : [remark]),
    ...(left === 0 ? [] : [`${shown.length} of ${across.levels.length} columns are drawn`]),
  ];
  const highest = Math.max(...observed.map(({ measurement }) => measurement.value ?? 0));
  const grid = gridOf(
    shown,
    drawn,
    (row, column) => {
      const found = observed.find(
        ({ cohort }) =>
          cohort.levels[down.at] === row.level && cohort.levels[across.at] === column.level,
      );
      return cellOf(found?.measurement, minimum, highest);
    },
    minimum,
  );
  return {
    title: [title, ...remarks].join(". "),
    summary: shorten(
      `${title}. A matrix of ${drawn.length} by ${shown.length} with rate and n in each field.`,
      200,
    ),
    table: {
      columns: [
        { title: "Cohort", kind: "text" },
        { title: capitalise(describeMetric(metric).name), kind: "number" },
        { title: "Interval", kind: "number" },
        { title: "n", kind: "number" },
        { title: `Fewer than ${formatCount(minimum)}`, kind: "text" },
      ],
      rows: crossings.map(({ name, measurement }) => [
        name,
        measurement.status === "ok" ? formatNumber(measurement.value) : ABSENT,
        measurement.interval === null ? ABSENT : formatRange(measurement.interval),
        formatCount(measurement.n),
        measurement.n < minimum ? "yes" : "no",
      ]),
    },
    toSpec: (palette) => drawGrid(grid, palette),
  };
}

function crossingsOf(audit: AuditDocument, metric: string, dimension: string): Crossing[] {
  const names = nameCohorts(audit);
  const cohorts = new Map(
    audit.cohorts.flatMap((cohort) =>
      cohort.dimension === dimension && cohort.levels.length === 2 ? [[cohort.id, cohort]] : [],
    ),
  );
  return audit.measurements.flatMap((measurement) => {
    const cohort = cohorts.get(measurement.cohort);
    if (measurement.metric !== metric || measurement.dimension !== dimension) return [];
    return cohort === undefined ? [] : [{ cohort, name: names(dimension, cohort.id), measurement }];
  });
}

/** The levels of both attributes, the one with more of them first, so that it lies down. */
function levelsOf(
  crossings: readonly Crossing[],
): [
  { readonly at: number; readonly levels: readonly LevelTotal[] },
  { readonly at: number; readonly levels: readonly LevelTotal[] },
] {
  const both = [0, 1].map((at) => {
    const totals = new Map<string | null, LevelTotal>();
    for (const { cohort } of crossings) {
      const level = cohort.levels[at] ?? null;
      const name = nameOfLevel(plainText(cohort.by[at] ?? ""), level);
      totals.set(level, { level, name, n: (totals.get(level)?.n ?? 0) + cohort.rows });
    }
    return { at, levels: [...totals.values()] };
  });
  const [first, second] = both as [(typeof both)[number], (typeof both)[number]];
  return first.levels.length > second.levels.length ? [first, second] : [second, first];
}

/** Long headings become letters, which the legend explains. */
function gridOf(
  columns: readonly LevelTotal[],
  rows: readonly LevelTotal[],
  cellAt: (row: LevelTotal, column: LevelTotal) => GridCell,
  minimum: number,
): CellGrid {
  const width = columnWidth(columns.length);
  const wrapped = columns.map(({ name }) => wrapText(name, width, 11));
  const fits = columns.every(
    ({ name }, i) =>
      (wrapped[i]?.length ?? 0) <= LONGEST_HEADING &&
      name.split(/(?<=[\s\-–/,])/).every((word) => estimateWidth(word.trimEnd(), 11) <= width),
  );
  const letters = columns.map((_, i) => String.fromCharCode(65 + i));
  const cells = rows.map((row) => columns.map((column) => cellAt(row, column)));
  const hasSmall = cells.flat().some(({ fill, text }) => fill === null && text !== ABSENT);
  return {
    headings: fits ? wrapped : letters.map((letter) => [letter]),
    legend: [
      ...(fits
        ? []
        : columns.flatMap(({ name }, i) => wrapText(`${letters[i]}: ${name}`, PLOT_WIDTH, 11))),
      ...(hasSmall ? [`Dashed: fewer than ${formatCount(minimum)} decisions`] : []),
    ],
    rows: rows.map(({ name }, i) => ({
      label: wrapText(name, PLOT_WIDTH, LABEL_SIZE),
      cells: cells[i] ?? [],
    })),
  };
}

function cellOf(measurement: Measurement | undefined, minimum: number, highest: number): GridCell {
  if (measurement === undefined) return { text: ABSENT, below: "", fill: null };
  const { status, value, n } = measurement;
  return {
    text: status === "ok" ? formatNumber(value) : ABSENT,
    below: `n ${formatCount(n)}`,
    fill:
      status === "ok" && n >= minimum
        ? { role: "cohort", share: highest === 0 ? 0 : value / highest }
        : null,
  };
}

function findingOf(observed: readonly Crossing[], metric: string, minimum: number): string {
  const by = observed[0]?.cohort.by ?? [];
  const subject = `${capitalise(metric)} where ${by.map(plainText).join(" and ")} cross`;
  const large = observed.flatMap(({ name, measurement }) =>
    measurement.status === "ok" && measurement.n >= minimum
      ? [{ name, value: measurement.value }]
      : [],
  );
  const sorted = large.sort((a, b) => a.value - b.value);
  const [low, high] = [sorted[0], sorted[sorted.length - 1]];
  const small = observed.filter(({ measurement }) => measurement.n < minimum).length;
  const few =
    small === 0
      ? ""
      : `; ${plural(formatCount(small), small === 1, "field")} of ${formatCount(observed.length)} with fewer than ${formatCount(minimum)} decisions`;
  if (low === undefined || high === undefined) return `${subject}${few}`;
  return `${subject}: from ${formatNumber(low.value)} for ${low.name} to ${formatNumber(high.value)} for ${high.name}${few}`;
}
