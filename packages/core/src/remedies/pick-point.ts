import { checkFeasibility } from "../budgets/feasibility/check-feasibility.ts";
import type { Verdict } from "../budgets/verdict.ts";
import type { Configuration } from "../configuration/configuration.ts";
import { type AssessedDecisions, assessDecisions, countDecisions } from "./assess-decisions.ts";
import type { FrontierPoint } from "./frontier-point.ts";
import { pointWithin } from "./point-within.ts";
import type { ScoredTable } from "./scored-table.ts";
import type { ThresholdFrontier } from "./threshold-frontier.ts";
import type { AimReached } from "./threshold-option.ts";
import { applyThresholds, type ThresholdRule } from "./threshold-rule.ts";

/** Gaps that are judged, evenly spaced from the smallest to that of the most utility. */
const TRIALS = 24;

interface Aim {
  readonly seed: number;
  readonly maxGap: number | undefined;
  readonly today: string | null;
}

/** The decisions of a rule; whom it does not cover keep theirs. */
export function decideRows(
  { decisions, inForce }: ScoredTable,
  rules: readonly ThresholdRule[],
  seed: number,
): Int8Array {
  const { cohorts, names } = decisions;
  const isCovered = names.map((name) =>
    rules.some(({ cohort }) => cohort === null || cohort === name),
  );
  // A cohort may be absent from the rows chosen on; a row without a score has none either.
  const covered = Array.from(cohorts, (cohort) => (isCovered[cohort] === true ? cohort : -1));
  const decided = applyThresholds(rules, { ...decisions, cohorts: covered }, seed);
  return decided.map((decision, row) =>
    (covered[row] as number) < 0 ? (inForce?.[row] ?? -1) : decision,
  );
}

/**
 * The point to propose. With `maxGap` the most utility within it. Else the points are judged by the
 * policy as if they were in force, and the one with the best outcome is taken, of those the one with
 * the most utility.
 */
export function pickPoint(
  frontier: ThresholdFrontier,
  scored: ScoredTable,
  configuration: Configuration,
  { seed, maxGap, today }: Aim,
): { point: FrontierPoint; aim: AimReached } {
  if (maxGap !== undefined) {
    return { point: pointWithin(frontier, maxGap), aim: { status: "kept" } };
  }
  let best: Trial | null = null;
  // From the most utility down, so that a later point has to be better to replace an earlier one.
  for (const point of listTrials(frontier).reverse()) {
    const decided = decideRows(scored, point.rules, seed);
    const assessed = assessDecisions(scored, decided, configuration, today);
    const trial = { point, decided, assessed, rank: rankOf(assessed, configuration) };
    if (best === null || trial.rank < best.rank) best = trial;
    if (best.rank === 0) break;
  }
  const { point, decided, assessed } = best as Trial;
  const worst = findWorst(assessed.verdicts);
  if (worst === null) {
    const open = assessed.verdicts.filter(({ verdict }) => verdict !== "pass").length;
    return { point, aim: open === 0 ? { status: "kept" } : { status: "open", comparisons: open } };
  }
  const { verdict, violation } = worst;
  const conflict = checkFeasibility(
    countDecisions(scored, decided, configuration),
    configuration,
  ).flatMap((one) => (one.status === "infeasible" ? one.conflict : []));
  const why =
    conflict.length > 0
      ? `No decisions at all could keep ${conflict.join(" and ")} together at these base rates.`
      : `None of the points of this frontier that were judged keeps every budget. ${verdict.sentence}`;
  const missed = { violation, budget: verdict.budget, cohort: verdict.cohort, why, conflict };
  return { point, aim: { status: "missed", ...missed } };
}

interface Trial {
  readonly point: FrontierPoint;
  readonly decided: Int8Array;
  readonly assessed: AssessedDecisions;
  readonly rank: number;
}

function listTrials(frontier: ThresholdFrontier): FrontierPoint[] {
  const from = frontier.points[0]?.gap ?? 0;
  const to = frontier.points.at(-1)?.gap ?? 0;
  const trials: FrontierPoint[] = [];
  for (let i = 0; i < TRIALS; i++) {
    const point = pointWithin(frontier, from + ((to - from) * i) / (TRIALS - 1));
    if (point !== trials.at(-1)) trials.push(point);
  }
  return trials;
}

/**
 * 0 where nothing stands in the way. Fails of error budgets weigh most, then what the policy lets block
 * and comparisons without data, since deciding alike about everybody leaves nothing to compare, then
 * fails of warnings.
 */
function rankOf({ verdicts }: AssessedDecisions, { budgets }: Configuration): number {
  const blocking = new Set(
    budgets
      .filter(({ severity, onInconclusive }) => severity === "error" && onInconclusive === "block")
      .map(({ id }) => id),
  );
  let rank = 0;
  for (const { verdict, severity, waiver, budget } of verdicts) {
    if (waiver?.status === "applied") continue;
    if (verdict === "fail") rank += severity === "error" ? 1e8 : 1;
    else if (verdict === "no-data" || (verdict === "inconclusive" && blocking.has(budget))) {
      rank += 1e4;
    }
  }
  return rank;
}

/** The failing comparison whose estimate lies farthest outside its limit. */
function findWorst(verdicts: readonly Verdict[]): { verdict: Verdict; violation: number } | null {
  let worst: { verdict: Verdict; violation: number } | null = null;
  for (const verdict of verdicts) {
    const { estimate, limit } = verdict;
    if (verdict.verdict !== "fail" || estimate === null || verdict.waiver?.status === "applied") {
      continue;
    }
    const below = (limit.min ?? Number.NEGATIVE_INFINITY) - estimate;
    const above = estimate - (limit.max ?? Number.POSITIVE_INFINITY);
    const violation = Math.max(below, above);
    if (worst === null || violation > worst.violation) worst = { verdict, violation };
  }
  return worst;
}
