import type { AuditDocument } from "@evenhand/core";
import { nameCohorts } from "../wording/cohorts.ts";
import { formatCount, formatNumber } from "../wording/numbers.ts";
import { plainText, shorten } from "../wording/text.ts";
import { type CellGrid, drawGrid, type GridCell } from "./cell-grid.ts";
import type { Chart } from "./chart.ts";
import { LABEL_SIZE, PLOT_WIDTH, wrapText } from "./layout.ts";
import { chooseRows } from "./row-limit.ts";

/** What became of the decisions of one cohort whose outcome is known: Σ weight, rows without weights. */
interface ConfusionRow {
  readonly name: string;
  readonly isKnown: boolean;
  readonly counts: readonly [number, number, number, number];
  readonly total: number;
}

/** Prediction and label, in the order of the counts. */
const OUTCOMES = [
  { decided: "favourable", judged: "right", role: "cohort" },
  { decided: "favourable", judged: "wrong", role: "against" },
  { decided: "unfavourable", judged: "wrong", role: "against" },
  { decided: "unfavourable", judged: "right", role: "cohort" },
] as const;

/**
 * Shares of right and wrong decisions of each kind, one row a cohort of a dimension. Null where the
 * audit holds no labels beside predictions.
 */
export function chartConfusion(audit: AuditDocument, dimension: string): Chart | null {
  const rows = confusionRows(audit, dimension);
  if (rows.length === 0) return null;
  const title = findingOf(rows, dimension, audit.provenance.evidence.minimum.denominator);
  const { drawn, remark } = chooseRows(rows, ({ total }) => total);
  const strongestWrong = Math.max(
    ...drawn.flatMap(({ counts, total }) => [counts[1] / total, counts[2] / total]),
  );
  const grid: CellGrid = {
    headings: OUTCOMES.map(({ decided, judged }) => [decided, judged]),
    legend: [],
    rows: drawn.map((row) => ({
      label: wrapText(`${row.name}, n ${formatCount(row.total)}`, PLOT_WIDTH, LABEL_SIZE),
      cells: row.counts.map((count, i) => cellOf(count / row.total, i, strongestWrong)),
    })),
  };
  return {
    title: remark === "" ? title : `${title}. ${remark}`,
    summary: shorten(`${title}. Shares of four kinds of decisions, ${drawn.length} cohorts.`, 200),
    table: {
      columns: [
        { title: "Cohort", kind: "text" },
        ...OUTCOMES.map(({ decided, judged }) => ({
          title: `${decided}, ${judged}`,
          kind: "number" as const,
        })),
        { title: "n", kind: "number" },
      ],
      rows: rows.map(({ name, counts, total }) => [
        name,
        ...counts.map(formatCount),
        formatCount(total),
      ]),
    },
    toSpec: (palette) => drawGrid(grid, palette),
  };
}

/** Wrong decisions are rare beside right ones, so they have a scale of their own. */
function cellOf(share: number, outcome: number, strongestWrong: number): GridCell {
  const role = OUTCOMES[outcome]?.role ?? "cohort";
  const strength = role === "cohort" || strongestWrong === 0 ? share : share / strongestWrong;
  return { text: formatNumber(share), below: "", fill: { role, share: strength } };
}

/** A rate’s numerator and denominator are the counts: TPR = TP ÷ (TP + FN), FPR = FP ÷ (FP + TN). */
function confusionRows(audit: AuditDocument, dimension: string): ConfusionRow[] {
  const names = nameCohorts(audit);
  const find = (metric: string, cohort: string) =>
    audit.measurements.find(
      (one) => one.metric === metric && one.dimension === dimension && one.cohort === cohort,
    );
  return audit.cohorts.flatMap(({ id, dimension: own, kind }) => {
    if (own !== dimension || (kind !== "observed" && kind !== "unknown")) return [];
    const positive = find("true_positive_rate", id);
    const negative = find("false_positive_rate", id);
    if (positive === undefined || negative === undefined) return [];
    const total = positive.denominator + negative.denominator;
    if (total === 0) return [];
    const counts = [
      positive.numerator,
      negative.numerator,
      positive.denominator - positive.numerator,
      negative.denominator - negative.numerator,
    ] as const;
    return [{ name: names(dimension, id), isKnown: kind === "observed", counts, total }];
  });
}

/** Lowest and highest share of wrong decisions, of cohorts that are large enough for a pass. */
function findingOf(rows: readonly ConfusionRow[], dimension: string, minimum: number): string {
  const known = rows.filter(({ isKnown }) => isKnown);
  const large = known.filter(({ total }) => total >= minimum);
  const sorted = (large.length > 1 ? large : known)
    .map(({ name, counts, total }) => ({ name, wrong: (counts[1] + counts[2]) / total }))
    .sort((a, b) => a.wrong - b.wrong);
  const [low, high] = [sorted[0], sorted[sorted.length - 1]];
  const subject = `Share of wrong decisions by ${plainText(dimension)}`;
  if (low === undefined || high === undefined) return subject;
  if (low === high) return `${subject}: ${formatNumber(low.wrong)} (${low.name})`;
  return `${subject}: ${formatNumber(low.wrong)} (${low.name}) to ${formatNumber(high.wrong)} (${high.name})`;
}
