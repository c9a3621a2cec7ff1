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
 * of a budget at once (Bonferroni). Where both audits saw the same people the interval is too wide,
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
    const z = simultaneousZ(criticalValue(policy.evidence.confidence), Math.max(1, now.length));
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
  const gapAfter = gapOf(budget, after, after.estimate, z);
  const gapBefore = gapOf(budget, before, after.estimate, z);
  const growth = gapAfter.value - gapBefore.value;
  const bounds = moverDifference(gapAfter, gapBefore);
  const decisions = decisionsOf(budget, contrast, growth);
  const isBeyond = bounds.lower > rule.margin;
  const isLarge = decisions === null || decisions > rule.floor;
  const status = ((): GrowthStatus => {
    if (isBeyond) return isLarge ? "grew" : "held";
    return bounds.upper <= rule.margin ? "held" : "undecided";
  })();
  return {
    ...named,
    status,
    before: before.estimate,
    after: after.estimate,
    growth,
    interval: toInterval(bounds, policy.evidence.confidence, "mover-simultaneous"),
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
 * The gap on the side where the estimate now lies, with its interval: the distance from parity, 0 on
 * the other side of it; of a value with two limits that from their middle. A value with one limit has
 * no place without a gap: there only the growth means something.
 */
function gapOf(budget: Budget, comparison: Comparison, lies: number, z: number): Spanned {
  const { lower, upper } = comparison.boundsAt(z);
  const { compare, limit } = budget;
  if (compare === "value" && (limit.min === null || limit.max === null)) {
    return limit.min === null
      ? { value: comparison.estimate, lower, upper }
      : { value: -comparison.estimate, lower: -upper, upper: -lower };
  }
  const parity = parityOf(budget);
  const isBelow = lies < parity;
  const towards = (value: number): number => Math.max(0, isBelow ? parity - value : value - parity);
  return {
    value: towards(comparison.estimate),
    lower: towards(isBelow ? upper : lower),
    upper: towards(isBelow ? lower : upper),
  };
}

function parityOf({ compare, limit }: Budget): number {
  if (compare === "ratio") return 1;
  return compare === "value" ? ((limit.min ?? 0) + (limit.max ?? 0)) / 2 : 0;
}

/** Of a rate; the reference is held where it is. */
function decisionsOf(budget: Budget, contrast: Contrast, growth: number): number | null {
  const size = contrast.own?.estimate?.proportion?.size;
  if (size === undefined) return null;
  const unit = budget.compare === "ratio" ? (contrast.referenceValue ?? null) : 1;
  return unit === null ? null : growth * unit * size;
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
