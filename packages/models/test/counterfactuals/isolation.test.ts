import { table, takeRows } from "@evenhand/core";
import { expect, test } from "vitest";
import { scoreOf } from "../../src/counterfactuals/isolation.ts";
import { expectedDepth, sumOfLeaves } from "../../src/counterfactuals/isolation-trees.ts";
import {
  counterfactuals,
  encodeTable,
  growIsolationForest,
  type IsolationForest,
  type ModelFeature,
  predictRaw,
} from "../../src/index.ts";
import { type Draw, drawFrom, randomModel, randomTable } from "../random-models.ts";
import { randomCase } from "./cases.ts";
import { everyAnswer } from "./oracle.ts";

const scores = (forest: IsolationForest, values: Float64Array, width: number): number[] =>
  Array.from({ length: values.length / width }, (_, row) =>
    scoreOf(forest, sumOfLeaves(forest.trees, values, row * width)),
  );

function twoNumbers() {
  const features: readonly ModelFeature[] = [
    { kind: "numeric", name: "f0", range: null },
    { kind: "numeric", name: "f1", range: null },
  ];
  return { ...randomModel(() => 0, { features: 2, trees: 1, depth: 0, span: 1 }), features };
}

test("lone rows score high, the rows it was grown from at most the limit in the share that is said", () => {
  const draw = drawFrom(11);
  const crowd = Array.from({ length: 400 }, () => draw(1000) / 1000 + draw(1000) / 1000);
  const people = table({ f0: crowd, f1: [...crowd].reverse() });
  const model = twoNumbers();
  const forest = growIsolationForest(model, people, { seed: 3 });
  const own = scores(forest, encodeTable(model.features, people).values, 2);
  const within = own.filter((score) => score <= forest.limit).length / own.length;
  expect(within).toBeGreaterThanOrEqual(0.95);
  expect(within).toBeLessThan(0.96);
  expect(forest.basis).toBe("95 % of 400 rows score no higher");
  const [lone, usual] = scores(forest, Float64Array.of(40, -40, 1, 1), 2);
  expect(lone).toBeGreaterThan(0.7);
  expect(usual).toBeLessThan(0.5);
  expect(growIsolationForest(model, people, { seed: 3 })).toEqual(forest);
  expect(growIsolationForest(model, people, { seed: 4 })).not.toEqual(forest);
});

test("the mean depth of one tree of all rows is that of a search tree", () => {
  // 2 H(n − 1) − 2 (n − 1) ÷ n with the harmonic number summed, against its logarithm.
  const n = 256;
  let harmonic = 0;
  for (let k = 1; k < n; k++) harmonic += 1 / k;
  expect(expectedDepth(n)).toBeCloseTo(2 * harmonic - (2 * (n - 1)) / n, 2);
  expect(expectedDepth(1)).toBe(0);
  expect(expectedDepth(2)).toBe(1);
});

test("with it, finds the cheapest answer that is usual, or that there is none", () => {
  const kinds = { infeasible: 0, dearer: 0, same: 0 };
  for (let seed = 0; seed < 250; seed++) {
    const draw = drawFrom(900_000 + seed);
    const number = (): number => draw(6);
    const { model, people, options } = randomCase(draw, {
      features: 2 + draw(2),
      trees: 6,
      number,
    });
    const anchors = crowd(draw, model.features);
    const plausible = growIsolationForest(model, anchors, {
      seed,
      trees: 5,
      sample: 16,
      usual: 0.5,
    });
    const asked = {
      ...options,
      anchors,
      features: {},
      plausible,
      ...targetFor(model, anchors, draw),
    };
    const [found] = counterfactuals(model, people, 0, asked);
    if (found === undefined) continue;
    const all = everyAnswer(model, people, asked);
    const best = all.find(
      ({ values }) => (scores(plausible, values, values.length)[0] as number) <= plausible.limit,
    );
    if (best === undefined) {
      expect(found, `seed ${seed}`).toMatchObject({ status: "infeasible", changes: [] });
      expect(found.plausibility).toBeUndefined();
      kinds.infeasible++;
      continue;
    }
    expect(found, `seed ${seed}`).toMatchObject({ status: "optimal", gap: 0 });
    expect(found.cost, `seed ${seed}`).toBeCloseTo(best.cost, 9);
    expect(found.plausibility).toMatchObject({
      method: "isolation-forest",
      limit: plausible.limit,
    });
    expect(found.plausibility?.score).toBeLessThanOrEqual(plausible.limit);
    kinds[best.cost > (all[0]?.cost as number) + 1e-9 ? "dearer" : "same"]++;
  }
  expect(Math.min(kinds.infeasible, kinds.dearer, kinds.same)).toBeGreaterThan(10);
});

function crowd(draw: Draw, features: readonly ModelFeature[]) {
  return randomTable(draw, features, 30, { number: () => 1 + draw(3), missing: 20 });
}

function targetFor(
  model: ReturnType<typeof randomCase>["model"],
  anchors: ReturnType<typeof crowd>,
  draw: Draw,
) {
  const outputs = predictRaw(model, encodeTable(model.features, anchors)).sort();
  const threshold = outputs[20 + draw(10)] as number;
  return { target: { threshold, favourableWhen: "above", unit: model.output.unit } as const };
}

test("refuses a forest that cannot be grown, or is of other inputs", () => {
  const people = table({ f0: [1, 2, 3], f1: [1, 2, 3] });
  const model = twoNumbers();
  const grow = (options: object) => () =>
    growIsolationForest(model, people, { seed: 1, ...options });
  for (const [options, path] of [
    [{ seed: -1 }, "seed"],
    [{ trees: 0 }, "trees"],
    [{ sample: 1 }, "sample"],
    [{ usual: 0 }, "usual"],
    [{ limit: 1 }, "limit"],
  ] as const) {
    expect(grow(options)).toThrow(expect.objectContaining({ code: "usage/isolation", path }));
  }
  expect(() => growIsolationForest(model, takeRows(people, [0]), { seed: 1 })).toThrow(
    expect.objectContaining({ code: "usage/isolation", path: "rows" }),
  );
  const other = { ...model, features: [...model.features].reverse() };
  const plausible = growIsolationForest(other, people, { seed: 1 });
  expect(() =>
    counterfactuals(model, people, 0, {
      plausible,
      anchors: people,
      target: { threshold: 1, favourableWhen: "above", unit: model.output.unit },
    }),
  ).toThrow(expect.objectContaining({ code: "usage/other-inputs", path: "plausible" }));
});
