import type { AuditDocument } from "@evenhand/core";
import type { Chart, ChartTable } from "../charts/chart.ts";

/** What one notebook cell shows: a sentence, one picture at most, tables, and text for a person. */
export interface View {
  readonly sentence: string;
  readonly chart: Chart | null;
  readonly tables: readonly NamedTable[];
  /** What somebody is to read as it stands; null for all but notices. */
  readonly letter: Letter | null;
  /** Set for an audit: what a report can be written from. */
  readonly audit: AuditDocument | null;
}

export interface NamedTable extends ChartTable {
  /** Empty where the sentence says it. */
  readonly caption: string;
}

/** A notice in its language, its sentences as they stand in the record. */
export interface Letter {
  readonly lang: string;
  readonly headline: string;
  readonly sections: readonly { readonly title: string; readonly sentences: readonly string[] }[];
}

/** A view of a sentence and tables, and whatever else is given. */
export function viewWith(sentence: string, parts: Partial<View>): View {
  return { sentence, chart: null, tables: [], letter: null, audit: null, ...parts };
}

/** A table from the headings of its columns; those that end in `#` hold numbers. */
export function tableOfTexts(
  caption: string,
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): NamedTable {
  return {
    caption,
    columns: headings.map((heading) => ({
      title: heading.replace(/#$/, ""),
      kind: heading.endsWith("#") ? "number" : "text",
    })),
    rows,
  };
}
