import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import {
  type BaselineDocument,
  EvenhandError,
  type FileIdentity,
  isEvenhandError,
  parseBaseline,
} from "@evenhand/core";
import type { LoadedConfiguration } from "../configuration/load.ts";
import { detailsOf } from "../terminal/error-details.ts";
import { systemProblem } from "./system-problem.ts";

/** A baseline with the file it came from. */
export interface BaselineFile {
  readonly baseline: BaselineDocument;
  readonly identity: FileIdentity;
}

/**
 * Where a configuration keeps its baseline.
 *
 * @throws EvenhandError `config/missing-key`
 */
export function baselinePath({ configuration, folder }: LoadedConfiguration): string {
  const { ratchet } = configuration;
  if (ratchet !== null) return resolve(folder, ratchet.baseline);
  throw new EvenhandError({
    code: "config/missing-key",
    path: "ratchet",
    problem: "the configuration does not say where its baseline is",
    expected: "a section `ratchet` with `baseline`",
  });
}

/**
 * Reads the baseline of a configuration.
 *
 * @throws EvenhandError `config/missing-key`, `input/missing-file`, `input/unreadable-file`,
 *   `input/not-json`, `input/not-a-baseline`
 */
export async function readBaseline(loaded: LoadedConfiguration): Promise<BaselineFile> {
  const path = baselinePath(loaded);
  const name = loaded.configuration.ratchet?.baseline ?? path;
  const bytes = await readBytes(name, path);
  try {
    const baseline = parseBaseline(JSON.parse(bytes.toString("utf8")));
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    return { baseline, identity: { name, sha256 } };
  } catch (error) {
    if (isEvenhandError(error)) {
      const inside = error.path === undefined ? "" : ` (${error.path})`;
      throw new EvenhandError({ ...detailsOf(error), path: `${name}${inside}` }, { cause: error });
    }
    if (!(error instanceof SyntaxError)) throw error;
    throw new EvenhandError(
      { code: "input/not-json", path: name, problem: "the file is no JSON" },
      { cause: error },
    );
  }
}

async function readBytes(name: string, path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    const { problem, isMissing } = systemProblem(error);
    throw new EvenhandError(
      {
        code: isMissing ? "input/missing-file" : "input/unreadable-file",
        path: name,
        problem,
        expected: "a baseline",
        hint: "`evenhand baseline update` writes one.",
      },
      { cause: error },
    );
  }
}
