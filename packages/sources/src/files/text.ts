import { isUtf8 } from "node:buffer";
import { EvenhandError } from "@evenhand/core";

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * The bytes after a byte order mark, checked to be UTF-8.
 *
 * @throws EvenhandError `input/encoding`, with line and byte offset
 */
export function utf8Text(bytes: Uint8Array, path: string): Uint8Array {
  if (!isUtf8(bytes)) throw notUtf8(bytes, path);
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return hasMark ? bytes.subarray(3) : bytes;
}

/** The line, from 1, on which the byte at `offset` stands; `\n`, `\r\n` and `\r` end a line. */
export function lineAt(bytes: Uint8Array, offset: number): number {
  let line = 1;
  for (let at = 0; at < offset; at++) {
    if (bytes[at] === LINE_FEED) line++;
    else if (bytes[at] === CARRIAGE_RETURN && bytes[at + 1] !== LINE_FEED) line++;
  }
  return line;
}

function notUtf8(bytes: Uint8Array, path: string): EvenhandError {
  const offset = firstInvalid(bytes);
  const value = (bytes[offset] as number).toString(16).padStart(2, "0");
  return new EvenhandError({
    code: "input/encoding",
    path: `${path}:${lineAt(bytes, offset)}`,
    problem: "the text is not UTF-8",
    received: `byte 0x${value} at offset ${offset}`,
    hint: "Save the file as UTF-8 (it may be Latin-1 or UTF-16, or no text at all).",
  });
}

/** Offset of the first byte that makes a prefix undecodable; being undecodable is monotone, so halving finds it. */
function firstInvalid(bytes: Uint8Array): number {
  let decodable = 0;
  let undecodable = bytes.length;
  while (undecodable - decodable > 1) {
    const middle = (decodable + undecodable) >>> 1;
    if (isDecodablePrefix(bytes.subarray(0, middle))) decodable = middle;
    else undecodable = middle;
  }
  return undecodable - 1;
}

function isDecodablePrefix(bytes: Uint8Array): boolean {
  // A character cut off at the end has at most three bytes of its own; the prefix may end inside one.
  for (let cut = 0; cut <= Math.min(3, bytes.length); cut++) {
    if (isUtf8(bytes.subarray(0, bytes.length - cut))) {
      return cut === 0 || isBegunCharacter(bytes.subarray(bytes.length - cut));
    }
  }
  return false;
}

function isBegunCharacter(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
