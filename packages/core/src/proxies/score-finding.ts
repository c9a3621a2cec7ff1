import type { Association, ScoreFinding } from "./proxy-audit.ts";

/** An area below this hardly tells anyone apart: a tenth of the way from chance to certainty. */
const HARDLY = 0.55;

/**
 * Whether a score tells the attribute, and whether more than the recorded outcomes do. Where only the
 * outcomes differ, the score does not tell the attribute among people with the same outcome.
 */
export function findScore(overall: Association, givenOutcome: Association | null): ScoreFinding {
  const told = tells(overall);
  if (told === "not-assessed" || told === "undecided") return told;
  if (told === "no") return "none";
  if (givenOutcome === null) return "no-outcome";
  const within = tells(givenOutcome);
  if (within === "not-assessed" || within === "undecided") return within;
  return within === "yes" ? "beyond-base-rate" : "base-rate";
}

function tells(association: Association): "yes" | "no" | "undecided" | "not-assessed" {
  if (association.status !== "measured") {
    return association.reason === "constant" ? "no" : "not-assessed";
  }
  const { levels } = association;
  if (levels.some(({ interval }) => interval.lower > HARDLY)) return "yes";
  return levels.every(({ interval }) => (interval.upper ?? 1) <= HARDLY) ? "no" : "undecided";
}
