import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { type Cells, predictionIndex } from "../../cells/cells.ts";

/**
 * Key of the people behind cells, whatever was decided about them: SHA-256 of the schema without the
 * prediction and of rows and weights by attributes and recorded outcome. Other bands, other columns or
 * one row more make other people of them.
 */
export function peopleKey({ schema, entries }: Cells): string {
  const at = predictionIndex(schema);
  const rows = new Map<string, [n: number, w: number]>();
  for (const { key, n, w } of entries) {
    const own = JSON.stringify(at === null ? key : key.toSpliced(at, 1));
    const sum = rows.get(own) ?? [0, 0];
    rows.set(own, [sum[0] + n, sum[1] + w]);
  }
  const { prediction: _, ...people } = schema;
  // Σ weight in another order differs in its last bits.
  const sums = [...rows].map(([key, [n, w]]) => [key, n, w.toPrecision(9)]).sort(byFirst);
  return hash([people, sums]);
}

/** Key of what was decided about the people: of the whole cells. */
export function decisionsKey({ schema, entries }: Cells): string {
  return hash([schema, entries.map(({ key, n, w }) => [key, n, w.toPrecision(9)])]);
}

function byFirst([a]: readonly unknown[], [b]: readonly unknown[]): number {
  return String(a) < String(b) ? -1 : 1;
}

function hash(value: unknown): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(value))));
}
