import type { AuditDocument, Budget, Verdict } from "@evenhand/core";
import { type CohortNames, comparisonText, nameCohorts } from "../wording/cohorts.ts";
import { describeMetric, isCompared, nameMeasure } from "../wording/metrics.ts";
import {
  ABSENT,
  edgesOf,
  formatCount,
  formatLimit,
  formatNumber,
  formatRange,
  formatSigned,
  type NumberFormat,
} from "../wording/numbers.ts";
import { capitalise, plural, shorten } from "../wording/text.ts";
import { byGravity, describeVerdict } from "../wording/verdicts.ts";
import { type Axis, linearAxis, logAxis } from "./axis.ts";
import type { Chart } from "./chart.ts";
import { drawIntervals, type IntervalRow } from "./interval-plot.ts";
import { estimateWidth, PLOT_WIDTH } from "./layout.ts";
import { chooseRows } from "./row-limit.ts";

/** How far beyond the estimates and limits an interval may stretch the axis before it is cut. */
const WIDEST_STRETCH = 2.5;

interface BudgetRow {
  readonly name: string;
  readonly verdict: Verdict;
}

/**
 * The disparities of one budget against its limits (a forest plot), one row a verdict. Null where no
 * verdict has an estimate.
 */
export function chartBudget(audit: AuditDocument, budget: Budget): Chart | null {
  const names = nameCohorts(audit);
  const rows = audit.verdicts
    .filter((verdict) => verdict.budget === budget.id)
    .map((verdict) => ({ name: nameOf(verdict, names), verdict }));
  if (!rows.some((row) => row.verdict.estimate !== null)) return null;
  const references = new Set(
    rows.flatMap(({ verdict }) =>
      verdict.reference === null ? [] : [names(verdict.dimension, verdict.reference)],
    ),
  );
  const [only = "the reference"] = references.size === 1 ? references : [];
  const reference = isCompared(budget) ? only : null;
  const axis = axisOf(budget, rows, axisTitle(budget, reference));
  const format = budget.compare === "difference" ? formatSigned : formatNumber;
  const title = findingOf(budget, rows, format);
  const { drawn, remark } = chooseRows(rows, weightOf);
  const plotted = drawn.map((row) => plotRow(row, format));
  return {
    title: remark === "" ? title : `${title}. ${remark}`,
    summary: shorten(
      `${title}. Limit ${formatLimit(budget.limit)}; intervals of ${drawn.length} cohorts.`,
      200,
    ),
    table: {
      columns: [
        { title: "Cohort", kind: "text" },
        { title: estimateTitle(budget, reference), kind: "number" },
        { title: "Interval", kind: "number" },
        { title: "n", kind: "number" },
        { title: "n of reference", kind: "number" },
        { title: "Verdict", kind: "text" },
      ],
      rows: rows.map(({ name, verdict }) => [
        name,
        verdict.estimate === null ? ABSENT : format(verdict.estimate, edgesOf(verdict.limit)),
        verdict.interval === null
          ? ABSENT
          : formatRange(verdict.interval, edgesOf(verdict.limit), format),
        formatCount(verdict.n),
        verdict.nReference === null ? ABSENT : formatCount(verdict.nReference),
        describeVerdict(verdict.verdict).word,
      ]),
    },
    toSpec: (palette) =>
      drawIntervals(
        {
          rows: plotted,
          axis,
          tracks: {
            band: budget.limit,
            limits: edgesOf(budget.limit),
            origins: originsOf(budget),
            legend: `limit: ${formatLimit(budget.limit)}`,
          },
        },
        palette,
      ),
  };
}

/** A distance belongs to both; other values to the cohort alone. */
function nameOf({ compare, dimension, cohort, reference }: Verdict, names: CohortNames): string {
  const own = names(dimension, cohort);
  return compare === "distance" && reference !== null
    ? comparisonText(compare, own, names(dimension, reference))
    : own;
}

/** Where cohort and reference are equal. */
function originsOf(budget: Budget): readonly number[] {
  return { ratio: [1], difference: [0], distance: [0], value: [] }[budget.compare];
}

function estimateTitle({ compare }: Budget, reference: string | null): string {
  if (reference === null) return compare === "distance" ? "Distance" : "Value";
  return compare === "ratio" ? `Ratio to ${reference}` : `${capitalise(compare)} from ${reference}`;
}

function axisTitle(budget: Budget, reference: string | null): string {
  const { name } = describeMetric(budget.metric);
  if (reference === null) return name;
  const titleFor = (against: string): string =>
    budget.compare === "ratio"
      ? `${name} ÷ that of ${against} (log scale)`
      : `${name} − that of ${against}`;
  const title = titleFor(reference);
  return estimateWidth(title, 11) <= PLOT_WIDTH ? title : titleFor("the reference");
}

function axisOf(budget: Budget, rows: readonly BudgetRow[], title: string): Axis {
  const core = [
    ...edgesOf(budget.limit),
    ...originsOf(budget),
    ...rows.map((row) => row.verdict.estimate),
  ].filter((value) => value !== null);
  const ends = rows.flatMap(({ verdict }) =>
    verdict.interval === null ? [] : [verdict.interval.lower, verdict.interval.upper ?? []].flat(),
  );
  if (budget.compare === "ratio") {
    const positive = core.filter((value) => value > 0);
    const low = Math.min(...positive) / WIDEST_STRETCH;
    const high = Math.max(...positive) * WIDEST_STRETCH;
    const kept = ends.map((end) => Math.min(Math.max(end, low), high));
    const hasZero = rows.some((row) => row.verdict.estimate === 0);
    return logAxis([...positive, ...kept, ...(hasZero ? [low] : [])], title);
  }
  if (budget.compare === "value" || budget.compare === "distance")
    return linearAxis([0, ...core, ...ends], title);
  const span = Math.max(...core) - Math.min(...core);
  const kept = ends.map((end) =>
    Math.min(Math.max(end, Math.min(...core) - span), Math.max(...core) + span),
  );
  return linearAxis([...core, ...kept], title);
}

function weightOf({ verdict }: BudgetRow): number {
  return (verdict.verdict === "pass" ? 0 : 1e12) + verdict.n;
}

function findingOf(budget: Budget, rows: readonly BudgetRow[], format: NumberFormat): string {
  const [worst] = [...rows].sort((a, b) => byGravity(a.verdict, b.verdict) || gapOf(b) - gapOf(a));
  const count = rows.filter((row) => row.verdict.verdict === worst?.verdict.verdict).length;
  const rule = budget.rule === "point" ? ", by the point estimate" : "";
  const subject = `${capitalise(nameMeasure(budget))}${rule}`;
  if (worst === undefined || worst.verdict.estimate === null) return subject;
  const total = plural(formatCount(rows.length), rows.length === 1, "cohort");
  const at = `${worst.name} at ${format(worst.verdict.estimate, edgesOf(budget.limit))}`;
  if (rows.length === 1) return `${subject}: ${at}, ${describeVerdict(worst.verdict.verdict).word}`;
  const state = `${describeVerdict(worst.verdict.verdict).word} in ${formatCount(count)} of ${total}`;
  return `${subject}: ${state}; ${at}`;
}

/** Distance outside the limit; negative inside. */
function gapOf({ verdict }: BudgetRow): number {
  if (verdict.estimate === null) return Number.NEGATIVE_INFINITY;
  const below =
    verdict.limit.min === null ? Number.NEGATIVE_INFINITY : verdict.limit.min - verdict.estimate;
  const above =
    verdict.limit.max === null ? Number.NEGATIVE_INFINITY : verdict.estimate - verdict.limit.max;
  return Math.max(below, above);
}

const MARKS = {
  pass: { colour: "pass", shape: "circle", filled: true },
  fail: { colour: "fail", shape: "diamond", filled: true },
  inconclusive: { colour: "inconclusive", shape: "circle", filled: false },
  "no-data": { colour: "muted", shape: "circle", filled: false },
  error: { colour: "fail", shape: "square", filled: false },
} as const;

function plotRow({ name, verdict }: BudgetRow, format: NumberFormat): IntervalRow {
  const { icon, word } = describeVerdict(verdict.verdict);
  return {
    label: name,
    count: `n ${formatCount(verdict.n)}`,
    figure:
      verdict.estimate === null
        ? word
        : `${format(verdict.estimate, edgesOf(verdict.limit))} ${icon}`,
    estimate: verdict.estimate,
    interval: verdict.interval,
    ...MARKS[verdict.verdict],
  };
}
