import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** The numbers below `size` in an order drawn with the seed. */
export function shuffled(size: number, seed: number): Uint32Array {
  const random = xoroshiro128plus(seed);
  const order = Uint32Array.from({ length: size }, (_, i) => i);
  for (let i = size - 1; i > 0; i--) {
    const other = uniformInt(random, 0, i);
    const moved = order[other] as number;
    order[other] = order[i] as number;
    order[i] = moved;
  }
  return order;
}

/**
 * Deals people into parts, so that every part holds every level about equally often.
 *
 * @param levels the level of each person, from 0
 * @param order the people in the order in which they are dealt
 * @returns the part of each person, from 0
 */
export function dealFolds(
  levels: ArrayLike<number>,
  order: Uint32Array,
  folds: number,
): Uint8Array {
  const dealt = new Uint8Array(levels.length);
  const next = new Map<number, number>();
  for (const person of order) {
    const level = levels[person] as number;
    // Levels start at different parts, so that the parts are of about equal size.
    const part = next.get(level) ?? level % folds;
    dealt[person] = part;
    next.set(level, (part + 1) % folds);
  }
  return dealt;
}
