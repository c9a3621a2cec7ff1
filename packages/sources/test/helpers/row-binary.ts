import type { StoredColumn, StoredKind } from "./engine-under-test.ts";

const MILLISECONDS_A_DAY = 86_400_000;

/**
 * Rows in ClickHouse's RowBinary, every column nullable. Its readers of text would store some doubles as
 * their neighbours.
 */
export function rowBinary(columns: readonly StoredColumn[], rows: readonly number[]): Uint8Array {
  const parts = rows.flatMap((row) =>
    columns.flatMap(({ kind, values }) => {
      const value = values[row] ?? null;
      return value === null ? [Uint8Array.of(1)] : [Uint8Array.of(0), encode(kind, value)];
    }),
  );
  return Buffer.concat(parts);
}

function encode(kind: StoredKind, value: string | number | boolean): Uint8Array {
  const bytes = Buffer.alloc(8);
  switch (kind) {
    case "text":
      return withLength(new TextEncoder().encode(String(value)));
    case "double":
      bytes.writeDoubleLE(Number(value));
      return bytes;
    case "whole":
      bytes.writeBigInt64LE(BigInt(Number(value)));
      return bytes;
    case "boolean":
      return Uint8Array.of(Number(value));
    case "day":
      bytes.writeUInt16LE(Date.parse(String(value)) / MILLISECONDS_A_DAY);
      return bytes.subarray(0, 2);
  }
}

/** The length in groups of seven bits, the lowest first. */
function withLength(bytes: Uint8Array): Uint8Array {
  const length: number[] = [];
  for (let rest = bytes.length; ; rest >>>= 7) {
    if (rest < 128) {
      length.push(rest);
      break;
    }
    length.push((rest & 127) | 128);
  }
  return Buffer.concat([Uint8Array.from(length), bytes]);
}
