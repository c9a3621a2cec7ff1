import { sha256Of } from "../files/digest.ts";
import { readStoredFile } from "../files/stored-file.ts";
import type { Dataset } from "./dataset.ts";
import type { DatasetLocation } from "./locate.ts";

/** What became of one catalogue file. */
export interface FileCheck {
  readonly name: string;
  readonly status: "intact" | "altered" | "missing";
}

/**
 * Compares the uncompressed content of each file of a data set with the catalogue's digest.
 *
 * @throws EvenhandError those of reading a file, such as `input/corrupt-gzip`
 */
export async function verifyDataset(
  dataset: Dataset,
  location: DatasetLocation,
): Promise<readonly FileCheck[]> {
  const checks: FileCheck[] = [];
  for (const file of dataset.files) {
    const located = location.found
      ? location.files.find((found) => found.file.name === file.name)
      : undefined;
    if (located === undefined) {
      checks.push({ name: file.name, status: "missing" });
      continue;
    }
    const { content } = await readStoredFile(located.path);
    const status = sha256Of(content) === file.sha256 ? "intact" : "altered";
    checks.push({ name: file.name, status });
  }
  return checks;
}
