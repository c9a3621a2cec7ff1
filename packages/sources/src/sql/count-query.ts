import { type Condition, type CountKey, type CountPlan, keysOf } from "@evenhand/core";
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

/**
 * The statement that groups the rows of a relation into cells.
 *
 * @throws EvenhandError `config/unknown-column`, `config/unsupported-text`
 */
export function writeCountQuery(
  plan: CountPlan,
  rules: RowRules,
  relation: Relation,
  dialect: Dialect,
): CountQuery {
  const inner = new Aliases(dialect);
  const use = (column: SqlColumn) => {
    const { isMissing, number } = termsOf(column, relation, dialect);
    return {
      missing: inner.add(`CASE WHEN ${isMissing} THEN 1 ELSE 0 END`),
      number: inner.add(number),
    };
  };
  const keys = keysOf(plan).map((key): QueryKey & { expression: string } => {
    const resolved = resolveColumn(key.column, key.path, rules, relation);
    if (key.kind === "levels" || resolved.map !== null) {
      const expression = inner.add(resolved.column.expression);
      return { key, resolved, form: "raw", expression };
    }
    const { missing, number } = use(resolved.column);
    const index = indexOf(key, number, dialect);
    const expression = `CASE WHEN ${missing} = 1 THEN NULL WHEN ${number} IS NULL THEN ${NO_NUMBER} ${index} END`;
    return { key, resolved, form: "index", expression };
  });
  const { fates, expression: fate } = writeFates(plan, rules, relation, dialect, use, inner);
  const weight =
    plan.weight === null
      ? null
      : use(requireSqlColumn(relation, plan.weight.column, "decisions.weight.column")).number;
  const outer = [
    ...keys.map(({ expression }, i) => `${expression} AS ${dialect.identifier(`k${i}`)}`),
    `${fate} AS ${dialect.identifier("f")}`,
    ...(weight === null ? [] : [`${weight} AS ${dialect.identifier("v")}`]),
  ];
  const by = [...keys.keys()].map((i) => dialect.identifier(`k${i}`));
  const v = dialect.identifier("v");
  const sums = [
    `COUNT(*) AS ${dialect.identifier("n")}`,
    ...(weight === null
      ? []
      : [
          `SUM(${v}) AS ${dialect.identifier("w")}`,
          `SUM(${v} * ${v}) AS ${dialect.identifier("w2")}`,
        ]),
  ];
  const grouped = [...by, dialect.identifier("f")].join(", ");
  const sql = [
    `SELECT ${grouped}, ${sums.join(", ")}`,
    `FROM (SELECT ${outer.join(", ")}`,
    `FROM (SELECT ${inner.list()}`,
    `FROM ${relation.from}) AS ${dialect.identifier("c")}) AS ${dialect.identifier("g")}`,
    `GROUP BY ${grouped}`,
    `LIMIT ${MOST_GROUPS + 1}`,
  ].join(" ");
  return { sql, keys, fates };
}

/**
 * A value of a column that is present and no number, as `x`; one row or none.
 */
export function writeExampleQuery(column: SqlColumn, relation: Relation, dialect: Dialect): string {
  const { isMissing, number } = termsOf(column, relation, dialect);
  return `SELECT ${column.expression} AS ${dialect.identifier("x")} FROM ${relation.from} WHERE CASE WHEN ${isMissing} THEN 0 WHEN ${number} IS NULL THEN 1 ELSE 0 END = 1 LIMIT 1`;
}

/** How often each value of a column occurs, as `k0` and `n`. */
export function writeLevelsQuery(
  { expression }: SqlColumn,
  { from }: Relation,
  dialect: Dialect,
): string {
  const k = dialect.identifier("k0");
  return `SELECT ${k}, COUNT(*) AS ${dialect.identifier("n")} FROM (SELECT ${expression} AS ${k} FROM ${from}) AS ${dialect.identifier("c")} GROUP BY ${k} LIMIT ${MOST_GROUPS + 1}`;
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
  use: (column: SqlColumn) => { missing: string; number: string },
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
      const { missing, number } = use(resolved.column);
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
    const column = requireSqlColumn(relation, plan.weight.column, "decisions.weight.column");
    const { missing, number } = use(column);
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

/** Names for expressions over the relation, each computed once. */
class Aliases {
  readonly #dialect: Dialect;
  readonly #names = new Map<string, string>();

  constructor(dialect: Dialect) {
    this.#dialect = dialect;
  }

  add(expression: string): string {
    let name = this.#names.get(expression);
    if (name === undefined) {
      name = this.#dialect.identifier(`c${this.#names.size}`);
      this.#names.set(expression, name);
    }
    return name;
  }

  list(): string {
    if (this.#names.size === 0) return `1 AS ${this.#dialect.identifier("c0")}`;
    return [...this.#names].map(([expression, name]) => `${expression} AS ${name}`).join(", ");
  }
}
