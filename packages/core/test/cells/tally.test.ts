import "../seed.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CellAttribute } from "../../src/cells/cells.ts";
import { type Coding, codeRows } from "../../src/cells/coding.ts";
import { type TallyInput, tally } from "../../src/cells/tally.ts";
import { binary } from "../people.ts";

const levels = (count: number): string[] => Array.from({ length: count }, (_, i) => `v${i}`);

function codingOf(texts: readonly string[], codes: readonly number[]): Coding {
  return codeRows(texts, codes.length, (row) => codes[row] as number);
}

/** An attribute with so many possible levels, of which only a few codes occur. */
function coded(column: string, size: number, codes: readonly number[]) {
  const texts = levels(size);
  const attribute: CellAttribute = { column, bands: null, levels: texts };
  return { attribute, coding: codingOf(texts, codes) };
}

function outcome(column: string, codes: readonly number[]) {
  return { outcome: binary(column), coding: codingOf(["0", "1"], codes) };
}

const rows = fc.array(
  fc.record({
    a: fc.integer({ min: -1, max: 5 }),
    b: fc.integer({ min: -1, max: 5 }),
    y: fc.integer({ min: -1, max: 1 }),
    w: fc.integer({ min: 0, max: 4 }),
    kept: fc.boolean(),
  }),
  { minLength: 1, maxLength: 80 },
);

describe("tally", () => {
  const inputOf = (
    people: readonly { a: number; b: number; y: number; w: number; kept: boolean }[],
    size: number,
  ): TallyInput => ({
    rows: people.length,
    attributes: [
      coded(
        "a",
        size,
        people.map(({ a }) => a),
      ),
      coded(
        "b",
        size,
        people.map(({ b }) => b),
      ),
    ],
    label: outcome(
      "y",
      people.map(({ y }) => y),
    ),
    prediction: null,
    weight: { kind: "frequency", values: Float64Array.from(people, ({ w }) => w) },
    included: Uint8Array.from(people, ({ kept }) => (kept ? 1 : 0)),
  });

  it("counts what a plain loop counts: rows, Σ weight, Σ weight²", () => {
    fc.assert(
      fc.property(rows, (people) => {
        const expected = new Map<string, { n: number; w: number; w2: number }>();
        for (const { a, b, y, w, kept } of people) {
          if (!kept) continue;
          const key = [a, b, y].join();
          const sum = expected.get(key) ?? { n: 0, w: 0, w2: 0 };
          expected.set(key, { n: sum.n + 1, w: sum.w + w, w2: sum.w2 + w * w });
        }
        const { entries } = tally(inputOf(people, 6));
        expect(new Map(entries.map(({ key, ...sums }) => [key.join(), sums]))).toEqual(expected);
      }),
    );
  });

  it("counts the same with a hash map as with arrays", () => {
    fc.assert(
      fc.property(rows, (people) => {
        // 7 · 7 · 3 keys fit an array; 2,001 · 2,001 · 3 do not.
        const dense = tally(inputOf(people, 6));
        const sparse = tally(inputOf(people, 2000));
        expect(sparse.entries).toEqual(dense.entries);
        expect(sparse.schemaHash).toBe(dense.schemaHash);
      }),
    );
  });

  it.each([6, 2000])("counts every row of many blocks once, with %i possible levels", (size) => {
    // 4,096 rows make a block; the last one here is not full.
    const people = Array.from({ length: 10_000 }, (_, row) => ({
      a: (row % 7) - 1,
      b: (row % 5) - 1,
      y: (row % 3) - 1,
      w: row % 4,
      kept: row % 11 !== 0,
    }));
    const { entries } = tally(inputOf(people, size));
    const kept = people.filter((one) => one.kept);
    const sum = (of: (entry: (typeof entries)[number]) => number): number =>
      entries.reduce((total, entry) => total + of(entry), 0);
    expect(entries).toHaveLength(7 * 5 * 3);
    expect(sum(({ n }) => n)).toBe(kept.length);
    expect(sum(({ w }) => w)).toBe(kept.reduce((total, { w }) => total + w, 0));
    for (const { key, n } of entries) {
      expect(n).toBe(kept.filter(({ a, b, y }) => `${key}` === `${[a, b, y]}`).length);
    }
  });

  it("sorts by key, with the unknown first", () => {
    const people = [1, -1, 0].map((a) => ({ a, b: 0, y: 1, w: 1, kept: true }));
    expect(tally(inputOf(people, 6)).entries.map(({ key }) => key)).toEqual([
      [-1, 0, 1],
      [0, 0, 1],
      [1, 0, 1],
    ]);
  });

  it("refuses more combinations than a number can tell apart", () => {
    const attributes = levels(6).map((column) => coded(column, 999, [0]));
    const input = {
      rows: 1,
      attributes,
      label: null,
      prediction: null,
      weight: null,
      included: null,
    };
    expect(() => tally(input)).toThrow(
      expect.objectContaining({
        code: "config/too-many-cells",
        received: "1.0e+18 possible cells",
      }),
    );
    expect(tally({ ...input, attributes: attributes.slice(0, 5) }).entries).toHaveLength(1);
  });

  it("names the question in its hash: columns, bands, rules and weights, not levels", () => {
    const input = (more: Partial<TallyInput>, size = 3): TallyInput => ({
      rows: 1,
      attributes: [coded("a", size, [0])],
      label: outcome("y", [0]),
      prediction: null,
      weight: null,
      included: null,
      ...more,
    });
    const { schemaHash } = tally(input({}));
    expect(schemaHash).toMatch(/^[0-9a-f]{64}$/);
    expect(tally(input({}, 4)).schemaHash).toBe(schemaHash);
    const banded = coded("a", 3, [0]);
    const others: TallyInput[] = [
      input({ attributes: [coded("b", 3, [0])] }),
      input({ attributes: [{ ...banded, attribute: { ...banded.attribute, bands: [1, 2] } }] }),
      input({ label: null }),
      input({ label: { ...outcome("y", [0]), outcome: { ...binary("y"), rule: "0" } } }),
      input({ prediction: outcome("y", [0]) }),
      input({ weight: { kind: "sampling", values: Float64Array.of(1) } }),
    ];
    const hashes = others.map((other) => tally(other).schemaHash);
    expect(new Set([schemaHash, ...hashes]).size).toBe(others.length + 1);
  });
});
