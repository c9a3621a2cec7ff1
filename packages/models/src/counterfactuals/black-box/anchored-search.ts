import type { EncodedRows } from "../../trees/encode.ts";
import { changedIn } from "../answers.ts";
import { clamp, costAt } from "../box.ts";
import { candidateOf, type Domain } from "../domain.ts";
import type { Goal } from "../target.ts";
import type { Oracle } from "./oracle.ts";
import {
  byCost,
  cheapestFirst,
  isAllowed,
  ownPoint,
  type Scored,
  type Space,
  withCandidate,
} from "./points.ts";
import { guessedAnswers, type Step, type Surrogate, surrogateOf } from "./surrogate.ts";

export interface AnchoredTask {
  readonly space: Space;
  readonly oracle: Oracle;
  readonly goal: Goal;
  readonly unit: string;
  readonly own: Scored;
  /** Rows with the favourable output. */
  readonly anchors: EncodedRows;
  /** Sets of features that stay as they are when an anchor is repaired. */
  readonly frozen: readonly (readonly number[])[];
}

/** Candidates that are tried alone, on one side of the present value, of all features together and of each. */
const TRIED_ALONE = { together: 150, least: 8, most: 32 };
const TRIED_ANCHORS = 80;
const TRIED_GUESSES = 100;
/** Points from which the search steps towards the goal where no answer is at hand. */
const CLIMBING = 4;
/** Answers that are made cheaper side by side. */
const POLISHED = 6;
/** Ways to make one answer cheaper by an exchange that are tried in one round. */
const EXCHANGES = 24;

/**
 * The cheapest answer that is found: from changes of one feature, from anchors repaired to what may
 * change, and from combinations of changes that together should suffice; the cheapest of these are
 * made cheaper until nothing moves.
 */
export async function searchAnchored(task: AnchoredTask): Promise<Scored | null> {
  const { space, oracle, goal, unit, own } = task;
  const { domains } = space;
  const movable = domains.filter(({ values }) => values.length > 1).length;
  const each = clamp(
    Math.round(TRIED_ALONE.together / movable),
    TRIED_ALONE.least,
    TRIED_ALONE.most,
  );
  const alone = domains.flatMap((domain, feature) =>
    spreadOut(domain, each).map((candidate) => withCandidate(own.point, feature, candidate)),
  );
  const anchored = cheapestFirst(domains, repairedAnchors(task))
    .map(({ point }) => point)
    .filter((point) => isAllowed(space, point))
    .slice(0, TRIED_ANCHORS);
  const scored = await oracle.ask(domains, [...alone, ...anchored]);
  const guess = surrogateOf(unit, goal, own, scored.slice(0, alone.length));
  const guessed = guessedAnswers(guess, own, 4 * TRIED_GUESSES)
    .filter((point) => isAllowed(space, point))
    .slice(0, TRIED_GUESSES);
  scored.push(...(await oracle.ask(domains, guessed)));
  const allowed = scored.filter(({ point }) => isAllowed(space, point));
  const answers = allowed.filter(({ score }) => goal.isMetBy(score));
  if (answers.length === 0) answers.push(...(await climb(task, guess, allowed)));
  return polishTogether(task, guess, answers.sort(byCost).slice(0, POLISHED));
}

/** From the points nearest to the goal, one more step at a time, until some meet it or nothing comes nearer. */
async function climb(
  { space, oracle, goal, own }: AnchoredTask,
  guess: Surrogate,
  tried: readonly Scored[],
): Promise<Scored[]> {
  const { domains } = space;
  const shortfallOf = ({ score }: Scored): number => guess.shortfall(guess.level(score));
  const nearest = (points: readonly Scored[]): Scored[] =>
    [...points]
      .sort((a, b) => shortfallOf(a) - shortfallOf(b) || a.cost - b.cost)
      .slice(0, CLIMBING);
  let least = shortfallOf(own);
  for (let from = nearest([own, ...tried]); from.length > 0; ) {
    const steps = from.flatMap(({ point }) =>
      guess.steps
        .flat()
        .filter(({ feature, candidate }) => point[feature] !== candidate)
        .map(({ feature, candidate }) => withCandidate(point, feature, candidate))
        .filter((next) => isAllowed(space, next)),
    );
    const scored = await oracle.ask(domains, steps);
    const answers = scored.filter(({ score }) => goal.isMetBy(score));
    if (answers.length > 0) return answers;
    from = nearest(scored.filter((one) => shortfallOf(one) < least));
    least = from[0] === undefined ? least : shortfallOf(from[0]);
  }
  return [];
}

/** The answers made cheaper side by side, one question a round, until none moves; the cheapest of them. */
export async function polishTogether(
  { space, oracle, goal }: Pick<AnchoredTask, "space" | "oracle" | "goal">,
  guess: Surrogate | null,
  answers: readonly Scored[],
): Promise<Scored | null> {
  let best = answers[0] ?? null;
  let moving = answers;
  while (moving.length > 0) {
    const ways = moving.map((answer) => cheaperPoints(space, guess, answer));
    const scored = await oracle.ask(space.domains, ways.flat());
    const known = new Map(scored.map((one) => [one.point, one]));
    const next = ways.flatMap((points) => {
      const better = points
        .flatMap((point) => known.get(point) ?? [])
        .filter(({ score }) => goal.isMetBy(score))
        .sort(byCost);
      return better.slice(0, 1);
    });
    const once = new Map(next.map((one) => [one.point.join(), one]));
    moving = [...once.values()].sort(byCost);
    const [first] = moving;
    if (first !== undefined && (best === null || first.cost < best.cost)) best = first;
  }
  return best;
}

/** Cheaper points near an answer: a change taken back, made smaller, or exchanged for another. */
function cheaperPoints(space: Space, guess: Surrogate | null, answer: Scored): Int32Array[] {
  const { domains } = space;
  const { point } = answer;
  const smaller = changedIn(domains, point).flatMap((feature) =>
    smallerCandidates(domains[feature] as Domain, point[feature] as number).map((candidate) =>
      withCandidate(point, feature, candidate),
    ),
  );
  const exchanged = guess === null ? [] : exchanges(space, guess, answer);
  return [...smaller, ...exchanged].filter((one) => isAllowed(space, one));
}

/** The present value, the next cheaper candidate, and two between. */
function smallerCandidates(domain: Domain, candidate: number): number[] {
  const cheaper = cheaperThan(domain, candidate);
  const last = cheaper.length - 1;
  return [...new Set([0, last >> 1, (3 * last) >> 2, last])].flatMap((at) => cheaper[at] ?? []);
}

/** One change taken back or made smaller and another step taken, where the guess still calls it an answer. */
function exchanges(space: Space, guess: Surrogate, { point, score, cost }: Scored): Int32Array[] {
  const { domains } = space;
  const found: { readonly point: Int32Array; readonly cost: number }[] = [];
  const gainOf = (feature: number, candidate: number): number | null => {
    if (candidate === domains[feature]?.own) return 0;
    return (
      nearestStep(domains[feature] as Domain, guess.steps[feature] ?? [], candidate)?.gain ?? null
    );
  };
  for (const feature of changedIn(domains, point)) {
    const before = gainOf(feature, point[feature] as number);
    if (before === null) continue;
    const less = [
      { candidate: domains[feature]?.own as number, gain: 0 },
      ...(guess.steps[feature] ?? []),
    ];
    for (const { candidate, gain } of less) {
      const reduced = withCandidate(point, feature, candidate);
      if (costAt(domains, reduced) >= cost) continue;
      for (const step of guess.steps.flat()) {
        if (step.feature === feature) continue;
        const replaced = gainOf(step.feature, point[step.feature] as number);
        if (replaced === null) continue;
        const next = withCandidate(reduced, step.feature, step.candidate);
        const total = costAt(domains, next);
        const shift = gain - before + step.gain - replaced;
        if (total >= cost || guess.shortfall(guess.shifted(score, shift)) > 0) continue;
        found.push({ point: next, cost: total });
      }
    }
  }
  return found
    .sort(byCost)
    .slice(0, EXCHANGES)
    .map((one) => one.point);
}

function nearestStep(domain: Domain, steps: readonly Step[], candidate: number): Step | undefined {
  const value = domain.values[candidate] as number;
  if (domain.borders === null) return steps.find((step) => step.candidate === candidate);
  let nearest: Step | undefined;
  let least = Infinity;
  for (const step of steps) {
    const distance = Math.abs((domain.values[step.candidate] as number) - value);
    if (distance < least) [nearest, least] = [step, distance];
  }
  return nearest;
}

/** Candidates that cost less than this one, the cheapest first. */
function cheaperThan({ costs }: Domain, candidate: number): number[] {
  const price = costs[candidate] as number;
  return Array.from(costs, (_, at) => at)
    .filter((at) => (costs[at] as number) < price)
    .sort((a, b) => (costs[a] as number) - (costs[b] as number) || a - b);
}

/** Some candidates of a feature beside the present one: of an ordered one from both sides, spread by rank. */
function spreadOut(domain: Domain, most: number): number[] {
  const { own, values, ordered, costs } = domain;
  const others = Array.from(values, (_, at) => at).filter((at) => at !== own);
  if (!ordered && domain.borders === null) {
    return others.sort((a, b) => (costs[a] as number) - (costs[b] as number)).slice(0, 3 * most);
  }
  const sides = [
    others.filter((at) => (values[at] as number) < (values[own] as number)).reverse(),
    others.filter((at) => (values[at] as number) > (values[own] as number)),
  ];
  return sides.flatMap((side) => {
    const picked = Array.from({ length: most }, (_, k) =>
      Math.round(((k + 1) / most) ** 1.5 * (side.length - 1)),
    );
    return [...new Set(picked)].flatMap((at) => side[at] ?? []);
  });
}

function* repairedAnchors({
  space: { domains },
  anchors,
  frozen,
}: AnchoredTask): Generator<Int32Array> {
  const { rows, width, values } = anchors;
  for (const features of frozen) {
    for (let row = 0; row < rows; row++) {
      const point = ownPoint(domains);
      for (let feature = 0; feature < width; feature++) {
        if (features.includes(feature)) continue;
        point[feature] = candidateOf(
          domains[feature] as Domain,
          values[row * width + feature] as number,
        );
      }
      yield point;
    }
  }
}
