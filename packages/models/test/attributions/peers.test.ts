import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Table } from "@evenhand/core";
import { describe, expect, test } from "vitest";
import { attribute, loadModel, type Model } from "../../src/index.ts";
import { fixtureBytes } from "../formats/fixtures.ts";
import { publicData, publicFile, type RowsOfFile, readRows, repository } from "../public-rows.ts";

// Contributions by LightGBM and shap: see fixtures/make-contributions.py.
interface Contributions {
  readonly features: readonly string[];
  readonly contributions: readonly (readonly number[])[];
  readonly base: number;
}

interface Golden extends RowsOfFile {
  readonly lightgbm: Contributions;
  readonly forest: Contributions;
}

/** The largest difference of a contribution, and of the base. */
function apart(model: Model, people: Table, golden: Contributions): number {
  const found = attribute(model, people, { game: "path-dependent" });
  expect(found.attributions.map(({ feature }) => feature)).toEqual(golden.features);
  let largest = Math.abs(found.baseline.value - golden.base);
  found.attributions.forEach(({ contributions }, feature) => {
    contributions.forEach((value, row) => {
      const theirs = golden.contributions[row]?.[feature] as number;
      largest = Math.max(largest, Math.abs(value - theirs));
    });
  });
  return largest;
}

describe.each(["adult", "german-credit", "bank-marketing"])("%s", (name) => {
  const golden: Golden = JSON.parse(
    new TextDecoder().decode(fixtureBytes(`contributions/${name}.json`)),
  );
  const file = publicFile(name, golden.file);
  if (file === undefined) {
    test.skipIf(!process.env.EVENHAND_REQUIRE?.includes("data"))(
      `needs ${name} of the public data`,
      () => expect.fail(`${publicData} holds no ${name}/${golden.file}`),
    );
    return;
  }
  const people = readRows(file, golden);

  test("LightGBM's pred_contrib within 1e-9", () => {
    const bytes = readFileSync(resolve(repository, "datasets", name, "model.txt"));
    const model = loadModel(bytes, { format: "lightgbm" });
    expect(apart(model, people, golden.lightgbm)).toBeLessThanOrEqual(1e-9);
  });

  test("shap's path-dependent values of a forest within 1e-9", () => {
    const bytes = fixtureBytes(`contributions/${name}.model`);
    const model = loadModel(bytes, { format: "scikit-learn" });
    expect(apart(model, people, golden.forest)).toBeLessThanOrEqual(1e-9);
  });
});
