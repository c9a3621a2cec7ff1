import { expect, test } from "vitest";
import { datasets, findDataset, findDatasetFile, howToObtain } from "../../src/index.ts";

test("ids are unique and sorted, files have digests and names of their own", () => {
  const ids = datasets.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)].sort());
  expect(ids).toHaveLength(14);
  const files = datasets.flatMap((dataset) => dataset.files);
  expect(new Set(files.map(({ sha256 }) => sha256)).size).toBe(files.length);
  for (const { sha256 } of files) expect(sha256).toMatch(/^[0-9a-f]{64}$/);
});

test("exactly the sets that say so can be downloaded, and every set says how to get it", () => {
  for (const dataset of datasets) {
    const offered = dataset.files.every(({ url }) => url?.startsWith("https://"));
    expect(offered, dataset.id).toBe(dataset.obtain.kind === "download");
    expect(howToObtain(dataset), dataset.id).toMatch(/\w{3}.*\.$/);
  }
});

test("a mistyped id or file is answered with the nearest", () => {
  expect(() => findDataset("adlut")).toThrow(
    'data.dataset: the catalogue has no data set of this name; got "adlut". Did you mean "adult"?',
  );
  expect(() => findDatasetFile(findDataset("adult"), "adult.tset")).toThrow(
    'data.file: the data set "adult" has no such file; got "adult.tset". Did you mean "adult.test.gz"?',
  );
});

test("a file is found with or without .gz, and the first where none is named", () => {
  const adult = findDataset("adult");
  expect(findDatasetFile(adult, "adult.test")).toBe(adult.files[1]);
  expect(findDatasetFile(adult, "adult.test.gz")).toBe(adult.files[1]);
  expect(findDatasetFile(adult, undefined)).toBe(adult.files[0]);
});
