import { zlibSync } from "fflate";

const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10];
const MOST_COLOURS = 256;
/** Channels are rounded to 16 steps: the edges of letters need no more, and the file shrinks to a third. */
const STEP = 17;
const INDEXED = 3;

/**
 * Opaque pixels as PNG with a palette, or null where they hold more than 256 colours.
 *
 * @param pixels red, green, blue and opacity, row by row
 */
export function encodeIndexedPng(
  pixels: Uint8Array,
  width: number,
  height: number,
): Uint8Array | null {
  const indexes = new Map<number, number>();
  // Each row begins with the number of its filter: 0, none.
  const rows = new Uint8Array(height * (width + 1));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = 4 * (y * width + x);
      const colour =
        (round(pixels[at]) << 16) | (round(pixels[at + 1]) << 8) | round(pixels[at + 2]);
      const index = indexes.get(colour) ?? indexes.size;
      if (index === MOST_COLOURS) return null;
      indexes.set(colour, index);
      rows[y * (width + 1) + 1 + x] = index;
    }
  }
  const palette = [...indexes.keys()].flatMap((colour) => [
    colour >> 16,
    (colour >> 8) & 255,
    colour & 255,
  ]);
  return Uint8Array.from([
    ...SIGNATURE,
    ...chunk("IHDR", [...bytesOf(width), ...bytesOf(height), 8, INDEXED, 0, 0, 0]),
    ...chunk("PLTE", palette),
    ...chunk("IDAT", zlibSync(rows, { level: 9 })),
    ...chunk("IEND", []),
  ]);
}

function round(channel = 0): number {
  return Math.round(channel / STEP) * STEP;
}

/** Length, name, content, and the check sum of the last two. */
function chunk(name: string, content: ArrayLike<number>): number[] {
  const checked = [...name].map((letter) => letter.charCodeAt(0)).concat(Array.from(content));
  return [...bytesOf(content.length), ...checked, ...bytesOf(crc32(checked))];
}

function bytesOf(number: number): number[] {
  return [24, 16, 8, 0].map((shift) => (number >>> shift) & 255);
}

/** The CRC of ISO 3309 with the reversed polynomial 0xEDB88320. */
function crc32(bytes: readonly number[]): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
