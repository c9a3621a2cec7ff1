import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** Numbers above 0 and below 1, the same for the same seed. */
export function randomOf(seed: number): () => number {
  const generator = xoroshiro128plus(seed);
  return () => ((generator.next() >>> 0) + 0.5) / 2 ** 32;
}
