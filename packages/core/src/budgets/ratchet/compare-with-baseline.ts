import type { Cells } from "../../cells/cells.ts";
import type { CountedCohort } from "../../cells/cohort-counts.ts";
import { type Comparison, simultaneousZ } from "../../metrics/comparison.ts";
import type { Contrast } from "../../metrics/contrast.ts";
import { findMetric } from "../../metrics/registry.ts";
import { toInterval } from "../../stats/interval.ts";
import { moverDifference, type Spanned } from "../../stats/mover.ts";
import { criticalValue } from "../../stats/normal.ts";
import type { Budget } from "../budget.ts";
import { findContrasts } from "../budget-contrasts.ts";
import type { Policy } from "../policy.ts";
import { cohortText, numberText } from "../wording.ts";
import type { Growth, GrowthStatus, RatchetRule } from "./growth.ts";

/**
 * Says of each comparison whether its gap grew since the baseline: a test of non-inferiority. The gap is
 * the distance from parity (from the limit, where the budget is on the value itself) on the side
 * where the estimate lies; a gap that was on the other side counts from parity. Its growth has a MOVER
 * interval, since the two samples are taken as independent, at a level that holds for all comparisons
 * of a budget at once (Bonferroni). Where the truth may lie on either side of parity, the interval holds
 * the growth on both. Where both audits saw the same people the interval is too wide,
 * which is cautious: less is called grown, and less held. Budgets on scores and rows are left out: a
 * baseline holds counts alone.
 *
 * @throws as `decide` does, of either
 * @example
 * compareWithBaseline(cells, earlier, policy, { margin: 0.02, floor: 20 })
 *   .filter(({ status }) => status === "grew");
 */
export function compareWithBaseline(
  cells: Cells,
  baseline: Cells,
  policy: Policy,
  rule: RatchetRule,
): Growth[] {
  return policy.budgets.flatMap((budget, i) => {
    if (!isOfCounts(budget)) return [];
    const { contrasts: now, cohorts, dimension } = findContrasts(cells, [], policy, budget, i);
    const then = findContrasts(baseline, [], policy, budget, i).contrasts;
    const before = new Map(then.map((contrast) => [contrast.cohort, contrast]));
    const z = simultaneousZ(criticalValue(policy.evidence.confidence), now.length);
    return now.map((contrast) => {
      const { cohort } = cohorts.get(contrast.cohort) as CountedCohort;
      const name = cohortText(cohort, dimension.dimension);
      return growthOf(budget, name, contrast, before.get(contrast.cohort), z, policy, rule);
    });
  });
}

function isOfCounts({ metric }: Budget): boolean {
  const kind = findMetric(metric)?.kind;
  return kind === "rate" || kind === "derived" || kind === "composite";
}

function growthOf(
  budget: Budget,
  name: string,
  contrast: Contrast,
  earlier: Contrast | undefined,
  z: number,
  policy: Policy,
  rule: RatchetRule,
): Growth {
  const after = comparisonOf(contrast);
  const before = earlier === undefined ? null : comparisonOf(earlier);
  const named = { budget: budget.id, cohort: contrast.cohort, severity: budget.severity };
  if (before === null || after === null) {
    return {
      ...named,
      status: "not-compared",
      before: before?.estimate ?? null,
      after: after?.estimate ?? null,
      growth: null,
      interval: null,
      decisions: null,
      sentence: `The gap of ${name} cannot be compared with the baseline.`,
    };
  }
  const { value: growth, lower, upper } = findGrowth(budget, before, after, z);
  const decisions = decisionsOf(budget, contrast, growth);
  const isBeyond = lower > rule.margin;
  const isLarge = decisions === null || decisions > rule.floor;
  const status = ((): GrowthStatus => {
    if (isBeyond) return isLarge ? "grew" : "held";
    return upper <= rule.margin ? "held" : "undecided";
  })();
  return {
    ...named,
    status,
    before: before.estimate,
    after: after.estimate,
    growth,
    interval: toInterval({ lower, upper }, policy.evidence.confidence, "mover-simultaneous"),
    decisions,
    sentence: `For ${name} it is ${numberText(after.estimate)}, and was ${numberText(before.estimate)} in the baseline. ${findingText(status, isBeyond, rule)}`,
  };
}

/** Null where there is no finite estimate. */
function comparisonOf({ result }: Contrast): Comparison | null {
  if (result.status === "not-estimable") return null;
  return Number.isFinite(result.comparison.estimate) ? result.comparison : null;
}

/**
 * How much the gap grew on the side where the estimate now lies, with its interval. A value with one
 * limit has no place without a gap: there its growth towards the limit is meant.
 */
function findGrowth(
  { compare, limit }: Budget,
  before: Comparison,
  after: Comparison,
  z: number,
): Spanned {
  if (compare === "value" && (limit.min === null || limit.max === null)) {
    return growthOn(limit.min === null ? 1 : -1, 0, -Infinity, before, after, z);
  }
  const parity = parityOf(compare, limit.min as number, limit.max as number);
  // At parity itself the gap shrank from where it was.
  const lies = after.estimate === parity ? before.estimate : after.estimate;
  const side = lies < parity ? -1 : 1;
  const growth = growthOn(side, parity, 0, before, after, z);
  const { lower, upper } = after.boundsAt(z);
  const isOneSided = side === 1 ? lower >= parity : upper <= parity;
  if (isOneSided) return growth;
  const other = growthOn(side === 1 ? -1 : 1, parity, 0, before, after, z);
  return {
    value: growth.value,
    lower: Math.min(growth.lower, other.lower),
    upper: Math.max(growth.upper, other.upper),
  };
}

function parityOf(compare: Budget["compare"], min: number, max: number): number {
  if (compare === "value") return (min + max) / 2;
  return compare === "ratio" ? 1 : 0;
}

/** Of the distance from a place on one side of it, which is not below `least`. */
function growthOn(
  side: 1 | -1,
  from: number,
  least: number,
  before: Comparison,
  after: Comparison,
  z: number,
): Spanned {
  const gapAt = (value: number): number => Math.max(least, side * (value - from));
  const gapOf = (comparison: Comparison): Spanned => {
    const { lower, upper } = comparison.boundsAt(z);
    return {
      value: gapAt(comparison.estimate),
      lower: Math.min(gapAt(lower), gapAt(upper)),
      upper: Math.max(gapAt(lower), gapAt(upper)),
    };
  };
  const [now, then] = [gapOf(after), gapOf(before)];
  return { value: now.value - then.value, ...moverDifference(now, then) };
}

/** Of a rate; the reference is held where it is. */
function decisionsOf(
  { compare }: Budget,
  { own, referenceValue }: Contrast,
  growth: number,
): number | null {
  if (own?.estimate?.proportion?.size === undefined) return null;
  const rate = compare === "ratio" ? growth * (referenceValue as number) : growth;
  return rate * own.n;
}

function findingText(
  status: GrowthStatus,
  isBeyond: boolean,
  { margin, floor }: RatchetRule,
): string {
  const by = `by more than ${numberText(margin)}`;
  if (status === "grew") return `The gap grew ${by}, chance allowed for.`;
  if (isBeyond) return `The gap grew ${by}, but by no more than ${floor} decisions.`;
  if (status === "held") return `The gap did not grow ${by}.`;
  return `The data do not settle whether the gap grew ${by}.`;
}
