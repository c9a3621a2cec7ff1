import { readFileSync } from "node:fs";
import { table } from "@evenhand/core";
import { expect, test } from "vitest";
import {
  attribute,
  counterfactuals,
  drawBackground,
  explain,
  loadModel,
  predict,
} from "../src/index.ts";

const file = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url));
const model = loadModel(file("categorical.txt"), { format: "lightgbm" });
const people = table(JSON.parse(file("categorical.json").toString()).columns);

test("explains a refused person of a real model in both ways", () => {
  const refused = predict(model, people).findIndex((output, row) => output < 0.5 && row > 2);
  const options = {
    background: drawBackground(people, { rows: 20, seed: 7 }),
    description: "20 people drawn with seed 7",
    anchors: people,
    features: { income: { protected: true }, hours: { change: "up", range: { max: 60 } } },
    target: { threshold: 0.5, favourableWhen: "above" },
  } as const;
  const { attribution, counterfactuals: found } = explain(model, people, refused, options);
  expect(attribution).toEqual(attribute(model, people, refused, options));
  expect(found).toEqual(counterfactuals(model, people, refused, options));
  expect(attribution.output.unit).toBe("log-odds");
  expect(attribution.output.value).toBeLessThan(0);
  expect(Math.abs(attribution.residual)).toBeLessThan(1e-12);
  expect(attribution.attributions.map(({ feature }) => feature)).toEqual([
    "hours",
    "income",
    "job",
    "grade",
  ]);
  expect(found[0]).toMatchObject({ status: "optimal", output: { unit: "probability" } });
  expect(found[0]?.output?.value).toBeGreaterThanOrEqual(0.5);
  expect(found[0]?.changes.map(({ feature }) => feature)).not.toContain("income");
});
