import { type Column, categoryBuilder, type Table, tableOf } from "@evenhand/core";
import { duckdb } from "../sql/dialects/duckdb.ts";
import { canonicalText, type Relation, type SqlColumn } from "../sql/relation.ts";
import type { DuckDb } from "./engine.ts";

/** Collects one column, value by value. */
interface Collector {
  add(value: unknown): void;
  column(): Column;
}

/** The rows of a relation as a table, in the order of the files. */
export async function readRows(engine: DuckDb, relation: Relation): Promise<Table> {
  const { columns, from } = relation;
  const list = columns.map(
    ({ expression }, at) => `${expression} AS ${duckdb.identifier(`c${at}`)}`,
  );
  const result = await engine.connection.stream(`SELECT ${list.join(", ")} FROM ${from}`);
  const collectors = columns.map((column) => collectorOf(column, relation));
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) break;
    collectors.forEach((collector, at) => {
      const values = chunk.getColumnValues(at);
      for (const value of values) collector.add(value);
    });
  }
  return tableOf(collectors.map((collector) => collector.column()));
}

function collectorOf({ name, kind }: SqlColumn, relation: Relation): Collector {
  if (kind === "number") return numberCollector(name, relation);
  const builder = categoryBuilder(name);
  return {
    add: (value) => builder.add(canonicalText(value, relation)),
    column: () => builder.column(),
  };
}

const FIRST_CAPACITY = 1024;

/** Numbers; texts instead where a whole number is too large to be held exactly. */
function numberCollector(name: string, relation: Relation): Collector {
  let values = new Float64Array(FIRST_CAPACITY);
  let rows = 0;
  const missing: number[] = [];
  const inexact = new Map<number, string>();
  return {
    add(value) {
      if (rows === values.length) {
        const larger = new Float64Array(2 * rows);
        larger.set(values);
        values = larger;
      }
      const number = Number(value);
      if (value === null || Number.isNaN(number)) missing.push(rows);
      else if (relation.missing.size > 0 && relation.missing.has(String(value))) missing.push(rows);
      else {
        values[rows] = number;
        if (typeof value === "bigint" && !Number.isSafeInteger(number)) {
          inexact.set(rows, String(value));
        }
      }
      rows++;
    },
    column() {
      const validity = missing.length === 0 ? null : new Uint8Array(rows).fill(1);
      for (const row of missing) (validity as Uint8Array)[row] = 0;
      if (inexact.size === 0) {
        return { kind: "numeric", name, values: values.slice(0, rows), validity };
      }
      const builder = categoryBuilder(name, rows);
      for (let row = 0; row < rows; row++) {
        builder.add(validity?.[row] === 0 ? null : (inexact.get(row) ?? String(values[row])));
      }
      return builder.column();
    },
  };
}
