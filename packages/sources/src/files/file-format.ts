import { EvenhandError, type FileOptions } from "@evenhand/core";

export type FileFormat = NonNullable<FileOptions["format"]>;

const ENDINGS: readonly (readonly [RegExp, FileFormat])[] = [
  [/\.(parquet|pq)$/i, "parquet"],
  [/\.(jsonl|ndjson)(\.gz|\.zst)?$/i, "jsonl"],
];

/** The declared format, else what the name says; CSV where it says nothing. */
export function formatOf(path: string, { format }: FileOptions): FileFormat {
  return format ?? ENDINGS.find(([ending]) => ending.test(path))?.[1] ?? "csv";
}

const LAYOUT = ["delimiter", "header", "columns", "comment"] as const;

/**
 * Refuses what says how text is cut into fields where a format says so itself.
 *
 * @throws EvenhandError `config/file-format`
 */
export function requireNoLayout(options: FileOptions, format: FileFormat): void {
  const given = LAYOUT.find((key) => options[key] !== undefined);
  if (given === undefined) return;
  throw new EvenhandError({
    code: "config/file-format",
    path: given,
    problem: "this reading option goes with CSV files",
    received: `a ${format} file`,
    hint: "Leave it out; `missing` and `trim` hold for every format.",
  });
}
