import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { Asker } from "./ask.ts";
import type { Ends } from "./exact.ts";
import type { Mix } from "./mixtures.ts";
import {
  FEWEST_PAIRS,
  indices,
  type Sampled,
  type SampleLimits,
  shuffle,
  studentPoint,
} from "./sample.ts";

/**
 * Passes over the background from which its rows are strata. With fewer, the few rows whose pairs differ
 * at all often all agree by chance: 95 % intervals of trees held 84 % of the time at two passes, 93 % at six.
 */
const FEWEST_PASSES = 10;

/** Pairs in a round where the budget does not reach for these passes. */
const ROUND = 64;

/**
 * Values by antithetic permutation sampling. One sample takes a background row z and a random order of
 * the players; walking from z to the person, each player's step is how much the output changes when it
 * joins. The same is done in the opposite order, and the pair's mean is unbiased for the values
 * against z (Mitchell, Cooper, Frank and Holmes 2022).
 *
 * Where the budget reaches for ten passes over all m background rows, each row has R pairs and is a
 * stratum of its own, so that only the orders are sampled: with s_z² the variance of row z's pairs,
 *
 *   SE² = Σ_z s_z² ÷ (R·m²), with (R − 1)(Σ s_z²)² ÷ Σ s_z⁴ degrees of freedom (Satterthwaite),
 *
 * and the values add up exactly. Else the pairs run through the shuffled rows and SE² = s² ÷ n.
 *
 * @param players at least 2
 * @param limits that reach for two pairs
 */
export async function permutationValues(
  asker: Asker,
  mix: Mix,
  players: number,
  ends: Ends,
  limits: SampleLimits,
): Promise<Sampled> {
  const { seed, rows, precision } = limits;
  const random = xoroshiro128plus(seed);
  const others = shuffle(indices(ends.background.length), random);
  const affordable = Math.floor(rows / (2 * (players - 1)));
  const strata = affordable >= FEWEST_PASSES * others.length ? others.length : 1;
  const most = strata === 1 ? affordable : affordable - (affordable % strata);
  const means = new Float64Array(strata * players);
  /** Of each stratum and player, Σ of the squared deviations from the mean. */
  const squares = new Float64Array(means.length);
  let pairs = 0;

  while (true) {
    const count = strata === 1 ? Math.min(ROUND, most - pairs) : strata;
    const rest = Uint32Array.from(
      { length: count },
      (_, at) => others[(pairs + at) % others.length] as number,
    );
    const orders = Array.from(rest, () => shuffle(indices(players), random));
    const steps = await askPairs(asker, mix, orders, rest, ends);
    for (let pair = 0; pair < count; pair++, pairs++) {
      const stratum = pairs % strata;
      const seen = Math.floor(pairs / strata) + 1;
      for (let player = 0; player < players; player++) {
        // Welford: the mean and the squared deviations, one pair at a time.
        const at = stratum * players + player;
        const off = (steps[pair * players + player] as number) - (means[at] as number);
        means[at] = (means[at] as number) + off / seen;
        const left = (steps[pair * players + player] as number) - (means[at] as number);
        squares[at] = (squares[at] as number) + off * left;
      }
    }
    const sampled = summarise(means, squares, pairs, players);
    const settled =
      pairs >= (strata === 1 ? FEWEST_PAIRS : FEWEST_PASSES * strata) &&
      sampled.halfWidths.every((half) => half <= precision);
    if (settled || pairs === most)
      return { ...sampled, stoppedBy: settled ? "precision" : "budget" };
  }
}

/** The mean step of each player over an order and its opposite, `pair·players + player`. */
async function askPairs(
  asker: Asker,
  mix: Mix,
  orders: readonly Uint32Array[],
  others: Uint32Array,
  { person, background }: Ends,
): Promise<Float64Array> {
  const players = (orders[0] as Uint32Array).length;
  const inner = players - 1;
  const outputs = new Float64Array(2 * inner * orders.length);
  await asker.ask({
    rows: outputs.length,
    tableOf(start, end) {
      const members = new Uint8Array((end - start) * players);
      const rest = new Uint32Array(end - start);
      for (let at = 0; at < rest.length; at++) {
        const walk = Math.floor((start + at) / inner);
        const joined = 1 + ((start + at) % inner);
        const order = orders[walk >> 1] as Uint32Array;
        rest[at] = others[walk >> 1] as number;
        for (let step = 0; step < joined; step++) {
          members[at * players + playerAt(order, walk, step)] = 1;
        }
      }
      return mix(rest, members);
    },
    take(output, row) {
      outputs[row] = output;
    },
  });
  const steps = new Float64Array(orders.length * players);
  orders.forEach((order, pair) => {
    for (const walk of [2 * pair, 2 * pair + 1]) {
      let before = background[others[pair] as number] as number;
      for (let step = 0; step < players; step++) {
        const after = step === inner ? person : (outputs[walk * inner + step] as number);
        const at = pair * players + playerAt(order, walk, step);
        steps[at] = (steps[at] as number) + (after - before) / 2;
        before = after;
      }
    }
  });
  return steps;
}

/** Odd walks go through an order backwards. */
function playerAt(order: Uint32Array, walk: number, step: number): number {
  return order[(walk & 1) === 0 ? step : order.length - 1 - step] as number;
}

function summarise(
  means: Float64Array,
  squares: Float64Array,
  pairs: number,
  players: number,
): Omit<Sampled, "stoppedBy"> {
  const strata = means.length / players;
  const rounds = pairs / strata;
  const values = new Float64Array(players);
  const variances = new Float64Array(players);
  const fourths = new Float64Array(players);
  for (let at = 0; at < means.length; at++) {
    const player = at % players;
    const variance = (squares[at] as number) / (rounds - 1);
    values[player] = (values[player] as number) + (means[at] as number) / strata;
    variances[player] = (variances[player] as number) + variance;
    fourths[player] = (fourths[player] as number) + variance * variance;
  }
  // R·m² = n·m, with n = R·m pairs.
  const standardErrors = variances.map((variance) => Math.sqrt(variance / (pairs * strata)));
  const halfWidths = standardErrors.map((error, player) => {
    if (error === 0) return 0;
    const freedom =
      ((rounds - 1) * (variances[player] as number) ** 2) / (fourths[player] as number);
    return studentPoint(freedom) * error;
  });
  return { values, standardErrors, halfWidths, pairs };
}
