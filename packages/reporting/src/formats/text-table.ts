/** Columns of text under headings, aligned with spaces; numbers to the right where `right` says so. */
export function alignColumns(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  right: readonly boolean[],
): string {
  const lines = [headings, ...rows];
  const widths = headings.map((_, i) => Math.max(...lines.map((line) => lengthOf(line[i] ?? ""))));
  return lines
    .map((line) =>
      line
        .map((text, i) => {
          const gap = " ".repeat((widths[i] ?? 0) - lengthOf(text));
          return right[i] === true ? gap + text : text + gap;
        })
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function lengthOf(text: string): number {
  return [...text].length;
}
