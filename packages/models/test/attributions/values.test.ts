import { table } from "@evenhand/core";
import { expect, test } from "vitest";
import { attribute, encodeTable, type Model } from "../../src/index.ts";
import { type Draw, drawFrom, randomTable } from "../random-models.ts";
import { randomAdditive, randomLinear } from "../random-sums.ts";
import { interventionalWorth, shapleyOf } from "./brute-force.ts";

/** Levels of the model, and one it does not know. */
function randomRows(draw: Draw, { features }: Model, rows: number) {
  const known = features.map((feature) =>
    feature.kind === "category" ? { ...feature, levels: [...feature.levels, "z"] } : feature,
  );
  return randomTable(draw, known, rows, { number: () => draw(9) / 2, missing: 5 });
}

test.each([
  ["linear", randomLinear],
  ["additive", randomAdditive],
])("%s models: agrees with the sum over all coalitions, with groups and without", (_, random) => {
  let largest = 0;
  let contributions = 0;
  for (let seed = 0; seed < 500; seed++) {
    const draw = drawFrom(seed);
    const count = 1 + draw(7);
    const model = random(draw, count);
    const background = randomRows(draw, model, 1 + draw(6));
    const people = randomRows(draw, model, 2);
    const grouped = count > 2 && draw(2) === 0;
    const result = attribute(model, people, {
      background,
      description: "random rows",
      ...(grouped && { groups: { both: ["f0", "f2"] } }),
    });
    const players = Int32Array.from({ length: count }, (_, at) =>
      grouped && at >= 2 ? (at === 2 ? 0 : at - 1) : at,
    );
    const rows = encodeTable(model.features, background);
    const encoded = encodeTable(model.features, people);
    for (const row of [0, 1]) {
      const person = encoded.values.subarray(row * count, (row + 1) * count);
      const worth = interventionalWorth(model, person, rows, players);
      shapleyOf(grouped ? count - 1 : count, worth).forEach((exact, player) => {
        const found = result.attributions[player]?.contributions[row] as number;
        largest = Math.max(largest, Math.abs(found - exact));
        if (found !== 0) contributions++;
      });
    }
    largest = Math.max(largest, result.largestResidual);
  }
  expect(largest).toBeLessThanOrEqual(1e-12);
  expect(contributions).toBeGreaterThan(1500);
});

test("a feature in which all are alike gets exactly 0", () => {
  const draw = drawFrom(4);
  for (const model of [randomLinear(draw, 2), randomAdditive(draw, 2)]) {
    const levels = (at: number) => (model.features[at]?.kind === "numeric" ? 0.1 : "b");
    const background = table({ f0: Array(7).fill(levels(0)), f1: Array(7).fill(levels(1)) });
    const { attributions } = attribute(model, background, 0, { background, description: "" });
    expect(attributions.map(({ contribution }) => contribution)).toEqual([0, 0]);
  }
});
