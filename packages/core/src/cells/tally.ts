import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { EvenhandError } from "../errors.ts";
import type { CellAttribute, CellEntry, CellOutcome, CellSchema, Cells } from "./cells.ts";
import type { Coding } from "./coding.ts";

/** What is counted: everything already coded, one entry a row. */
export interface TallyInput {
  readonly rows: number;
  readonly attributes: readonly { readonly attribute: CellAttribute; readonly coding: Coding }[];
  readonly label: { readonly outcome: CellOutcome; readonly coding: Coding } | null;
  readonly prediction: { readonly outcome: CellOutcome; readonly coding: Coding } | null;
  readonly weight: {
    readonly kind: "frequency" | "sampling";
    readonly values: Float64Array;
  } | null;
  /** 1 = count this row; null = all. */
  readonly included: Uint8Array | null;
}

/** Counting arrays up to this many possible keys, a hash map beyond. */
const DENSE_KEYS = 1 << 20;

/** More keys than this cannot be told apart in a number. */
const MOST_KEYS = Number.MAX_SAFE_INTEGER;

/**
 * Counts rows into cells in one pass.
 *
 * @throws EvenhandError `config/too-many-cells` where the attributes have more combinations than a number can index
 */
export function tally(input: TallyInput): Cells {
  const { attributes, label, prediction, weight } = input;
  const codings = [
    ...attributes.map(({ coding }) => coding),
    ...(label === null ? [] : [label.coding]),
    ...(prediction === null ? [] : [prediction.coding]),
  ];
  const sizes = codings.map((coding) => coding.levels.length + 1);
  const keys = sizes.reduce((product, size) => product * size, 1);
  if (keys > MOST_KEYS) {
    throw new EvenhandError({
      code: "config/too-many-cells",
      path: "cohorts",
      problem: "the declared attributes have too many combinations",
      received: `${keys.toExponential(1)} possible cells`,
      hint: "Use fewer attributes, coarser bands or coarser columns.",
    });
  }
  const slots = assignSlots(input, codings, sizes, keys);
  const n = new Float64Array(slots.keys.length);
  const w = new Float64Array(slots.keys.length);
  const w2 = new Float64Array(slots.keys.length);
  for (let row = 0; row < input.rows; row++) {
    const slot = slots.of[row] as number;
    if (slot < 0) continue;
    const each = weight === null ? 1 : (weight.values[row] as number);
    n[slot] = (n[slot] as number) + 1;
    w[slot] = (w[slot] as number) + each;
    w2[slot] = (w2[slot] as number) + each * each;
  }
  const entries = slots.keys.map(
    (key, slot): CellEntry => ({
      key: decodeKey(key, sizes),
      n: n[slot] as number,
      w: w[slot] as number,
      w2: w2[slot] as number,
    }),
  );
  return sealCells(
    {
      attributes: attributes.map(({ attribute }) => attribute),
      label: label?.outcome ?? null,
      prediction: prediction?.outcome ?? null,
      weight: weight?.kind ?? "none",
    },
    entries,
  );
}

/** Sorts entries by key and adds the hash of the schema. */
export function sealCells(schema: CellSchema, entries: readonly CellEntry[]): Cells {
  const sorted = [...entries].sort((a, b) => compareKeys(a.key, b.key));
  return { schema, schemaHash: hashSchema(schema), entries: sorted };
}

function hashSchema(schema: CellSchema): string {
  const identity = {
    attributes: schema.attributes.map(({ column, bands }) => ({ column, bands })),
    label: schema.label === null ? null : outcomeIdentity(schema.label),
    prediction: schema.prediction === null ? null : outcomeIdentity(schema.prediction),
    weight: schema.weight,
  };
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(identity))));
}

function outcomeIdentity({ column, rule }: CellOutcome): object {
  return { column, rule };
}

interface Slots {
  /** Slot of each row; −1 = not counted. */
  readonly of: Int32Array;
  /** Mixed-radix key of each slot. */
  readonly keys: readonly number[];
}

function assignSlots(
  input: TallyInput,
  codings: readonly Coding[],
  sizes: readonly number[],
  keys: number,
): Slots {
  const of = new Int32Array(input.rows).fill(-1);
  const found: number[] = [];
  const dense = keys <= DENSE_KEYS ? new Int32Array(keys).fill(-1) : null;
  const sparse = new Map<number, number>();
  for (let row = 0; row < input.rows; row++) {
    if (input.included !== null && input.included[row] === 0) continue;
    let key = 0;
    for (let i = 0; i < codings.length; i++) {
      key = key * (sizes[i] as number) + ((codings[i] as Coding).codes[row] as number) + 1;
    }
    let slot = dense === null ? (sparse.get(key) ?? -1) : (dense[key] as number);
    if (slot < 0) {
      slot = found.push(key) - 1;
      if (dense === null) sparse.set(key, slot);
      else dense[key] = slot;
    }
    of[row] = slot;
  }
  return { of, keys: found };
}

function decodeKey(key: number, sizes: readonly number[]): number[] {
  const codes = new Array<number>(sizes.length);
  let rest = key;
  for (let i = sizes.length - 1; i >= 0; i--) {
    const size = sizes[i] as number;
    codes[i] = (rest % size) - 1;
    rest = Math.floor(rest / size);
  }
  return codes;
}

/** Lexicographic order of keys of equal length. */
function compareKeys(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length; i++) {
    const order = (a[i] as number) - (b[i] as number);
    if (order !== 0) return order;
  }
  return 0;
}
