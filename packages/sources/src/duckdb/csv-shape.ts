import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { createGunzip } from "node:zlib";
import type { FileOptions } from "@evenhand/core";
import { headerNames } from "../files/csv-header.ts";
import { csvLayout } from "../files/csv-options.ts";
import { eachRecord } from "../files/csv-records.ts";
import type { CsvShape } from "./relations.ts";

const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const PIECE = 2 ** 20;

/**
 * The shape of CSV files that DuckDB reads exactly as the thin reader does; null where it might not:
 * comments, single columns, quotes inside fields, lone carriage returns, headers that differ.
 */
export async function findCsvShape(
  paths: readonly string[],
  options: FileOptions,
): Promise<CsvShape | null> {
  const layout = csvLayout(options);
  const { delimiter, header, columns, comment } = layout;
  if (comment !== null || delimiter.charCodeAt(0) > 0x7e || delimiter.charCodeAt(0) < 9)
    return null;
  let shape: CsvShape | null = null;
  for (const path of paths) {
    const isGzip = await startsAsGzip(path);
    const first = await scanFile(path, isGzip, delimiter.charCodeAt(0));
    if (first === null) return null;
    const names = columns ?? namesIn(first, options, path);
    if (names === null || names.length < 2) return null;
    if (shape === null) shape = { names, header, delimiter, isGzip };
    else if (shape.isGzip !== isGzip || names.join("\0") !== shape.names.join("\0")) return null;
  }
  return shape;
}

async function startsAsGzip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await file.close();
  }
}

/** Null where the header stops a reader. */
function namesIn(first: Buffer, options: FileOptions, path: string): readonly string[] | null {
  const layout = csvLayout(options);
  let names: readonly string[] | null = null;
  try {
    const withoutMark = first[0] === 0xef && first[1] === 0xbb ? first.subarray(3) : first;
    eachRecord(withoutMark, layout, path, (record) => {
      names ??= headerNames(record, layout, path);
    });
  } catch {
    return null;
  }
  return names;
}

/** The first line; null where something in the file is not read alike. */
async function scanFile(path: string, isGzip: boolean, delimiter: number): Promise<Buffer | null> {
  const stored = createReadStream(path, { highWaterMark: PIECE });
  const content = isGzip ? stored.pipe(createGunzip({ chunkSize: PIECE })) : stored;
  const scanner = lineScanner(delimiter);
  let first: Buffer | null = null;
  try {
    for await (const piece of content) {
      const bytes = piece as Buffer;
      if (first === null) {
        const end = bytes.indexOf(LINE_FEED);
        if (end <= 1) return null;
        first = Buffer.from(bytes.subarray(0, end));
      }
      if (!scanner.accepts(bytes)) return null;
    }
    return scanner.ends() ? first : null;
  } catch {
    // What stops this reader, the thin one puts into words.
    return null;
  } finally {
    stored.destroy();
  }
}

/** Follows quotes and line ends from piece to piece. */
function lineScanner(delimiter: number) {
  // The state after each byte: where a field begins, in a bare field, in quotes, after a quote in quotes.
  const START = 0;
  const BARE = 1;
  const QUOTED = 2;
  const CLOSED = 3;
  let state = START;
  let lineEnd: "unknown" | "feed" | "return and feed" = "unknown";
  let isReturned = false;
  const isPlain = (bytes: Buffer): boolean =>
    state <= BARE &&
    !isReturned &&
    lineEnd !== "return and feed" &&
    !bytes.includes(QUOTE) &&
    !bytes.includes(CARRIAGE_RETURN);
  return {
    accepts(bytes: Buffer): boolean {
      if (isPlain(bytes)) {
        const last = bytes[bytes.length - 1];
        state = last === LINE_FEED || last === delimiter ? START : BARE;
        if (bytes.includes(LINE_FEED)) lineEnd = "feed";
        return true;
      }
      for (const byte of bytes) {
        if (state === QUOTED) {
          if (byte === QUOTE) state = CLOSED;
          continue;
        }
        if (isReturned && byte !== LINE_FEED) return false;
        if (byte === QUOTE) {
          if (state === BARE) return false;
          state = QUOTED;
        } else if (byte === LINE_FEED) {
          const found = isReturned ? "return and feed" : "feed";
          if (lineEnd !== "unknown" && lineEnd !== found) return false;
          lineEnd = found;
          isReturned = false;
          state = START;
        } else if (byte === CARRIAGE_RETURN) isReturned = true;
        else if (byte === delimiter) state = START;
        else if (state === CLOSED) return false;
        else state = BARE;
      }
      return true;
    },
    ends: (): boolean => state !== QUOTED && !isReturned,
  };
}
