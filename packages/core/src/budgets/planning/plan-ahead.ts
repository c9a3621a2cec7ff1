import { EvenhandError, shown } from "../../errors.ts";
import type { Limit } from "../budget.ts";
import { limitText } from "../sentence.ts";
import { countText, numberText } from "../wording.ts";
import type { PlannedNeed } from "./plan.ts";
import { findNeed } from "./plan-comparison.ts";
import type { Power, Rule } from "./power.ts";
import { ratePower } from "./rate-power.ts";
import { chanceText, neverText } from "./sentence.ts";
import { findTruths } from "./truths.ts";

/** A comparison of rates of which no data exist yet. */
export interface AheadQuestion {
  readonly compare: "ratio" | "difference" | "value";
  readonly limit: Limit;
  /** What the reference's rate is expected to be, above 0 and below 1; not needed for `value`. */
  readonly rate?: number;
  /** Decisions of the reference for one of the cohort. Default 1. */
  readonly share?: number;
  /** Comparisons of the budget. Default 1. */
  readonly comparisons?: number;
  /** Of the two-sided interval. Default 0.95. */
  readonly confidence?: number;
  /** The least denominator of a pass. Default 30. */
  readonly minimum?: number;
  /** The chance asked for. Default 0.8. */
  readonly power?: number;
  /** As in `planBudgets`. */
  readonly truths?: readonly number[];
}

export interface AheadPlan {
  readonly pass: AheadGoal;
  readonly fail: AheadGoal;
  readonly sentence: string;
}

export interface AheadGoal {
  readonly truth: number;
  readonly need:
    | {
        readonly status: "enough-with";
        readonly decisions: number;
        /** Null for `value`. */
        readonly reference: number | null;
        readonly chance: number;
      }
    | Extract<PlannedNeed, { status: "never" }>;
}

/**
 * How many decisions a comparison of rates needs, before there are any; see `planBudgets`.
 *
 * @throws EvenhandError `usage/bad-plan` for a question whose parts do not fit
 * @example
 * planAhead({ compare: "ratio", limit: { min: 0.8, max: null }, rate: 0.2, comparisons: 7 }).sentence;
 */
export function planAhead(question: AheadQuestion): AheadPlan {
  requireQuestion(question);
  const { compare, limit, rate, share = 1, power: asked = 0.8, truths = [] } = question;
  const rule: Rule = {
    compare,
    limit,
    confidence: question.confidence ?? 0.95,
    family: question.comparisons ?? 1,
    minimum: question.minimum ?? 30,
  };
  const isAlone = compare === "value";
  const present = { own: 1, reference: isAlone ? null : share };
  const power = ratePower(rule, present, isAlone ? null : (rate as number));
  const range = { least: 0, most: 1 };
  // A rate has a range, so there always is something well inside.
  const found = findTruths(rule, power, range, null, truths);
  if (found === null) throw refusal("limit", "a limit with room inside", limitText(limit));
  const pass = goalOf("pass", found.pass, rule, power, asked);
  const fail = goalOf("fail", found.fail, rule, power, asked);
  const what = { ratio: "A ratio", difference: "A difference", value: "A rate" }[compare];
  const sentence = `${what} with the limit ${limitText(limit)}: ${goalText("passes", pass, asked)}; ${goalText("fails", fail, asked)}.`;
  return { pass, fail, sentence };
}

function goalOf(
  kind: "pass" | "fail",
  truth: number,
  rule: Rule,
  power: Power,
  asked: number,
): AheadGoal {
  const found = findNeed(rule, power, kind, truth, asked);
  if (typeof found === "string") return { truth, need: { status: "never", reason: found } };
  const { reference } = power.present;
  const { size: decisions, chance } = found;
  return {
    truth,
    need: {
      status: "enough-with",
      decisions,
      reference: reference === null ? null : Math.max(1, Math.round(decisions * reference)),
      chance,
    },
  };
}

function goalText(verb: "passes" | "fails", { truth, need }: AheadGoal, asked: number): string {
  const subject = `a truth of ${numberText(truth)}`;
  if (need.status === "never") {
    return `${subject} ${neverText(need.reason, verb === "passes" ? "pass" : "fail")}`;
  }
  const other = need.reference === null ? "" : ` and ${countText(need.reference)} of the reference`;
  return `${subject} ${verb} with ${chanceText(asked)} chance from ${countText(need.decisions)} decisions${other} on`;
}

function requireQuestion(question: AheadQuestion): void {
  const { compare, limit, rate, share = 1, comparisons = 1, power = 0.8, minimum = 30 } = question;
  const { confidence = 0.95, truths = [] } = question;
  const isOrdered = limit.min === null || limit.max === null || limit.min < limit.max;
  if ((limit.min === null && limit.max === null) || !isOrdered) {
    throw refusal("limit", "a lower end, an upper end, or both in order", limitText(limit));
  }
  const ends = [limit.min, limit.max].filter((end) => end !== null);
  const [least, most] = { ratio: [0, Infinity], difference: [-1, 1], value: [0, 1] }[compare] as [
    number,
    number,
  ];
  if (!ends.every((end) => end > least && end < most)) {
    throw refusal("limit", `ends above ${least} and below ${most}`, limitText(limit));
  }
  const checks: readonly (readonly [string, boolean, string, unknown])[] = [
    [
      "rate",
      compare === "value" || (rate !== undefined && rate > 0 && rate < 1),
      "a number above 0 and below 1",
      rate,
    ],
    ["share", share > 0 && Number.isFinite(share), "a number above 0", share],
    ["comparisons", Number.isInteger(comparisons) && comparisons > 0, "1 or more", comparisons],
    ["confidence", confidence >= 0.5 && confidence < 1, "from 0.5 to below 1", confidence],
    ["minimum", minimum >= 1 && Number.isFinite(minimum), "1 or more", minimum],
    ["power", power >= 0.5 && power <= 0.99, "from 0.5 to 0.99", power],
    ["truths", truths.every(Number.isFinite), "finite numbers", truths],
  ];
  for (const [path, holds, expected, received] of checks) {
    if (!holds) throw refusal(path, expected, shown(received));
  }
}

function refusal(path: string, expected: string, received: string): EvenhandError {
  const problem = "nothing can be planned with this";
  return new EvenhandError({ code: "usage/bad-plan", path, problem, expected, received });
}
