import { solve } from "yalps";
import { type Affine, combine, type Terms } from "./affine.ts";
import type { People } from "./confusion.ts";
import type { Fraction } from "./fraction.ts";
import type { Box, Region } from "./region.ts";
import type { Level, Requirement } from "./requirements.ts";

/** `optimal`: of all such decisions those that agree most often with the recorded outcomes. */
export type ProgramResult =
  | { readonly status: "optimal"; readonly point: readonly number[] }
  | { readonly status: "infeasible" | "unknown" };

const PRECISION = 1e-9;

/**
 * The linear relaxation in which each curved level may be anywhere in its box. Where it has no
 * solution, no decisions in the region meet the requirements.
 *
 * @param slack by which each linear requirement may be missed; above the solver's precision, what is
 *   called infeasible is so by more than rounding
 */
export function solveProgram(
  people: readonly People[],
  requirements: readonly Requirement[],
  { levels: boxes, shares }: Region,
  slack: number,
): ProgramResult {
  const levels = new Map<Level, Affine>();
  const notNegative: Affine[] = [];
  let variables = 2 * people.length;
  for (const { against } of requirements) {
    if (against === null || boxes.has(against) || levels.has(against)) continue;
    const [first, ...others] = against.map(affineValue);
    if (others.length === 0) {
      levels.set(against, first as Affine);
      continue;
    }
    const highest: Affine = { constant: 0, coefficients: new Map([[variables, 1]]) };
    variables += 1;
    levels.set(against, highest);
    for (const value of [first as Affine, ...others]) notNegative.push(difference(highest, value));
  }
  for (const [level, box] of boxes) notNegative.push(...keepInBox(level, box));
  for (const requirement of requirements) {
    notNegative.push(...someoneIn(requirement), ...linearise(requirement, levels, boxes));
  }
  return maximiseAgreement(people, notNegative, variables, shares, slack);
}

/** A level above the value of the highest asks no less than the highest does, so its low end is left open. */
function keepInBox(level: Level, { low, high }: Box): Affine[] {
  return level.flatMap(({ numerator, denominator }) => {
    const below = combine([
      [high, denominator],
      [-1, numerator],
    ]);
    const above = combine([
      [1, numerator],
      [-low, denominator],
    ]);
    return level.length === 1 ? [below, above] : [below];
  });
}

/** A fraction of nobody is no value, and a ratio to nothing neither: both hold one row at least. */
function someoneIn({ own, against, compare }: Requirement): Affine[] {
  const fractions = [own, ...(against ?? [])];
  const bases = fractions.filter(({ isCurved }) => isCurved).map(atLeastOneRow);
  if (compare !== "ratio" || against?.length !== 1) return bases;
  const { numerator, oneRow } = against[0] as Fraction;
  return [...bases, atLeastOneRow({ denominator: numerator, oneRow })];
}

function atLeastOneRow({ denominator, oneRow }: Pick<Fraction, "denominator" | "oneRow">): Affine {
  return { ...denominator, constant: denominator.constant - oneRow };
}

/**
 * numerator − c·denominator ≥ 0 where the value is to be at least c, and the reverse; for a level
 * in a box, c is taken at the end of it that asks the least.
 */
function linearise(
  { own, against, compare, limit }: Requirement,
  levels: ReadonlyMap<Level, Affine>,
  boxes: ReadonlyMap<Level, Box>,
): Affine[] {
  const ends = [limit.min, limit.max].map((bound, i) => ({ bound, sign: i === 0 ? 1 : -1 }));
  return ends.flatMap(({ bound, sign }): Affine[] => {
    if (bound === null) return [];
    const atLeast = (value: number): Affine[] => [
      combine([
        [sign, own.numerator],
        [-sign * value, own.denominator],
      ]),
    ];
    if (against === null) return atLeast(bound);
    const box = boxes.get(against);
    if (box !== undefined) {
      const end = sign > 0 ? box.low : box.high;
      return atLeast(compare === "ratio" ? bound * end : end + bound);
    }
    const level = levels.get(against) as Affine;
    const target: Terms[number] = compare === "ratio" ? [-sign * bound, level] : [-sign, level];
    const value = combine([[sign, affineValue(own)], target]);
    return [compare === "ratio" ? value : { ...value, constant: value.constant - sign * bound }];
  });
}

/** Of a fraction whose denominator does not depend on the decisions. */
function affineValue({ numerator, denominator }: Fraction): Affine {
  return combine([[1 / denominator.constant, numerator]]);
}

function difference(one: Affine, two: Affine): Affine {
  return combine([
    [1, one],
    [-1, two],
  ]);
}

function maximiseAgreement(
  people: readonly People[],
  notNegative: readonly Affine[],
  variables: number,
  shares: Region["shares"],
  slack: number,
): ProgramResult {
  const total = people.reduce((sum, { weight }) => sum + weight, 0);
  const agreement = combine(
    people.flatMap(({ confusion: { tp, tn }, weight }): Terms[number][] => [
      [weight / total, tp],
      [weight / total, tn],
    ]),
  );
  const columns = Array.from({ length: variables }, (_, i) => {
    const column = new Map<string, number>([[`share ${i}`, 1]]);
    const gain = agreement.coefficients.get(i);
    if (gain !== undefined) column.set("agreement", gain);
    return column;
  });
  const constraints = new Map<string, { min?: number; max?: number }>(
    Array.from({ length: 2 * people.length }, (_, i) => {
      const { low, high } = shares.get(i) ?? { low: 0, high: 1 };
      return [`share ${i}`, low === 0 ? { max: high } : { min: low, max: high }];
    }),
  );
  notNegative.forEach(({ constant, coefficients }, i) => {
    constraints.set(`row ${i}`, { min: -constant - slack });
    for (const [variable, coefficient] of coefficients) {
      columns[variable]?.set(`row ${i}`, coefficient);
    }
  });
  const { status, variables: found } = solve<number>(
    { direction: "maximize", objective: "agreement", constraints, variables: columns.entries() },
    { precision: PRECISION },
  );
  if (status === "infeasible") return { status };
  if (status !== "optimal") return { status: "unknown" };
  const point = new Array<number>(variables).fill(0);
  for (const [variable, value] of found) point[variable] = Math.min(1, Math.max(0, value));
  return { status: "optimal", point };
}
