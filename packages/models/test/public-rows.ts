import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { type Table, table } from "@evenhand/core";

/** Where rows of a public data set stand in its file. */
export interface RowsOfFile {
  readonly file: string;
  readonly separator: string;
  /** The columns where the file has no header. */
  readonly names: readonly string[] | null;
  readonly missing: string | null;
  readonly rows: readonly number[];
}

export const repository: string = resolve(import.meta.dirname, "../../..");
export const publicData: string =
  process.env.EVENHAND_DATA ?? resolve(repository, "../shared/datasets");

/** The file as it is or unpacked; undefined where the data are not there. */
export function publicFile(dataset: string, file: string): string | undefined {
  return [file, file.replace(/\.gz$/, "")]
    .map((each) => resolve(publicData, dataset, each))
    .find((path) => existsSync(path));
}

/** The chosen rows as a table of texts. */
export function readRows(path: string, { separator, names, missing, rows }: RowsOfFile): Table {
  const bytes = readFileSync(path);
  const text = (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString();
  const lines = text.trimEnd().split("\n");
  const cells = (line: string) =>
    line.split(separator).map((cell) => cell.trim().replaceAll('"', ""));
  const header = names ?? cells(lines.shift() as string);
  const chosen = rows.map((row) => cells(lines[row] as string));
  return table(
    Object.fromEntries(
      header.map((name, at) => [
        name,
        chosen.map((row) => (row[at] === missing ? null : (row[at] as string))),
      ]),
    ),
  );
}
