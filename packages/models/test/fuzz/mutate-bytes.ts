import type { Draw } from "../random-models.ts";

/** Makes a damaged copy of a file; the same draws give the same damage. */
export interface Mutator {
  readonly name: string;
  mutate(bytes: Uint8Array, draw: Draw): Uint8Array;
}

/** The file with `length` bytes from `at` on replaced. */
function splice(bytes: Uint8Array, at: number, length: number, piece: Uint8Array): Uint8Array {
  const rest = bytes.subarray(Math.min(bytes.length, at + length));
  const whole = new Uint8Array(at + piece.length + rest.length);
  whole.set(bytes.subarray(0, at));
  whole.set(piece, at);
  whole.set(rest, at + piece.length);
  return whole;
}

/** A few bits flipped, anywhere. */
const flips: Mutator = {
  name: "bit flips",
  mutate(bytes, draw) {
    const damaged = bytes.slice();
    for (let times = 1 + draw(3); times > 0; times--) {
      const at = draw(bytes.length);
      damaged[at] = (damaged[at] as number) ^ (1 << draw(8));
    }
    return damaged;
  },
};

const cuts: Mutator = {
  name: "truncation",
  mutate: (bytes, draw) => bytes.slice(0, draw(bytes.length)),
};

/** A stretch dropped, repeated, moved elsewhere, or overwritten with any bytes. */
const stretches: Mutator = {
  name: "stretches",
  mutate(bytes, draw) {
    const length = 1 + draw(Math.min(bytes.length, 1 << (1 + draw(10))));
    const at = draw(bytes.length);
    const piece = bytes.slice(at, at + length);
    switch (draw(4)) {
      case 0:
        return splice(bytes, at, length, new Uint8Array(0));
      case 1:
        return splice(bytes, at, 0, piece);
      case 2:
        return splice(bytes, draw(bytes.length), length, piece);
      default:
        return splice(
          bytes,
          at,
          piece.length,
          piece.map(() => draw(256)),
        );
    }
  },
};

export const BYTE_MUTATORS: readonly Mutator[] = [flips, cuts, stretches];
