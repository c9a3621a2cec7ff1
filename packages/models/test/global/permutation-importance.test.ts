import { table } from "@evenhand/core";
import { expect, test } from "vitest";
import {
  type PermutationOptions,
  permutationImportance,
} from "../../src/global/permutation-importance.ts";
import { drawFrom } from "../random-models.ts";
import { leaf, logistic, modelOf, split } from "./models.ts";

const MODEL = modelOf(
  { wage: "number", hours: "number", unused: "number" },
  split(0, 5, leaf(0), leaf(4)),
  split(1, 5, leaf(0), leaf(1)),
);

/** Rows of which a quarter has a label that the model misses by 1. */
function people(rows: number, seed: number) {
  const draw = drawFrom(seed);
  const number = (): number[] => Array.from({ length: rows }, () => draw(10));
  const [wage, hours, unused] = [number(), number(), number()] as [number[], number[], number[]];
  const labels = wage.map(
    (value, row) =>
      (value > 5 ? 4 : 0) + ((hours[row] as number) > 5 ? 1 : 0) + (draw(4) === 0 ? 1 : 0),
  );
  return { rows: table({ wage, hours, unused }), wage, hours, labels };
}

test("approaches the mean over all pairs of rows, and gives 0 to what is not used", () => {
  const { rows, wage, labels, hours } = people(60, 1);
  const { features, loss } = permutationImportance(MODEL, rows, {
    ...{ labels, loss: "squared", repeats: 400, seed: 7 },
  });
  const f = (w: number, h: number): number => (w > 5 ? 4 : 0) + (h > 5 ? 1 : 0);
  let exact = 0;
  labels.forEach((label, row) => {
    const before = (f(wage[row] as number, hours[row] as number) - label) ** 2;
    for (const lent of wage) exact += (f(lent, hours[row] as number) - label) ** 2 - before;
  });
  exact /= 60 * 60;
  expect(features.map(({ feature }) => feature)).toEqual(["wage", "hours", "unused"]);
  expect(Math.abs((features[0]?.value as number) / exact - 1)).toBeLessThan(0.02);
  expect(features[2]).toMatchObject({ value: 0, interval: { lower: 0, upper: 0 } });
  expect(loss).toBeCloseTo(
    labels.reduce((sum, label, row) => {
      return sum + (f(wage[row] as number, hours[row] as number) - label) ** 2;
    }, 0) / 60,
    12,
  );
});

test("the parts make up the whole, row by row", () => {
  const { rows, labels } = people(50, 2);
  const codes = labels.map((_, row) => (row % 7 === 0 ? -1 : row % 3));
  const { features } = permutationImportance(MODEL, rows, {
    ...{ labels, loss: "absolute", seed: 3 },
    by: { codes: codes.map((code) => (code < 0 ? 3 : code)), levels: ["a", "b", "c", "rest"] },
  });
  for (const { value, by } of features) {
    expect(by.map(({ level }) => level)).toEqual(["a", "b", "c", "rest"]);
    expect(by.reduce((sum, part) => sum + part.rows, 0)).toBe(50);
    expect(by.reduce((sum, part) => sum + (part.rows * part.value) / 50, 0)).toBeCloseTo(value, 12);
  }
  const partly = permutationImportance(MODEL, rows, {
    ...{ labels, loss: "absolute", seed: 3 },
    by: { codes, levels: ["a", "b", "c", "nobody"] },
  });
  expect(partly.features.map(({ value, by }) => [value, by])).toEqual(
    features.map(({ value, by }) => [value, by.slice(0, 3)]),
  );
});

test("intervals hold the mean of the population about as often as they say", () => {
  // wage and hours are uniform over 0 to 9 and independent, so P(> 5) = 0.4. Exchanged, wage changes
  // the output by ±4 with probability 2·0.4·0.6 = 0.48; the label misses by 1 a quarter of the time, as
  // the output does: mean (d + e)² − e² = 16·0.48 + 2·E[d·e], and d has mean 0 and is independent.
  const truth = 16 * 0.48;
  let held = 0;
  const samples = 300;
  for (let seed = 0; seed < samples; seed++) {
    const { rows, labels } = people(80, 1000 + seed);
    const { features } = permutationImportance(MODEL, rows, {
      ...{ labels, loss: "squared", repeats: 5, seed },
    });
    const interval = features[0]?.interval;
    if (!interval) continue;
    if (interval.lower <= truth && truth <= (interval.upper as number)) held++;
  }
  expect(held / samples).toBeGreaterThan(0.92);
  expect(held / samples).toBeLessThan(0.995);
});

test("a group is exchanged as one, and the seed decides", () => {
  const { rows, labels } = people(40, 4);
  const ask = (options: Partial<PermutationOptions>) =>
    permutationImportance(MODEL, rows, { labels, loss: "squared", seed: 5, ...options }).features;
  const [both] = ask({ groups: { both: ["wage", "hours"] } });
  const single = ask({});
  expect(both?.feature).toBe("both");
  expect(both?.value).toBeGreaterThan(single[0]?.value as number);
  expect(ask({})).toEqual(single);
  expect(ask({ seed: 6 })[0]?.value).not.toBe(single[0]?.value);
});

test("log loss reads probabilities, and a loss of one's own is taken", () => {
  const model = logistic(modelOf({ wage: "number" }, split(0, 5, leaf(-1), leaf(1))));
  const rows = table({ wage: [0, 9] });
  const result = permutationImportance(model, rows, { labels: [0, 1], loss: "log", seed: 1 });
  expect(result.unit).toBe("probability");
  expect(result.loss).toBeCloseTo(Math.log(1 + Math.exp(-1)), 12);
  const missed = permutationImportance(model, rows, {
    ...{ labels: [0, 1], seed: 1, repeats: 1 },
    loss: (output, label) => Number(output > 0.5 !== (label === 1)),
  });
  expect(missed.loss).toBe(0);
});

test("labels, codes and losses that do not fit are refused", () => {
  const { rows, labels } = people(5, 1);
  const refused = (options: Partial<PermutationOptions>, code: string, path: string): void => {
    expect(() =>
      permutationImportance(MODEL, rows, { labels, loss: "squared", seed: 1, ...options }),
    ).toThrow(expect.objectContaining({ code, path }));
  };
  refused({ labels: [1] }, "input/labels", "labels");
  refused({ labels: [1, 2, Number.NaN, 4, 5] }, "input/labels", "labels[2]");
  refused({ by: { codes: [0], levels: ["a"] } }, "usage/row-codes", "by.codes");
  refused({ by: { codes: [0, 0, 1, 0, 0], levels: ["a"] } }, "usage/row-codes", "by.codes[2]");
  refused({ loss: "hinge" as "log" }, "usage/loss", "loss");
  const none = table({ wage: [], hours: [], unused: [] });
  expect(() =>
    permutationImportance(MODEL, none, { labels: [], loss: "squared", seed: 1 }),
  ).toThrow(expect.objectContaining({ code: "input/empty-table" }));
  refused({ repeats: 0 }, "usage/whole-number", "repeats");
});
