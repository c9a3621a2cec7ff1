import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import {
  type AuditDocument,
  EvenhandError,
  isEvenhandError,
  parseAudit,
  shown,
} from "@evenhand/core";
import { detailsOf } from "../terminal/error-details.ts";
import { systemProblem } from "./system-problem.ts";

/**
 * Reads an audit.json.
 *
 * @param path absolute, or relative to `cwd`
 * @throws EvenhandError `input/missing-file`, `input/unreadable-file`, `input/not-json`,
 *   `input/not-an-audit`, `input/broken-audit`
 */
export async function readAudit(path: string, cwd: string): Promise<AuditDocument> {
  const text = await readText(path, resolve(cwd, path));
  try {
    return parseAudit(JSON.parse(text));
  } catch (error) {
    if (isEvenhandError(error)) {
      const inside = error.path === undefined ? "" : ` (${error.path})`;
      throw new EvenhandError({ ...detailsOf(error), path: `${path}${inside}` }, { cause: error });
    }
    if (!(error instanceof SyntaxError)) throw error;
    throw new EvenhandError(
      {
        code: "input/not-json",
        path,
        problem: "the file is no JSON",
        expected: "an audit.json",
        received: text === "" ? "an empty file" : shown(text.slice(0, 40)),
      },
      { cause: error },
    );
  }
}

async function readText(path: string, absolute: string): Promise<string> {
  try {
    return await readFile(absolute, "utf8");
  } catch (error) {
    const { problem, isMissing } = systemProblem(error);
    throw new EvenhandError(
      {
        code: isMissing ? "input/missing-file" : "input/unreadable-file",
        path,
        problem,
        expected: "an audit.json",
        hint: "`evenhand audit` writes one.",
      },
      { cause: error },
    );
  }
}

/** Whether a file is JSON of an audit, rather than a configuration. */
export async function isAuditFile(path: string, cwd: string): Promise<boolean> {
  if (!path.endsWith(".json")) return false;
  try {
    const value: unknown = JSON.parse(await readText(path, resolve(cwd, path)));
    return typeof value === "object" && value !== null && "schema" in value;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
