import { readFile } from "node:fs/promises";
import { EvenhandError, isEvenhandError } from "@evenhand/core";
import { detailsOf } from "../terminal/error-details.ts";
import { systemProblem } from "./system-problem.ts";

/**
 * The text of a decision log; null where there is no such file.
 *
 * @param name as people gave it, for messages
 * @throws EvenhandError `input/unreadable-file`, `input/encoding`
 */
export async function readLog(name: string, path: string): Promise<string | null> {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await readFile(path));
  } catch (error) {
    if (error instanceof TypeError) {
      throw new EvenhandError({
        code: "input/encoding",
        path: name,
        problem: "the decision log is not UTF-8 text",
        expected: "a log that `evenhand explain --log` wrote",
      });
    }
    const { problem, isMissing } = systemProblem(error);
    if (isMissing) return null;
    throw new EvenhandError(
      { code: "input/unreadable-file", path: name, problem },
      { cause: error },
    );
  }
}

/** Does something with the text of a log; its errors name the file. */
export function namingLog<T>(name: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!isEvenhandError(error) || error.code !== "input/log-line") throw error;
    throw new EvenhandError({ ...detailsOf(error), path: `${name} (${error.path})` });
  }
}
