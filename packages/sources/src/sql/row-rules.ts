import type { Condition, Derivation } from "@evenhand/core";
import { type Relation, requireSqlColumn, type SqlColumn } from "./relation.ts";

/** What a configuration does with rows before they are counted. */
export interface RowRules {
  readonly derive: Readonly<Record<string, Derivation>>;
  readonly where: Readonly<Record<string, Condition>>;
}

/** A column of the relation, and what its texts are mapped to where a derived column is meant. */
export interface ResolvedColumn {
  readonly column: SqlColumn;
  /** null: as it is; texts without an entry are missing. */
  readonly map: ReadonlyMap<string, string> | null;
}

/**
 * Why the rules cannot be followed by grouping, as a text; null where they can: a derivation from a
 * derived column, and numbers made by a map.
 */
export function findRowWork({ derive, where }: RowRules, weight: string | null): string | null {
  const names = Object.keys(derive);
  if (names.some((name) => Object.hasOwn(derive, derive[name]?.from ?? ""))) {
    return "a derived column builds on another";
  }
  const numeric = Object.entries(where).flatMap(([name, condition]) =>
    isRange(condition) ? [name] : [],
  );
  return [...numeric, ...(weight === null ? [] : [weight])].some((name) =>
    Object.hasOwn(derive, name),
  )
    ? "a derived column stands for numbers"
    : null;
}

/** @throws EvenhandError `config/unknown-column` */
export function resolveColumn(
  name: string,
  path: string,
  { derive }: RowRules,
  relation: Relation,
): ResolvedColumn {
  const derivation = Object.hasOwn(derive, name) ? derive[name] : undefined;
  if (derivation === undefined)
    return { column: requireSqlColumn(relation, name, path), map: null };
  const column = requireSqlColumn(relation, derivation.from, `data.derive.${name}.from`);
  return { column, map: new Map(Object.entries(derivation.map)) };
}

/** The texts of the column itself that become one of these. */
export function preimageOf(texts: readonly string[], { map }: ResolvedColumn): readonly string[] {
  if (map === null) return texts;
  return [...map].flatMap(([from, to]) => (texts.includes(to) ? [from] : []));
}

export function isRange(
  condition: Condition,
): condition is { readonly min?: number; readonly max?: number } {
  return typeof condition === "object" && !Array.isArray(condition);
}
