import type { Cells } from "../../cells/cells.ts";
import type { CountedCohort } from "../../cells/cohort-counts.ts";
import type { Comparison } from "../../metrics/comparison.ts";
import type { Contrast } from "../../metrics/contrast.ts";
import { smallestSize } from "../../metrics/contrast.ts";
import { estimatorOf } from "../../metrics/estimator.ts";
import type { BudgetContrasts } from "../budget-contrasts.ts";
import type { Policy } from "../policy.ts";
import { cohortText } from "../wording.ts";
import { normalPower } from "./normal-power.ts";
import type { NotPlannedReason, Planned, PlannedComparison, PlannedCounts } from "./plan.ts";
import { planComparison } from "./plan-comparison.ts";
import type { Power, Rule } from "./power.ts";
import { ratePower } from "./rate-power.ts";
import { notPlannedSentence, planSentence } from "./sentence.ts";
import { findTruths, type Range } from "./truths.ts";

export interface PlanContext {
  readonly policy: Policy;
  readonly cells: Cells;
  readonly family: string;
  /** Holm's multiplier. */
  readonly size: number;
  readonly power: number;
  readonly truths: readonly number[];
}

/** The plan of one comparison of a budget. */
export function planContrast(
  one: BudgetContrasts,
  contrast: Contrast,
  context: PlanContext,
): PlannedComparison {
  const { budget, metric, dimension, cohorts } = one;
  const { evidence } = context.policy;
  const key = {
    budget: budget.id,
    metric: budget.metric,
    compare: budget.compare,
    dimension: budget.cohorts,
    cohort: contrast.cohort,
    reference: contrast.reference,
    limit: budget.limit,
    family: context.family,
  };
  const nameOf = (id: string): string => {
    const counted = cohorts.get(id);
    return counted === undefined ? id : cohortText(counted.cohort, dimension.dimension);
  };
  const names = {
    metric: metric?.title ?? budget.metric.replaceAll("_", " "),
    cohort: nameOf(contrast.cohort),
    reference: contrast.reference === null ? null : nameOf(contrast.reference),
  };
  const leave = (reason: NotPlannedReason): PlannedComparison => {
    const sentence = notPlannedSentence(reason, names);
    return { ...key, status: "not-planned", reason, sentence };
  };
  if (contrast.result.status === "not-estimable") return leave(contrast.result.reason);
  if (budget.rule === "point") return leave("point");
  if (budget.compare === "distance") return leave("distance");
  const { comparison, worst } = contrast.result;
  const rule: Rule = {
    compare: budget.compare,
    limit: budget.limit,
    confidence: evidence.confidence,
    family: context.size,
    minimum: evidence.minimum.denominator,
  };
  const power = powerOf(one, contrast, comparison, rule, context.cells);
  if (typeof power === "string") return leave(power);
  const range = rangeOf(one);
  const estimate = Number.isFinite(comparison.estimate) ? comparison.estimate : null;
  const truths = findTruths(rule, power, range, estimate, context.truths);
  if (truths === null) return leave("no-truth");
  const counts = countsOf(one, contrast, power);
  const found = planComparison(rule, power, truths, counts, context.power);
  const planned: Omit<Planned, "sentence"> = {
    ...key,
    status: "planned",
    ...found,
    withheldBy: worst?.because ?? null,
  };
  return { ...planned, sentence: planSentence(planned, names, context.power) };
}

/** Rates by enumeration, what else has one estimate by its interval. */
function powerOf(
  { metric, dimension, cohorts, budget }: BudgetContrasts,
  contrast: Contrast,
  comparison: Comparison,
  rule: Rule,
  cells: Cells,
): Power | NotPlannedReason {
  if (metric?.kind === "composite" && metric.combine !== "average") return "several-parts";
  if (comparison.method.endsWith("-simultaneous")) return "several-references";
  const isWhole = budget.compare === "value" || dimension.strata === undefined;
  const own = contrast.own?.estimate?.proportion ?? null;
  if (metric?.kind === "rate" && isWhole && own !== null) {
    if (contrast.reference === null)
      return ratePower(rule, { own: own.size, reference: null }, null);
    const counted = cohorts.get(contrast.reference) as CountedCohort;
    const other = estimatorOf(metric, cells.schema.weight).estimate(counted).estimate?.proportion;
    if (other === null || other === undefined) return "reference-not-estimable";
    const { successes, size } = other;
    // At 0 or 1 the reference would never vary: half a decision more of each kind.
    const isAtEnd = successes === 0 || successes === size;
    const rate = isAtEnd ? (successes + 0.5) / (size + 1) : successes / size;
    return ratePower(rule, { own: own.size, reference: size }, rate);
  }
  const size = contrast.own === null ? contrast.smallest : smallestSize(contrast.own);
  const reference = contrast.nReference;
  return normalPower(rule, comparison, { own: size, reference }) ?? "no-interval";
}

function rangeOf({ metric }: BudgetContrasts): Range {
  switch (metric?.kind) {
    case "rate":
      return { least: 0, most: 1 };
    case "derived":
    case "rows":
      return {
        least: metric.range === "real" ? null : 0,
        most: metric.range === "unit" ? 1 : null,
      };
    default:
      return { least: null, most: null };
  }
}

/** From effective decisions of the cohort to decisions and rows of both, as they stand to each other now. */
function countsOf(
  { cohorts }: BudgetContrasts,
  { cohort, reference, n, nReference }: Contrast,
  { present }: Power,
): (own: number) => PlannedCounts {
  const rowsOf = (id: string): number => cohorts.get(id)?.cohort.rows ?? 0;
  return (own) => {
    const factor = own / present.own;
    const grown = (count: number): number => Math.ceil(factor * count - 1e-9);
    return {
      decisions: grown(n),
      rows: grown(rowsOf(cohort)),
      reference:
        reference === null
          ? null
          : { decisions: grown(nReference ?? 0), rows: grown(rowsOf(reference)) },
    };
  };
}
