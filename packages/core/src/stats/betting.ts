import { type Bounds, type Proportion, rateOf } from "./proportion.ts";
import { restrictByDifference, restrictByRatio } from "./restricted-rates.ts";
import { solveIncreasing } from "./solve.ts";

/** What came in between two looks: counts of two rates that are compared, or of one alone. */
export interface Round {
  readonly first: Proportion;
  /** Null where one rate is watched on its own. */
  readonly second: Proportion | null;
}

/** What is watched: p₁ − p₂, p₁ ÷ p₂, or p₁. */
export type Watched = "difference" | "ratio" | "value";

/** Evidence over rounds; everything in it holds at every look at once. */
export interface Bets {
  /** Of all rounds, like with like; ∞ for a ratio to zero, NaN where nothing can be compared. */
  readonly estimate: number;
  /** Two-sided. */
  bounds(confidence: number): Bounds;
  /** Two-sided p-value of a limit; the smallest of all looks so far is one as well. */
  p(limit: number): number;
}

/**
 * Evidence by betting against a limit, round by round. Against p₁ − p₂ ≥ δ (or ≤ δ, or the same of a
 * ratio or a rate) the stake is multiplied by the likelihood of the round at q over that at p*, where
 * q are the rates that the rounds before make expect, and p* is the pair nearest to q inside the
 * hypothesis by n₁·KL(q₁‖p₁) + n₂·KL(q₂‖p₂): the restricted maximum likelihood rates of n₁q₁ and n₂q₂.
 * With fᵢ the mean of q(Y)/p*(Y) under rates inside, n₁(f₁ − 1) + n₂(f₂ − 1) ≤ 0 by the choice of p*,
 * so the mean of the multiplier, f₁^n₁·f₂^n₂, is at most 1, and the stake exceeds 1/α at any look
 * with probability α at most (Ville). The rates may be others in every round and vary within
 * it, as long as their means in the round are inside; the decisions of a round are independent.
 * A third of the stake each goes by rates that remember all rounds alike, that forget slowly, and that
 * forget fast, so that moving rates are not expected where they were long ago.
 * Turner, Ly and Grünwald (2024), J. Statistical Planning and Inference; Turner and Grünwald
 * (2023), Statistics & Probability Letters. Each side is tested at half of α.
 *
 * @param rounds in the order they came in, each looked at only once it is complete; the first one only
 *   sets the stake
 * @example
 * const round = { first: { successes: 30, size: 100 }, second: { successes: 50, size: 100 } };
 * bet([round, round, round], "ratio").p(0.8);
 */
export function bet(rounds: readonly Round[], watched: Watched): Bets {
  const players = MEMORIES.map((memory) => placeBets(rounds, memory));
  const estimate = estimateOf(rounds, watched);
  const { at, of } = SCALES[watched];
  const stake = (limit: number, side: Side): number =>
    logMean(players.map((bets) => logStake(bets, watched, limit, side)));
  return {
    estimate,
    bounds(confidence) {
      if (Number.isNaN(estimate)) return { lower: of(0), upper: of(1) };
      const most = Math.LN2 - Math.log1p(-confidence);
      const from = at(estimate);
      const below = solveIncreasing((u) => stake(of(1 - u), "below") - most, 1 - from, 1);
      const above = solveIncreasing((u) => stake(of(u), "above") - most, from, 1);
      // Going to a place and back can round an end that is the estimate past it.
      return { lower: Math.min(estimate, of(1 - below)), upper: Math.max(estimate, of(above)) };
    },
    p(limit) {
      if (Number.isNaN(estimate) || estimate === limit) return 1;
      const side = estimate < limit ? "above" : "below";
      return Math.min(1, 2 * Math.exp(-stake(limit, side)));
    },
  };
}

/** The hypothesis: the truth is at the limit or above, or at the limit or below. */
type Side = "above" | "below";

/** Where a value lies from 0 to 1, and back: ends are searched for there. */
const SCALES: Readonly<
  Record<Watched, { at: (value: number) => number; of: (place: number) => number }>
> = {
  value: { at: (value) => value, of: (place) => place },
  difference: { at: (value) => (1 + value) / 2, of: (place) => 2 * place - 1 },
  ratio: {
    at: (value) => (value === Infinity ? 1 : value / (1 + value)),
    of: (place) => place / (1 - place),
  },
};

/** A round with what the rounds before it make expect. */
interface PlacedBet {
  readonly first: Proportion;
  readonly second: Proportion | null;
  readonly q1: number;
  readonly q2: number;
}

/** How much a round counts against the one after it, in what is expected. */
const MEMORIES = [1, 0.8, 0.4] as const;

/** ln of the mean of numbers given as logarithms. */
function logMean(logs: readonly number[]): number {
  const most = Math.max(...logs);
  if (!Number.isFinite(most)) return most;
  return most + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - most), 0) / logs.length);
}

/** Expected are (x + ½)/(n + 1). Nothing is staked before both rates are known a little, nor on a round that lacks one of them. */
function placeBets(rounds: readonly Round[], memory: number): readonly PlacedBet[] {
  const sum = { x1: 0, n1: 0, x2: 0, n2: 0 };
  const bets: PlacedBet[] = [];
  for (const { first, second } of rounds) {
    const isKnown = sum.n1 > 0 && (second === null || sum.n2 > 0);
    if (isKnown && first.size > 0 && second?.size !== 0) {
      const q1 = (sum.x1 + 0.5) / (sum.n1 + 1);
      const q2 = (sum.x2 + 0.5) / (sum.n2 + 1);
      bets.push({ first, second, q1, q2 });
    }
    sum.x1 = memory * sum.x1 + first.successes;
    sum.n1 = memory * sum.n1 + first.size;
    sum.x2 = memory * sum.x2 + (second?.successes ?? 0);
    sum.n2 = memory * sum.n2 + (second?.size ?? 0);
  }
  return bets;
}

function logStake(bets: readonly PlacedBet[], watched: Watched, limit: number, side: Side): number {
  let log = 0;
  for (const { first, second, q1, q2 } of bets) {
    const expected = compareRates(q1, q2, watched);
    // What is expected lies inside the hypothesis: nothing is staked.
    if (side === "above" ? expected >= limit : expected <= limit) continue;
    const [p1, p2] = nearest({ first, second, q1, q2 }, watched, limit);
    log += logRatio(first, q1, p1);
    if (second !== null) log += logRatio(second, q2, p2);
  }
  return log;
}

function compareRates(p1: number, p2: number, watched: Watched): number {
  if (watched === "value") return p1;
  return watched === "difference" ? p1 - p2 : p1 / p2;
}

/** The pair on the limit that is nearest to what is expected. */
function nearest(
  { first, second, q1, q2 }: PlacedBet,
  watched: Watched,
  limit: number,
): readonly [number, number] {
  if (watched === "value" || second === null) return [limit, 0];
  if (watched === "ratio" && limit === Infinity) return [q1, 0];
  const own = { successes: q1 * first.size, size: first.size };
  const other = { successes: q2 * second.size, size: second.size };
  const rates =
    watched === "difference"
      ? restrictByDifference(own, other, limit)
      : restrictByRatio(own, other, limit);
  return [rates.first, rates.second];
}

/** ln of the likelihood at q over that at p. */
function logRatio({ successes, size }: Proportion, q: number, p: number): number {
  const part = (count: number, above: number, below: number): number =>
    count === 0 ? 0 : count * Math.log(above / below);
  return part(successes, q, p) + part(size - successes, 1 - q, 1 - p);
}

/**
 * Like with like: Σw·p₁ against Σw·p₂ over the rounds that have both, w = n₁n₂/(n₁ + n₂) (Mantel and
 * Haenszel), so that rates which move while the shares of the two move do not look like a gap.
 */
function estimateOf(rounds: readonly Round[], watched: Watched): number {
  let own = 0;
  let other = 0;
  let all = 0;
  for (const { first, second } of rounds) {
    if (first.size === 0 || second?.size === 0) continue;
    const weight =
      second === null ? first.size : (first.size * second.size) / (first.size + second.size);
    own += weight * rateOf(first);
    other += second === null ? 0 : weight * rateOf(second);
    all += weight;
  }
  return compareRates(own / all, other / all, watched);
}
