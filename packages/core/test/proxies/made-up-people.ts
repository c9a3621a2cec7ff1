import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

export interface Random {
  /** From 0 to below 1. */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
  /** A whole number from 0 to below `size`. */
  below(size: number): number;
}

export function randomOf(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  const uniform = (): number => uniformFloat64(generator);
  return {
    uniform,
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
    below: (size) => Math.floor(uniform() * size),
  };
}

/** One value a person, made in the order of the people. */
export function times<T>(people: number, make: (person: number) => T): T[] {
  return Array.from({ length: people }, (_, person) => make(person));
}
