import { limitText } from "../sentence.ts";
import { countText, numberText } from "../wording.ts";
import type { NeverReason, NotPlannedReason, Planned, PlannedCounts, PlannedGoal } from "./plan.ts";

/** What a sentence calls the parts of a comparison. */
export interface PlanNames {
  readonly metric: string;
  readonly cohort: string;
  readonly reference: string | null;
}

/** What a plan of one comparison says, in plain sentences. */
export function planSentence(
  plan: Omit<Planned, "sentence">,
  names: PlanNames,
  power: number,
): string {
  const against = names.reference === null ? "" : ` against ${names.reference}`;
  const subject = `The ${names.metric} of ${names.cohort}${against}, limit ${limitText(plan.limit)}`;
  const parts = [
    `${subject}: ${goalText("pass", plan.pass, plan, power)}; ${goalText("fail", plan.fail, plan, power)}.`,
  ];
  if (plan.withheldBy !== null) {
    parts.push(
      `A pass must also hold whatever the ${LACKING[plan.withheldBy] ?? "rows that lack a value"} would show, which more rows do not mend.`,
    );
  }
  return parts.join(" ");
}

const LACKING: Readonly<Record<string, string>> = {
  "unknown-attribute": "people whose attribute is unknown",
  unlabelled: "decisions without a recorded outcome",
};

const VERBS = { pass: "passes", fail: "fails" } as const;

const TRUTHS: Readonly<Record<string, string>> = {
  ratio: "a true ratio",
  difference: "a true difference",
};

function goalText(
  kind: "pass" | "fail",
  { truth, chance, need }: PlannedGoal,
  { compare, limit, present }: Omit<Planned, "sentence">,
  power: number,
): string {
  const ends = [limit.min, limit.max].filter((end) => end !== null);
  const subject = `${TRUTHS[compare] ?? "a true value"} of ${numberText(truth, ends)}`;
  if (need.status === "never") return `${subject} ${neverText(need.reason, kind)}`;
  const now = `${chanceText(chance)} with the present ${countText(present.decisions)}`;
  return `${subject} ${VERBS[kind]} with ${chanceText(power)} chance from ${countsText(need)} on (${now})`;
}

function countsText({ decisions, rows, reference }: PlannedCounts): string {
  const own = `${countText(decisions)} decisions${rowsText(decisions, rows)}`;
  if (reference === null) return own;
  const other = `${countText(reference.decisions)} of the reference`;
  return `${own} and ${other}${rowsText(reference.decisions, reference.rows)}`;
}

/** Where the metric counts not every row: of those with a favourable label, for example. */
function rowsText(decisions: number, rows: number): string {
  return rows === decisions ? "" : ` (of ${countText(rows)} rows)`;
}

export function neverText(reason: NeverReason, kind: "pass" | "fail"): string {
  switch (reason) {
    case "on-limit":
      return `never ${VERBS[kind]} for sure: it is the limit itself`;
    case "impossible":
      return "cannot occur: rates are never so far apart";
    case "too-many":
      return `takes more than ten million decisions to ${kind}`;
  }
}

/** Why a comparison has no plan. */
export function notPlannedSentence(reason: NotPlannedReason, names: PlanNames): string {
  return `The ${names.metric} of ${names.cohort} cannot be planned: ${REASONS[reason] ?? "there is nothing to divide by"}.`;
}

const REASONS: Readonly<Partial<Record<NotPlannedReason, string>>> = {
  "several-parts": "it is the worst of several rates, and its chances depend on each of them",
  "several-references":
    "it is compared with several cohorts, and its chances depend on each of them",
  point: "the estimate alone decides, which more decisions do not change",
  distance: "it is the distance of two distributions, and its chances depend on both",
  "no-truth": "nothing says which value lies well inside the limit; give one as a true value",
  "no-interval": "too little is known of how far to trust it",
  "no-reference": "there is no cohort to compare with",
  "both-zero": "both rates are zero, so their ratio has no value",
};

/** A chance as a percentage to three digits: `80 %`, `2.5 %`, `under 0.1 %`. */
export function chanceText(chance: number): string {
  const percent = 100 * chance;
  if (percent > 99.9) return "over 99.9\u00a0%";
  if (percent < 0.1) return "under 0.1\u00a0%";
  return `${Number(percent.toPrecision(percent < 10 ? 2 : 3))}\u00a0%`;
}
