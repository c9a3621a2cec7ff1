import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { codeAttribute, indexAt } from "../cells/coding.ts";
import {
  emptyCounts,
  FAVOURABLE,
  MISSING,
  OTHER,
  type OutcomeCounts,
} from "../cells/outcome-counts.ts";
import { EvenhandError, shown } from "../errors.ts";
import type { RateMetric } from "../metrics/metric.ts";
import { countRate } from "../metrics/rate.ts";
import { categoriesOf } from "../table/category.ts";
import { isPresent } from "../table/column.ts";
import { requireNumbers } from "../table/numbers.ts";
import { requireColumn, type Table } from "../table/table.ts";
import type { CompleteQuestion, DiscoveryAttribute } from "./question.ts";

/** One attribute of the rows: `levels[codes[row]]`; `levels.length` stands for unknown. */
export interface CodedAttribute {
  readonly column: string;
  readonly bands: readonly number[] | null;
  readonly levels: readonly string[];
  readonly codes: Uint16Array;
}

/** Rows that the metric counts. */
export interface Sample {
  readonly rows: number;
  readonly attributes: readonly CodedAttribute[];
  /** 1 where the row is in the numerator. */
  readonly hits: Uint8Array;
}

/**
 * Codes the rows that the metric counts, and draws those that are kept apart.
 *
 * @throws EvenhandError `config/unknown-column`, `config/too-many-levels`, `config/unknown-favourable`,
 *   `input/not-a-number`
 */
export function codeSamples(
  table: Table,
  question: CompleteQuestion,
  metric: RateMetric,
): { readonly searched: Sample; readonly heldOut: Sample } {
  const states = stateOfRows(table, question, metric);
  const parts = partOfStates(metric);
  const counted: number[] = [];
  for (let row = 0; row < table.rows; row++) {
    if (parts[states[row] as number] !== "none") counted.push(row);
  }
  const attributes = question.attributes.map((attribute, i) => {
    const path = `attributes[${i}]`;
    const name = typeof attribute === "string" ? attribute : attribute.column;
    const column = requireColumn(table, name, path);
    const bands = bandsOf(table, attribute, path);
    return { column: name, bands, coding: codeAttribute(column, bands, path) };
  });
  const sample = (rows: readonly number[]): Sample => ({
    rows: rows.length,
    attributes: attributes.map(({ column, bands, coding }) => ({
      column,
      bands,
      levels: coding.levels,
      codes: Uint16Array.from(rows, (row) => {
        const index = indexAt(coding, row);
        return index < 0 ? coding.levels.length : index;
      }),
    })),
    hits: Uint8Array.from(rows, (row) => (parts[states[row] as number] === "both" ? 1 : 0)),
  });
  const [searched, heldOut] = splitRows(counted, question);
  return { searched: sample(searched), heldOut: sample(heldOut) };
}

/** Exactly the share of the rows, each equally likely: one pass of selection sampling. */
function splitRows(
  rows: readonly number[],
  { holdoutShare, seed }: CompleteQuestion,
): [searched: number[], heldOut: number[]] {
  const random = xoroshiro128plus(seed);
  const searched: number[] = [];
  const heldOut: number[] = [];
  let needed = Math.round(holdoutShare * rows.length);
  rows.forEach((row, at) => {
    const isHeld = uniformInt(random, 1, rows.length - at) <= needed;
    if (isHeld) needed--;
    (isHeld ? heldOut : searched).push(row);
  });
  return [searched, heldOut];
}

/** Label and prediction of each row as an index of `OutcomeCounts`. */
function stateOfRows(table: Table, question: CompleteQuestion, metric: RateMetric): Uint8Array {
  const states = new Uint8Array(table.rows);
  const favourable = new Set(question.favourable.map(String));
  let seen = false;
  for (const role of ["label", "prediction"] as const) {
    const name = question[role];
    if (name === undefined) {
      if (metric.needs[role]) throw lacksRole(metric, role);
      for (let row = 0; row < table.rows; row++)
        states[row] = 3 * (states[row] as number) + MISSING;
      continue;
    }
    const column = categoriesOf(requireColumn(table, name, role));
    const met = column.levels.map((level) => favourable.has(level));
    seen ||= met.includes(true);
    for (let row = 0; row < table.rows; row++) {
      const isMet = met[column.codes[row] as number] === true;
      const state = !isPresent(column, row) ? MISSING : isMet ? FAVOURABLE : OTHER;
      states[row] = 3 * (states[row] as number) + state;
    }
  }
  if (seen) return states;
  throw new EvenhandError({
    code: "config/unknown-favourable",
    path: "favourable",
    problem: "no such value occurs in the label or the prediction",
    received: question.favourable.map(shown).join(", "),
  });
}

function lacksRole(metric: RateMetric, role: "label" | "prediction"): EvenhandError {
  return new EvenhandError({
    code: "config/missing-key",
    path: role,
    problem: `${shown(metric.name)} needs a ${role}`,
    expected: "the name of a column",
    received: "nothing",
  });
}

/** What one row of each state adds to the rate. */
function partOfStates(metric: RateMetric): ("none" | "denominator" | "both")[] {
  return Array.from({ length: 9 }, (_, at) => {
    const single: OutcomeCounts = emptyCounts();
    for (const counts of [single.n, single.w, single.w2]) counts[at] = 1;
    const { numerator, denominator } = countRate(metric, single);
    return denominator === 0 ? "none" : numerator === 0 ? "denominator" : "both";
  });
}

function bandsOf(
  table: Table,
  attribute: DiscoveryAttribute,
  path: string,
): readonly number[] | null {
  if (typeof attribute === "string") return null;
  if ("bands" in attribute) return attribute.bands;
  const numbers = requireNumbers(requireColumn(table, attribute.column, path), path);
  const known = new Float64Array(table.rows);
  let size = 0;
  for (let row = 0; row < table.rows; row++) {
    if (isPresent(numbers, row)) known[size++] = numbers.values[row] as number;
  }
  const sorted = known.subarray(0, size).sort();
  const { quantiles } = attribute;
  const edges = Array.from(
    { length: Math.max(0, quantiles - 1) },
    (_, i) => sorted[Math.floor(((i + 1) * size) / quantiles)] as number,
  );
  // The lowest value as an edge would leave the first band empty; equal edges make one.
  return [...new Set(edges)].filter((edge) => edge > (sorted[0] as number));
}
