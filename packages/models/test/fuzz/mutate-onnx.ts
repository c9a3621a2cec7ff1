import { BinaryReader, BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import type { Draw } from "../random-models.ts";
import type { Mutator } from "./mutate-bytes.ts";

/** A field of a message; messages and lists of integers are taken apart, other bytes are not. */
interface Field {
  readonly number: number;
  type: WireType;
  value: bigint | number | Uint8Array | Field[];
}

/** Which fields of which message are messages, as far as a tree ensemble needs them. */
const INNER: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  model: { 7: "graph" },
  graph: { 1: "node", 5: "tensor", 11: "input" },
  node: { 5: "attribute" },
  attribute: { 5: "tensor" },
  input: { 2: "type" },
  type: { 1: "tensorType" },
  tensorType: { 2: "shape" },
  shape: { 1: "dimension" },
};

function readFields(bytes: Uint8Array, kind: string): Field[] {
  const reader = new BinaryReader(bytes);
  const fields: Field[] = [];
  while (reader.pos < reader.len) {
    const [number, type] = reader.tag();
    const inner = INNER[kind]?.[number];
    const value =
      type === WireType.Varint
        ? BigInt(reader.int64())
        : type === WireType.Bit64
          ? reader.double()
          : type === WireType.Bit32
            ? reader.float()
            : reader.bytes();
    const taken = inner !== undefined && value instanceof Uint8Array;
    fields.push({ number, type, value: taken ? readFields(value, inner) : value });
  }
  return fields;
}

function writeFields(fields: readonly Field[]): Uint8Array {
  const writer = new BinaryWriter();
  for (const { number, type, value } of fields) {
    writer.tag(number, type);
    if (typeof value === "bigint") writer.int64(BigInt.asIntN(64, value));
    else if (typeof value === "number" && type === WireType.Bit64) writer.double(value);
    else if (typeof value === "number") writer.raw(floatBytes(value));
    else writer.bytes(Array.isArray(value) ? writeFields(value) : (value as Uint8Array));
  }
  return writer.finish();
}

/** `writer.float` refuses what single precision cannot hold; a file can hold any bytes. */
function floatBytes(value: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(4));
  view.setFloat32(0, value, true);
  return new Uint8Array(view.buffer);
}

function placesOf(fields: Field[]): [list: Field[], at: number][] {
  return fields.flatMap((field, at): [Field[], number][] => [
    [fields, at],
    ...(Array.isArray(field.value) ? placesOf(field.value) : []),
  ]);
}

const INTEGERS = [
  -1n,
  0n,
  1n,
  2n,
  7n,
  10n ** 9n,
  2n ** 31n,
  2n ** 32n,
  2n ** 63n - 1n,
  -(2n ** 63n),
];
const DECIMALS = [Number.NaN, Infinity, -Infinity, 0, -0, 1, -1, 3e38, -3e38, 1e-45, 1e300];
const TEXTS = [
  "BRANCH_LT",
  "BRANCH_EQ",
  "BRANCH_GTE",
  "LEAF",
  "LOGISTIC",
  "AVERAGE",
  "",
  "__proto__",
];

function hostile({ value }: Field, draw: Draw): Field["value"] {
  if (typeof value === "bigint") {
    return draw(2) === 0
      ? value + BigInt(draw(5) - 2)
      : (INTEGERS[draw(INTEGERS.length)] as bigint);
  }
  if (typeof value === "number") return DECIMALS[draw(DECIMALS.length)] as number;
  if (draw(2) === 0) return new TextEncoder().encode(TEXTS[draw(TEXTS.length)] as string);
  const bytes = Array.isArray(value) ? writeFields(value) : value;
  return bytes.map((byte) => (draw(8) === 0 ? draw(256) : byte));
}

/** Fields of an ONNX file changed, dropped, repeated, exchanged; lengths stay right. */
export const ONNX_MUTATOR: Mutator = {
  name: "fields",
  mutate(bytes, draw) {
    const model = readFields(bytes, "model");
    for (let times = 1 + draw(3); times > 0; times--) {
      const places = placesOf(model);
      const place = places[draw(places.length)];
      if (place === undefined) break;
      const [list, at] = place;
      const field = list[at] as Field;
      const other = list[draw(list.length)] as Field;
      switch (draw(5)) {
        case 0:
          list.splice(at, 1);
          break;
        case 1:
          list.splice(draw(list.length), 0, field);
          break;
        case 2:
          field.value = other.value;
          field.type = other.type;
          break;
        default:
          field.value = hostile(field, draw);
          if (field.value instanceof Uint8Array) field.type = WireType.LengthDelimited;
      }
    }
    return writeFields(model);
  },
};
