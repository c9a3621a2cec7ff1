import type { ConditionLink, FeatureLink, OrderLink } from "@evenhand/core";
import { nextBelow } from "../../trees/doubles.ts";
import type { ModelFeature } from "../../trees/ensemble.ts";
import { type Choice, clipped, holdsValue, isPoint, type Part, type Piece } from "./pieces.ts";

/** A link between two inputs by their places. */
export type PlacedLink =
  | {
      readonly kind: "order";
      readonly above: number;
      readonly below: number;
      readonly plus: number;
    }
  | {
      readonly kind: "condition";
      /** The input of which something is said. */
      readonly above: number;
      readonly below: number;
      isMet(value: number): boolean;
      /** Values that are admitted then: of numbers from `from` to `to`, of categories by level. */
      readonly from: number;
      readonly to: number;
      readonly levels: ReadonlySet<number> | null;
    };

export function placeLinks(
  features: readonly ModelFeature[],
  links: readonly FeatureLink[],
): PlacedLink[] {
  const at = (name: string): number => features.findIndex((one) => one.name === name);
  return links.map((link) =>
    "when" in link ? placeCondition(features, link, at) : placeOrder(link, at),
  );
}

function placeOrder(
  { feature, atLeast, plus = 0 }: OrderLink,
  at: (name: string) => number,
): PlacedLink {
  return { kind: "order", above: at(feature), below: at(atLeast), plus };
}

function placeCondition(
  features: readonly ModelFeature[],
  { feature, when, min = -Infinity, max = Infinity, in: admitted }: ConditionLink,
  at: (name: string) => number,
): PlacedLink {
  const indices = (name: string, levels: readonly string[]): Set<number> => {
    const known = features[at(name)] as ModelFeature;
    return new Set(
      levels.map((level) => (known.kind === "category" ? known.levels.indexOf(level) : -1)),
    );
  };
  const met = indices(when.feature, when.in);
  return {
    kind: "condition",
    above: at(feature),
    below: at(when.feature),
    isMet: (value) => met.has(value),
    from: min,
    to: max,
    levels: admitted === undefined ? null : indices(feature, admitted),
  };
}

/** Whether two values keep a link; a missing one is not bound. */
function agree(link: PlacedLink, above: number, below: number): boolean {
  if (Number.isNaN(above) || Number.isNaN(below)) return true;
  if (link.kind === "order") return above >= below + link.plus;
  if (!link.isMet(below)) return true;
  return link.levels === null ? above >= link.from && above <= link.to : link.levels.has(above);
}

/** The first link that values break: the present pair of both is always allowed. */
export function brokenBy(
  links: readonly PlacedLink[],
  choices: readonly Choice[],
  values: Float64Array,
): PlacedLink | null {
  return (
    links.find((link) => {
      const { above, below } = link;
      const [x, y] = [values[above] as number, values[below] as number];
      const isOwn = Object.is(x, choices[above]?.own) && Object.is(y, choices[below]?.own);
      return !isOwn && !agree(link, x, y);
    }) ?? null
  );
}

/** Whether the values of all inputs keep the links that bind whoever changes one of their two. */
export function keepsLinks(
  links: readonly PlacedLink[],
  before: Float64Array,
  after: Float64Array,
): boolean {
  return links.every((link) => {
    const { above, below } = link;
    const [x, y] = [after[above] as number, after[below] as number];
    const isOwn = Object.is(x, before[above]) && Object.is(y, before[below]);
    return isOwn || agree(link, x, y);
  });
}

/** The part without values that no partner in it allows; null where nothing is left. */
export function narrowed(
  links: readonly PlacedLink[],
  choices: readonly Choice[],
  part: Part,
): Part | null {
  let present = part;
  for (let moved = true; moved; ) {
    moved = false;
    for (const link of links) {
      for (const feature of [link.above, link.below]) {
        const before = present[feature] as readonly Piece[];
        const after = allowedBy(link, choices, present, feature);
        if (after.length === 0) return null;
        if (sameEnds(before, after)) continue;
        present = present.map((pieces, at) => (at === feature ? after : pieces));
        moved = true;
      }
    }
  }
  return present;
}

function allowedBy(
  link: PlacedLink,
  choices: readonly Choice[],
  part: Part,
  feature: number,
): readonly Piece[] {
  const { above, below } = link;
  const partner = feature === above ? below : above;
  const pieces = part[feature] as readonly Piece[];
  const others = part[partner] as readonly Piece[];
  const choice = choices[feature] as Choice;
  const kept = keptBy(link, choice, pieces, others, feature === above);
  const { own } = choice;
  const isExempt = holdsValue(others, (choices[partner] as Choice).own);
  return isExempt && holdsValue(pieces, own) && !holdsValue(kept, own)
    ? [{ low: own, high: own }, ...kept]
    : kept;
}

function keptBy(
  link: PlacedLink,
  { grid }: Choice,
  pieces: readonly Piece[],
  others: readonly Piece[],
  isAbove: boolean,
): readonly Piece[] {
  if (others.some(({ low }) => Number.isNaN(low)) || pieces.some(({ low }) => Number.isNaN(low))) {
    return pieces;
  }
  if (link.kind === "order") {
    return isAbove
      ? clipped(pieces, grid, Math.min(...others.map(({ low }) => low)) + link.plus, Infinity)
      : clipped(pieces, grid, -Infinity, Math.max(...others.map(({ high }) => high)) - link.plus);
  }
  const { isMet, levels, from, to } = link;
  const admit = (all: readonly Piece[]): readonly Piece[] =>
    levels === null ? clipped(all, grid, from, to) : all.filter(({ low }) => levels.has(low));
  if (isAbove) return others.every(({ low }) => isMet(low)) ? admit(pieces) : pieces;
  const canBe = others.some((piece) =>
    levels === null ? piece.high >= from && piece.low <= to : levels.has(piece.low),
  );
  return canBe ? pieces : pieces.filter(({ low }) => !isMet(low));
}

function sameEnds(a: readonly Piece[], b: readonly Piece[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ low, high }, at) => Object.is(low, b[at]?.low) && Object.is(high, b[at]?.high))
  );
}

/** Two parts of the pieces of one input that part a broken pair of values. */
export function divideAtLink(
  link: PlacedLink,
  choices: readonly Choice[],
  part: Part,
  values: Float64Array,
): { readonly feature: number; readonly ways: readonly (readonly Piece[])[] } {
  for (const feature of [link.above, link.below]) {
    const { own } = choices[feature] as Choice;
    const pieces = part[feature] as readonly Piece[];
    if (Object.is(values[feature], own) || !holdsValue(pieces, own)) continue;
    return { feature, ways: apartFromOwn(pieces, own) };
  }
  if (link.kind === "condition") {
    const pieces = part[link.below] as readonly Piece[];
    const met = pieces.filter(({ low }) => link.isMet(low));
    return { feature: link.below, ways: [met, pieces.filter((piece) => !met.includes(piece))] };
  }
  const { grid } = choices[link.above] as Choice;
  const pieces = part[link.above] as readonly Piece[];
  const needed = (values[link.below] as number) + link.plus;
  const border =
    grid.kind === "continuous" ? ((values[link.above] as number) + needed) / 2 : needed;
  const high = clipped(pieces, grid, border, Infinity);
  const low = clipped(pieces, grid, -Infinity, nextBelow(border));
  return { feature: link.above, ways: [low, high] };
}

/** The present value alone, and everything else. */
export function apartFromOwn(pieces: readonly Piece[], own: number): Piece[][] {
  return [
    [{ low: own, high: own }],
    pieces.filter((piece) => !(isPoint(piece) && Object.is(piece.low, own))),
  ];
}
