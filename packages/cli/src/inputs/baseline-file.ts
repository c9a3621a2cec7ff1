import { resolve } from "node:path";
import {
  type BaselineDocument,
  EvenhandError,
  type FileIdentity,
  parseBaseline,
} from "@evenhand/core";
import type { LoadedConfiguration } from "../configuration/load.ts";
import { readJsonFile } from "./json-file.ts";

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
  const { value: baseline, sha256 } = await readJsonFile(name, path, {
    expected: "a baseline",
    hint: "`evenhand baseline update` writes one.",
    parse: parseBaseline,
  });
  return { baseline, identity: { name, sha256 } };
}
