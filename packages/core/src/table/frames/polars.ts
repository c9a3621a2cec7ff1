import type { Column } from "../column.ts";
import { columnFrom } from "../values.ts";

/** The shape of a Polars data frame that the intake reads. */
export interface PolarsFrame {
  readonly columns: readonly string[];
  readonly height: number;
  getColumn(name: string): PolarsSeries;
}

/** One column of a Polars data frame. */
export interface PolarsSeries {
  readonly dtype: unknown;
  toArray(): ArrayLike<unknown>;
}

export function isPolarsFrame(input: object): input is PolarsFrame {
  const { columns, height, getColumn } = input as Partial<PolarsFrame>;
  return Array.isArray(columns) && typeof height === "number" && typeof getColumn === "function";
}

export function columnsOfPolars(frame: PolarsFrame): Column[] {
  return frame.columns.map((name) => {
    const series = frame.getColumn(name);
    const values = series.toArray();
    return columnFrom(name, isDay(series.dtype) ? Array.from(values, dayOf) : values);
  });
}

/** A column of days comes as dates at midnight, like one of times: only the type tells them apart. */
function isDay(dtype: unknown): boolean {
  return (dtype as { readonly variant?: unknown } | null)?.variant === "Date";
}

function dayOf(value: unknown): unknown {
  return value instanceof Date ? value.toISOString().slice(0, 10) : value;
}
