import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { EvenhandError } from "../errors.ts";
import type { CellAttribute, CellEntry, CellOutcome, CellSchema, Cells } from "./cells.ts";
import type { Coding } from "./coding.ts";
import { forEachBlock } from "./row-keys.ts";

/** What is counted: everything already coded, one code a row. */
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
  /** Column of subjects, for the schema; their pairs are added by `pairSubjects`. */
  readonly clusterBy?: string | null;
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
  const { attributes, label, prediction, weight, clusterBy = null } = input;
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
  const counted =
    keys <= DENSE_KEYS ? countDense(input, codings, keys) : countSparse(input, codings);
  const entries = counted.map(({ key, ...sums }) => ({ key: decodeKey(key, sizes), ...sums }));
  return sealCells(
    {
      attributes: attributes.map(({ attribute }) => attribute),
      label: label?.outcome ?? null,
      prediction: prediction?.outcome ?? null,
      weight: weight?.kind ?? "none",
      ...(clusterBy === null ? {} : { clusterBy }),
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
    ...(schema.clusterBy === undefined ? {} : { clusterBy: schema.clusterBy }),
  };
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(identity))));
}

function outcomeIdentity({ column, rule }: CellOutcome): object {
  return { column, rule };
}

/** Counts of a cell by its mixed-radix key. */
interface KeyedCounts {
  readonly key: number;
  readonly n: number;
  readonly w: number;
  readonly w2: number;
}

/** One place in an array for each possible key. */
function countDense(
  { rows, weight, included }: TallyInput,
  codings: readonly Coding[],
  keyCount: number,
): KeyedCounts[] {
  const n = new Uint32Array(keyCount);
  const values = weight?.values ?? null;
  const w = new Float64Array(values === null ? 0 : keyCount);
  const w2 = new Float64Array(w.length);
  forEachBlock(rows, codings, "small", (keys, from, length) => {
    for (let i = 0; i < length; i++) {
      if (included !== null && included[from + i] === 0) continue;
      const key = keys[i] as number;
      n[key] = (n[key] as number) + 1;
      if (values === null) continue;
      const each = values[from + i] as number;
      w[key] = (w[key] as number) + each;
      w2[key] = (w2[key] as number) + each * each;
    }
  });
  const counted: KeyedCounts[] = [];
  n.forEach((count, key) => {
    if (count === 0) return;
    counted.push({ key, n: count, w: w[key] ?? count, w2: w2[key] ?? count });
  });
  return counted;
}

/** Only the keys that occur, in a hash map. */
function countSparse(
  { rows, weight, included }: TallyInput,
  codings: readonly Coding[],
): KeyedCounts[] {
  const counted = new Map<number, { key: number; n: number; w: number; w2: number }>();
  const values = weight?.values ?? null;
  forEachBlock(rows, codings, "large", (keys, from, length) => {
    for (let i = 0; i < length; i++) {
      if (included !== null && included[from + i] === 0) continue;
      const key = keys[i] as number;
      let sums = counted.get(key);
      if (sums === undefined) {
        sums = { key, n: 0, w: 0, w2: 0 };
        counted.set(key, sums);
      }
      const each = values === null ? 1 : (values[from + i] as number);
      sums.n += 1;
      sums.w += each;
      sums.w2 += each * each;
    }
  });
  return [...counted.values()];
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
