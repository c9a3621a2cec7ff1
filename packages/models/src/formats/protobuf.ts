import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import { structureFault, truncationFault } from "./fault.ts";

declare const TextDecoder: new (encoding: "utf-8") => { decode(bytes: Uint8Array): string };

/** A value as it stands in the file: a number, or the bytes of a text, a message or a packed list. */
type Value = number | Uint8Array;

/** The fields of one protobuf message, by number; which kind a field is, its reader knows. */
export interface Message {
  readonly path: string;
  readonly fields: ReadonlyMap<number, readonly Value[]>;
}

/**
 * Reads the fields of a message. Nothing is copied: texts and inner messages are views of the file.
 *
 * @throws EvenhandError `input/model-truncated` for bytes that are no message
 */
export function readMessage(bytes: Uint8Array, path: string): Message {
  const fields = new Map<number, Value[]>();
  const reader = new BinaryReader(bytes);
  try {
    while (reader.pos < reader.len) {
      const [field, type] = reader.tag();
      const values = fields.get(field) ?? [];
      fields.set(field, values);
      values.push(readValue(reader, type));
    }
  } catch {
    throw truncationFault(path, "complete protobuf message");
  }
  return { path, fields };
}

function readValue(reader: BinaryReader, type: WireType): Value {
  switch (type) {
    case WireType.Varint:
      return Number(reader.int64());
    case WireType.Bit64:
      return reader.double();
    case WireType.Bit32:
      return reader.float();
    case WireType.LengthDelimited:
      return reader.bytes();
    default:
      throw new RangeError("groups are not read");
  }
}

/** The last value of a field, which is the one that counts; the default where it is absent. */
export function numberIn({ path, fields }: Message, field: number, otherwise: number): number {
  const value = fields.get(field)?.at(-1) ?? otherwise;
  if (typeof value === "number") return value;
  throw structureFault(path, "a value is no number", `a number in field ${field}`, "bytes");
}

/** The bytes of each value of a field. */
export function bytesIn({ path, fields }: Message, field: number): readonly Uint8Array[] {
  const values = fields.get(field) ?? [];
  const bad = values.find((value) => typeof value === "number");
  if (bad === undefined) return values as readonly Uint8Array[];
  throw structureFault(path, "a value is not of its type", `bytes in field ${field}`, bad);
}

/** One for all: a graph has some texts a node, and making a decoder takes longer than using it. */
const decoder = new TextDecoder("utf-8");

export function textsIn(message: Message, field: number): string[] {
  return bytesIn(message, field).map((bytes) => decoder.decode(bytes));
}

/** The text of a field, empty where it is absent. */
export function textIn(message: Message, field: number): string {
  return textsIn(message, field).at(-1) ?? "";
}

export function messagesIn(message: Message, field: number, name: string): Message[] {
  return bytesIn(message, field).map((bytes, index) =>
    readMessage(bytes, `${message.path}.${name}[${index}]`),
  );
}

export type Packing = "varint" | "float" | "double";

/** A list of numbers, each a field of its own or packed into bytes. */
export function numbersIn({ path, fields }: Message, field: number, packing: Packing): number[] {
  const numbers: number[] = [];
  for (const value of fields.get(field) ?? []) {
    if (typeof value === "number") numbers.push(value);
    else unpack(value, packing, path, numbers);
  }
  return numbers;
}

function unpack(bytes: Uint8Array, packing: Packing, path: string, into: number[]): void {
  const reader = new BinaryReader(bytes);
  try {
    while (reader.pos < reader.len) {
      into.push(
        packing === "varint"
          ? Number(reader.int64())
          : packing === "float"
            ? reader.float()
            : reader.double(),
      );
    }
  } catch {
    throw truncationFault(path, "complete list of numbers");
  }
}
