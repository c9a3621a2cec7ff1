import { EvenhandError, shown } from "../../errors.ts";
import { type Interval, toInterval } from "../../stats/interval.ts";
import { criticalValue, twoSidedP } from "../../stats/normal.ts";
import { categoriesOf } from "../../table/category.ts";
import { type Column, isPresent } from "../../table/column.ts";
import { type TableInput, table as tableFrom } from "../../table/intake.ts";
import { suggestName } from "../../table/nearest.ts";
import { requireNumbers } from "../../table/numbers.ts";
import { requireColumn } from "../../table/table.ts";
import { rankCorrelation, rankCorrelationBounds } from "./rank-correlation.ts";

/** Whether something rises or falls with a numeric attribute. */
export interface TrendQuestion {
  /** Column of numbers: age, income of the neighbourhood. */
  readonly attribute: string;
  /** Column of decisions, recorded outcomes or scores. */
  readonly of: string;
  /** Which values of `of` are favourable: 1 against 0. Without it `of` must hold numbers. */
  readonly favourable?: string | number | boolean | readonly (string | number | boolean)[];
  /** Of the two-sided interval, above 0 and below 1; default 0.95. */
  readonly confidence?: number;
}

interface TrendKey {
  readonly attribute: string;
  readonly of: string;
  /** Rows with both values. */
  readonly n: number;
  /** Rows without one of them. */
  readonly missing: number;
}

/** A rank correlation, or why there is none. */
export type Trend = TrendKey &
  (
    | {
        readonly status: "ok";
        /** Spearman's ρ, −1 to 1: above 0 where `of` rises with the attribute. */
        readonly value: number;
        /** Null where ρ is ±1. */
        readonly interval: Interval | null;
        /** Two-sided, of the hypothesis that order by the attribute says nothing of `of`. */
        readonly p: number;
        readonly reason: null;
      }
    | {
        readonly status: "not-estimable";
        readonly value: null;
        readonly interval: null;
        readonly p: null;
        readonly reason: "too-few" | "no-variation";
      }
  );

/** Fewer pairs than this say nothing of a spread. */
const FEWEST = 4;

/**
 * Measures whether decisions or scores rise with a numeric sensitive attribute, by ranks, so that
 * no bands need be chosen: Spearman's ρ with midranks. The p-value is that of a permutation of the
 * ranks, z = ρ·√(n − 1), which of decisions is the Mann–Whitney test, and the Cochran–Armitage
 * trend test on ranks up to n/(n − 1). The interval is Fisher's, with a standard error from the pairs
 * themselves; it and the p-value are made differently and can disagree close to 0.
 *
 * Rows without one of the values are left out and counted in `missing`. A trend that rises and falls
 * again has ρ near 0: look at bands too. Rows are taken as independent and unweighted.
 *
 * @throws EvenhandError `config/unknown-column`, `config/unknown-favourable`,
 *   `input/not-a-number`, `usage/bad-confidence`
 * @example
 * const people = { age: [20, 30, 40, 50, 60], offered: [0, 0, 1, 0, 1] };
 * measureTrend(people, { attribute: "age", of: "offered", favourable: 1 }).value; // 0.577…
 */
export function measureTrend(input: TableInput, question: TrendQuestion): Trend {
  const table = tableFrom(input);
  const { attribute, of, confidence = 0.95 } = question;
  if (!(confidence > 0 && confidence < 1)) {
    throw new EvenhandError({
      code: "usage/bad-confidence",
      path: "confidence",
      problem: "this is no confidence",
      expected: "a number above 0 and below 1",
      received: String(confidence),
    });
  }
  const first = requireNumbers(requireColumn(table, attribute, "attribute"), "attribute");
  const second = outcomeOf(requireColumn(table, of, "of"), question);
  const x: number[] = [];
  const y: number[] = [];
  for (let row = 0; row < table.rows; row++) {
    const outcome = second(row);
    if (!isPresent(first, row) || outcome === null) continue;
    x.push(first.values[row] as number);
    y.push(outcome);
  }
  const n = x.length;
  const key = { attribute, of, n, missing: table.rows - n };
  const none = { status: "not-estimable", value: null, interval: null, p: null } as const;
  if (n < FEWEST) return { ...key, ...none, reason: "too-few" };
  const found = rankCorrelation(Float64Array.from(x), Float64Array.from(y));
  if (found === null) return { ...key, ...none, reason: "no-variation" };
  const { value, standardError } = found;
  const interval =
    standardError === null
      ? null
      : toInterval(
          rankCorrelationBounds(value, standardError, n, criticalValue(confidence)),
          confidence,
          "fisher",
        );
  const p = twoSidedP(value * Math.sqrt(n - 1));
  return { ...key, status: "ok", value, interval, p, reason: null };
}

/** The outcome of a row as a number; null where missing. */
function outcomeOf(column: Column, { favourable }: TrendQuestion): (row: number) => number | null {
  if (favourable === undefined) {
    const numbers = requireNumbers(column, "of");
    return (row) => (isPresent(numbers, row) ? (numbers.values[row] as number) : null);
  }
  const { codes, levels, validity } = categoriesOf(column);
  const wanted = [favourable].flat().map(String);
  const values = levels.map((level) => (wanted.includes(level) ? 1 : 0));
  if (!values.includes(1)) {
    throw new EvenhandError({
      code: "config/unknown-favourable",
      path: "favourable",
      problem: `no such value occurs in ${shown(column.name)}`,
      received: wanted.map(shown).join(", "),
      hint: suggestName(wanted[0] as string, levels),
    });
  }
  return (row) =>
    validity !== null && validity[row] === 0 ? null : (values[codes[row] as number] as number);
}
