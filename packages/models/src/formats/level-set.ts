import { wordsFor } from "../trees/ensemble.ts";

/** The bit set of the levels, from 0 to below `count`, that a test picks. */
export function levelSet(count: number, picks: (level: number) => boolean): Uint32Array {
  const set = new Uint32Array(wordsFor(count));
  for (let level = 0; level < count; level++) {
    if (picks(level)) set[level >>> 5] = (set[level >>> 5] as number) | (1 << (level & 31));
  }
  return set;
}
