import { table } from "@evenhand/core";
import { expect, test } from "vitest";
import type { Additive } from "../../src/additive/additive.ts";
import { attribute, type TableOptions } from "../../src/attributions/attribute.ts";
import type { InterventionalOptions, PathDependentOptions } from "../../src/attributions/game.ts";
import { interactions } from "../../src/attributions/interactions.ts";
import type { Linear } from "../../src/linear/linear.ts";
import { withCovers } from "../../src/trees/covers.ts";
import { encodeTable } from "../../src/trees/encode.ts";
import type { TreeEnsemble } from "../../src/trees/ensemble.ts";
import { layOutTrees, type SourceLeaf, type SourceSplit } from "../../src/trees/lay-out.ts";
import { type Draw, drawFrom, randomModel, randomTable } from "../random-models.ts";
import { interventionalWorth, pathDependentWorth } from "./brute-force.ts";

type Options = (InterventionalOptions | PathDependentOptions) & TableOptions;

const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));
const bitsIn = (mask: number): number => (mask === 0 ? 0 : (mask & 1) + bitsIn(mask >>> 1));

/** I_ij = Σ over S without i, j of |S|!·(M−|S|−2)! ÷ (M−1)! · (v(S∪ij) − v(S∪i) − v(S∪j) + v(S)). */
function indexOf(count: number, worths: readonly number[], i: number, j: number): number {
  let sum = 0;
  for (let coalition = 0; coalition < worths.length; coalition++) {
    if (((coalition >>> i) & 1) === 1 || ((coalition >>> j) & 1) === 1) continue;
    const size = bitsIn(coalition);
    const at = (players: number): number => worths[coalition | players] as number;
    const together = at((1 << i) | (1 << j)) - at(1 << i) - at(1 << j) + at(0);
    sum += ((factorial(size) * factorial(count - size - 2)) / factorial(count - 1)) * together;
  }
  return sum;
}

test.each(["path-dependent", "interventional"] as const)(
  "agrees with the sum over all coalitions: %s, features and groups",
  (game) => {
    let largest = 0;
    let pairs = 0;
    for (let seed = 0; seed < 400; seed++) {
      const draw = drawFrom(seed);
      const shape = {
        features: 2 + draw(seed % 20 === 0 ? 7 : 5),
        trees: 1 + draw(3),
        depth: draw(7),
        span: 4,
      };
      const bare = randomModel(draw, shape);
      const number = () => draw(9) / 2;
      const drawRows = (rows: number) =>
        randomTable(draw, bare.features, rows, { number, missing: 5 });
      const model = withCovers(bare, drawRows(1 + draw(30)));
      const [rows, background] = [drawRows(2), drawRows(5)];
      const joined = draw(3) === 0;
      const groups = joined ? { both: ["f0", "f1"] } : {};
      const players = Int32Array.from(bare.features, (_, at) =>
        joined ? Math.max(0, at - 1) : at,
      );
      const options: Options =
        game === "interventional"
          ? { background, description: "random rows", groups }
          : { game, groups };
      const found = interactions(model, rows, options);
      const M = found.features.length;
      expect(found.largestResidual).toBeLessThanOrEqual(1e-12);
      const encoded = encodeTable(model.features, rows);
      const single = attribute(model, rows, options).attributions;
      for (let row = 0; row < rows.rows; row++) {
        const person = encoded.values.subarray(row * encoded.width, (row + 1) * encoded.width);
        const worth =
          game === "interventional"
            ? interventionalWorth(model, person, encodeTable(model.features, background), players)
            : pathDependentWorth(model, person, players);
        const worths = Array.from({ length: 2 ** M }, (_, coalition) => worth(coalition));
        for (let i = 0; i < M; i++) {
          let sum = 0;
          for (let j = 0; j < M; j++) {
            const value = found.values[(row * M + i) * M + j] as number;
            sum += value;
            if (i === j) continue;
            const exact = indexOf(M, worths, i, j) / 2;
            if (exact !== 0) pairs++;
            largest = Math.max(largest, Math.abs(value - exact));
          }
          const phi = single[i]?.contributions[row] as number;
          largest = Math.max(largest, Math.abs(sum - phi));
        }
      }
    }
    expect(largest).toBeLessThanOrEqual(1e-12);
    expect(pairs).toBeGreaterThan(1000);
  },
  120_000,
);

test("an additive model: the interaction of a pair of features is that of its term", () => {
  let largest = 0;
  for (let seed = 0; seed < 50; seed++) {
    const draw = drawFrom(seed);
    const model = additiveModel(draw);
    const drawRows = (count: number) =>
      randomTable(draw, model.features, count, { number: () => draw(5), missing: 5 });
    const [rows, background] = [drawRows(2), drawRows(4)];
    const { values } = interactions(model, rows, { background, description: "random rows" });
    const encoded = encodeTable(model.features, rows);
    const others = encodeTable(model.features, background);
    for (let row = 0; row < 2; row++) {
      const person = encoded.values.subarray(row * 3, (row + 1) * 3);
      const worth = interventionalWorth(model, person, others, Int32Array.of(0, 1, 2));
      const worths = Array.from({ length: 8 }, (_, coalition) => worth(coalition));
      for (const [i, j] of [
        [0, 1],
        [0, 2],
        [1, 2],
      ] as const) {
        const found = values[(row * 3 + i) * 3 + j] as number;
        largest = Math.max(largest, Math.abs(found - indexOf(3, worths, i, j) / 2));
      }
    }
  }
  expect(largest).toBeLessThanOrEqual(1e-12);
});

/** x and y with a term each and one together, z with a term of its own: bins of missing, 0 … 4. */
function additiveModel(draw: Draw): Additive {
  const binning = (feature: number) => ({
    ...{ feature, bins: 6, levelBins: null },
    cuts: Float64Array.of(1, 2, 3, 4),
  });
  const scores = (count: number) => Float64Array.from({ length: count }, () => draw(21) / 7 - 1);
  return {
    kind: "additive",
    format: "ebm",
    features: ["x", "y", "z"].map((name) => ({ kind: "numeric", name, range: null })),
    classOfInterest: null,
    terms: [
      ...[0, 1, 2].map((at) => ({ binnings: [binning(at)] as const, scores: scores(6) })),
      { binnings: [binning(0), binning(1)], scores: scores(36) },
    ],
    output: { unit: "score", link: "identity", base: 1, divisor: 1 },
  };
}

test("features of a linear model do not interact, and the other game is refused", () => {
  const term = { kind: "numeric", weight: 2, center: 0, scale: 1, missing: null } as const;
  const model: Linear = {
    kind: "linear",
    format: "linear",
    features: ["x", "y"].map((name) => ({ kind: "numeric", name, range: null })),
    classOfInterest: null,
    terms: [term, { ...term, weight: -1 }],
    output: { unit: "score", link: "identity", base: 0, divisor: 1 },
  };
  const rows = table({ x: [1], y: [3] });
  const background = table({ x: [0, 4], y: [1, 3] });
  const { values } = interactions(model, rows, { background, description: "two rows" });
  expect([...values]).toEqual([-2, 0, 0, -1]);
  expect(() => interactions(model, rows, { game: "path-dependent" })).toThrow(
    expect.objectContaining({ code: "usage/model-kind" }),
  );
});

interface Node {
  readonly source: SourceSplit<Node> | SourceLeaf;
}

const leaf = (value: number, cover: number): Node => ({ source: { value, cover } });
const split = (feature: number, threshold: number, left: Node, right: Node): Node => ({
  source: {
    ...{ feature, threshold, levels: null, missingLeft: false, zeroIsMissing: false },
    ...{ left, right, cover: (left.source.cover ?? 0) + (right.source.cover ?? 0) },
  },
});

function modelOf(features: number, ...trees: Node[]): TreeEnsemble {
  return {
    kind: "tree-ensemble",
    format: "lightgbm",
    features: Array.from({ length: features }, (_, at) => ({
      kind: "numeric",
      name: `f${at}`,
      range: null,
    })),
    classOfInterest: null,
    ...layOutTrees(trees, (node) => node.source),
    output: { unit: "score", link: "identity", base: 0, divisor: 1 },
  };
}

test("the interaction of an exclusive or, by hand", () => {
  // Output 1 where just one of two coins is 1. v(∅) = v(i) = v(j) = ½, v(ij) = 0 for the row (1, 1):
  // I = 0 − ½ − ½ + ½ = −½, φ = −¼ each, so the diagonal is −¼ − (−¼) = 0.
  const model = modelOf(
    2,
    split(0, 0.5, split(1, 0.5, leaf(0, 1), leaf(1, 1)), split(1, 0.5, leaf(1, 1), leaf(0, 1))),
  );
  const coins = table({ f0: [0, 0, 1, 1], f1: [0, 1, 0, 1] });
  for (const options of [
    { game: "path-dependent" },
    { background: coins, description: "all four" },
  ] as const) {
    const { values } = interactions(model, table({ f0: [1], f1: [1] }), options);
    expect([...values]).toEqual([0, -0.25, -0.25, 0].map((value) => expect.closeTo(value, 14)));
  }
});

test("features of different trees do not interact, whatever the depth", () => {
  let deep = leaf(1, 1);
  for (let at = 0; at < 60; at++) deep = split(0, at, leaf(at % 3, 1), deep);
  const model = modelOf(2, deep, split(1, 0.5, leaf(0, 3), leaf(2, 1)));
  const rows = table({ f0: [30.5, 70], f1: [0, 1] });
  const { values, largestResidual } = interactions(model, rows, { game: "path-dependent" });
  expect([1, 2, 5, 6].map((at) => values[at])).toEqual([0, 0, 0, 0]);
  expect([0, 3].every((at) => values[at] !== 0)).toBe(true);
  expect(largestResidual).toBeLessThanOrEqual(1e-14);
});

test("states game, unit, baseline and features, and no rows give no values", () => {
  const model = modelOf(2, split(0, 0.5, leaf(0, 1), leaf(4, 3)));
  const none = table({ f0: new Float64Array(0), f1: new Float64Array(0) });
  expect(interactions(model, none, { game: "path-dependent" })).toEqual({
    game: "path-dependent",
    exact: true,
    unit: "score",
    classOfInterest: null,
    link: "identity",
    baseline: { value: 3, covers: { kind: "training" } },
    features: ["f0", "f1"],
    outputs: new Float64Array(0),
    values: new Float64Array(0),
    largestResidual: 0,
  });
});
