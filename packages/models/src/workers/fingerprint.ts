import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/**
 * SHA-256 of plain data, hexadecimal: objects in the order of their keys, without what is undefined; maps,
 * lists and typed arrays in theirs. Every part is written with its kind and length, so that no two differ alike.
 */
export function fingerprintOf(value: unknown): string {
  const hash = sha256.create();
  const write = (kind: string, length: number): void => {
    hash.update(utf8ToBytes(`${kind}${length};`));
  };
  const add = (part: unknown): void => {
    if (ArrayBuffer.isView(part)) {
      write(part.constructor.name, part.byteLength);
      hash.update(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
    } else if (part instanceof Map) {
      add([...part]);
    } else if (Array.isArray(part)) {
      write("list", part.length);
      part.forEach(add);
    } else if (typeof part === "object" && part !== null) {
      const entries = Object.entries(part).filter(([, one]) => one !== undefined);
      add(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
    } else {
      const bytes = utf8ToBytes(Object.is(part, -0) ? "-0" : String(part));
      write(typeof part, bytes.length);
      hash.update(bytes);
    }
  };
  add(value);
  return bytesToHex(hash.digest());
}
