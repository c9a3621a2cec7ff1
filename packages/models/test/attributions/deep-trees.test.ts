import { expect, test } from "vitest";
import { legendreRule } from "../../src/attributions/quadrature.ts";
import { shapleyValues } from "../../src/attributions/shapley.ts";
import type { ShapleyGame } from "../../src/attributions/shapley-game.ts";
import { encodeTable, predictRaw, type TreeEnsemble } from "../../src/index.ts";
import { layOutTrees, type SourceLeaf, type SourceSplit } from "../../src/trees/lay-out.ts";
import { drawFrom, randomTable } from "../random-models.ts";
import { interventionalWorth, pathDependentWorth, shapleyOf } from "./brute-force.ts";

interface Chain {
  readonly source: SourceSplit<Chain> | SourceLeaf;
}

/** One path of `depth` splits that ask about `features` in turn, a leaf at each side of it. */
function chain(depth: number, features: number, coverLeft: number): TreeEnsemble {
  const draw = drawFrom(depth);
  const grow = (level: number, cover: number): Chain => {
    if (level === depth) return { source: { value: draw(100) / 7, cover } };
    const left: Chain = { source: { value: draw(100) / 7, cover: cover * coverLeft } };
    const right = grow(level + 1, cover * (1 - coverLeft));
    const swapped = draw(2) === 0;
    return {
      source: {
        feature: level % features,
        threshold: draw(8),
        levels: null,
        missingLeft: draw(2) === 0,
        zeroIsMissing: false,
        left: swapped ? right : left,
        right: swapped ? left : right,
        cover,
      },
    };
  };
  const names = Array.from({ length: features }, (_, at) => `f${at}`);
  return {
    kind: "tree-ensemble",
    format: "lightgbm",
    features: names.map((name) => ({ kind: "numeric", name, range: null })),
    classOfInterest: null,
    ...layOutTrees([grow(0, 1)], (node) => node.source),
    output: { unit: "score", link: "identity", base: 0, divisor: 1 },
  };
}

function rowsOf(model: TreeEnsemble, rows: number, seed: number) {
  const draw = drawFrom(seed);
  const number = () => draw(16) / 2;
  return encodeTable(
    model.features,
    randomTable(draw, model.features, rows, { number, missing: 9 }),
  );
}

const playersOf = (count: number) => ({
  of: Int32Array.from({ length: count }, (_, at) => at),
  count,
});

test.each([
  [60, 8, 0.5],
  [60, 10, 0.05],
  [60, 9, 1e-9],
  [60, 7, 0],
  [200, 8, 0.01],
])("a path of %i splits on %i features, cover share %f", (depth, features, coverLeft) => {
  const model = chain(depth, features, coverLeft);
  const rows = rowsOf(model, 4, 1);
  const background = rowsOf(model, 6, 2);
  const cover = model.nodes.cover as Float64Array;
  const players = playersOf(features);
  const games: ShapleyGame[] = [
    { kind: "path-dependent", cover },
    { kind: "interventional", background },
  ];
  for (const game of games) {
    for (const kernel of ["by-row", "tables"] as const) {
      const phi = shapleyValues(model, rows, game, players, kernel);
      for (let row = 0; row < rows.rows; row++) {
        const person = rows.values.subarray(row * features, (row + 1) * features);
        const worth =
          game.kind === "interventional"
            ? interventionalWorth(model, person, background, players.of)
            : pathDependentWorth(model, person, players.of);
        shapleyOf(features, worth).forEach((exact, player) => {
          const found = phi[player * rows.rows + row] as number;
          expect(Math.abs(found - exact)).toBeLessThanOrEqual(1e-12);
        });
      }
    }
  }
});

test("60 features on one path: no table is built, and values add up", () => {
  const model = chain(60, 60, 0.02);
  const rows = rowsOf(model, 5, 3);
  const game: ShapleyGame = { kind: "path-dependent", cover: model.nodes.cover as Float64Array };
  const phi = shapleyValues(model, rows, game, playersOf(60), "tables");
  const outputs = predictRaw(model, rows);
  const base = outputs.map((output, row) => {
    let rest = output;
    for (let at = row; at < phi.length; at += rows.rows) rest -= phi[at] as number;
    return rest;
  });
  for (const value of base) expect(value).toBeCloseTo(base[0] as number, 11);
  // What a coalition of nobody is worth.
  const empty = pathDependentWorth(model, rows.values.subarray(0, 60), playersOf(60).of)(0);
  expect(base[0]).toBeCloseTo(empty, 11);
});

test.each([1, 2, 3, 7, 30, 100])("a rule of %i nodes is exact to degree 2n − 1", (count) => {
  const { nodes, weights } = legendreRule(count);
  for (const t of nodes) expect(t > 0 && t < 1).toBe(true);
  for (const degree of [0, 1, count, 2 * count - 1]) {
    const sum = nodes.reduce((total, t, k) => total + (weights[k] as number) * t ** degree, 0);
    expect(sum).toBeCloseTo(1 / (degree + 1), 14);
  }
});
