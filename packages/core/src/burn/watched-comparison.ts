import type { Comparison } from "../metrics/comparison.ts";
import { bet, type Round, type Watched } from "../stats/betting.ts";
import { anytimeP, confidenceSequence } from "../stats/confidence-sequence.ts";
import {
  anytimePOfDifference,
  anytimePOfRatio,
  differenceSequence,
  ratioSequence,
} from "../stats/confidence-sequence-pair.ts";
import { twoSidedP } from "../stats/normal.ts";
import { type Bounds, rateOf } from "../stats/proportion.ts";

type WithoutZ = Omit<Comparison, "boundsAt">;

/** What the rounds say together, by bets on each. */
export function compareRounds(rounds: readonly Round[], watched: Watched): Comparison {
  const { estimate, bounds, p } = bet(rounds, watched);
  const known = new Map<number, Bounds>();
  return withZ({
    method: "betting",
    estimate,
    p,
    bounds(confidence) {
      const found = known.get(confidence) ?? bounds(confidence);
      known.set(confidence, found);
      return found;
    },
  });
}

/** What the totals say; null where a side has no decisions, or both rates of a ratio are 0. */
export function compareTotals({ first, second }: Round, watched: Watched): Comparison | null {
  if (first.size === 0 || second?.size === 0) return null;
  if (second === null || watched === "value") {
    return withZ({
      method: "confidence-sequence",
      estimate: rateOf(first),
      bounds: (confidence) => confidenceSequence(first, confidence),
      p: (limit) => anytimeP(first, limit),
    });
  }
  const method = "joint-confidence-sequence";
  if (watched === "difference") {
    return withZ({
      method,
      estimate: rateOf(first) - rateOf(second),
      bounds: (confidence) => differenceSequence(first, second, confidence),
      p: (limit) => anytimePOfDifference(first, second, limit),
    });
  }
  if (first.successes === 0 && second.successes === 0) return null;
  return withZ({
    method,
    estimate: rateOf(first) / rateOf(second),
    bounds: (confidence) => ratioSequence(first, second, confidence),
    p: (limit) => (limit <= 0 ? 0 : anytimePOfRatio(first, second, limit)),
  });
}

function withZ(parts: WithoutZ): Comparison {
  return { ...parts, boundsAt: (z) => parts.bounds(1 - twoSidedP(z)) };
}
