import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { textAt } from "@evenhand/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readTable } from "../../src/index.ts";

const TEXT = "sex,hired\nF,1\nM,0\n";
let folder = "";

const at = (name: string) => join(folder, name);
const sha256 = (bytes: string | Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const fault = (code: string, message: string) =>
  expect.objectContaining({ code, message: expect.stringContaining(message) });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "evenhand-sources-"));
});
afterAll(() => rm(folder, { recursive: true }));

test("gives rows, name, stored size and the digest of the stored bytes", async () => {
  await writeFile(at("people.csv"), TEXT);
  const { table, rows, file } = await readTable(at("people.csv"));
  expect(rows).toBe(2);
  expect([...table.columns.keys()]).toEqual(["sex", "hired"]);
  expect(file).toEqual({ name: "people.csv", sha256: sha256(TEXT), bytes: TEXT.length });
});

test("gzip is recognised by content, not by name", async () => {
  const zipped = gzipSync(TEXT);
  await writeFile(at("zipped.csv"), zipped);
  await writeFile(at("plain.csv.gz"), TEXT);
  const read = await readTable(at("zipped.csv"));
  expect(read.rows).toBe(2);
  expect(read.file.sha256).toBe(sha256(zipped));
  expect((await readTable(at("plain.csv.gz"))).rows).toBe(2);
});

test("a pattern joins files sorted by path and digests their digests", async () => {
  await mkdir(at("parts"));
  await writeFile(at("parts/2.csv"), "sex,hired\nX,1\n");
  await writeFile(at("parts/1.csv"), TEXT);
  const { table, rows, file } = await readTable(at("parts/*.csv"));
  const sex = table.columns.get("sex");
  expect(rows).toBe(3);
  expect(sex && [0, 1, 2].map((row) => textAt(sex, row))).toEqual(["F", "M", "X"]);
  const digests = [sha256(TEXT), sha256("sex,hired\nX,1\n")].toSorted();
  expect(file).toEqual({ name: "*.csv", sha256: sha256(digests.join("\n")), bytes: 32 });
});

test("a file whose name looks like a pattern is read as that file", async () => {
  await writeFile(at("people [1].csv"), TEXT);
  expect((await readTable(at("people [1].csv"))).rows).toBe(2);
});

test("files with other headers are not joined", async () => {
  await mkdir(at("mixed"));
  await writeFile(at("mixed/1.csv"), TEXT);
  await writeFile(at("mixed/2.csv"), "sex,hire\nF,1\n");
  await writeFile(at("mixed/3.csv"), "sex,hired,age\nF,1,2\n");
  await expect(readTable(at("mixed/{1,2}.csv"))).rejects.toThrow(
    fault("input/header-mismatch", `1.csv; expected "hired", got "hire".`),
  );
  await expect(readTable(at("mixed/{1,3}.csv"))).rejects.toThrow(
    fault("input/header-mismatch", `expected no such column, got "age".`),
  );
});

test("a missing file is named with the nearest name in its folder", async () => {
  await mkdir(at("near"));
  await writeFile(at("near/applicants.csv"), TEXT);
  await expect(readTable(at("near/aplicants.csv"))).rejects.toThrow(
    fault("input/missing-file", 'no such file. Did you mean "applicants.csv"?'),
  );
  await expect(readTable(at("nowhere/a.csv"))).rejects.toThrow(
    fault("input/missing-file", "There is no folder"),
  );
  await expect(readTable(at("near/*.tsv"))).rejects.toThrow(
    fault("input/missing-file", "no file matches this pattern"),
  );
});

test("a folder is no file", async () => {
  await mkdir(at("a-folder"));
  await expect(readTable(at("a-folder"))).rejects.toThrow(
    fault("input/not-a-file", "this is a folder; expected a file."),
  );
});

test("an empty file and a header alone hold no table", async () => {
  await writeFile(at("empty.csv"), "");
  await writeFile(at("empty.csv.gz"), gzipSync(""));
  await writeFile(at("header.csv"), "a,b\n");
  for (const name of ["empty.csv", "empty.csv.gz", "header.csv"]) {
    await expect(readTable(at(name))).rejects.toThrow(fault("input/empty-table", name));
  }
});

test("truncated and damaged gzip are told apart", async () => {
  const zipped = gzipSync(`a,b\n${"1,2\n3,4\n".repeat(500)}`);
  await writeFile(at("truncated.gz"), zipped.subarray(0, zipped.length - 9));
  const damaged = Buffer.from(zipped);
  damaged.fill(0xff, 12, 20);
  await writeFile(at("damaged.gz"), damaged);
  await expect(readTable(at("truncated.gz"))).rejects.toThrow(
    fault("input/truncated-gzip", "truncated.gz: the gzip file is cut off before its end."),
  );
  await expect(readTable(at("damaged.gz"))).rejects.toThrow(
    fault("input/corrupt-gzip", "damaged.gz: the gzip file is damaged"),
  );
});

test("faults inside a compressed file name file and line", async () => {
  await writeFile(at("ragged.csv.gz"), gzipSync("a,b\n1,2\n3\n"));
  await expect(readTable(at("ragged.csv.gz"))).rejects.toThrow(
    fault("input/ragged-row", "ragged.csv.gz:3: "),
  );
});

test("a file over 2 GiB is refused before it is read", async () => {
  await writeFile(at("huge.csv"), "a,b\n1,2\n");
  await truncate(at("huge.csv"), 3 * 2 ** 30);
  await expect(readTable(at("huge.csv"))).rejects.toThrow(
    fault("input/file-too-large", "expected at most 2147483647 bytes, got 3221225472 bytes."),
  );
});
