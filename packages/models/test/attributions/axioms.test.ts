import { expect, test } from "vitest";
import { shapleyValues } from "../../src/attributions/shapley.ts";
import type { Players, ShapleyGame } from "../../src/attributions/shapley-game.ts";
import type { KernelChoice } from "../../src/attributions/tree-kernels.ts";
import {
  type EncodedRows,
  encodeTable,
  predictRaw,
  type TreeEnsemble,
  withCovers,
} from "../../src/index.ts";
import { type Draw, drawFrom, randomModel, randomTable } from "../random-models.ts";

const KERNELS: readonly KernelChoice[] = ["by-row", "tables"];
const GAMES = ["path-dependent", "interventional"] as const;
const COMBINATIONS = GAMES.flatMap((game) => KERNELS.map((kernel) => [game, kernel] as const));
const FEATURES = 6;
/** Of each axiom, game and kernel. */
const CASES = 60;

interface Case {
  readonly model: TreeEnsemble;
  readonly rows: EncodedRows;
  readonly background: EncodedRows;
  readonly table: (rows: number) => EncodedRows;
}

function randomCase(draw: Draw): Case {
  const bare = randomModel(draw, { features: FEATURES, trees: 4, depth: 6, span: 4 });
  const number = () => draw(9) / 2;
  const people = (rows: number) => randomTable(draw, bare.features, rows, { number, missing: 6 });
  const model = withCovers(bare, people(60));
  const table = (rows: number) => encodeTable(model.features, people(rows));
  return { model, rows: table(8), background: table(20), table };
}

function gameOf(kind: ShapleyGame["kind"], { model, background }: Case): ShapleyGame {
  return kind === "interventional"
    ? { kind, background }
    : { kind, cover: model.nodes.cover as Float64Array };
}

const ALONE: Players = {
  of: Int32Array.from({ length: FEATURES }, (_, at) => at),
  count: FEATURES,
};

function apart(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Array.from(a, (value, at) => Math.abs(value - (b[at] as number))).reduce(
    (most, value) => Math.max(most, value),
    0,
  );
}

test.each(COMBINATIONS)("values of the rows differ as outputs do: %s, %s", (kind, kernel) => {
  for (let seed = 0; seed < CASES; seed++) {
    const one = randomCase(drawFrom(seed));
    const phi = shapleyValues(one.model, one.rows, gameOf(kind, one), ALONE, kernel);
    const outputs = predictRaw(one.model, one.rows);
    const rests = outputs.map((output, row) => {
      let rest = output;
      for (let at = row; at < phi.length; at += outputs.length) rest -= phi[at] as number;
      return rest;
    });
    expect(Math.max(...rests) - Math.min(...rests)).toBeLessThanOrEqual(1e-12);
  }
});

test.each(COMBINATIONS)(
  "a feature that no tree asks about gets exactly 0: %s, %s",
  (kind, kernel) => {
    for (let seed = 0; seed < CASES; seed++) {
      const one = randomCase(drawFrom(seed));
      const asked = new Set(one.model.nodes.feature);
      const phi = shapleyValues(one.model, one.rows, gameOf(kind, one), ALONE, kernel);
      for (let feature = 0; feature < FEATURES; feature++) {
        if (asked.has(feature)) continue;
        const own = phi.subarray(feature * one.rows.rows, (feature + 1) * one.rows.rows);
        expect([...own]).toEqual(new Array(one.rows.rows).fill(0));
      }
    }
  },
);

test.each(COMBINATIONS)("values follow features that change places: %s, %s", (kind, kernel) => {
  for (let seed = 0; seed < CASES; seed++) {
    const one = randomCase(drawFrom(seed));
    const turned = Array.from({ length: FEATURES }, (_, at) => (at + 2) % FEATURES);
    const moved: Case = {
      ...one,
      model: {
        ...one.model,
        features: turned.map((_, at) => one.model.features[(at + 4) % FEATURES] as never),
        nodes: {
          ...one.model.nodes,
          feature: one.model.nodes.feature.map((at) => (at < 0 ? at : (turned[at] as number))),
        },
      },
      rows: moveColumns(one.rows, turned),
      background: moveColumns(one.background, turned),
    };
    const before = shapleyValues(one.model, one.rows, gameOf(kind, one), ALONE, kernel);
    const after = shapleyValues(moved.model, moved.rows, gameOf(kind, moved), ALONE, kernel);
    const n = one.rows.rows;
    for (const [from, to] of turned.entries()) {
      const difference = apart(
        before.subarray(from * n, (from + 1) * n),
        after.subarray(to * n, (to + 1) * n),
      );
      expect(difference).toBeLessThanOrEqual(1e-14);
    }
  }
});

test.each(COMBINATIONS)("values add up over trees: %s, %s", (kind, kernel) => {
  for (let seed = 0; seed < CASES; seed++) {
    const one = randomCase(drawFrom(seed));
    const game = gameOf(kind, one);
    const whole = shapleyValues(one.model, one.rows, game, ALONE, kernel);
    const sum = new Float64Array(whole.length);
    // The trees of each half; the other half weighs nothing.
    for (const half of [0, 1]) {
      const roots = one.model.roots;
      const middle = roots[2] as number;
      const value = one.model.nodes.value.map((leaf, at) =>
        at < middle === (half === 0) ? leaf : 0,
      );
      const part = { ...one.model, nodes: { ...one.model.nodes, value } };
      shapleyValues(part, one.rows, game, ALONE, kernel).forEach((phi, at) => {
        sum[at] = (sum[at] as number) + phi;
      });
    }
    expect(apart(whole, sum)).toBeLessThanOrEqual(1e-12);
  }
});

test.each(COMBINATIONS)(
  "all features in one group get output − baseline: %s, %s",
  (kind, kernel) => {
    for (let seed = 0; seed < CASES; seed++) {
      const one = randomCase(drawFrom(seed));
      const together = { of: new Int32Array(FEATURES), count: 1 };
      const alone = shapleyValues(one.model, one.rows, gameOf(kind, one), ALONE, kernel);
      const phi = shapleyValues(one.model, one.rows, gameOf(kind, one), together, kernel);
      const sums = phi.map((_, row) => {
        let sum = 0;
        for (let at = row; at < alone.length; at += phi.length) sum += alone[at] as number;
        return sum;
      });
      expect(apart(phi, sums)).toBeLessThanOrEqual(1e-12);
    }
  },
);

test.each(COMBINATIONS)("a row's values do not depend on the others: %s, %s", (kind, kernel) => {
  for (let seed = 0; seed < 10; seed++) {
    const one = randomCase(drawFrom(seed));
    const game = gameOf(kind, one);
    // More than one block of rows, the last one short; turned, each row stands in another place.
    const rows = one.table(1200);
    const turned = Float64Array.from(rows.values, (_, at) => {
      return rows.values[(at + 700 * FEATURES) % rows.values.length] as number;
    });
    const phi = shapleyValues(one.model, rows, game, ALONE, kernel);
    const after = shapleyValues(one.model, { ...rows, values: turned }, game, ALONE, kernel);
    const moved = phi.map((_, at) => {
      const row = at % rows.rows;
      return phi[at - row + ((row + 700) % rows.rows)] as number;
    });
    expect(after).toEqual(moved);
    // A table of another length may be cut into other groups, and rounded in another order.
    const single = { rows: 1, width: FEATURES, values: rows.values.subarray(0, FEATURES) };
    const own = shapleyValues(one.model, single, game, ALONE, kernel);
    expect(
      apart(
        own,
        own.map((_, at) => phi[at * rows.rows] as number),
      ),
    ).toBeLessThanOrEqual(1e-13);
  }
});

function moveColumns({ rows, width, values }: EncodedRows, turned: readonly number[]): EncodedRows {
  const moved = new Float64Array(values.length);
  for (let at = 0; at < values.length; at++) {
    const row = Math.floor(at / width);
    moved[row * width + (turned[at % width] as number)] = values[at] as number;
  }
  return { rows, width, values: moved };
}
