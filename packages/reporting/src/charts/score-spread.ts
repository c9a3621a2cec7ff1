import type { AuditDocument, ScoreProfile } from "@evenhand/core";
import { nameCohorts } from "../wording/cohorts.ts";
import { ABSENT, formatCount, formatNumber, formatRange } from "../wording/numbers.ts";
import { plainText, shorten } from "../wording/text.ts";
import { type Axis, linearAxis } from "./axis.ts";
import type { Chart, ChartSpec } from "./chart.ts";
import { LABEL_SIZE, LINE_HEIGHT, PLOT_WIDTH, TEXT_RIGHT, wrapText } from "./layout.ts";
import type { Palette } from "./palette.ts";
import { chooseRows } from "./row-limit.ts";
import { horizontal, labelLayer, specOf, textLayer, vertical } from "./spec-parts.ts";

/** Each takes the height of a histogram. */
const MOST_COHORTS = 12;
const TALLEST = 30;
const GAP_ROWS = 10;
const GAP_BARS = 1;
/** Distance from the right end at which the counts end, so that the widest mean clears them. */
const COUNT_OFFSET = 78;
const FIGURES_WIDTH = 130;
/** Columns of the table: so many bins of the histogram are summed in each. */
const BINS_A_COLUMN = 4;

interface Spread {
  readonly name: string;
  readonly isKnown: boolean;
  readonly mean: number | null;
  readonly n: number;
  /** Σ weight of the scores, and of each bin ÷ Σ. */
  readonly total: number;
  readonly shares: readonly number[];
}

/**
 * How the scores of each cohort of a dimension are spread: a histogram a cohort, all to one scale,
 * with its mean. Heights grow with the square root of the shares, so that rare scores are seen. Null where the audit holds no scores.
 */
export function chartScoreSpread(audit: AuditDocument, dimension: string): Chart | null {
  const profiles = (audit.scores ?? []).filter((each) => each.dimension === dimension);
  const spreads = profiles.flatMap((profile) => spreadOf(audit, profile) ?? []);
  const [first] = profiles;
  if (first === undefined || spreads.length === 0) return null;
  const { lowest, highest, weights } = first.histogram;
  const title = findingOf(audit, spreads, dimension);
  const { drawn, remark } = chooseRows(spreads, ({ total }) => total, MOST_COHORTS);
  const axis = linearAxis([lowest, highest], "score");
  const width = (highest - lowest) / weights.length;
  const edgeOf = (bin: number): number => lowest + bin * width;
  const columns = Array.from({ length: Math.ceil(weights.length / BINS_A_COLUMN) }, (_, i) => ({
    from: i * BINS_A_COLUMN,
    to: Math.min(weights.length, (i + 1) * BINS_A_COLUMN),
  }));
  return {
    title: remark === "" ? title : `${title}. ${remark}`,
    summary: shorten(`${title}. Histograms of the scores of ${drawn.length} cohorts.`, 200),
    table: {
      columns: [
        { title: "Cohort", kind: "text" },
        { title: "Mean score", kind: "number" },
        ...columns.map(({ from, to }) => ({
          title: formatRange({ lower: edgeOf(from), upper: edgeOf(to) }),
          kind: "number" as const,
        })),
        { title: "n", kind: "number" },
      ],
      rows: spreads.map(({ name, mean, shares, total }) => [
        name,
        mean === null ? ABSENT : formatNumber(mean),
        ...columns.map(({ from, to }) =>
          formatNumber(shares.slice(from, to).reduce((sum, share) => sum + share, 0)),
        ),
        formatCount(total),
      ]),
    },
    toSpec: (palette) => draw(drawn, axis, edgeOf, palette),
  };
}

function spreadOf(audit: AuditDocument, profile: ScoreProfile): Spread | null {
  const { dimension, cohort: id, histogram } = profile;
  const cohort = audit.cohorts.find((each) => each.dimension === dimension && each.id === id);
  const total = histogram.weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0 || (cohort?.kind !== "observed" && cohort?.kind !== "unknown")) return null;
  const mean = audit.measurements.find(
    (each) => each.metric === "mean_score" && each.dimension === dimension && each.cohort === id,
  );
  return {
    name: nameCohorts(audit)(dimension, id),
    isKnown: cohort.kind === "observed",
    mean: mean?.value ?? null,
    n: mean?.n ?? 0,
    total,
    shares: histogram.weights.map((weight) => weight / total),
  };
}

/** Lowest and highest mean score, of cohorts that are large enough for a pass. */
function findingOf(audit: AuditDocument, spreads: readonly Spread[], dimension: string): string {
  const minimum = audit.provenance.evidence.minimum.denominator;
  const sorted = spreads
    .flatMap(({ name, mean, n, isKnown }) =>
      mean !== null && isKnown && n >= minimum ? [{ name, mean }] : [],
    )
    .sort((a, b) => a.mean - b.mean);
  const [low, high] = [sorted[0], sorted[sorted.length - 1]];
  const subject = `Mean score by ${plainText(dimension)}`;
  if (low === undefined || high === undefined) return `Scores by ${plainText(dimension)}`;
  if (low === high) return `${subject}: ${formatNumber(low.mean)} (${low.name})`;
  return `${subject}: ${formatNumber(low.mean)} (${low.name}) to ${formatNumber(high.mean)} (${high.name})`;
}

function draw(
  spreads: readonly Spread[],
  axis: Axis,
  edgeOf: (bin: number) => number,
  palette: Palette,
): ChartSpec {
  const tallest = Math.max(...spreads.flatMap(({ shares }) => shares));
  let y = 2;
  const rows = spreads.map((spread) => {
    const lines = wrapText(spread.name, PLOT_WIDTH + 32 - FIGURES_WIDTH, LABEL_SIZE);
    const labelY = y + LINE_HEIGHT / 2;
    const base = y + lines.length * LINE_HEIGHT + TALLEST + 2;
    y = base + GAP_ROWS;
    const { mean, total, shares } = spread;
    const bars = shares.flatMap((share, bin) =>
      share === 0
        ? []
        : [{ middle: edgeOf(bin + 0.5), base, top: base - Math.sqrt(share / tallest) * TALLEST }],
    );
    return {
      label: lines.join("\n"),
      labelY,
      base,
      ceiling: base - TALLEST,
      mean,
      bars,
      count: `n ${formatCount(total)}`,
      figure: mean === null ? "" : `mean ${formatNumber(mean)}`,
    };
  });
  const height = y;
  const upright = { y: vertical("base", height) };
  const binWidth =
    ((edgeOf(1) - edgeOf(0)) / (axis.domain[1] - axis.domain[0])) * PLOT_WIDTH - GAP_BARS;
  const all = { data: { values: rows } };
  const labelY = vertical("labelY", height);
  const small = { align: "right", fontSize: 11 };
  return specOf(height, palette, [
    {
      // Broad lines: as rectangles they would take twice the room.
      data: { values: rows.flatMap(({ bars }) => bars) },
      mark: { type: "rule", color: palette.cohort, strokeOpacity: 0.6, strokeWidth: binWidth },
      encoding: { x: horizontal("middle", axis), ...upright, y2: { field: "top" } },
    },
    {
      data: { values: rows },
      mark: { type: "rule", color: palette.muted, strokeWidth: 1 },
      encoding: { x: { value: 0 }, x2: { value: PLOT_WIDTH }, ...upright },
    },
    {
      data: { values: rows.filter(({ mean }) => mean !== null) },
      mark: { type: "rule", color: palette.ink, strokeWidth: 2 },
      encoding: { x: horizontal("mean", axis), ...upright, y2: { field: "ceiling" } },
    },
    labelLayer(all, palette, labelY),
    textLayer(all, { ...small, color: palette.muted }, "count", TEXT_RIGHT - COUNT_OFFSET, labelY),
    textLayer(all, { ...small, color: palette.ink }, "figure", TEXT_RIGHT, labelY),
  ]);
}
