import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { EvenhandError } from "../errors.ts";
import type { ScoredDecisions } from "./scored-decisions.ts";

/**
 * How a score becomes a decision: with probability `share` each step's threshold is used, with
 * probability `everyone` all are decided favourably, else nobody. The shares and `everyone` add up to
 * 1 at most, so a better score never has the smaller chance.
 */
export interface ThresholdRule {
  /** Null for the rule of everyone. */
  readonly cohort: string | null;
  readonly steps: readonly { readonly threshold: number; readonly share: number }[];
  readonly everyone: number;
}

/**
 * The chance of a favourable decision of each person, 0 to 1; NaN where the cohort is unknown and the
 * rules are by cohort.
 *
 * @throws EvenhandError `usage/no-rule` for a cohort without a rule
 */
export function chancesUnder(
  rules: readonly ThresholdRule[],
  { scores, cohorts, names, favourableWhen = "above" }: ScoredDecisions,
): Float64Array {
  const common = rules.find(({ cohort }) => cohort === null);
  const byCohort = names.map((name) => common ?? rules.find(({ cohort }) => cohort === name));
  const chances = new Float64Array(scores.length);
  for (let row = 0; row < chances.length; row++) {
    const cohort = cohorts[row] as number;
    if (cohort < 0 && common === undefined) {
      chances[row] = Number.NaN;
      continue;
    }
    const rule = cohort < 0 ? common : byCohort[cohort];
    if (rule === undefined) {
      throw new EvenhandError({
        code: "usage/no-rule",
        path: "rules",
        problem: "no rule is for this cohort",
        received: names[cohort] as string,
        hint: "Choose thresholds on people of every cohort.",
      });
    }
    const score = scores[row] as number;
    let chance = rule.everyone;
    for (const { threshold, share } of rule.steps) {
      if (favourableWhen === "above" ? score >= threshold : score < threshold) chance += share;
    }
    chances[row] = chance;
  }
  return chances;
}

/**
 * The decision of each person: 1 favourable, 0 other, −1 where no rule is for them. Where a rule is
 * random, each person has a draw of their own from the seed, in the order of the rows.
 *
 * @throws EvenhandError `usage/no-rule`
 * @example
 * const rules = [{ cohort: null, steps: [{ threshold: 0.5, share: 1 }], everyone: 0 }];
 * const people = { scores: [0.2, 0.7], labels: [0, 1], cohorts: [0, 0], names: ["all"] };
 * applyThresholds(rules, people, 7); // Int8Array [0, 1]
 */
export function applyThresholds(
  rules: readonly ThresholdRule[],
  decisions: ScoredDecisions,
  seed: number,
): Int8Array {
  const random = xoroshiro128plus(seed);
  return Int8Array.from(chancesUnder(rules, decisions), (chance) => {
    // Everyone draws, so that a person's draw does not hang on the rules of others.
    const draw = uniformFloat64(random);
    if (Number.isNaN(chance)) return -1;
    // Shares of a mixture add up to 1 but for rounding.
    return chance >= 1 - 1e-12 || draw < chance ? 1 : 0;
  });
}
