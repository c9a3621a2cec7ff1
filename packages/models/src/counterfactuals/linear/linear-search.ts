import TinyQueue from "tinyqueue";
import { nextAbove } from "../../trees/doubles.ts";
import { SLACK } from "../bound.ts";
import { greatestUpTo, leastFrom } from "../grid.ts";
import { apartFromOwn, brokenBy, divideAtLink, narrowed, type PlacedLink } from "./part-links.ts";
import { type Choice, clipped, holdsValue, isPoint, type Part, type Piece } from "./pieces.ts";
import { type Between, type Relaxed, relax } from "./relaxation.ts";

/** One limit of the target: the signed sum of effects has to reach `least`. */
export interface LinearSide {
  readonly sign: 1 | -1;
  readonly least: number;
}

export interface LinearRules {
  readonly choices: readonly Choice[];
  readonly sides: readonly LinearSide[];
  readonly links: readonly PlacedLink[];
  readonly maxChanges: number;
  /** Whether values meet the target, by the arithmetic of the model. */
  meets(values: Float64Array): boolean;
}

export interface LinearAnswer {
  readonly values: Float64Array;
  readonly cost: number;
}

export interface LinearResult {
  readonly answer: LinearAnswer | null;
  readonly lowerBound: number | null;
  readonly proved: boolean;
  readonly nodes: number;
}

interface OpenPart {
  readonly parts: readonly Part[];
  readonly bound: number;
  readonly serial: number;
}

/**
 * Best-first branch and bound with the relaxation as the bound. A relaxed answer whose one input
 * between two values is moved on to the next value that suffices is an answer; a part is divided where
 * its relaxed answer is none: at that input, at a link it breaks, or at an input that may not change as well.
 */
export function searchLinear(
  rules: LinearRules,
  starts: readonly Part[],
  maxNodes: number,
): LinearResult {
  const open = new TinyQueue<OpenPart>([], (a, b) => a.bound - b.bound || a.serial - b.serial);
  let answer: LinearAnswer | null = null;
  let nodes = 0;
  const limit = (): number =>
    answer === null ? Infinity : answer.cost - SLACK * Math.max(1, answer.cost);

  const consider = (values: Float64Array): boolean => {
    if (!isAnswer(rules, values)) return false;
    const cost = costOf(rules.choices, values);
    if (answer === null || cost < answer.cost) answer = { values, cost };
    return true;
  };

  const look = (given: Part, parentBound: number): void => {
    nodes++;
    const part = narrowed(rules.links, rules.choices, given);
    if (part === null || leastChanges(rules.choices, part) > rules.maxChanges) return;
    const hardest = relaxAll(rules, part);
    if (hardest === null) return;
    const bound = Math.max(parentBound, hardest.relaxed.cost);
    if (bound >= limit()) return;
    const rounded = roundings(rules, part, hardest);
    const isSolved = rounded.some((values) => consider(values));
    if (isSolved && bound >= limit()) return;
    const parts = divided(rules, part, hardest.relaxed, rounded.at(-1) as Float64Array);
    if (parts.length > 0) open.push({ parts, bound, serial: nodes });
  };

  for (const part of starts) look(part, 0);
  for (let next = open.peek(); next !== undefined; next = open.peek()) {
    if (next.bound >= limit()) break;
    if (nodes >= maxNodes) return { answer, lowerBound: next.bound, proved: false, nodes };
    open.pop();
    for (const part of next.parts) look(part, next.bound);
  }
  // Written in `look`, which the compiler does not follow.
  const found = answer as LinearAnswer | null;
  return { answer: found, lowerBound: found?.cost ?? null, proved: true, nodes };
}

/** Slack of a sum of effects, so that rounding never closes a part that holds an answer. */
const ROUNDING = 1e-12;

interface Hardest {
  readonly side: LinearSide;
  readonly relaxed: Relaxed;
}

/** The relaxation of the limit that costs most to reach; null where one lies out of reach. */
function relaxAll({ choices, sides }: LinearRules, part: Part): Hardest | null {
  let hardest: Hardest | null = null;
  for (const side of sides) {
    const slack = ROUNDING * Math.max(1, Math.abs(side.least));
    const relaxed = relax(choices, part, side.sign, { least: side.least - slack, slack });
    if (relaxed === null) return null;
    if (hardest === null || relaxed.cost > hardest.relaxed.cost) hardest = { side, relaxed };
  }
  return hardest;
}

/** How far past the relaxed value, in slacks of the sum, its rounding may ask to go. */
const NUDGES = [0, 1, 2, 4, 8];

/** Whole answers near a relaxed one: the first that meets the target last, or else the farthest. */
function roundings(
  { choices, meets }: LinearRules,
  part: Part,
  { relaxed: { values, between } }: Hardest,
): Float64Array[] {
  if (between === null) return [values];
  const { feature, to } = between;
  const choice = choices[feature] as Choice;
  const tried: Float64Array[] = [];
  for (const value of nextValues(choice, part[feature] as readonly Piece[], between)) {
    const rounded = values.slice();
    rounded[feature] = value;
    tried.push(rounded);
    if (meets(rounded)) return tried;
  }
  const whole = values.slice();
  whole[feature] = to.value;
  return [...tried, whole];
}

/** The values of the grid from the relaxed one onwards, away from the present value. */
function* nextValues(
  choice: Choice,
  pieces: readonly Piece[],
  between: Between,
): Generator<number> {
  const { from, to, share } = between;
  if (from.piece !== to.piece) return;
  const { low, high } = to.piece;
  const isRising = to.value > from.value;
  for (const nudge of NUDGES) {
    const value = from.value + (to.value - from.value) * (share + nudge * between.slack);
    const snapped = isRising ? leastFrom(choice.grid, value) : greatestUpTo(choice.grid, value);
    if (snapped === null) return;
    const inside = Math.max(low, Math.min(snapped, high));
    if (holdsValue(pieces, inside)) yield inside;
  }
}

/** The parts of a part in which its relaxed answer no longer stands. */
function divided(rules: LinearRules, part: Part, relaxed: Relaxed, rounded: Float64Array): Part[] {
  const { choices, links, maxChanges } = rules;
  const replaced = (feature: number, ways: readonly (readonly Piece[])[]): Part[] =>
    ways
      .filter((pieces) => pieces.length > 0)
      .map((pieces) => part.map((old, at) => (at === feature ? pieces : old)));
  const broken = brokenBy(links, choices, rounded);
  if (broken !== null) {
    const { feature, ways } = divideAtLink(broken, choices, part, rounded);
    return replaced(feature, ways);
  }
  const changed = choices.flatMap(({ own }, at) => (Object.is(own, rounded[at]) ? [] : [at]));
  if (changed.length > maxChanges) {
    const free = changed.find((at) =>
      holdsValue(part[at] as readonly Piece[], (choices[at] as Choice).own),
    );
    if (free !== undefined) {
      return replaced(
        free,
        apartFromOwn(part[free] as readonly Piece[], (choices[free] as Choice).own),
      );
    }
  }
  if (relaxed.between !== null) {
    const ways = waysBetween(choices[relaxed.between.feature] as Choice, part, relaxed.between);
    if (ways !== null) return replaced(relaxed.between.feature, ways);
  }
  for (const [feature, pieces] of part.entries()) {
    const ways = halves(choices[feature] as Choice, pieces);
    if (ways !== null) return replaced(feature, ways);
  }
  return [];
}

/** Up to the value before a relaxed one, and from the next on; or one end's piece, and the others. */
function waysBetween(
  { grid }: Choice,
  part: Part,
  { feature, from, to, share }: Between,
): readonly (readonly Piece[])[] | null {
  const pieces = part[feature] as readonly Piece[];
  const others = pieces.filter((piece) => piece !== to.piece);
  if (from.piece !== to.piece) return [[to.piece], others];
  const value = from.value + (to.value - from.value) * share;
  const lower = clipped([to.piece], grid, -Infinity, value);
  const upper = clipped([to.piece], grid, nextAbove(value), Infinity);
  if (lower.length === 0 || upper.length === 0) return null;
  return to.value > from.value ? [[...others, ...lower], upper] : [[...others, ...upper], lower];
}

/** Any division of what is not one value only; null for what is. */
function halves({ grid }: Choice, pieces: readonly Piece[]): readonly (readonly Piece[])[] | null {
  const [first, ...rest] = pieces as [Piece, ...Piece[]];
  if (rest.length > 0) return [[first], rest];
  if (isPoint(first)) return null;
  const middle = first.low + (first.high - first.low) / 2;
  const lower = clipped([first], grid, -Infinity, middle);
  const upper = clipped([first], grid, nextAbove(middle), Infinity);
  return lower.length === 0 || upper.length === 0
    ? [[{ low: first.low, high: first.low }], [{ low: first.high, high: first.high }]]
    : [lower, upper];
}

function isAnswer(
  { choices, links, maxChanges, meets }: LinearRules,
  values: Float64Array,
): boolean {
  const changes = choices.filter(({ own }, at) => !Object.is(own, values[at])).length;
  return changes <= maxChanges && brokenBy(links, choices, values) === null && meets(values);
}

/** The inputs of which the part does not hold the present value. */
function leastChanges(choices: readonly Choice[], part: Part): number {
  return choices.filter(({ own }, at) => !holdsValue(part[at] as readonly Piece[], own)).length;
}

function costOf(choices: readonly Choice[], values: Float64Array): number {
  return choices.reduce((sum, { cost }, at) => sum + cost(values[at] as number), 0);
}
