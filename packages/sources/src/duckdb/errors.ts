import { EvenhandError, isEvenhandError, shown } from "@evenhand/core";
import type { FileFormat } from "../files/file-format.ts";

interface Meaning {
  readonly code: `input/${string}`;
  readonly problem: string;
  readonly hint: string;
}

/** By a part of the message, first match first. */
const KNOWN: readonly (readonly [RegExp, Meaning])[] = [
  [
    /failed to cast column|schema mismatch/i,
    {
      code: "input/column-type",
      problem: "a column changes its type",
      hint: "Write all files with the same types.",
    },
  ],
  [
    /permission denied/i,
    {
      code: "input/unreadable-file",
      problem: "the file cannot be read",
      hint: "Check its permissions.",
    },
  ],
  [
    /out of memory/i,
    {
      code: "input/out-of-memory",
      problem: "there is too little memory to group the rows",
      hint: "Use fewer attributes, coarser bands or coarser columns.",
    },
  ],
];

const DAMAGED: Readonly<Record<FileFormat, Meaning>> = {
  parquet: {
    code: "input/bad-parquet",
    problem: "the Parquet file is damaged, or is none",
    hint: "Write or copy it again; its last bytes say what is in it.",
  },
  jsonl: {
    code: "input/bad-json",
    problem: "a line is no JSON object",
    hint: "Write one object a line.",
  },
  csv: {
    code: "input/unreadable-file",
    problem: "DuckDB cannot read this file",
    hint: "Read a smaller part of it to see why.",
  },
};

/** What an error of DuckDB means for the files that it read; the statement stays out of the message. */
export function duckdbError(error: unknown, path: string, format: FileFormat): unknown {
  if (isEvenhandError(error) || !(error instanceof Error)) return error;
  const [first = ""] = error.message.split("\n");
  const known = KNOWN.find(([pattern]) => pattern.test(error.message));
  const meaning = known?.[1] ?? DAMAGED[format];
  return new EvenhandError({ ...meaning, path, received: shown(first) }, { cause: error });
}
