import { createHash } from "node:crypto";
import { table } from "@evenhand/core";
import { expect, test } from "vitest";
import { drawBackground, encodeTable, type ModelFeature } from "../../src/index.ts";
import { hashRows } from "../../src/trees/hash-rows.ts";

const people = table({ id: Array.from({ length: 1000 }, (_, row) => row) });
const ids = (drawn: typeof people) => {
  const column = drawn.columns.get("id");
  return column?.kind === "numeric" ? [...column.values] : [];
};

test("draws distinct rows in the order of the table, the same for the same seed", () => {
  const first = ids(drawBackground(people, { rows: 200, seed: 7 }));
  expect(new Set(first).size).toBe(200);
  expect(first).toEqual([...first].sort((a, b) => a - b));
  expect(ids(drawBackground(people, { rows: 200, seed: 7 }))).toEqual(first);
  expect(ids(drawBackground(people, { rows: 200, seed: 8 }))).not.toEqual(first);
});

test("reaches every row about equally often", () => {
  const small = table({ id: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] });
  const counts = new Array<number>(10).fill(0);
  for (let seed = 0; seed < 2000; seed++) {
    for (const id of ids(drawBackground(small, { rows: 3, seed })))
      counts[id] = (counts[id] ?? 0) + 1;
  }
  // 600 expected each, standard deviation about 20.
  for (const count of counts) expect(Math.abs(count - 600)).toBeLessThan(110);
});

test("returns a small table whole and refuses a count without meaning", () => {
  expect(drawBackground(people, { rows: 1000, seed: 1 })).toBe(people);
  expect(() => drawBackground(people, { rows: 0, seed: 1 })).toThrow(/whole number above 0/);
});

const features: ModelFeature[] = [
  { kind: "numeric", name: "hours", range: null },
  { kind: "category", name: "job", levels: ["cook", "nurse"] },
];
const hash = (rows: ReturnType<typeof table>) => hashRows(features, encodeTable(features, rows));

test("hashes the canonical text of the rows, whatever columns they came in", () => {
  const text = '["hours","job"]\n["40","nurse"]\n[null,"cook"]\n';
  const expected = createHash("sha256").update(text).digest("hex");
  expect(hash(table({ job: ["nurse", "cook"], hours: ["40.0", null] }))).toBe(expected);
  expect(hash(table({ hours: [40, null], other: [1, 2], job: ["nurse", "cook"] }))).toBe(expected);
  expect(hash(table({ hours: [41, null], job: ["nurse", "cook"] }))).not.toBe(expected);
});
