import { EvenhandError } from "../errors.ts";
import type {
  CellAttribute,
  CellEntry,
  CellOutcome,
  CellPair,
  CellSchema,
  Cells,
} from "./cells.ts";
import { sealCells } from "./tally.ts";

/**
 * The cells of both row sets together; levels and classes are united. Commutative and associative
 * (exactly for counts, to rounding for weights). A subject of repeated decisions must not be in both.
 *
 * @throws EvenhandError `input/cells-differ` where the schemas have other columns, bands, rules or weights
 */
export function mergeCells(a: Cells, b: Cells): Cells {
  if (a.schemaHash !== b.schemaHash) {
    throw new EvenhandError({
      code: "input/cells-differ",
      problem: "cells of different questions cannot be merged",
      expected: `schema ${a.schemaHash.slice(0, 12)}`,
      received: b.schemaHash.slice(0, 12),
      hint: "Make both with the same attributes, bands, outcome rules and weights.",
    });
  }
  const attributes = a.schema.attributes.map((attribute, i) =>
    uniteAttribute(attribute, b.schema.attributes[i] as CellAttribute),
  );
  const label = uniteOutcome(a.schema.label, b.schema.label);
  const prediction = uniteOutcome(a.schema.prediction, b.schema.prediction);
  const schema = { ...a.schema, attributes, label, prediction };
  const codeOf = textsOf(schema).map((texts) => new Map(texts.map((text, code) => [text, code])));
  const sums = new Map<string, CellEntry>();
  const pairs: { first: string; second: string; sum: number }[] = [];
  for (const cells of [a, b]) {
    const recode = textsOf(cells.schema).map((texts, i) =>
      texts.map((text) => codeOf[i]?.get(text) as number),
    );
    const places: string[] = [];
    for (const { key, n, w, w2 } of cells.entries) {
      const moved = key.map((code, i) => (code < 0 ? -1 : (recode[i]?.[code] as number)));
      places.push(moved.join());
      const known = sums.get(moved.join());
      sums.set(
        moved.join(),
        known === undefined
          ? { key: moved, n, w, w2 }
          : { key: moved, n: known.n + n, w: known.w + w, w2: known.w2 + w2 },
      );
    }
    for (const { first, second, sum } of cells.pairs ?? []) {
      pairs.push({ first: places[first] as string, second: places[second] as string, sum });
    }
  }
  const merged = sealCells(schema, [...sums.values()]);
  return schema.clusterBy === undefined ? merged : { ...merged, pairs: placePairs(merged, pairs) };
}

/** Pairs of both, by their places in the merged entries. */
function placePairs(
  { entries }: Cells,
  pairs: readonly { readonly first: string; readonly second: string; readonly sum: number }[],
): CellPair[] {
  const placeOf = new Map(entries.map(({ key }, place) => [key.join(), place]));
  const sums = new Map<number, number>();
  for (const { first, second, sum } of pairs) {
    const ends = [placeOf.get(first) as number, placeOf.get(second) as number] as const;
    const at = Math.min(...ends) * entries.length + Math.max(...ends);
    sums.set(at, (sums.get(at) ?? 0) + sum);
  }
  return [...sums]
    .sort(([a], [b]) => a - b)
    .map(([at, sum]) => ({
      first: Math.floor(at / entries.length),
      second: at % entries.length,
      sum,
    }));
}

/** Level or class texts at each position of the key. */
function textsOf(schema: CellSchema): (readonly string[])[] {
  const outcomes = [schema.label, schema.prediction].filter((outcome) => outcome !== null);
  return [
    ...schema.attributes.map(({ levels }) => levels),
    ...outcomes.map(({ classes }) => classes),
  ];
}

function uniteAttribute(a: CellAttribute, b: CellAttribute): CellAttribute {
  return a.bands === null ? { ...a, levels: unite(a.levels, b.levels) } : a;
}

function uniteOutcome(a: CellOutcome | null, b: CellOutcome | null): CellOutcome | null {
  if (a === null || b === null) return null;
  return {
    ...a,
    classes: unite(a.classes, b.classes),
    favourable: unite(a.favourable, b.favourable),
  };
}

/** Texts of both, sorted; the two classes of a threshold are the same in both and keep their order. */
function unite(a: readonly string[], b: readonly string[]): readonly string[] {
  const both = new Set([...a, ...b]);
  return both.size === a.length ? a : [...both].sort();
}
