import type {
  AuditComparison,
  AuditDocument,
  ComparedVerdict,
  DataRelation,
  JudgedSide,
} from "@evenhand/core";
import { compareAudits } from "@evenhand/core";
import { nameCohorts } from "./cohorts.ts";
import { describeMetric, nameMeasure } from "./metrics.ts";
import {
  ABSENT,
  formatCount,
  formatLimit,
  formatNumber,
  formatRange,
  formatSigned,
} from "./numbers.ts";
import { capitalise, plainText } from "./text.ts";
import { describeVerdict } from "./verdicts.ts";

/** One comparison in both audits, ready to print. */
export interface ComparedRow {
  readonly cohort: string;
  readonly budget: string;
  readonly verdicts: string;
  readonly limit: string;
  readonly before: string;
  readonly after: string;
  /** `lower by 0.12`: of the estimates, whatever chance does. */
  readonly change: string;
  /** What may be said of the gap. */
  readonly gap: string;
  readonly isTurned: boolean;
  /** Why the verdicts differ; empty where they do not. */
  readonly why: string;
}

/** One rate in both audits. */
export interface RateRow {
  readonly cohort: string;
  readonly metric: string;
  readonly before: string;
  readonly after: string;
  readonly change: string;
}

/** Two audits side by side as text. */
export interface ComparedAudits {
  readonly comparison: AuditComparison;
  readonly sentence: string;
  /** What stands behind a claim about a gap, or why there is none. */
  readonly rule: string;
  /** Turned verdicts first. */
  readonly rows: readonly ComparedRow[];
  readonly rates: readonly RateRow[];
}

const RULES: Readonly<Record<DataRelation, string>> = {
  different:
    "A gap grew or shrank where the interval of its change does not hold 0. The two files differ and are taken as independent, which they are where nobody is in both. The interval is MOVER's, at a level that holds for all comparisons of a budget at once. A gap that may now lie on the other side of parity stays open.",
  same: "Both audits read the same file. An audit keeps no pairs of decisions about one person, so no interval of a change would hold: the changes below are of the estimates alone, and nothing is said of chance.",
  unknown:
    "Of at least one of the files no hash is known, so whether the same people are in both is open: the changes below are of the estimates alone, and nothing is said of chance.",
};

const GAPS: Readonly<Record<ComparedVerdict["gap"]["status"], string>> = {
  grew: "grew",
  shrank: "shrank",
  open: "open",
  "no-claim": "no claim",
};

/** Two audits, the earlier one first, as every output prints them. */
export function compareInWords(before: AuditDocument, after: AuditDocument): ComparedAudits {
  const comparison = compareAudits(before, after);
  const budgets = new Map([...before.budgets, ...after.budgets].map((one) => [one.id, one]));
  const rows = comparison.verdicts.map((line): ComparedRow => {
    const budget = budgets.get(line.budget);
    const measure = budget === undefined ? "" : `: ${nameMeasure(budget)}`;
    return {
      cohort: nameIn(before, after, line.dimension, line.cohort),
      budget: `${plainText(line.budget)}${measure}`,
      verdicts: pairText(line, ({ verdict }) => wordOf(verdict)),
      limit: pairText(line, ({ limit }) => formatLimit(limit)),
      before: estimateText(line.before),
      after: estimateText(line.after),
      change: changeText(line.before?.estimate ?? null, line.after?.estimate ?? null),
      gap: gapText(line),
      isTurned: line.before?.verdict !== line.after?.verdict,
      why: whyText(line),
    };
  });
  const turned = rows.filter(({ isTurned }) => isTurned);
  return {
    comparison,
    sentence: sentenceOf(rows.length, turned.length, comparison),
    rule: RULES[comparison.data],
    rows: [...turned, ...rows.filter(({ isTurned }) => !isTurned)],
    rates: compareRates(before, after),
  };
}

function sentenceOf(all: number, turned: number, { verdicts }: AuditComparison): string {
  if (all === 0) return "Neither audit has budgets: only rates can be set side by side.";
  const of = `of ${formatCount(all)} comparison${all === 1 ? "" : "s"}`;
  const gaps = (["grew", "shrank"] as const).map((status) => {
    const count = verdicts.filter(({ gap }) => gap.status === status).length;
    return `${formatCount(count)} ${status}`;
  });
  const claims = verdicts.some(({ gap }) => gap.status !== "no-claim")
    ? ` Of the gaps, chance allowed for, ${gaps.join(" and ")}.`
    : "";
  if (turned === 0) return `No verdict differs ${of}.${claims}`;
  return `${turned === 1 ? "One verdict differs" : `${formatCount(turned)} verdicts differ`} ${of}.${claims}`;
}

function nameIn(
  before: AuditDocument,
  after: AuditDocument,
  dimension: string | null,
  id: string,
): string {
  const holds = after.cohorts.some((one) => one.dimension === dimension && one.id === id);
  return nameCohorts(holds ? after : before)(dimension, id);
}

function wordOf(kind: JudgedSide["verdict"]): string {
  const { icon, word } = describeVerdict(kind);
  return `${icon} ${word}`;
}

/** `✓ pass → ✗ fail`; once where both are the same. */
function pairText(
  { before, after }: ComparedVerdict,
  textOf: (side: JudgedSide) => string,
): string {
  const [one, two] = [before, after].map((side) => (side === null ? "not judged" : textOf(side)));
  return one === two ? String(one) : `${one} → ${two}`;
}

function estimateText(side: JudgedSide | null): string {
  if (side === null || side.estimate === null) return ABSENT;
  const interval = side.interval === null ? "" : ` (${formatRange(side.interval)})`;
  return `${formatNumber(side.estimate)}${interval}, n ${formatCount(side.n)}`;
}

/** The change of an estimate in words; what the writing of numbers cannot tell apart is `the same`. */
function changeText(before: number | null, after: number | null): string {
  if (before === null || after === null) return ABSENT;
  const change = after - before;
  if (Math.abs(change) < 0.0005) return "the same";
  return `${change > 0 ? "higher" : "lower"} by ${formatNumber(Math.abs(change))}`;
}

function gapText({ gap: { status, interval } }: ComparedVerdict): string {
  return interval === null
    ? GAPS[status]
    : `${GAPS[status]} (${formatRange(interval, [], formatSigned)})`;
}

function whyText({ before, after, cause }: ComparedVerdict): string {
  if (before?.verdict === after?.verdict) return "";
  switch (cause) {
    case "budgets":
      return "The budgets or the rules of evidence differ: the earlier data judged by the later ones give the later verdict.";
    case "data":
      return "The data differ: by the later budgets the earlier data would have had the earlier verdict.";
    case "both":
      return "Data and budgets differ, and neither alone gives the later verdict.";
    case null:
      return "Why is not known: the earlier audit holds no cells that could be judged again.";
  }
}

/** Rates that a budget asks for, or that everybody looks at first, of cohorts that are in both. */
function compareRates(before: AuditDocument, after: AuditDocument): RateRow[] {
  const metrics = new Set([
    ...["selection_rate", "base_rate"],
    ...[...before.budgets, ...after.budgets].map(({ metric }) => metric),
  ]);
  const keyOf = (one: AuditDocument["measurements"][number]): string =>
    JSON.stringify([one.metric, one.dimension, one.cohort, one.reference ?? null]);
  const earlier = new Map(before.measurements.map((one) => [keyOf(one), one]));
  const rests = new Set(after.cohorts.flatMap(({ kind, id }) => (kind === "rest" ? [id] : [])));
  return after.measurements.flatMap((now): RateRow[] => {
    const then = earlier.get(keyOf(now));
    if (then === undefined || !metrics.has(now.metric) || rests.has(now.cohort)) return [];
    return [
      {
        cohort: nameIn(before, after, now.dimension, now.cohort),
        metric: capitalise(describeMetric(now.metric).name),
        before: measuredText(then),
        after: measuredText(now),
        change: changeText(then.value, now.value),
      },
    ];
  });
}

function measuredText({ value, interval, n }: AuditDocument["measurements"][number]): string {
  if (value === null) return ABSENT;
  const range = interval === null ? "" : ` (${formatRange(interval)})`;
  return `${formatNumber(value)}${range}, n ${formatCount(n)}`;
}
