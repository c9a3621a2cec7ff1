import { criticalValue, normalQuantile } from "../../stats/normal.ts";
import { type FoundSize, MOST, neededSize } from "./needed-size.ts";
import type { Detectable, NeverReason, Planned, PlannedCounts, PlannedGoal } from "./plan.ts";
import { type Chances, fromScale, type Power, type Rule, toScale } from "./power.ts";
import { farthestBeyond, isWithin, type Truths } from "./truths.ts";

/** What one comparison's plan says beyond its names. */
export type ComparisonPlan = Pick<
  Planned,
  "method" | "present" | "pass" | "fail" | "detectable" | "falsePass" | "falseFail"
>;

/**
 * Plans one comparison.
 *
 * @param counts decisions and rows that so many effective decisions of the cohort mean
 * @param asked the chance asked for
 */
export function planComparison(
  rule: Rule,
  power: Power,
  truths: Truths,
  counts: (own: number) => PlannedCounts,
  asked: number,
): ComparisonPlan {
  const present = power.at(Math.max(1, Math.round(power.present.own)));
  const goal = (kind: "pass" | "fail"): PlannedGoal => {
    const truth = truths[kind];
    const chance = power.isPossible(truth) ? present[kind](truth) : 0;
    const found = findNeed(rule, power, kind, truth, asked);
    return typeof found === "string"
      ? { truth, chance, need: { status: "never", reason: found } }
      : {
          truth,
          chance,
          need: { status: "enough-with", ...counts(found.size), chance: found.chance },
        };
  };
  const ends = [rule.limit.min, rule.limit.max].filter((end) => end !== null);
  const atEnds = ends.filter((end) => power.isPossible(end));
  const detect = (kind: "pass" | "fail", side: "min" | "max"): Detectable | null =>
    findDetectable(rule, power, present, kind, side, truths.pass, asked);
  return {
    method: power.method,
    present: counts(power.present.own),
    pass: goal("pass"),
    fail: goal("fail"),
    detectable: {
      fail: { min: detect("fail", "min"), max: detect("fail", "max") },
      pass: { min: detect("pass", "min"), max: detect("pass", "max") },
    },
    falsePass: Math.max(0, ...atEnds.map((end) => present.pass(end))),
    falseFail: Math.max(0, ...atEnds.map((end) => present.fail(end))),
  };
}

/** The least decisions of the cohort with the chance asked for, or why there are none. */
export function findNeed(
  rule: Rule,
  power: Power,
  kind: "pass" | "fail",
  truth: number,
  asked: number,
): FoundSize | NeverReason {
  const { compare, limit, confidence, family, minimum } = rule;
  if (!power.isPossible(truth)) return "impossible";
  const distances = [limit.min, limit.max].flatMap((end) =>
    end === null ? [] : [Math.abs(toScale(compare, truth) - toScale(compare, end))],
  );
  const distance = Math.min(...distances);
  if (!(distance > 1e-12)) return "on-limit";
  const tail = kind === "pass" ? confidence : 1 - (1 - confidence) / family;
  const reach = (criticalValue(tail) + normalQuantile(asked)) * power.errorOfOne(truth);
  const { own, reference } = power.present;
  const smaller = reference === null ? 1 : Math.min(1, reference / own);
  const least = kind === "pass" ? Math.max(1, Math.ceil(minimum / smaller)) : 1;
  const guess = Math.max(least, (reach / distance) ** 2);
  if (guess > MOST) return "too-many";
  const found = neededSize((size) => power.at(size)[kind](truth), asked, least, guess);
  return found ?? "too-many";
}

/** By bisection of the truth, with the decisions as they are. */
function findDetectable(
  rule: Rule,
  power: Power,
  present: Chances,
  kind: "pass" | "fail",
  side: "min" | "max",
  inside: number,
  asked: number,
): Detectable | null {
  const { compare, limit } = rule;
  const end = limit[side];
  if (end === null) return null;
  const best = kind === "pass" ? inside : farthestBeyond(rule, power, end, inside);
  const isUsable = best !== null && [end, best].every((truth) => power.isPossible(truth));
  if (!isUsable || !isWithin(inside, limit) || present[kind](best) < asked) {
    return { status: "none" };
  }
  let misses = toScale(compare, end);
  let reaches = toScale(compare, best);
  while (Math.abs(reaches - misses) > 1e-6) {
    const middle = (misses + reaches) / 2;
    if (present[kind](fromScale(compare, middle)) < asked) misses = middle;
    else reaches = middle;
  }
  return { status: "found", truth: fromScale(compare, reaches) };
}
