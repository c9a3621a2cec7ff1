import { type Duration, leastDays } from "../configuration/duration.ts";

/** Two lookbacks and how fast is too fast. */
export interface AlertRule {
  readonly kind: "page" | "ticket";
  readonly factor: number;
  /** Slots of the calendar. */
  readonly long: number;
  readonly short: number;
}

/**
 * The usual four rules of burn alerts, 2 % of what is allowed in 1/720 of the window, 5 % in 1/120,
 * 10 % in 1/30 and 10 % in 1/10: 14.4, 6, 3 and 1 times the even pace.
 */
const RULES = [
  { kind: "page", factor: 14.4, share: 1 / 720 },
  { kind: "page", factor: 6, share: 1 / 120 },
  { kind: "ticket", factor: 3, share: 1 / 30 },
  { kind: "ticket", factor: 1, share: 1 / 10 },
] as const;

/** The short lookback is a twelfth of the long one. */
const SHORT_SHARE = 1 / 12;

/**
 * The rules with lookbacks in whole slots. A lookback cannot be shorter than the data: the long one
 * has at least two slots and the short one at least one. Of rules of a kind whose lookbacks thereby
 * become the same, the one with the lower factor is kept, since it is raised whenever the other is.
 */
export function alertRules(window: Duration, slot: Duration): readonly AlertRule[] {
  const slots = daysOf(window) / daysOf(slot);
  const scaled = RULES.map(({ kind, factor, share }): AlertRule => {
    const long = Math.max(2, Math.round(share * slots));
    return { kind, factor, long, short: Math.max(1, Math.round(long * SHORT_SHARE)) };
  });
  return scaled.filter(
    (rule, i) =>
      !scaled
        .slice(i + 1)
        .some(
          ({ kind, long, short }) =>
            kind === rule.kind && long === rule.long && short === rule.short,
        ),
  );
}

/** On average: a month has 365.2425 ÷ 12 days. */
function daysOf(duration: Duration): number {
  return duration.unit === "month" ? (duration.count * 365.2425) / 12 : leastDays(duration);
}
