import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/**
 * Some of the given rows without replacement, in their order; the same for the same rows, number and
 * seed. All of them where no more are there.
 */
export function drawRows(rows: ArrayLike<number>, most: number, seed: number): Uint32Array {
  const order = Uint32Array.from(rows);
  if (order.length <= most) return order;
  const random = xoroshiro128plus(seed);
  for (let drawn = 0; drawn < most; drawn++) {
    const other = uniformInt(random, drawn, order.length - 1);
    const row = order[other] as number;
    order[other] = order[drawn] as number;
    order[drawn] = row;
  }
  return order.slice(0, most).sort();
}
