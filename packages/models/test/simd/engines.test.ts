import { expect, test } from "vitest";
import { prepareShapleyValues, shapleyValues } from "../../src/attributions/shapley.ts";
import type { Players, ShapleyGame } from "../../src/attributions/shapley-game.ts";
import { encodeTable, type TreeEnsemble, withCovers } from "../../src/index.ts";
import type { EncodedRows } from "../../src/trees/encode.ts";
import { wordsFor } from "../../src/trees/ensemble.ts";
import { layOutTrees, type SourceLeaf, type SourceSplit } from "../../src/trees/lay-out.ts";
import { type Draw, drawFrom, randomModel, randomTable } from "../random-models.ts";

const ALONE = (count: number): Players => ({
  of: Int32Array.from({ length: count }, (_, at) => at),
  count,
});

/** The largest difference between the engines, with what is prepared among them. */
function apart(model: TreeEnsemble, rows: EncodedRows, players: Players): number {
  const game: ShapleyGame = { kind: "path-dependent", cover: model.nodes.cover as Float64Array };
  const own = shapleyValues(model, rows, game, players, "by-row", "javascript");
  const values = [
    shapleyValues(model, rows, game, players, "by-row", "webassembly"),
    prepareShapleyValues(model, game, players, "webassembly")(rows),
  ];
  const size = Math.max(
    1,
    own.reduce((most, value) => Math.max(most, Math.abs(value)), 0),
  );
  return (
    Math.max(
      ...values.map((found) =>
        found.reduce((most, value, at) => Math.max(most, Math.abs(value - (own[at] as number))), 0),
      ),
    ) / size
  );
}

test("1,000 random models: numbers, categories, missing values, groups, one-leaf trees", () => {
  let largest = 0;
  for (let seed = 0; seed < 1000; seed++) {
    const draw = drawFrom(seed);
    const shape = { features: 1 + draw(12), trees: 1 + draw(4), depth: draw(9), span: 4 };
    const bare = randomModel(draw, shape);
    const number = () => (draw(30) === 0 ? 1e-36 : draw(9) / 2);
    const table = (rows: number) => randomTable(draw, bare.features, rows, { number, missing: 5 });
    const model = withCovers(bare, table(1 + draw(30)));
    const groups = draw(2) === 0 ? shape.features : 1 + draw(shape.features);
    const of = Int32Array.from({ length: shape.features }, (_, at) =>
      at < groups ? at : draw(groups),
    );
    const rows = encodeTable(model.features, table(1 + draw(40)));
    largest = Math.max(largest, apart(model, rows, { of, count: groups }));
  }
  expect(largest).toBeLessThanOrEqual(1e-12);
}, 120_000);

interface Chain {
  readonly source: SourceSplit<Chain> | SourceLeaf;
}

/** One path of `depth` splits that ask about `features` in turn, a leaf or a pair of leaves beside it. */
function chain(depth: number, features: number, draw: Draw): TreeEnsemble {
  const leaf = (cover: number): Chain => ({ source: { value: draw(100) / 7, cover } });
  const grow = (level: number, cover: number): Chain => {
    if (level === depth) return leaf(cover);
    const beside = draw(3) === 0 ? pair(cover * 0.25) : leaf(cover * 0.25);
    const below = grow(level + 1, cover * 0.75);
    return split(level % features, draw(2) === 0 ? [beside, below] : [below, beside], cover);
  };
  const pair = (cover: number): Chain =>
    split(draw(features), [leaf(cover / 2), leaf(cover / 2)], cover);
  const split = (feature: number, [left, right]: [Chain, Chain], cover: number): Chain => ({
    source: {
      feature,
      threshold: draw(8),
      levels: feature % 3 === 2 ? new Uint32Array(wordsFor(40)).map(() => draw(2 ** 31)) : null,
      missingLeft: draw(2) === 0,
      zeroIsMissing: false,
      left,
      right,
      cover,
    },
  });
  const levels = Array.from({ length: 40 }, (_, at) => `level ${at}`);
  return {
    kind: "tree-ensemble",
    format: "lightgbm",
    features: Array.from({ length: features }, (_, at) =>
      at % 3 === 2
        ? { kind: "category", name: `f${at}`, levels, marksUnseen: true }
        : { kind: "numeric", name: `f${at}`, range: null },
    ),
    classOfInterest: null,
    ...layOutTrees([grow(0, 1), grow(0, 1)], (node) => node.source),
    output: { unit: "score", link: "identity", base: 0, divisor: 2 },
  };
}

// By features on a path the rule has 1 to 5 pairs of nodes, each a module of its own, or any number.
test.each([
  [60, 2],
  [60, 4],
  [60, 7],
  [60, 12],
  [60, 16],
  [60, 20],
  [60, 21],
  [60, 33],
  [60, 60],
  [300, 12],
  [700, 12],
])("paths of %i splits on %i features", (depth, features) => {
  const draw = drawFrom(depth * features);
  const model = chain(depth, features, draw);
  const number = () => draw(16) / 2;
  const table = randomTable(draw, model.features, 37, { number, missing: 9 });
  const rows = encodeTable(model.features, table);
  expect(apart(model, rows, ALONE(features))).toBeLessThanOrEqual(1e-12);
});

test("a row's values do not depend on the rows beside it", () => {
  const draw = drawFrom(5);
  const model = chain(40, 9, draw);
  const table = randomTable(draw, model.features, 300, { number: () => draw(16) / 2, missing: 9 });
  const rows = encodeTable(model.features, table);
  const game: ShapleyGame = { kind: "path-dependent", cover: model.nodes.cover as Float64Array };
  const all = shapleyValues(model, rows, game, ALONE(9), "by-row", "webassembly");
  for (const row of [0, 15, 16, 255, 256, 299]) {
    const values = rows.values.subarray(row * 9, (row + 1) * 9);
    const one = shapleyValues(
      model,
      { rows: 1, width: 9, values },
      game,
      ALONE(9),
      "by-row",
      "webassembly",
    );
    expect(one).toEqual(
      Float64Array.from({ length: 9 }, (_, player) => all[player * 300 + row] as number),
    );
  }
});
