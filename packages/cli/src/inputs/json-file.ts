import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { EvenhandError, isEvenhandError, shown } from "@evenhand/core";
import { detailsOf } from "../terminal/error-details.ts";
import { systemProblem } from "./system-problem.ts";

/** What a file should hold, for messages, and how it is read from parsed JSON. */
export interface JsonKind<T> {
  /** `an audit.json` */
  readonly expected: string;
  /** What to do where there is none. */
  readonly hint: string;
  parse(value: unknown): T;
}

/**
 * Reads a JSON document of one kind.
 *
 * @param name as people gave it, for messages
 * @param path absolute
 * @throws EvenhandError `input/missing-file`, `input/unreadable-file`, `input/not-json`, and those of
 *   `parse` with the file before their path
 */
export async function readJsonFile<T>(
  name: string,
  path: string,
  { expected, hint, parse }: JsonKind<T>,
): Promise<{ readonly value: T; readonly sha256: string }> {
  const bytes = await readFile(path).catch((error: unknown) => {
    const { problem, isMissing } = systemProblem(error);
    const code = isMissing ? "input/missing-file" : "input/unreadable-file";
    throw new EvenhandError({ code, path: name, problem, expected, hint }, { cause: error });
  });
  const text = bytes.toString("utf8");
  try {
    const value = parse(JSON.parse(text));
    return { value, sha256: createHash("sha256").update(bytes).digest("hex") };
  } catch (error) {
    if (isEvenhandError(error)) {
      const inside = error.path === undefined ? "" : ` (${error.path})`;
      throw new EvenhandError({ ...detailsOf(error), path: `${name}${inside}` }, { cause: error });
    }
    if (!(error instanceof SyntaxError)) throw error;
    throw new EvenhandError(
      {
        code: "input/not-json",
        path: name,
        problem: "the file is no JSON",
        expected,
        received: receivedText(text),
      },
      { cause: error },
    );
  }
}

/** The end of what begins like JSON and stops: a file cut off shows where. */
function receivedText(text: string): string {
  if (text.trim() === "") return "an empty file";
  const isCutOff = /^\s*[{[]/.test(text) && !/[}\]]\s*$/.test(text);
  return isCutOff
    ? `a file that is cut off after ${shown(text.trimEnd().slice(-40))}`
    : shown(text.slice(0, 40));
}
