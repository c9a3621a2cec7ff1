import { expect, test } from "vitest";
import { prepareShapleyValues, shapleyValues } from "../../src/attributions/shapley.ts";
import type { ShapleyGame } from "../../src/attributions/shapley-game.ts";
import type { KernelChoice } from "../../src/attributions/tree-kernels.ts";
import { encodeTable, withCovers } from "../../src/index.ts";
import { type Draw, drawFrom, randomModel, randomTable } from "../random-models.ts";
import { interventionalWorth, pathDependentWorth, shapleyOf } from "./brute-force.ts";

const KERNELS: readonly KernelChoice[] = ["by-row", "tables", "auto"];
const MODELS = 1000;

/** A random model with covers (some zero), rows, and players: features or groups of them. */
function randomCase(draw: Draw) {
  const most = draw(20) === 0 ? 10 : 7;
  const shape = { features: 1 + draw(most), trees: 1 + draw(3), depth: draw(8), span: 4 };
  const bare = randomModel(draw, shape);
  const number = () => draw(9) / 2;
  const table = (rows: number) => randomTable(draw, bare.features, rows, { number, missing: 5 });
  const model = withCovers(bare, table(1 + draw(30)));
  const groups = draw(2) === 0 ? shape.features : 1 + draw(shape.features);
  const of = Int32Array.from({ length: shape.features }, (_, at) =>
    at < groups ? at : draw(groups),
  );
  const rows = encodeTable(model.features, table(2));
  const background = encodeTable(model.features, table(5));
  return { model, rows, background, players: { of, count: groups } };
}

test.each(["path-dependent", "interventional"] as const)(
  "agrees with the sum over all coalitions: %s, every kernel",
  (kind) => {
    let largest = 0;
    for (let seed = 0; seed < MODELS; seed++) {
      const { model, rows, background, players } = randomCase(drawFrom(seed));
      const cover = model.nodes.cover as Float64Array;
      const game: ShapleyGame = kind === "interventional" ? { kind, background } : { kind, cover };
      const found = KERNELS.map((kernel) => shapleyValues(model, rows, game, players, kernel));
      found.push(prepareShapleyValues(model, game, players)(rows));
      for (let row = 0; row < rows.rows; row++) {
        const person = rows.values.subarray(row * rows.width, (row + 1) * rows.width);
        const worth =
          kind === "interventional"
            ? interventionalWorth(model, person, background, players.of)
            : pathDependentWorth(model, person, players.of);
        shapleyOf(players.count, worth).forEach((exact, player) => {
          for (const phi of found) {
            const value = phi[player * rows.rows + row] as number;
            largest = Math.max(largest, Math.abs(value - exact));
          }
        });
      }
    }
    expect(largest).toBeLessThanOrEqual(1e-12);
  },
  120_000,
);
