import { table } from "@evenhand/core";
import { expect, test } from "vitest";
import { attribute, attributeBlackBox, blackBox, encodeTable } from "../../src/index.ts";
import { interventionalWorth, shapleyOf } from "../attributions/brute-force.ts";
import { randomCase } from "./cases.ts";

test("agrees with the exact values of the trees behind the function, synchronous or not", async () => {
  let largest = 0;
  for (let seed = 0; seed < 60; seed++) {
    const { model, box, background, people } = randomCase(seed, {
      features: 1 + (seed % 8),
      rows: 6,
    });
    const later = blackBox(async (rows) => box.predict(rows), { batchRows: 100 });
    const exact = attribute(model, people, 1, { background, description: "all" });
    for (const asked of [box, later]) {
      const found = await attributeBlackBox(asked, people, 1, { background, description: "all" });
      expect(found).toMatchObject({
        game: "interventional",
        method: "exact",
        exact: true,
        sampling: null,
      });
      expect(found.baseline.hash).toBe(exact.baseline.hash);
      found.attributions.forEach((one, at) => {
        const other = exact.attributions[at];
        expect(one).toMatchObject({
          feature: other?.feature,
          value: other?.value,
          baselineValue: other?.baselineValue,
          error: null,
        });
        largest = Math.max(
          largest,
          Math.abs(one.contribution - (other?.contribution ?? Number.NaN)),
        );
      });
      largest = Math.max(
        largest,
        Math.abs(found.residual),
        Math.abs(found.baseline.value - exact.baseline.value),
      );
    }
  }
  expect(largest).toBeLessThanOrEqual(1e-12);
});

test("counts calls and rows: all coalitions of the background, the background once, the person once", async () => {
  const { box, background, people } = randomCase(3, { features: 5, rows: 7 }, { batchRows: 50 });
  const sizes: number[] = [];
  const counting = blackBox(
    (rows) => {
      sizes.push(rows.rows);
      return box.predict(rows);
    },
    { batchRows: 50 },
  );
  const progress: unknown[] = [];
  const { predictions } = await attributeBlackBox(counting, people, 0, {
    background,
    description: "",
    onProgress: (told) => progress.push(told),
  });
  const rows = (2 ** 5 - 2) * 7 + 7 + 1;
  expect(predictions).toEqual({ rows, calls: 1 + Math.ceil((rows - 8) / 50) });
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(rows);
  expect(sizes.length).toBe(predictions.calls);
  expect(Math.max(...sizes)).toBe(50);
  expect(progress.length).toBe(predictions.calls);
  expect(progress.at(-1)).toEqual({ ...predictions, most: 2 ** 20 });
});

test("a group is one player, shown with the values of its features", async () => {
  const { model, box, background, people } = randomCase(9, { features: 5, rows: 6 });
  const found = await attributeBlackBox(box, people, 0, {
    background,
    description: "",
    groups: { pair: ["f1", "f3"] },
  });
  const players = Int32Array.of(0, 1, 2, 1, 3);
  const rows = encodeTable(model.features, background);
  const person = encodeTable(model.features, people).values.subarray(0, 5);
  const exact = shapleyOf(4, interventionalWorth(model, person, rows, players));
  expect(found.attributions.map(({ feature }) => feature)).toEqual(["f0", "pair", "f2", "f4"]);
  expect(found.attributions[1]?.features).toEqual(["f1", "f3"]);
  expect(found.attributions[1]?.value).toMatch(/^f1=.+,f3=.+$/);
  found.attributions.forEach(({ contribution }, at) => {
    expect(contribution).toBeCloseTo(exact[at] as number, 12);
  });
});

test("numbers that one table holds as text are shown to the function as numbers", async () => {
  const kinds = new Set<string>();
  const box = blackBox(
    (rows) => {
      const hours = rows.columns.get("hours");
      kinds.add(hours?.kind ?? "none");
      return hours?.kind === "numeric" ? Float64Array.from(hours.values) : [];
    },
    { unit: "probability" },
  );
  const found = await attributeBlackBox(box, table({ hours: ["0.75"] }), 0, {
    background: table({ hours: [0.25, 0.5] }),
    description: "",
  });
  expect([...kinds]).toEqual(["numeric"]);
  expect(found).toMatchObject({
    output: { value: 0.75, unit: "probability" },
    baseline: { value: 0.375 },
  });
  expect(found.attributions[0]).toMatchObject({
    value: 0.75,
    baselineValue: 0.375,
    contribution: 0.375,
  });
});
