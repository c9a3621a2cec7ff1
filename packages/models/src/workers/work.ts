import type { Engine, Players, ShapleyGame } from "../attributions/shapley-game.ts";
import type { EncodedRows } from "../trees/encode.ts";
import type { TreeEnsemble } from "../trees/ensemble.ts";

/** What a worker is given; typed arrays are in memory that all of them share. */
export interface Work {
  readonly model: TreeEnsemble;
  readonly rows: EncodedRows;
  readonly game: ShapleyGame;
  readonly players: Players;
  readonly engine: Engine;
  /** The rows of this worker. */
  readonly from: number;
  readonly to: number;
  /** Where its values go, `player·rows + row` of all rows. */
  readonly phi: Float64Array;
}

/** What a worker says: after every tree, and once its values are in place. */
export type Word = "tree" | "done";

/** The same object with its typed arrays copied, at any depth, into memory that threads share. */
export function shared<T>(value: T): T {
  if (ArrayBuffer.isView(value)) {
    const { buffer, byteOffset, byteLength } = value;
    const copy = new SharedArrayBuffer(byteLength);
    new Uint8Array(copy).set(new Uint8Array(buffer, byteOffset, byteLength));
    return new (value.constructor as new (of: ArrayBufferLike) => T & ArrayBufferView)(copy);
  }
  if (Array.isArray(value) || typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, shared(part)])) as T;
}

/** Zeros in memory that threads share. */
export function sharedDoubles(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(8 * length));
}
