import type { CountedDimension } from "../cells/cohort-counts.ts";
import { restId } from "../cohorts/cohort-id.ts";
import type { Contrast } from "../metrics/contrast.ts";
import type { Budget, Limit } from "./budget.ts";
import type { BudgetContrasts } from "./budget-contrasts.ts";

/** Kept by dimension and budget: tipping points ask for it many times. */
const cache = new WeakMap<CountedDimension, Map<Budget, Keys>>();

interface Keys {
  /** What all comparisons of the budget have in common, with the limit as declared and as the mirror image has it. */
  readonly straight: string;
  readonly mirrored: string;
  readonly byCohort: Map<string, string>;
}

/**
 * Equal for contrasts that are one comparison: the same metric of the same two groups against the
 * same limit, also where the one is the mirror image of the other. Of two cohorts each is the rest
 * of the other, and a − b ≥ −0.1 says what b − a ≤ 0.1 says.
 */
export function comparisonKey(one: BudgetContrasts, contrast: Contrast): string {
  let budgets = cache.get(one.dimension);
  if (budgets === undefined) {
    budgets = new Map();
    cache.set(one.dimension, budgets);
  }
  let keys = budgets.get(one.budget);
  if (keys === undefined) {
    keys = { ...questionsOf(one), byCohort: new Map() };
    budgets.set(one.budget, keys);
  }
  let key = keys.byCohort.get(contrast.cohort);
  if (key === undefined) {
    key = describe(one, contrast, keys);
    keys.byCohort.set(contrast.cohort, key);
  }
  return key;
}

/**
 * True where no two comparisons of one budget can be the same, so that nobody needs their keys: each has a
 * cohort of its own, and only of two cohorts is one the reference of the other and the other of the one.
 */
export function isDistinct({ dimension }: BudgetContrasts): boolean {
  return dimension.observed.length !== 2;
}

function questionsOf({ budget, metric, dimension }: BudgetContrasts): Omit<Keys, "byCohort"> {
  const { by, bands, within = [] } = dimension.dimension;
  const { compare, limit } = budget;
  const question = ({ min, max }: Limit): string =>
    JSON.stringify([budget.metric, compare, by, bands, within, rounded(min), rounded(max)]);
  const isFolded = metric?.kind === "composite" && metric.combine !== "average";
  const isSame = isFolded || compare === "distance";
  return {
    straight: question(limit),
    mirrored: question(isSame ? limit : mirror(limit, compare)),
  };
}

function describe(
  { dimension }: BudgetContrasts,
  { cohort: own, reference }: Contrast,
  { straight, mirrored }: Keys,
): string {
  // Which cohort is highest is itself uncertain, so such a contrast looks at all of them.
  const isHighest = dimension.dimension.reference.kind === "highest";
  if (isHighest || reference === null) {
    return straight + JSON.stringify([own, isHighest ? "highest" : null]);
  }
  const other = groupOf(reference, dimension);
  return own <= other
    ? straight + JSON.stringify([own, other])
    : mirrored + JSON.stringify([other, own]);
}

/** The cohort that `rest` of another is, where there are only two. */
function groupOf(reference: string, { observed }: CountedDimension): string {
  const [first, second, third] = observed;
  if (first === undefined || second === undefined || third !== undefined) return reference;
  if (reference === restId(first.cohort.id)) return second.cohort.id;
  return reference === restId(second.cohort.id) ? first.cohort.id : reference;
}

/** The limit of b − a or b ÷ a, given that of a − b or a ÷ b. */
function mirror({ min, max }: Limit, compare: "difference" | "ratio" | "value"): Limit {
  const turn = (end: number | null): number | null => {
    if (end === null) return null;
    return compare === "ratio" ? 1 / end : -end;
  };
  return { min: turn(max), max: turn(min) };
}

/** Without the last bits, in which 1/0.9 and its inverse differ, and without the sign of −0. */
function rounded(end: number | null): number | null {
  return end === null ? null : Number(end.toPrecision(12));
}
