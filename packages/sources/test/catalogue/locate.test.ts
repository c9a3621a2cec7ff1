import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { root as repository } from "../../../../test/root.ts";
import {
  findDataset,
  locateDataset,
  readTable,
  resolveDatasetFile,
  verifyDataset,
} from "../../src/index.ts";

const adult = findDataset("adult");
let root = "";

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "evenhand-catalogue-"));
});
afterEach(() => rm(root, { recursive: true }));

async function put(...path: string[]): Promise<string> {
  const file = join(root, ...path);
  await mkdir(join(file, ".."), { recursive: true });
  await writeFile(file, "x");
  return file;
}

test("EVENHAND_DATA goes before ../shared/datasets, which goes before datasets", async () => {
  const whereabouts = { env: { EVENHAND_DATA: join(root, "own") }, cwd: join(root, "repo") };
  const inside = await put("repo", "datasets", "adult", "adult.test");
  const located = async () => {
    const location = await locateDataset(adult, whereabouts);
    return location.found ? location.files.map(({ path }) => path) : location.searched;
  };
  expect(await located()).toEqual([inside]);
  const shared = await put("shared", "datasets", "adult", "adult.test");
  expect(await located()).toEqual([shared]);
  const own = await put("own", "adult", "adult.data.gz");
  expect(await located()).toEqual([own]);
});

test("it is found from a folder deep inside the repository, and a folder without files does not count", async () => {
  const shared = await put("shared", "datasets", "adult", "adult.test.gz");
  await put("repo", "datasets", "adult", "README.md");
  const location = await locateDataset(adult, { env: {}, cwd: join(root, "repo/datasets/adult") });
  expect(location).toEqual({
    found: true,
    folder: join(root, "shared/datasets/adult"),
    files: [{ file: adult.files[1], path: shared }],
    missing: [adult.files[0]],
  });
});

test("what is nowhere is reported with the folders searched and a way to get it", async () => {
  const whereabouts = { env: { EVENHAND_DATA: join(root, "own") }, cwd: root };
  const location = await locateDataset(adult, whereabouts);
  expect(location.found).toBe(false);
  expect(!location.found && location.searched[0]).toBe(join(root, "own", "adult"));
  await expect(resolveDatasetFile({ dataset: "adult" }, whereabouts)).rejects.toThrow(
    'data: the file "adult.data.gz" of the data set "adult" is not here. Set EVENHAND_DATA to the folder that holds "adult".',
  );
  const where = "model.background";
  await expect(
    resolveDatasetFile({ dataset: "adult", file: "adlut.test" }, whereabouts, where),
  ).rejects.toThrow("model.background.file: ");
});

test("verifying tells intact, altered and missing files apart", async () => {
  await put("own", "adult", "adult.data");
  const location = await locateDataset(adult, {
    env: { EVENHAND_DATA: join(root, "own") },
    cwd: root,
  });
  expect(await verifyDataset(adult, location)).toEqual([
    { name: "adult.data.gz", status: "altered" },
    { name: "adult.test.gz", status: "missing" },
  ]);
});

test("the wages in the repository are found, intact, and read with their options", async () => {
  const wages = findDataset("cps-wages-1985");
  const whereabouts = { env: {}, cwd: join(repository, "packages/sources") };
  const location = await locateDataset(wages, whereabouts);
  expect(await verifyDataset(wages, location)).toEqual([
    { name: "cps-wages-1985.csv", status: "intact" },
  ]);
  const { path, options } = await resolveDatasetFile({ dataset: "cps-wages-1985" }, whereabouts);
  expect((await readTable(path, options)).rows).toBe(534);
});
