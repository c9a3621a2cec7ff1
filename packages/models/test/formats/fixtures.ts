import { readFileSync } from "node:fs";
import { type EvenhandError, type Table, table } from "@evenhand/core";
import { expect } from "vitest";
import {
  attribute,
  counterfactuals,
  encodeTable,
  type Model,
  predict,
  predictionUnit,
  type TreeEnsemble,
} from "../../src/index.ts";
import { goesLeft } from "../../src/trees/ensemble.ts";
import { drawFrom } from "../random-models.ts";

export function fixtureBytes(name: string): Uint8Array {
  return readFileSync(new URL(`../fixtures/${name}`, import.meta.url));
}

export interface Sample {
  readonly rows: Table;
  readonly raw: readonly number[];
  readonly prediction: readonly number[];
}

export function fixtureSample(name: string): Sample {
  const { columns, raw, prediction } = JSON.parse(
    new TextDecoder().decode(fixtureBytes(`${name}.sample.json`)),
  );
  return { rows: table(columns), raw, prediction };
}

/** The leaf values that each row reaches, tree by tree. */
function leafValues({ features, nodes, roots }: TreeEnsemble, rows: Table): number[][] {
  const { values, width } = encodeTable(features, rows);
  return Array.from({ length: rows.rows }, (_, row) =>
    Array.from(roots, (root) => {
      let node = root;
      for (let at = nodes.feature[node] as number; at >= 0; at = nodes.feature[node] as number) {
        const left = goesLeft(nodes, node, values[row * width + at] as number);
        node = (left ? nodes.left[node] : nodes.right[node]) as number;
      }
      return nodes.value[node] as number;
    }),
  );
}

/** base + Σ leaf values with every step rounded to single precision, in the order of the trees. */
export function singlePrecisionSums(model: TreeEnsemble, rows: Table): number[] {
  return leafValues(model, rows).map((values) =>
    values.reduce((sum, value) => Math.fround(sum + value), Math.fround(model.output.base)),
  );
}

export function expectClose(
  outputs: ArrayLike<number>,
  expected: readonly number[],
  tolerance: number,
): void {
  expect(outputs.length).toBe(expected.length);
  expected.forEach((value, row) => {
    const difference = Math.abs((outputs[row] as number) - value);
    expect(difference, `row ${row}`).toBeLessThanOrEqual(tolerance);
  });
}

/** Attributions add up, and a counterfactual of the model, scored again, is on the other side. */
export function expectExplainable(model: TreeEnsemble, rows: Table): void {
  const outputs = predict(model, rows);
  const threshold = outputs.toSorted()[outputs.length >> 1] as number;
  const row = outputs.findIndex((output) => output < threshold);
  const result = attribute(model, rows, row, { background: rows, description: "the sample" });
  expect(Math.abs(result.residual)).toBeLessThanOrEqual(1e-9);
  expect(result.attributions.some(({ contribution }) => contribution !== 0)).toBe(true);
  const [found] = counterfactuals(model, rows, row, {
    anchors: rows,
    target: { threshold, favourableWhen: "above", unit: predictionUnit(model) },
  });
  expect(found?.status).toBe("optimal");
  const changed = Object.fromEntries(
    model.features.map(({ name }) => {
      const change = found?.changes.find(({ feature }) => feature === name);
      const own = result.attributions.find(({ feature }) => feature === name)?.value;
      return [name, [(change === undefined ? own : change.to) ?? null]];
    }),
  ) as Record<string, (number | string | null)[]>;
  expect(predict(model, table(changed))[0]).toBeGreaterThanOrEqual(threshold);
}

const PIECES = ["", "-", "9", "99", " ", ",", "[", "]", '"', "e9", "null", "-1", "0"];

/** Changes of single bytes and short pieces; every one is refused with a typed error or predicts. */
export function expectHardened(
  bytes: Uint8Array,
  load: (bytes: Uint8Array) => Model,
  rows: Table,
  rounds = 1000,
): { readonly refused: number } {
  const draw = drawFrom(1);
  let refused = 0;
  for (let round = 0; round < rounds; round++) {
    const at = draw(bytes.length);
    const piece =
      draw(2) === 0
        ? Uint8Array.of(draw(256))
        : new TextEncoder().encode(PIECES[draw(PIECES.length)] as string);
    const rest = bytes.subarray(at + draw(3));
    const damaged = new Uint8Array(at + piece.length + rest.length);
    damaged.set(bytes.subarray(0, at));
    damaged.set(piece, at);
    damaged.set(rest, at + piece.length);
    try {
      const outputs = predict(load(damaged), rows);
      expect(outputs.length).toBe(rows.rows);
      expect(outputs.some(Number.isNaN)).toBe(false);
    } catch (error) {
      // A changed feature name, or a category that became a number, shows in the table only.
      expect((error as EvenhandError).code, `round ${round}: ${error}`).toMatch(
        /^input\/model-|^config\/(model-features|model-class|unknown-column)$|^input\/(not-a-number|unseen-level|missing-value)$/,
      );
      refused++;
    }
  }
  return { refused };
}

/** Cut off anywhere, a file is refused. */
export function expectWhole(bytes: Uint8Array, load: (bytes: Uint8Array) => Model): void {
  for (let length = 0; length < bytes.length - 1; length += 1 + (bytes.length >> 8)) {
    expect(() => load(bytes.subarray(0, length)), `${length} bytes`).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/^input\/model-/) }),
    );
  }
}
