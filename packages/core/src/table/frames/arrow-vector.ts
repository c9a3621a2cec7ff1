/** The distinct values that codes stand for. */
export interface ArrowDictionary extends Iterable<unknown> {
  readonly length: number;
}

/** One column, in one piece or several. */
export interface ArrowVector extends Iterable<unknown> {
  readonly length: number;
  readonly type: ArrowType;
  readonly data: readonly ArrowData[];
}

export interface ArrowType {
  readonly typeId: number;
}

/** One piece of a column; its buffers may be longer than it is. */
export interface ArrowData {
  readonly length: number;
  /** The place of its first row in the bits of validity. */
  readonly offset: number;
  readonly nullCount: number;
  readonly nullBitmap?: Uint8Array | undefined;
  readonly values?: unknown;
  readonly dictionary?: ArrowDictionary | undefined;
}

/** One byte a row; null where every row has a value. */
export function validityOf(data: readonly ArrowData[], length: number): Uint8Array | null {
  if (data.every(({ nullCount }) => nullCount === 0)) return null;
  const validity = new Uint8Array(length);
  let row = 0;
  for (const { length: rows, offset, nullCount, nullBitmap } of data) {
    for (let at = offset; at < offset + rows; at++) {
      const byte = nullCount === 0 ? 0xff : (nullBitmap?.[at >> 3] ?? 0xff);
      validity[row++] = (byte >> (at & 7)) & 1;
    }
  }
  return validity;
}
