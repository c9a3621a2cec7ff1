import { structureFault, truncationFault } from "./fault.ts";

declare const TextDecoder: new (encoding: "utf-8") => { decode(bytes: Uint8Array): string };

/** Containers nested deeper than any model needs; reading is recursive. */
const DEEPEST = 64;

const SIZES: Readonly<Record<string, number>> = { i: 1, U: 1, I: 2, l: 4, L: 8, d: 4, D: 8 };

/**
 * A value from Universal Binary JSON, as XGBoost writes it (draft 12 with typed containers; no
 * high-precision numbers). No library is used: the whole format is this file, and a claimed length
 * has to be held against the bytes that are left before anything is allocated for it.
 *
 * @throws EvenhandError `input/model-truncated`, `input/model-structure`
 */
export function parseUbjson(bytes: Uint8Array): unknown {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = new TextDecoder("utf-8");
  let at = 0;

  const take = (size: number): number => {
    if (size > bytes.length - at) throw truncationFault(`byte ${at}`, `${size} more bytes`);
    at += size;
    return at - size;
  };
  const marker = (): string => {
    while (bytes[at] === 0x4e) at++; // "N" pads
    return String.fromCharCode(bytes[take(1)] as number);
  };
  const peek = (): string => String.fromCharCode(bytes[at] ?? 0);

  const number = (type: string): number => {
    const start = take(SIZES[type] as number);
    switch (type) {
      case "i":
        return view.getInt8(start);
      case "U":
        return view.getUint8(start);
      case "I":
        return view.getInt16(start);
      case "l":
        return view.getInt32(start);
      case "L":
        return Number(view.getBigInt64(start));
      case "d":
        return view.getFloat32(start);
      default:
        return view.getFloat64(start);
    }
  };
  const length = (): number => {
    const start = at;
    const type = marker();
    const value = "iUIlL".includes(type) ? number(type) : -1;
    if (value >= 0) return value;
    throw structureFault(`byte ${start}`, "a length is none", "a whole number of 0 or more", type);
  };
  const string = (): string => {
    const size = length();
    const start = take(size);
    return text.decode(bytes.subarray(start, start + size));
  };

  /** The item type and the count that a container may state. */
  const header = (): { type: string | null; count: number | null } => {
    let type: string | null = null;
    if (peek() === "$") {
      at++;
      type = marker();
      if (!Object.hasOwn(SIZES, type) && type !== "S" && type !== "[" && type !== "{") {
        throw structureFault(`byte ${at - 1}`, "no item type", "one that takes up bytes", type);
      }
      if (peek() !== "#") {
        throw structureFault(`byte ${at}`, "a typed container has no count", "#", peek());
      }
    }
    if (peek() !== "#") return { type, count: null };
    at++;
    const count = length();
    // An item takes at least one byte.
    if (count > bytes.length - at) throw truncationFault(`byte ${at}`, `${count} more items`);
    return { type, count };
  };

  const list = (depth: number): unknown[] => {
    const { type, count } = header();
    const items: unknown[] = [];
    if (type !== null && Object.hasOwn(SIZES, type)) {
      const end = at + (count as number) * (SIZES[type] as number);
      if (end > bytes.length) throw truncationFault(`byte ${at}`, `${count} more numbers`);
      while (at < end) items.push(number(type));
      return items;
    }
    while (count === null ? peek() !== "]" : items.length < count) {
      items.push(value(type ?? marker(), depth + 1));
    }
    if (count === null) take(1);
    return items;
  };

  const object = (depth: number): unknown => {
    const { type, count } = header();
    const entries: [string, unknown][] = [];
    while (count === null ? peek() !== "}" : entries.length < count) {
      entries.push([string(), value(type ?? marker(), depth + 1)]);
    }
    if (count === null) take(1);
    return Object.fromEntries(entries);
  };

  const value = (type: string, depth: number): unknown => {
    if (depth > DEEPEST) {
      throw structureFault(`byte ${at}`, "the nesting is too deep", `at most ${DEEPEST}`, depth);
    }
    if (Object.hasOwn(SIZES, type)) return number(type);
    switch (type) {
      case "S":
        return string();
      case "C":
        return String.fromCharCode(bytes[take(1)] as number);
      case "[":
        return list(depth);
      case "{":
        return object(depth);
      case "Z":
        return null;
      case "T":
        return true;
      case "F":
        return false;
      default:
        throw structureFault(`byte ${at - 1}`, "this is no value", "a type of UBJSON", type);
    }
  };

  return value(marker(), 0);
}
