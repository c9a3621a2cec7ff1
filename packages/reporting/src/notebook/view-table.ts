import { isPresent, type Table, textAt } from "@evenhand/core";
import { ABSENT, formatCount } from "../wording/numbers.ts";
import { plainText, plural, shorten } from "../wording/text.ts";
import { tableOfTexts, type View, viewWith } from "./view.ts";

const MOST_ROWS = 8;
const MOST_COLUMNS = 12;
const LONGEST_TEXT = 40;

/** The first rows and columns, and how many there are. */
export function viewTable({ rows, columns }: Table): View {
  const drawn = [...columns.values()].slice(0, MOST_COLUMNS);
  const lines = Array.from({ length: Math.min(rows, MOST_ROWS) }, (_, row) =>
    drawn.map((column) =>
      isPresent(column, row) ? shorten(plainText(textAt(column, row) ?? ""), LONGEST_TEXT) : ABSENT,
    ),
  );
  const size = `${plural(formatCount(rows), rows === 1, "row")}, ${plural(String(columns.size), columns.size === 1, "column")}`;
  const part = [
    ...(rows > MOST_ROWS ? [`the first ${MOST_ROWS} rows`] : []),
    ...(columns.size > MOST_COLUMNS ? [`the first ${MOST_COLUMNS} columns`] : []),
  ].join(" and ");
  return viewWith(`A table of ${size}${part === "" ? "." : `; here are ${part}.`}`, {
    tables: [
      tableOfTexts(
        "",
        drawn.map(({ name, kind }) => `${plainText(name)}${kind === "numeric" ? "#" : ""}`),
        lines,
      ),
    ],
  });
}
