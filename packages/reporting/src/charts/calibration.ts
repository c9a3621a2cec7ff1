import type { AuditDocument, ReliabilityCounts, ScoreProfile } from "@evenhand/core";
import { type CohortNames, nameCohorts } from "../wording/cohorts.ts";
import { describeMetric } from "../wording/metrics.ts";
import { formatCount, formatNumber, formatRange } from "../wording/numbers.ts";
import { capitalise, plainText, shorten } from "../wording/text.ts";
import { type CalibrationPanel, drawPanels } from "./calibration-panels.ts";
import type { Chart } from "./chart.ts";

/** A picture holds so many cohorts; those with the most people. */
const MOST_COHORTS = 6;

interface CohortCurve {
  readonly name: string;
  readonly n: number;
  readonly bins: readonly ReliabilityCounts[];
}

/**
 * Observed rate against mean score, bin by bin, of every cohort of a dimension, each in a panel of its
 * own. Null where the audit holds no reliability of scores.
 */
export function chartCalibration(audit: AuditDocument, dimension: string): Chart | null {
  const curves = curvesOf(audit, dimension, nameCohorts(audit));
  if (curves.length === 0) return null;
  const largest = new Set([...curves].sort((a, b) => b.n - a.n).slice(0, MOST_COHORTS));
  const drawn = curves.filter((curve) => largest.has(curve));
  const finding = findingOf(audit, dimension);
  const isWhole = drawn.length === curves.length;
  const remark = `The ${MOST_COHORTS} largest of ${formatCount(curves.length)} cohorts are drawn`;
  return {
    title: isWhole ? finding : `${finding}. ${remark}`,
    summary: shorten(
      `${finding}. Observed rate against mean score in bins, ${drawn.length} cohorts.`,
      200,
    ),
    table: {
      columns: [
        { title: "Cohort", kind: "text" },
        { title: "Scores", kind: "number" },
        { title: "Mean score", kind: "number" },
        { title: "Observed rate", kind: "number" },
        { title: "Interval", kind: "number" },
        { title: "n", kind: "number" },
      ],
      rows: drawn.flatMap(({ name, bins }) =>
        bins.map((bin) => [
          name,
          formatRange(bin),
          formatNumber(bin.meanScore),
          formatNumber(bin.observedRate),
          formatRange(bin.interval),
          formatCount(bin.n),
        ]),
      ),
    },
    toSpec: (palette) => drawPanels(drawn.map(panelOf), palette),
  };
}

function curvesOf(audit: AuditDocument, dimension: string, names: CohortNames): CohortCurve[] {
  return (audit.scores ?? []).flatMap(({ dimension: own, cohort, reliability }: ScoreProfile) => {
    if (own !== dimension || reliability === null || reliability.length === 0) return [];
    const n = reliability.reduce((sum, bin) => sum + bin.n, 0);
    return [{ name: names(dimension, cohort), n, bins: reliability }];
  });
}

/** Lowest and highest calibration error, of cohorts that are large enough for a pass. */
function findingOf(audit: AuditDocument, dimension: string): string {
  const metric = "expected_calibration_error";
  const names = nameCohorts(audit);
  const minimum = audit.provenance.evidence.minimum.denominator;
  const observed = new Set(
    audit.cohorts.filter(({ kind }) => kind === "observed").map(({ id }) => id),
  );
  const known = audit.measurements.flatMap((one) =>
    one.metric === metric &&
    one.dimension === dimension &&
    one.status === "ok" &&
    observed.has(one.cohort) &&
    one.n >= minimum
      ? [{ name: names(dimension, one.cohort), value: one.value }]
      : [],
  );
  const [low, high] = [...known].sort((a, b) => a.value - b.value).flatMap(ends);
  const subject = `${capitalise(describeMetric(metric).name)} by ${plainText(dimension)}`;
  if (low === undefined || high === undefined) return subject;
  if (low === high) return `${subject}: ${formatNumber(low.value)} (${low.name})`;
  return `${subject}: ${formatNumber(low.value)} (${low.name}) to ${formatNumber(high.value)} (${high.name})`;
}

/** The first and the last of a list; one alone twice. */
function ends<Item>(item: Item, at: number, all: readonly Item[]): Item[] {
  return [...(at === 0 ? [item] : []), ...(at === all.length - 1 ? [item] : [])];
}

function panelOf({ name, n, bins }: CohortCurve): CalibrationPanel {
  return {
    label: name,
    count: `n ${formatCount(n)}`,
    points: bins.map(({ meanScore, observedRate, interval }) => ({
      score: meanScore,
      rate: observedRate,
      lower: interval.lower,
      upper: interval.upper ?? 1,
    })),
  };
}
