import type { Cells } from "../../cells/cells.ts";
import { type CountedDimension, countCohorts } from "../../cells/cohort-counts.ts";
import { restId } from "../../cohorts/cohort-id.ts";
import { findMetric } from "../../metrics/registry.ts";
import type { Budget, Limit } from "../budget.ts";
import type { Policy } from "../policy.ts";
import { freePeople, hasNoOutcomes, type People, poolPeople } from "./confusion.ts";
import { type Fraction, fractionOf } from "./fraction.ts";

/** What a cohort is compared with: one fraction, or the highest of several. */
export type Level = readonly Fraction[];

/** One comparison of one budget that is to hold for the rates themselves. */
export interface Requirement {
  /** Id of the budget. */
  readonly budget: string;
  readonly compare: Budget["compare"];
  readonly limit: Limit;
  readonly own: Fraction;
  /** Null where the value itself is limited. */
  readonly against: Level | null;
}

/** A budget that the question leaves out, or one of its cohorts. */
export interface LeftOut {
  readonly budget: string;
  /** Null where it is the whole budget. */
  readonly cohort: string | null;
  readonly reason:
    | "not-of-counts"
    | "not-of-decisions"
    | "within-strata"
    | "no-outcomes"
    | "limit-not-covered";
}

/** All that budgets ask of one dimension. */
export interface Demands {
  readonly dimension: string;
  readonly people: readonly People[];
  readonly requirements: readonly Requirement[];
  readonly leftOut: readonly LeftOut[];
}

/** Collects what the budgets of each dimension ask of the decisions, with the recorded outcomes as they are. */
export function collectDemands(cells: Cells, policy: Policy): Demands[] {
  return policy.cohorts.flatMap((dimension) => {
    const budgets = policy.budgets.filter(({ cohorts }) => cohorts === dimension.name);
    if (budgets.length === 0) return [];
    const counted = countCohorts(cells, dimension);
    const lacking = counted.observed.filter(hasNoOutcomes);
    const known = counted.observed.filter((one) => !hasNoOutcomes(one)).map(freePeople);
    const levels: LevelCache = new Map();
    const found = budgets.map((budget) => demandsOf(budget, counted, known, levels));
    const unheard = budgets.flatMap(({ id }) =>
      lacking.map(
        ({ cohort }): LeftOut => ({ budget: id, cohort: cohort.id, reason: "no-outcomes" }),
      ),
    );
    return [
      {
        dimension: dimension.name,
        people: known,
        requirements: found.flatMap(({ requirements }) => requirements),
        leftOut: [...found.flatMap(({ leftOut }) => leftOut), ...unheard],
      },
    ];
  });
}

/** Budgets on the same metric share their levels, by metric and reference. */
type LevelCache = Map<string, Level>;

type Found = Pick<Demands, "requirements" | "leftOut">;

function demandsOf(
  budget: Budget,
  counted: CountedDimension,
  known: readonly People[],
  levels: LevelCache,
): Found {
  const none = (reason: LeftOut["reason"]): Found => ({
    requirements: [],
    leftOut: [{ budget: budget.id, cohort: null, reason }],
  });
  const metric = findMetric(budget.metric);
  // The base rate is as recorded, whatever is decided.
  if (metric?.kind === "rate" && !metric.needs.prediction) return none("not-of-decisions");
  if (budget.compare !== "value" && counted.strata !== undefined) return none("within-strata");
  const parts = partsOf(budget);
  if (parts === null) return none("not-of-counts");
  const { limit } = parts;
  const byHighest = counted.dimension.reference.kind === "highest" && budget.compare !== "value";
  // Against the highest a ratio is at most 1 and a difference at most 0, whatever is decided.
  if (byHighest && limit.max !== null && limit.max < (budget.compare === "ratio" ? 1 : 0)) {
    return none("limit-not-covered");
  }
  const requirements: Requirement[] = [];
  const leftOut: LeftOut[] = [];
  for (const metric of parts.metrics) {
    for (const people of known) {
      const reference = referenceOf(people, budget, counted, known);
      if (reference === "itself") continue;
      const own = fractionOf(metric, people);
      if (own === null) return none("not-of-counts");
      const level = reference === null ? null : levelOf(metric, reference, levels);
      if ([own, ...(level ?? [])].some(hasNobody)) {
        leftOut.push({ budget: budget.id, cohort: people.id, reason: "no-outcomes" });
        continue;
      }
      requirements.push({
        budget: budget.id,
        compare: budget.compare,
        limit,
        own,
        against: level,
      });
    }
  }
  return { requirements, leftOut };
}

function levelOf(metric: string, people: readonly People[], levels: LevelCache): Level {
  const key = [metric, ...people.map(({ id }) => id)].join("\n");
  const known = levels.get(key);
  if (known !== undefined) return known;
  const level = people.map((one) => fractionOf(metric, one) as Fraction);
  levels.set(key, level);
  return level;
}

/** Nobody can be in the denominator, however people are decided. */
function hasNobody({ denominator, isCurved }: Fraction): boolean {
  return isCurved ? false : denominator.constant <= 0;
}

/**
 * The metrics that a budget is about, and the limit on each. The worst of several gaps is inside
 * [0, max] when each is inside ±max; the worst of several ratios, folded below 1, is at least min when
 * each is inside [min, 1/min].
 */
function partsOf(budget: Budget): { metrics: readonly string[]; limit: Limit } | null {
  const metric = findMetric(budget.metric);
  const { limit } = budget;
  if (metric?.kind === "rate" || metric?.kind === "derived") {
    return { metrics: [metric.name], limit };
  }
  if (metric?.kind !== "composite" || metric.combine !== "worst") return null;
  if (budget.compare === "difference" && (limit.min ?? 0) <= 0 && limit.max !== null) {
    return { metrics: metric.of, limit: { min: -limit.max, max: limit.max } };
  }
  if (budget.compare === "ratio" && (limit.max ?? 1) >= 1 && limit.min !== null && limit.min > 0) {
    return { metrics: metric.of, limit: { min: limit.min, max: 1 / limit.min } };
  }
  return null;
}

function referenceOf(
  people: People,
  budget: Budget,
  { dimension, observed }: CountedDimension,
  known: readonly People[],
): readonly People[] | "itself" | null {
  if (budget.compare === "value") return null;
  if (dimension.reference.kind === "highest") return known;
  if (dimension.reference.kind === "rest") {
    return [
      poolPeople(
        restId(people.id),
        known.filter((other) => other !== people),
      ),
    ];
  }
  const reference = observed.find(({ cohort }) => cohort.id === people.id)?.cohort.reference;
  if (reference === null || reference === undefined) return "itself";
  const found = known.find(({ id }) => id === reference);
  return [found ?? poolPeople(reference, [])];
}
