import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { EvenhandError } from "@evenhand/core";
import { sha256Of } from "../files/digest.ts";
import { plainName } from "./catalogue.ts";
import type { Dataset, DatasetFile } from "./dataset.ts";
import { howToObtain } from "./locate.ts";

const PATIENCE_MS = 120_000;

/**
 * Fetches the files of a data set from its publisher and, once all of them have the catalogue's
 * digests, writes them (without `.gz`: publishers offer the plain files).
 *
 * @param folder is made where it does not exist; set EVENHAND_DATA to the folder above it
 * @returns the paths written
 * @throws EvenhandError `usage/no-download` where the publisher offers no such file,
 *   `input/download-failed`, `input/download-altered`
 * @example
 * await downloadDataset(findDataset("adult"), "data/adult");
 */
export async function downloadDataset(
  dataset: Dataset,
  folder: string,
): Promise<readonly string[]> {
  if (dataset.obtain.kind !== "download") {
    throw new EvenhandError({
      code: "usage/no-download",
      problem: `the data set "${dataset.id}" cannot be downloaded`,
      hint: howToObtain(dataset),
    });
  }
  const contents: { path: string; content: Uint8Array }[] = [];
  for (const file of dataset.files) {
    contents.push({ path: join(folder, plainName(file.name)), content: await fetched(file) });
  }
  await mkdir(folder, { recursive: true });
  for (const { path, content } of contents) await writeWhole(path, content);
  return contents.map(({ path }) => path);
}

async function writeWhole(path: string, content: Uint8Array): Promise<void> {
  const partial = `${path}.partial`;
  try {
    await writeFile(partial, content);
    await rename(partial, path);
  } finally {
    await rm(partial, { force: true });
  }
}

async function fetched(file: DatasetFile): Promise<Uint8Array> {
  const url = file.url ?? "";
  const content = await bytesFrom(url);
  const sha256 = sha256Of(content);
  if (sha256 === file.sha256) return content;
  throw new EvenhandError({
    code: "input/download-altered",
    path: url,
    problem: "the publisher's file is not the one of the catalogue",
    expected: `sha256 ${file.sha256}`,
    received: sha256,
    hint: "Nothing was kept. The catalogue may be out of date.",
  });
}

async function bytesFrom(url: string): Promise<Uint8Array> {
  let problem: string;
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (response.ok) return new Uint8Array(await response.arrayBuffer());
    problem = `status ${response.status}`;
  } catch (error) {
    problem = reasonOf(error);
  }
  throw new EvenhandError({
    code: "input/download-failed",
    path: url,
    problem: "the file could not be fetched",
    received: problem,
    hint: "Check the network, or fetch it elsewhere and put it into the folder by hand.",
  });
}

/** fetch hides the reason (`ENOTFOUND`, `ECONNREFUSED`) in the cause of its error. */
function reasonOf(error: unknown): string {
  const { cause, name } = error as { cause?: { code?: string }; name?: string };
  return cause?.code ?? name ?? "an unknown error";
}
