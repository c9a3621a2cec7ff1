import type { Goal } from "../target.ts";
import { type Scored, withCandidate } from "./points.ts";

/**
 * A guess of the score of points not asked about: on the scale `transform` gives, each candidate adds
 * what it added alone. It only chooses what to ask; the model decides.
 */
export interface Surrogate {
  /** Candidates of each feature that were tried alone, with what each added. */
  readonly steps: readonly (readonly Step[])[];
  /** The guess for a score from which steps are taken back and to which others are added. */
  shifted(score: number, gain: number): number;
  /** How far a transformed score is from the goal; 0 where it meets it. */
  shortfall(level: number): number;
  readonly level: (score: number) => number;
}

export interface Step {
  readonly feature: number;
  readonly candidate: number;
  readonly cost: number;
  readonly gain: number;
}

/** Nearer to 0 or 1 than this a probability no longer says how far it is. */
const NEAREST = 1e-6;

/** Probabilities are compared by log-odds, everything else as it is. */
function levelOf(unit: string): (score: number) => number {
  if (unit !== "probability") return (score) => score;
  return (score) => {
    const p = Math.max(NEAREST, Math.min(score, 1 - NEAREST));
    return Math.log(p / (1 - p));
  };
}

export function surrogateOf(
  unit: string,
  goal: Goal,
  own: Scored,
  alone: readonly Scored[],
): Surrogate {
  const level = levelOf(unit);
  const steps: Step[][] = Array.from(own.point, () => []);
  for (const { point, cost, score } of alone) {
    const feature = point.findIndex((candidate, at) => candidate !== own.point[at]);
    steps[feature]?.push({
      feature,
      candidate: point[feature] as number,
      cost,
      gain: level(score) - level(own.score),
    });
  }
  const limits = goal.limits.map(({ at, kind }) => ({ at: level(at), kind }));
  return {
    steps,
    level,
    shifted: (score, gain) => level(score) + gain,
    shortfall: (at) =>
      limits.reduce(
        (most, limit) => Math.max(most, limit.kind === "at least" ? limit.at - at : at - limit.at),
        0,
      ),
  };
}

interface Partial {
  readonly steps: readonly Step[];
  readonly cost: number;
  readonly level: number;
  /** Cost so far and what the rest costs at the best price per gain. */
  readonly guess: number;
}

/** Ways kept from one number of changes to the next. */
const WIDTH = 200;
const MOST_STEPS = 5;

/** Points of two and more steps that the guess calls answers, the cheapest first. */
export function guessedAnswers(
  { steps, level, shortfall }: Surrogate,
  own: Scored,
  most: number,
): Int32Array[] {
  const all = steps
    .flat()
    .filter(({ gain }) => shortfall(level(own.score) + gain) < shortfall(level(own.score)));
  const price = all.reduce(
    (least, { cost, gain }) => Math.min(least, cost / Math.abs(gain)),
    Infinity,
  );
  const start: Partial = { steps: [], cost: 0, level: level(own.score), guess: 0 };
  let beam = [start];
  const found: Partial[] = [];
  for (let length = 1; length <= MOST_STEPS && beam.length > 0; length++) {
    const grown = beam.flatMap((partial) =>
      all
        .filter(({ feature }) => feature > (partial.steps.at(-1)?.feature ?? -1))
        .map((step): Partial => {
          const reached = partial.level + step.gain;
          const cost = partial.cost + step.cost;
          return {
            steps: [...partial.steps, step],
            cost,
            level: reached,
            guess: cost + price * shortfall(reached),
          };
        }),
    );
    const open = grown.filter((one) => shortfall(one.level) > 0);
    if (length > 1) found.push(...grown.filter((one) => shortfall(one.level) === 0));
    beam = open.sort((a, b) => a.guess - b.guess).slice(0, WIDTH);
  }
  return found
    .sort((a, b) => a.cost - b.cost)
    .slice(0, most)
    .map((one) =>
      one.steps.reduce(
        (point, { feature, candidate }) => withCandidate(point, feature, candidate),
        own.point,
      ),
    );
}
