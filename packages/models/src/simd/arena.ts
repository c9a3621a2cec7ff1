import { type Memory, newMemory } from "./instantiate.ts";

const PAGE = 2 ** 16;
const ALIGNMENT = 16;

/** A memory that is filled from the bottom and emptied from the top. */
export interface Arena {
  readonly memory: Memory;
  /** The next free address. */
  top(): number;
  /**
   * Takes bytes, on a multiple of 16. What was there before is not cleared.
   *
   * @throws RangeError where the runtime has no more memory
   */
  take(bytes: number): number;
  /** Gives back everything from an address on. */
  release(from: number): void;
  /** Views of the whole memory, until more is taken. */
  doubles(): Float64Array;
  words(): Int32Array;
}

/** @throws RangeError where the runtime has no more memory */
export function newArena(): Arena {
  const memory = newMemory();
  // Address 0 stands for nothing.
  let top = ALIGNMENT;
  let doubles = new Float64Array(memory.buffer);
  let words = new Int32Array(memory.buffer);
  const renew = (): void => {
    if (doubles.buffer === memory.buffer) return;
    doubles = new Float64Array(memory.buffer);
    words = new Int32Array(memory.buffer);
  };
  return {
    memory,
    top: () => top,
    take(bytes) {
      const start = top;
      const end = start + Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
      const missing = end - memory.buffer.byteLength;
      // An eighth more than asked for, so that many small trees do not move it as many times.
      if (missing > 0) memory.grow(Math.ceil((missing + end / 8) / PAGE));
      top = end;
      renew();
      return start;
    },
    release(from) {
      top = from;
    },
    doubles: () => doubles,
    words: () => words,
  };
}
