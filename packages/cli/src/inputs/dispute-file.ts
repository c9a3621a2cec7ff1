import { resolve } from "node:path";
import { type Dispute, parseDispute } from "@evenhand/core";
import { readJsonFile } from "./json-file.ts";

/**
 * Reads what a person says is wrong.
 *
 * @throws EvenhandError `input/missing-file`, `input/not-json`, `input/not-a-dispute`, `input/broken-dispute`
 */
export async function readDispute(name: string, cwd: string): Promise<Dispute> {
  const { value } = await readJsonFile(name, resolve(cwd, name), {
    expected: "a dispute (evenhand/dispute@1)",
    hint: 'It looks like {"schema":"evenhand/dispute@1","subject":"17","raised":"2026-11-24","claims":[{"feature":"hours","stated":40}]}.',
    parse: parseDispute,
  });
  return value;
}
