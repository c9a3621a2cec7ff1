import { takeRows } from "@evenhand/core";
import { describe, expect, test } from "vitest";
import {
  attribute,
  classOutput,
  encodeTable,
  interactions,
  loadClassifier,
  type TreeEnsemble,
} from "../../src/index.ts";
import { wordsFor } from "../../src/trees/ensemble.ts";
import type { SourceSplit } from "../../src/trees/lay-out.ts";
import { layOutClasses, type VectorLeaf } from "../../src/trees/lay-out-classes.ts";
import { interventionalWorth, pathDependentWorth, shapleyOf } from "../attributions/brute-force.ts";
import { fixtureBytes } from "../formats/fixtures.ts";
import { type Draw, drawFrom, randomTable } from "../random-models.ts";
import { CASES, sampleOf } from "./cases.ts";

/** The largest difference of a contribution from that of all coalitions, in both games. */
function apartFromAllCoalitions(model: TreeEnsemble, rows: Parameters<typeof takeRows>[0]): number {
  const { values, width } = encodeTable(model.features, rows);
  const players = Int32Array.from({ length: width }, (_, at) => at);
  const background = takeRows(
    rows,
    Array.from({ length: rows.rows >> 1 }, (_, row) => row),
  );
  const encoded = encodeTable(model.features, background);
  const against = { background, description: "the first half" };
  const games = model.nodes.cover === null ? [against] : [against, PATH_DEPENDENT];
  let largest = 0;
  for (const game of games) {
    const found = attribute(model, rows, game);
    const matrices = interactions(model, rows, game).values;
    for (let row = 0; row < rows.rows; row += 7) {
      const person = values.subarray(row * width, (row + 1) * width);
      const worth =
        game === against
          ? interventionalWorth(model, person, encoded, players)
          : pathDependentWorth(model, person, players);
      shapleyOf(width, worth).forEach((phi, at) => {
        const own = found.attributions[at]?.contributions[row] as number;
        const start = (row * width + at) * width;
        const sum = matrices.subarray(start, start + width).reduce((a, b) => a + b, 0);
        largest = Math.max(largest, Math.abs(own - phi), Math.abs(sum - phi));
      });
    }
  }
  return largest;
}

const PATH_DEPENDENT = { game: "path-dependent" } as const;

describe("contributions of every class agree with all coalitions within 1e-12", () => {
  test.each(CASES)("$name", ({ name, options, classes }) => {
    const classifier = loadClassifier(fixtureBytes(`classes/${name}.model`), options);
    const { rows } = sampleOf(name);
    for (const each of classes) {
      expect(apartFromAllCoalitions(classOutput(classifier, each), rows)).toBeLessThanOrEqual(
        1e-12,
      );
    }
  });

  test("of 300 random models with a value for each class in their leaves", () => {
    const draw = drawFrom(11);
    for (let round = 0; round < 100; round++) {
      const models = randomClasses(draw);
      const { features } = models[0] as TreeEnsemble;
      const rows = randomTable(draw, features, 15, { number: () => draw(8) - 0.5, missing: 6 });
      for (const model of models) {
        expect(apartFromAllCoalitions(model, rows)).toBeLessThanOrEqual(1e-12);
      }
    }
  });
});

interface Place {
  readonly source: SourceSplit<Place> | VectorLeaf;
}

const FEATURES: TreeEnsemble["features"] = [
  ...["a", "b", "c"].map((name) => ({ kind: "numeric", name, range: null }) as const),
  { kind: "category", name: "d", levels: ["x", "y", "z"] },
];

/** The models of three classes, of trees that they share, with covers. */
function randomClasses(draw: Draw): readonly TreeEnsemble[] {
  const grow = (depth: number): Place => {
    if (depth === 0 || draw(5) === 0) {
      const values = [0, 1, 2].map(() => (draw(21) - 10) / 7);
      return { source: { values, cover: 1 + draw(9) } };
    }
    const [left, right] = [grow(depth - 1), grow(depth - 1)];
    const at = draw(FEATURES.length);
    const category = FEATURES[at]?.kind === "category";
    return {
      source: {
        feature: at,
        threshold: draw(8),
        levels: category ? new Uint32Array(wordsFor(3)).fill(draw(8)) : null,
        missingLeft: draw(2) === 0,
        zeroIsMissing: false,
        left,
        right,
        cover: (left.source.cover as number) + (right.source.cover as number),
      },
    };
  };
  const trees = Array.from({ length: 1 + draw(4) }, () => grow(4));
  const { nodes, roots } = layOutClasses(trees, 3, ({ source }) => source);
  return nodes.map((own, of) => ({
    kind: "tree-ensemble",
    format: "scikit-learn",
    features: FEATURES,
    classOfInterest: String(of),
    roots,
    nodes: own,
    output: { unit: "score", link: "softmax", base: of, divisor: 1 },
  }));
}
