import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Dataset, downloadDataset, findDataset } from "../../src/index.ts";

const CONTENT = "a,b\n1,2\n";
const SHA256 = createHash("sha256").update(CONTENT).digest("hex");
let server: Server;
let origin = "";
let folder = "";

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === "/gone") response.writeHead(404).end();
    else if (request.url === "/other") response.end("another content");
    else response.end(CONTENT);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((closed) => server.close(closed)));
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), "evenhand-download-")), "set");
  return () => rm(join(folder, ".."), { recursive: true });
});

function setAt(...urls: string[]): Dataset {
  const files = urls.map((url, at) => ({
    name: `part-${at}.csv.gz`,
    rows: 1,
    sha256: SHA256,
    options: {},
    url,
  }));
  return { ...findDataset("adult"), files };
}

test("writes every file under its plain name once all digests agree", async () => {
  const paths = await downloadDataset(setAt(`${origin}/a`, `${origin}/b`), folder);
  expect(paths).toEqual([join(folder, "part-0.csv"), join(folder, "part-1.csv")]);
  expect(await readdir(folder)).toEqual(["part-0.csv", "part-1.csv"]);
  expect(await readFile(paths[0] as string, "utf8")).toBe(CONTENT);
});

test("keeps nothing of a set when one file is another than expected", async () => {
  await expect(downloadDataset(setAt(`${origin}/a`, `${origin}/other`), folder)).rejects.toThrow(
    expect.objectContaining({
      code: "input/download-altered",
      message: expect.stringContaining(`expected sha256 ${SHA256}, got `),
    }),
  );
  await expect(readdir(folder)).rejects.toThrow("ENOENT");
});

test("says what the server or the network answered", async () => {
  await expect(downloadDataset(setAt(`${origin}/gone`), folder)).rejects.toThrow(
    `${origin}/gone: the file could not be fetched; got status 404. Check the network`,
  );
  const closed = await new Promise<number>((resolve) => {
    const other = createServer().listen(0, "127.0.0.1", () => {
      const { port } = other.address() as AddressInfo;
      other.close(() => resolve(port));
    });
  });
  await expect(downloadDataset(setAt(`http://127.0.0.1:${closed}/a`), folder)).rejects.toThrow(
    expect.objectContaining({ code: "input/download-failed", received: "ECONNREFUSED" }),
  );
});

test("a set that its publisher does not offer file by file is refused with the way to get it", async () => {
  await expect(downloadDataset(findDataset("bank-marketing"), folder)).rejects.toThrow(
    expect.objectContaining({
      code: "usage/no-download",
      message: expect.stringContaining("bank+marketing.zip"),
    }),
  );
});
