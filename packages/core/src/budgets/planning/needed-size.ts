import { normalQuantile } from "../../stats/normal.ts";

/** No plan asks for more decisions of a cohort. */
export const MOST = 10_000_000;

/** What a search found: how many decisions, and the chance with so many. */
export interface FoundSize {
  readonly size: number;
  readonly chance: number;
}

/**
 * The least number of decisions whose chance is at least the power, to one in a thousand; null above
 * ten million. Counts are whole, so the chance rises with small steps back: the answer reaches the power,
 * and a size just below it does not.
 *
 * By the secant method for the normal deviate of the chance against ln n, inside a bracket.
 *
 * @param least from which to look
 * @param guess near the answer
 */
export function neededSize(
  chanceAt: (size: number) => number,
  power: number,
  least: number,
  guess: number,
): FoundSize | null {
  const aim = normalQuantile(power);
  let size = Math.min(MOST, Math.max(least, Math.ceil(guess)));
  let low = least - 1;
  let high: FoundSize | null = null;
  let slope = FIRST_SLOPE;
  let before: { readonly at: number; readonly z: number } | null = null;
  for (let step = 0; ; step++) {
    const chance = chanceAt(size);
    if (chance >= power) high = { size, chance };
    else if (size >= MOST) return null;
    else low = size;
    if (high !== null && high.size - low <= Math.max(1, high.size / 1000)) return high;
    const at = Math.log(size);
    const z = Math.min(8, Math.max(-8, normalQuantile(chance)));
    if (before !== null && at !== before.at) slope = (z - before.z) / (at - before.at);
    before = { at, z };
    const change = slope > 0.1 ? (aim - z) / slope : Math.sign(aim - z);
    // A little past the root, so that the bracket closes on it from both sides.
    const past = chance < power ? 1 + PAST : 1 - PAST;
    const secant = Math.exp(at + Math.min(1, Math.max(-1, change))) * past;
    const isBracketed = high !== null && low >= least;
    const plain = isBracketed
      ? (low + (high as FoundSize).size) / 2
      : chance < power
        ? size * 1.15
        : size / 1.15;
    const next = step < SECANTS ? secant : plain;
    size = Math.round(Math.min((high?.size ?? MOST + 1) - 1, Math.max(low + 1, next)));
  }
}

/** Steps after which it goes by halves: the small steps back can mislead a secant. */
const SECANTS = 8;

/** Of the deviate against ln n: (1.96 + 0.84)/2 where the estimate is normal. */
const FIRST_SLOPE = 1.4;

/** Less than half of what the answer is known to. */
const PAST = 0.0004;
