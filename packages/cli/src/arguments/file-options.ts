import type { FileOptions } from "@evenhand/core";

/** How a CSV file is laid out, where it is not to be guessed. */
export const LAYOUT_OPTIONS = {
  delimiter: {
    type: "string",
    value: "character",
    summary: "between fields (guessed; `tab` and `space` are understood)",
  },
  missing: {
    type: "string",
    multiple: true,
    value: "text",
    summary: "stands for a missing value (guessed)",
  },
  comment: { type: "string", value: "mark", summary: "begins a comment line (guessed)" },
  "no-header": {
    type: "boolean",
    summary: "the first line is data; columns are called column1, …",
  },
  trim: { type: "boolean", summary: "remove blanks around fields (guessed)" },
} as const;

/** The values of {@link LAYOUT_OPTIONS} as parsed. */
export interface LayoutValues {
  readonly delimiter: string | undefined;
  readonly missing: readonly string[];
  readonly comment: string | undefined;
  readonly "no-header": boolean;
  readonly trim: boolean;
}

/** What was given of the layout; the rest is to be guessed. */
export function givenLayout(values: LayoutValues): FileOptions {
  return {
    ...(values.delimiter === undefined ? {} : { delimiter: characterOf(values.delimiter) }),
    ...(values.missing.length === 0 ? {} : { missing: values.missing }),
    ...(values.comment === undefined ? {} : { comment: values.comment }),
    ...(values["no-header"] ? { header: false } : {}),
    ...(values.trim ? { trim: true } : {}),
  };
}

/** Characters that a shell makes hard to write have names. */
function characterOf(delimiter: string): string {
  switch (delimiter) {
    case "tab":
    case "\\t":
      return "\t";
    case "space":
      return " ";
    default:
      return delimiter;
  }
}
