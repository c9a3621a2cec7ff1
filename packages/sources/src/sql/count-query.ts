import {
  type Condition,
  type CountKey,
  type CountPlan,
  EvenhandError,
  keysOf,
  shown,
} from "@evenhand/core";
import type { Dialect } from "./dialect.ts";
import { termsOf } from "./expressions.ts";
import { type Relation, requireSqlColumn, type SqlColumn } from "./relation.ts";
import {
  isRange,
  preimageOf,
  type ResolvedColumn,
  type RowRules,
  resolveColumn,
} from "./row-rules.ts";

/**
 * One GROUP BY at the finest grain. Its columns are `k0`, `k1`, … (the keys), `f` (what becomes of the
 * rows, see `fates`), `n` and, with weights, `w` and `w2`. Counts and sums only: nothing is divided.
 */
export interface CountQuery {
  readonly sql: string;
  /** With a smallest cell: how many rows the others hold, as `n`, and their sums; never fewer than one such cell. */
  readonly withheld: string | null;
  readonly keys: readonly QueryKey[];
  readonly fates: Fates;
}

/** How a value of `k…` is read. `raw`: the value itself; `index`: of a band or class, −2 where it is no number. */
export interface QueryKey {
  readonly key: CountKey;
  readonly resolved: ResolvedColumn;
  readonly form: "raw" | "index";
}

/** Values of `f`: 0 counted, from 1 on the condition that a row fails first, below 0 what cannot be read. */
export interface Fates {
  readonly conditions: readonly {
    readonly column: SqlColumn;
    readonly path: string;
    readonly name: string;
  }[];
  /** Rows without a weight; their levels are known, their sums are not. */
  readonly unweighted: number;
  readonly weightNoNumber: number;
  readonly weightOutOfRange: number;
}

export const NO_NUMBER = -2;

/** More groups than this would be no summary any more. */
export const MOST_GROUPS = 1_000_000;

const LARGEST = Number.MAX_VALUE;

const WEIGHT_PATH = "decisions.weight.column";

/**
 * The statement that groups the rows of a relation into cells.
 *
 * @param smallest a group of fewer rows does not leave the engine; 1 for all groups
 * @throws EvenhandError `config/unknown-column`, `config/unsupported-text`, `config/text-for-numbers`
 */
export function writeCountQuery(
  plan: CountPlan,
  rules: RowRules,
  relation: Relation,
  dialect: Dialect,
  smallest: number = 1,
): CountQuery {
  const inner = new Aliases(dialect, relation);
  const use = (column: SqlColumn, path: string) => {
    const { isMissing, number } = termsOf(column, relation, dialect);
    return {
      missing: inner.add(`CASE WHEN ${isMissing} THEN 1 ELSE 0 END`),
      number: inner.add(number ?? refuseText(column, path, dialect)),
    };
  };
  const keys = keysOf(plan).map((key): QueryKey & { expression: string } => {
    const resolved = resolveColumn(key.column, key.path, rules, relation);
    const { column } = resolved;
    const isUnread = column.kind === "text" && dialect.parseNumber(column.expression) === null;
    if (key.kind === "levels" || resolved.map !== null || isUnread) {
      const expression = inner.add(column.level ?? column.expression);
      return { key, resolved, form: "raw", expression };
    }
    const { missing, number } = use(column, key.path);
    const index = indexOf(key, number, dialect);
    const expression = `CASE WHEN ${missing} = 1 THEN NULL WHEN ${number} IS NULL THEN ${NO_NUMBER} ${index} END`;
    return { key, resolved, form: "index", expression };
  });
  const { fates, expression: fate } = writeFates(plan, rules, relation, dialect, use, inner);
  const weight =
    plan.weight === null
      ? null
      : use(requireSqlColumn(relation, plan.weight.column, WEIGHT_PATH), WEIGHT_PATH).number;
  const outer = [
    ...keys.map(({ expression }, i) => `${expression} AS ${dialect.identifier(`k${i}`)}`),
    `${fate} AS ${dialect.identifier("f")}`,
    ...(weight === null ? [] : [`${weight} AS ${dialect.identifier("v")}`]),
  ];
  const by = [...keys.keys()].map((i) => dialect.identifier(`k${i}`));
  const v = dialect.identifier("v");
  const [n, w, w2] = ["n", "w", "w2"].map((name) => dialect.identifier(name));
  const weights = weight === null ? "" : `, SUM(${v}) AS ${w}, SUM(${v} * ${v}) AS ${w2}`;
  const f = dialect.identifier("f");
  const grouped = [...by, f].join(", ");
  const counted = [
    `SELECT ${grouped}, COUNT(*) AS ${n}${weights}`,
    `FROM (SELECT ${outer.join(", ")}`,
    `FROM (SELECT ${inner.list()}`,
    `FROM ${relation.from}) AS ${dialect.identifier("c")}) AS ${dialect.identifier("g")}`,
    `GROUP BY ${grouped}`,
  ].join(" ");
  // What cannot be read stops the count, however rare it is.
  const having = smallest === 1 ? "" : ` HAVING COUNT(*) >= ${smallest} OR ${f} < 0`;
  const sql = `${counted}${having} LIMIT ${MOST_GROUPS + 1}`;
  if (smallest === 1) return { sql, withheld: null, keys, fates };
  const total = `SUM(${n})`;
  const sums =
    weight === null
      ? ""
      : `, SUM(${w}) AS ${dialect.identifier("sw")}, SUM(${w2}) AS ${dialect.identifier("sw2")}`;
  const withheld = `SELECT CASE WHEN ${total} < ${smallest} THEN ${smallest} ELSE ${total} END AS ${dialect.identifier("sn")}${sums} FROM (${counted} HAVING COUNT(*) < ${smallest} AND (${f} = 0 OR ${f} = ${fates.unweighted})) AS ${dialect.identifier("h")}`;
  return { sql, withheld, keys, fates };
}

/**
 * A value of a column that is present and no number, as `x`; one row or none. null where the engine
 * cannot tell.
 */
export function writeExampleQuery(
  column: SqlColumn,
  relation: Relation,
  dialect: Dialect,
): string | null {
  const { isMissing, number } = termsOf(column, relation, dialect);
  if (number === null) return null;
  const inner = new Aliases(dialect, relation);
  const value = inner.add(column.expression);
  const isBad = inner.add(`CASE WHEN ${isMissing} THEN 0 WHEN ${number} IS NULL THEN 1 ELSE 0 END`);
  return `SELECT ${value} AS ${dialect.identifier("x")} FROM (SELECT ${inner.list()} FROM ${relation.from}) AS ${dialect.identifier("c")} WHERE ${isBad} = 1 LIMIT 1`;
}

/** How often each value of a column occurs, as `k0` and `n`; values of fewer rows than `smallest` stay away. */
export function writeLevelsQuery(
  column: SqlColumn,
  relation: Relation,
  dialect: Dialect,
  smallest: number = 1,
): string {
  const inner = new Aliases(dialect, relation);
  const value = inner.add(column.level ?? column.expression);
  const having = smallest === 1 ? "" : ` HAVING COUNT(*) >= ${smallest}`;
  return `SELECT ${value} AS ${dialect.identifier("k0")}, COUNT(*) AS ${dialect.identifier("n")} FROM (SELECT ${inner.list()} FROM ${relation.from}) AS ${dialect.identifier("c")} GROUP BY ${value}${having} LIMIT ${MOST_GROUPS + 1}`;
}

function refuseText({ name }: SqlColumn, path: string, dialect: Dialect): never {
  throw new EvenhandError({
    code: "config/text-for-numbers",
    path,
    problem: `column ${shown(name)} holds text, and ${dialect.name} would read some numbers in it as neighbouring ones`,
    expected: "a column of numbers",
    hint: "Make a view in which the column is a number, and audit the view.",
  });
}

/** The branches that give the index of a band, or 1 where a threshold is met. */
function indexOf(key: CountKey, number: string, dialect: Dialect): string {
  if (key.kind === "bands") {
    const branches = key.edges.map(
      (edge, i) => `WHEN ${number} < ${dialect.number(edge)} THEN ${i}`,
    );
    return `${branches.join(" ")} ELSE ${key.edges.length}`;
  }
  if (key.kind === "levels") return "";
  const OPERATORS = { above: ">", atLeast: ">=", below: "<", atMost: "<=" } as const;
  const { kind, threshold } = key.threshold;
  return `WHEN ${number} ${OPERATORS[kind]} ${dialect.number(threshold)} THEN 1 ELSE 0`;
}

/** Conditions in declared order; a row counts under the first that it fails. */
function writeFates(
  plan: CountPlan,
  rules: RowRules,
  relation: Relation,
  dialect: Dialect,
  use: (column: SqlColumn, path: string) => { missing: string; number: string },
  inner: Aliases,
): { fates: Fates; expression: string } {
  const { where } = rules;
  const conditions = Object.keys(where).map((name) => {
    const path = `data.where.${name}`;
    return { name, path, ...resolveColumn(name, path, rules, relation) };
  });
  const first: string[] = [];
  const later: string[] = [];
  conditions.forEach((resolved, i) => {
    const condition = where[resolved.name] as Condition;
    let met: string;
    if (isRange(condition)) {
      const { missing, number } = use(resolved.column, resolved.path);
      first.push(`WHEN ${missing} = 0 AND ${number} IS NULL THEN ${-(i + 1)}`);
      const { min, max } = condition;
      const ends = [
        `${missing} = 0`,
        ...(min === undefined ? [] : [`${number} >= ${dialect.number(min)}`]),
        ...(max === undefined ? [] : [`${number} <= ${dialect.number(max)}`]),
      ];
      met = ends.join(" AND ");
    } else {
      const texts = typeof condition === "string" ? [condition] : (condition as readonly string[]);
      const { isOneOf } = termsOf(resolved.column, relation, dialect);
      const isWanted = isOneOf(preimageOf(texts, resolved));
      met = `${inner.add(`CASE WHEN ${isWanted} THEN 1 ELSE 0 END`)} = 1`;
    }
    // A comparison with NULL is not met, and neither is its opposite.
    later.push(`WHEN CASE WHEN ${met} THEN 1 ELSE 0 END = 0 THEN ${i + 1}`);
  });
  const unweighted = conditions.length + 1;
  const fates = {
    conditions,
    unweighted,
    weightNoNumber: -unweighted,
    weightOutOfRange: -unweighted - 1,
  };
  if (plan.weight !== null) {
    const column = requireSqlColumn(relation, plan.weight.column, WEIGHT_PATH);
    const { missing, number } = use(column, WEIGHT_PATH);
    const whole = plan.weight.kind === "frequency" ? ` AND floor(${number}) = ${number}` : "";
    later.push(
      `WHEN ${missing} = 1 THEN ${unweighted}`,
      `WHEN ${number} IS NULL THEN ${fates.weightNoNumber}`,
      `WHEN CASE WHEN ${number} >= 0 AND ${number} <= ${dialect.number(LARGEST)}${whole} THEN 1 ELSE 0 END = 0 THEN ${fates.weightOutOfRange}`,
    );
  }
  const branches = [...first, ...later];
  return {
    fates,
    expression: branches.length === 0 ? "0" : `CASE ${branches.join(" ")} ELSE 0 END`,
  };
}

/**
 * Names for expressions over the relation, each computed once. No column has one of them: to some engines
 * a name that is given also hides the column of that name beside it.
 */
class Aliases {
  readonly #dialect: Dialect;
  readonly #prefix: string;
  readonly #names = new Map<string, string>();

  constructor(dialect: Dialect, { columns }: Relation) {
    this.#dialect = dialect;
    let prefix = "c";
    const isTaken = (): boolean =>
      columns.some(({ name }) => name.toLowerCase().startsWith(prefix) && /^c_*\d+$/i.test(name));
    while (isTaken()) prefix += "_";
    this.#prefix = prefix;
  }

  add(expression: string): string {
    let name = this.#names.get(expression);
    if (name === undefined) {
      name = this.#dialect.identifier(`${this.#prefix}${this.#names.size}`);
      this.#names.set(expression, name);
    }
    return name;
  }

  list(): string {
    if (this.#names.size === 0) return `1 AS ${this.#dialect.identifier("c0")}`;
    return [...this.#names].map(([expression, name]) => `${expression} AS ${name}`).join(", ");
  }
}
