import type { CohortRows } from "../../cells/cohort-rows.ts";
import { rowsOfAll, rowsOfCohorts } from "../../cells/cohort-rows.ts";
import { ALL } from "../../cohorts/cohort-id.ts";
import { EvenhandError } from "../../errors.ts";
import { isPresent, type NumericColumn, textAt } from "../../table/column.ts";
import { type TableInput, table as tableFrom } from "../../table/intake.ts";
import { requireColumn, type Table } from "../../table/table.ts";
import type { Measurement } from "../measurement.ts";
import { describeRowValue, type RowValue } from "../row-measurement.ts";
import { confidenceOf, type RowQuestion, requireFinite } from "../row-question.ts";
import {
  attentionFairness,
  discountedGain,
  normalisedDiscountedKl,
  partsOfList,
  shareOfTop,
} from "./list-measures.ts";
import { meanOverLists, ratioOverLists } from "./over-lists.ts";
import { pickRows, type RankedList, rankRows, sharesOfPlaces } from "./ranked-list.ts";

/** What is asked of ranked lists, one row an entry of a list. */
export interface RankingQuestion extends RowQuestion {
  /** Column that says which list a row is in; rows of one value are one list. */
  readonly list: string;
  /** `rank`: the lowest number is at the top; `score`: the highest. Only their order counts. */
  readonly order: { readonly rank: string } | { readonly score: string };
  /** Column of relevance, 0 or more; asks for NDCG. */
  readonly relevance?: string;
  /** Whole numbers k; asks for what the first k places hold. */
  readonly top?: readonly number[];
}

/** A table as lists. */
interface Lists {
  readonly table: Table;
  readonly lists: readonly RankedList[];
  /** 1 = the row is in a list. */
  readonly placed: Uint8Array;
  readonly relevance: NumericColumn | null;
}

/**
 * Measures ranked lists for every cohort of their rows: `exposure`, `exposure_gap`,
 * `exposure_ratio`, `awrf`, `ndkl`, for each k of `top` `top_k_share[k]` and
 * `top_k_representation[k]`, and with relevance `ndcg_within_list`, and `ndcg` in a dimension that
 * is the same throughout each list (whom a list is for). `awrf` and `ndkl` are also measured over
 * all cohorts of a dimension at once, as cohort `all` of that dimension. Give the result to `audit`
 * as `measurements`, with the same cohorts.
 *
 * Attention is 1 / log2(1 + place). Lists count alike and are what is independent: `n` counts lists,
 * and intervals are Student's t over lists; from a single list there is a value without interval.
 * Entries with equal ranks or scores share their places. A cohort is set against all others in a
 * list, the unknown among them; lists without it are left out where it cannot be measured. Rows
 * without list or order are left out and counted in `missing`.
 *
 * @param input a table, row objects, columns, or a data frame
 * @throws EvenhandError `config/unknown-column`, `input/not-a-number`, `input/not-finite`,
 *   `input/relevance-range`, `usage/top-range`, `usage/confidence-range`, and what `audit` throws
 *   for the cohorts
 * @example
 * const shown = { page: ["x", "x", "y", "y"], place: [1, 2, 1, 2], owner: ["a", "b", "b", "a"] };
 * const owner = { name: "owner", by: ["owner"], bands: {}, reference: { kind: "rest" } } as const;
 * measureRanking(shown, { list: "page", order: { rank: "place" }, cohorts: [owner] })
 *   .find(({ metric, cohort }) => metric === "exposure_gap" && cohort === "owner=a")?.value; // 0
 */
export function measureRanking(
  input: TableInput,
  question: RankingQuestion,
): readonly Measurement[] {
  const confidence = confidenceOf(question);
  const top = question.top ?? [];
  requireTop(top);
  const lists = readLists(tableFrom(input), question);
  const measured: Measurement[] = [];
  const add = (group: CohortRows, found: readonly Found[]): void => {
    const rows = group.listRows();
    for (const { metric, value, needsRelevance } of found) {
      const missing = countLacking(rows, lists, needsRelevance === true);
      const told = rows.length === 0 ? ({ reason: "no-rows" } as const) : value;
      measured.push(describeRowValue(metric, group.cohort, told, missing, confidence));
    }
  };
  const everyone = rowsOfAll(lists.table);
  add(everyone, measureGains(everyone, lists, true));
  for (const dimension of question.cohorts) {
    const groups = rowsOfCohorts(lists.table, dimension);
    const codes = codeGroups(groups, lists.table.rows);
    const isOfLists = lists.lists.every(
      ({ rows }) => new Set(Array.from(rows, (row) => codes.of[row])).size === 1,
    );
    const whole = {
      ...everyone,
      cohort: { ...everyone.cohort, id: ALL, dimension: dimension.name },
    };
    add(whole, measureDimension(codes, lists));
    for (const group of groups) {
      add(group, [...measurePlaces(group, lists, top), ...measureGains(group, lists, isOfLists)]);
    }
  }
  return measured;
}

interface Found {
  readonly metric: string;
  readonly value: RowValue;
  readonly needsRelevance?: true;
}

/** What needs places alone: a cohort (group 1) against all others (group 0) of each list. */
function measurePlaces(
  { listRows }: CohortRows,
  { table, lists }: Lists,
  top: readonly number[],
): Found[] {
  const isOwn = new Uint8Array(table.rows);
  for (const row of listRows()) isOwn[row] = 1;
  const exposures: number[] = [];
  const gaps: number[] = [];
  const fairness: number[] = [];
  const divergence: number[] = [];
  const attention: Pair[] = [];
  const first: { readonly k: number; readonly pairs: Pair[] }[] = top.map((k) => ({
    k,
    pairs: [],
  }));
  for (const list of lists) {
    const shares = sharesOfPlaces(list, 2, isOwn);
    const parts = partsOfList(shares, 2);
    const [others, own] = parts as [(typeof parts)[0], (typeof parts)[0]];
    const fair = own.rows / list.rows.length;
    attention.push({ own: own.attention / (own.attention + others.attention), fair });
    for (const { k, pairs } of first) pairs.push({ own: shareOfTop(shares, 2, 1, k), fair });
    if (own.rows === 0) continue;
    exposures.push(own.attention / own.rows);
    fairness.push(attentionFairness(parts));
    divergence.push(normalisedDiscountedKl(shares, 2));
    if (others.rows === 0) continue;
    gaps.push(own.attention / own.rows - others.attention / others.rows);
  }
  return [
    { metric: "exposure", value: meanOverLists(exposures) },
    { metric: "exposure_gap", value: meanOverLists(gaps) },
    { metric: "exposure_ratio", value: ratioOverLists(attention) },
    { metric: "awrf", value: meanOverLists(fairness) },
    { metric: "ndkl", value: meanOverLists(divergence, "log") },
    ...first.flatMap(({ k, pairs }) => [
      { metric: `top_k_share[${k}]`, value: meanOverLists(pairs.map(({ own }) => own)) },
      { metric: `top_k_representation[${k}]`, value: ratioOverLists(pairs) },
    ]),
  ];
}

interface Pair {
  readonly own: number;
  readonly fair: number;
}

/** All cohorts of a dimension at once. */
function measureDimension({ of, count }: GroupCodes, { lists }: Lists): Found[] {
  const shares = lists.map((list) => sharesOfPlaces(list, count, of));
  return [
    {
      metric: "awrf",
      value: meanOverLists(shares.map((each) => attentionFairness(partsOfList(each, count)))),
    },
    {
      metric: "ndkl",
      value: meanOverLists(
        shares.map((each) => normalisedDiscountedKl(each, count)),
        "log",
      ),
    },
  ];
}

/** What needs relevance: the cohort's rows of each list, in the list's order. */
function measureGains(
  { listRows }: CohortRows,
  { table, lists, relevance }: Lists,
  isOfLists: boolean,
): Found[] {
  if (relevance === null) return [];
  const isOwn = new Uint8Array(table.rows);
  for (const row of listRows()) isOwn[row] = isPresent(relevance, row) ? 1 : 0;
  const gains = lists
    .map((list) =>
      discountedGain(
        pickRows(list, (row) => isOwn[row] === 1),
        (row) => relevance.values[row] as number,
      ),
    )
    .filter((gain) => gain !== null);
  const value = meanOverLists(gains);
  return [
    { metric: "ndcg_within_list", value, needsRelevance: true },
    ...(isOfLists ? [{ metric: "ndcg", value, needsRelevance: true } as const] : []),
  ];
}

interface GroupCodes {
  /** Index of each row's cohort. */
  readonly of: Int32Array;
  readonly count: number;
}

/** The observed cohorts and the unknown; rests are unions of these. */
function codeGroups(groups: readonly CohortRows[], rows: number): GroupCodes {
  const disjoint = groups.filter(({ cohort }) => cohort.kind !== "rest");
  const of = new Int32Array(rows);
  disjoint.forEach(({ listRows }, code) => {
    for (const row of listRows()) of[row] = code;
  });
  return { of, count: disjoint.length };
}

function readLists(table: Table, question: RankingQuestion): Lists {
  const list = requireColumn(table, question.list, "list");
  const isRank = "rank" in question.order;
  const order =
    "rank" in question.order
      ? requireFinite(table, question.order.rank, "order.rank")
      : requireFinite(table, question.order.score, "order.score");
  const placed = new Uint8Array(table.rows);
  const rowsOf = new Map<string, number[]>();
  for (let row = 0; row < table.rows; row++) {
    const name = textAt(list, row);
    if (name === null || !isPresent(order, row)) continue;
    placed[row] = 1;
    const rows = rowsOf.get(name);
    if (rows === undefined) rowsOf.set(name, [row]);
    else rows.push(row);
  }
  const keyOf = (row: number): number => (isRank ? 1 : -1) * (order.values[row] as number);
  const lists = [...rowsOf.values()].map((rows) => rankRows(rows, keyOf));
  const relevance =
    question.relevance === undefined ? null : readRelevance(table, question.relevance);
  return { table, lists, placed, relevance };
}

function readRelevance(table: Table, name: string): NumericColumn {
  const column = requireFinite(table, name, "relevance");
  for (let row = 0; row < table.rows; row++) {
    if (!isPresent(column, row) || (column.values[row] as number) >= 0) continue;
    throw new EvenhandError({
      code: "input/relevance-range",
      path: name,
      problem: "a relevance is below 0",
      expected: "0 or more",
      received: `${column.values[row]} in data row ${row + 1}`,
    });
  }
  return column;
}

function countLacking(
  rows: Uint32Array,
  { placed, relevance }: Lists,
  needsRelevance: boolean,
): number {
  let lacking = 0;
  for (const row of rows) {
    const lacksRelevance = needsRelevance && relevance !== null && !isPresent(relevance, row);
    if (placed[row] === 0 || lacksRelevance) lacking++;
  }
  return lacking;
}

function requireTop(top: readonly number[]): void {
  const wrong = top.find((k) => !Number.isInteger(k) || k < 1);
  if (wrong === undefined) return;
  throw new EvenhandError({
    code: "usage/top-range",
    path: "top",
    problem: "this is no number of places",
    expected: "a whole number, 1 or more",
    received: String(wrong),
  });
}
