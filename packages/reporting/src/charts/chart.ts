import type { Palette } from "./palette.ts";

/** A Vega-Lite version 5 specification with its data inline. */
export interface ChartSpec {
  readonly $schema: string;
  readonly width: number;
  readonly height: number;
  readonly [property: string]: unknown;
}

/** One chart: what it found, and its picture and its table from the same prepared rows. */
export interface Chart {
  /** The finding, as one line. */
  readonly title: string;
  /** For readers who do not see the picture; holds the data's message, at most 200 characters. */
  readonly summary: string;
  readonly table: ChartTable;
  readonly toSpec: (palette: Palette) => ChartSpec;
}

/** The same numbers as text. */
export interface ChartTable {
  readonly columns: readonly ChartColumn[];
  readonly rows: readonly (readonly string[])[];
}

export interface ChartColumn {
  readonly title: string;
  readonly kind: "text" | "number";
}
