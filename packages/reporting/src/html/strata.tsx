import type { AuditDocument, Budget, StratifiedDisparity } from "@evenhand/core";
import { findMetric } from "@evenhand/core";
import type { VNode } from "preact";
import type { ChartTable } from "../charts/chart.ts";
import { type CohortNames, nameCohorts } from "../wording/cohorts.ts";
import { describeMetric } from "../wording/metrics.ts";
import {
  ABSENT,
  formatCount,
  formatNumber,
  formatRange,
  formatSigned,
} from "../wording/numbers.ts";
import { capitalise, plainText } from "../wording/text.ts";
import { NumberTable } from "./table.tsx";

/** Comparisons and strata shown under a budget; the document holds all. */
const MOST_TABLES = 3;
const MOST_STRATA = 12;

/** What lies behind a comparison within strata: each stratum, their combination, and the pooled value. */
export function Strata({
  audit,
  budget,
}: {
  readonly audit: AuditDocument;
  readonly budget: Budget;
}): VNode | null {
  const metric = findMetric(budget.metric);
  const rates = metric?.kind === "composite" ? metric.of : [budget.metric];
  const behind = (audit.stratified ?? []).filter(
    (one) =>
      one.dimension === budget.cohorts &&
      one.compare === budget.compare &&
      rates.includes(one.metric),
  );
  if (behind.length === 0) return null;
  const names = nameCohorts(audit);
  return (
    <details>
      <summary>Stratum by stratum</summary>
      {behind.slice(0, MOST_TABLES).map((one) => (
        <StratumTable key={`${one.metric} ${one.cohort}`} disparity={one} names={names} />
      ))}
      {behind.length > MOST_TABLES && (
        <p>{behind.length - MOST_TABLES} more such tables are in the audit document.</p>
      )}
    </details>
  );
}

function StratumTable({
  disparity,
  names,
}: {
  readonly disparity: StratifiedDisparity;
  readonly names: CohortNames;
}): VNode {
  const { dimension, cohort, reference, metric } = disparity;
  const own = names(dimension, cohort);
  const other = names(dimension, reference);
  const title = `${capitalise(describeMetric(metric).name)}, ${own} against ${other}`;
  const left = disparity.strata.length - MOST_STRATA;
  return (
    <>
      <p>
        <bdi>{title}</bdi>
        {disparity.isReversed && ": strata turn the comparison round (Simpson's paradox)"}.
      </p>
      <NumberTable label={title} table={tableOf(disparity, own, other)} />
      {left > 0 && <p>{left} more strata, of smaller weight, are in the audit document.</p>}
    </>
  );
}

function tableOf(disparity: StratifiedDisparity, own: string, other: string): ChartTable {
  const { compare, combined, pooled } = disparity;
  const format = compare === "difference" ? formatSigned : formatNumber;
  const orAbsent = (value: number | null): string => (value === null ? ABSENT : format(value));
  const heaviest = new Set(
    [...disparity.strata].sort((a, b) => b.weight - a.weight).slice(0, MOST_STRATA),
  );
  const blank = ["", "", "", ""];
  return {
    columns: [
      { title: "Stratum", kind: "text" },
      { title: own, kind: "number" },
      { title: other, kind: "number" },
      { title: "Decisions", kind: "number" },
      { title: "Weight", kind: "number" },
      { title: compare === "difference" ? "Difference" : "Ratio", kind: "number" },
      { title: "Interval", kind: "number" },
    ],
    rows: [
      ...disparity.strata
        .filter((stratum) => heaviest.has(stratum))
        .map((stratum) => [
          plainText(stratum.stratum),
          formatNumber(stratum.own),
          formatNumber(stratum.reference),
          `${formatCount(stratum.n)} · ${formatCount(stratum.nReference)}`,
          formatNumber(stratum.weight),
          orAbsent(stratum.value),
          stratum.interval === null ? ABSENT : formatRange(stratum.interval, [], format),
        ]),
      ["all strata combined", ...blank, orAbsent(combined), ""],
      ["without strata", ...blank, orAbsent(pooled), ""],
    ],
  };
}
