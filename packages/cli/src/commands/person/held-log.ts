import { resolve } from "node:path";
import { EvenhandError } from "@evenhand/core";
import { readLog } from "../../inputs/log-file.ts";

export interface PersonAsked {
  /** As given. */
  readonly log: string;
  readonly subject: string;
  readonly today: string;
  readonly out: string | undefined;
  readonly json: boolean;
}

/**
 * The log as text, with its absolute path.
 *
 * @throws EvenhandError `input/missing-file`, and those of `readLog`
 */
export async function requireLog(
  name: string,
  cwd: string,
): Promise<{ readonly path: string; readonly text: string }> {
  const path = resolve(cwd, name);
  const text = await readLog(name, path);
  if (text !== null) return { path, text };
  throw new EvenhandError({
    code: "input/missing-file",
    path: name,
    problem: "there is no such file",
    expected: "a decision log",
    hint: "`evenhand explain --log decisions.jsonl` writes one.",
  });
}
