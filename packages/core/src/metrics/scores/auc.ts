import type { Bounds } from "../../stats/proportion.ts";
import { solveIncreasing } from "../../stats/solve.ts";
import { type Estimate, estimateNormal } from "../estimate.ts";
import { type SampleSize, type ScoreSample, sizeOf } from "./score-sample.ts";

/** An area under a ROC curve with what its interval is made of. */
export interface AucParts {
  /** Share of pairs in which the positive has the higher score; a tie counts half. */
  readonly value: number;
  /** Σ weight of the pairs won, ties half; and of all pairs. */
  readonly won: number;
  readonly pairs: number;
  /** DeLong's; 0 where it cannot be told: one person on a side, or all scores alike. */
  readonly standardError: number;
  /** Effective numbers. */
  readonly positives: number;
  readonly negatives: number;
}

/**
 * The area under the ROC curve of some positives against some negatives, which may be people of
 * different cohorts: A = Σᵢ Σⱼ wᵢwⱼ·ψ(xᵢ, yⱼ) / (W₊W₋), ψ = 1 above, ½ tied, 0 below.
 * Its variance is Σᵢ wᵢ²(Vᵢ − A)²/W₊² · m/(m − 1) and the same over the negatives, where Vᵢ is the
 * share of the other side that person i is placed above. Without weights that is DeLong, DeLong &
 * Clarke-Pearson (1988), Biometrics 44; placements by midranks as in Sun & Xu (2014), IEEE Signal
 * Processing Letters 21. With sampling weights it is the linearised variance. Linear time in order.
 *
 * @returns null where one side is empty
 */
export function measureAuc(positives: ScoreSample, negatives: ScoreSample): AucParts | null {
  const up = sizeOf(positives);
  const down = sizeOf(negatives);
  if (up.people === 0 || down.people === 0) return null;
  const { won, ofUp, ofDown, isOneTie } = sumPlacements(positives, negatives);
  const pairs = up.weight * down.weight;
  const value = won / pairs;
  // Σ w²(V − A)² = Σ w²V² − 2A·Σ w²V + A²·Σ w²; V is the placement ÷ the weight of the other side.
  const part = (sums: Placements, own: SampleSize, other: SampleSize): number => {
    const first = sums.placed / other.weight;
    const second = sums.squared / other.weight / other.weight;
    const spread = Math.max(0, second - 2 * value * first + value * value * sums.size);
    const { people, weight } = own;
    return people > 1 ? ((spread / weight / weight) * people) / (people - 1) : Number.NaN;
  };
  const variance = part(ofUp, up, down) + part(ofDown, down, up);
  return {
    value,
    won,
    pairs,
    standardError: isOneTie || !(variance > 0) ? 0 : Math.sqrt(variance),
    positives: up.effective,
    negatives: down.effective,
  };
}

/**
 * The estimate of an AUC: DeLong's standard error on the logit scale; where the sample shows no
 * error (everybody placed alike, or a single person on one side) Newcombe's score interval, which
 * stays wide.
 */
export function estimateAuc(parts: AucParts): Estimate {
  const { value, standardError, positives, negatives } = parts;
  if (standardError > 0 && value > 0 && value < 1) {
    const spread = {
      scale: "logit",
      standardError: standardError / (value * (1 - value)),
    } as const;
    return estimateNormal(value, spread, "delong-logit");
  }
  return {
    method: "newcombe-auc",
    value,
    boundsAt: (z) => newcombeAucInterval(value, positives, negatives, z),
    proportion: null,
    spread: null,
  };
}

/**
 * All θ with |A − θ| ≤ z·√V(θ), where
 * V(θ) = θ(1 − θ)·(1 + k·((1 − θ)/(2 − θ) + θ/(1 + θ)))/(mn), k = (m + n)/2 − 1.
 * Newcombe (2006), Statistics in Medicine 25, method 5. Never of zero width.
 */
export function newcombeAucInterval(
  value: number,
  positives: number,
  negatives: number,
  z: number,
): Bounds {
  const k = Math.max(0, (positives + negatives) / 2 - 1);
  const error = (theta: number): number => {
    const shape = 1 + k * ((1 - theta) / (2 - theta) + theta / (1 + theta));
    return Math.sqrt((theta * (1 - theta) * shape) / (positives * negatives));
  };
  return {
    lower:
      value <= 0
        ? 0
        : solveIncreasing((theta) => theta + z * error(theta) - value, 0, Math.min(value, INSIDE)),
    upper:
      value >= 1
        ? 1
        : solveIncreasing(
            (theta) => theta - z * error(theta) - value,
            Math.max(value, 1 - INSIDE),
            1,
          ),
  };
}

/** At 0 and 1 themselves V is 0 and every θ would do. */
const INSIDE = 1 - 2 ** -50;

/** Sums over one side: w², w²·placement and w²·placement² (of frequencies w in place of w²). */
interface Placements {
  size: number;
  placed: number;
  squared: number;
}

/** Both sides' placements, from one walk over the distinct scores in ascending order. */
function sumPlacements(positives: ScoreSample, negatives: ScoreSample) {
  const ups = positives.scores;
  const downs = negatives.scores;
  const total = sizeOf(positives).weight;
  const ofUp: Placements = { size: 0, placed: 0, squared: 0 };
  const ofDown: Placements = { size: 0, placed: 0, squared: 0 };
  const up = { weight: 0, squares: 0 };
  const down = { weight: 0, squares: 0 };
  let won = 0;
  let upBelow = 0;
  let downBelow = 0;
  let groups = 0;
  let i = 0;
  let j = 0;
  while (i < ups.length || j < downs.length) {
    const first = i < ups.length ? (ups[i] as number) : Infinity;
    const second = j < downs.length ? (downs[j] as number) : Infinity;
    const score = Math.min(first, second);
    i = takeTied(positives, i, score, up);
    j = takeTied(negatives, j, score, down);
    const under = downBelow + down.weight / 2;
    const over = total - upBelow - up.weight / 2;
    won += up.weight * under;
    add(ofUp, up.squares, under);
    add(ofDown, down.squares, over);
    upBelow += up.weight;
    downBelow += down.weight;
    groups++;
  }
  return { won, ofUp, ofDown, isOneTie: groups === 1 };
}

function add(sums: Placements, squares: number, placement: number): void {
  sums.size += squares;
  sums.placed += squares * placement;
  sums.squared += squares * placement * placement;
}

/** Σ weight and Σ weight² (of frequencies: Σ weight) of the people with one score. */
interface Tied {
  weight: number;
  squares: number;
}

/** Sums those with this score from a position on; returns the position after them. */
function takeTied(sample: ScoreSample, from: number, score: number, into: Tied): number {
  const { scores, weights, kind } = sample;
  let at = from;
  while (at < scores.length && scores[at] === score) at++;
  into.weight = at - from;
  into.squares = at - from;
  if (weights === null) return at;
  into.weight = 0;
  into.squares = 0;
  for (let i = from; i < at; i++) {
    const own = weights[i] as number;
    into.weight += own;
    into.squares += kind === "frequency" ? own : own * own;
  }
  return at;
}
