import type { CountedDimension } from "../cells/cohort-counts.ts";
import { restId } from "../cohorts/cohort-id.ts";
import type { Contrast } from "../metrics/contrast.ts";
import type { Limit } from "./budget.ts";
import type { BudgetContrasts } from "./budget-contrasts.ts";

/** Kept by dimension, which each budget has for itself: tipping points ask for it many times. */
const cache = new WeakMap<CountedDimension, Map<string, string>>();

/**
 * Equal for contrasts that are one comparison: the same metric of the same two groups against the
 * same limit, also where the one is the mirror image of the other. Of two cohorts each is the rest
 * of the other, and a − b ≥ −0.1 says what b − a ≤ 0.1 says.
 */
export function comparisonKey(one: BudgetContrasts, contrast: Contrast): string {
  let keys = cache.get(one.dimension);
  if (keys === undefined) {
    keys = new Map();
    cache.set(one.dimension, keys);
  }
  let key = keys.get(contrast.cohort);
  if (key === undefined) {
    key = describe(one, contrast);
    keys.set(contrast.cohort, key);
  }
  return key;
}

function describe({ budget, metric, dimension }: BudgetContrasts, contrast: Contrast): string {
  const { by, bands, within = [], reference } = dimension.dimension;
  const { compare, limit } = budget;
  const key = (own: string, other: string | null, { min, max }: Limit): string =>
    JSON.stringify([
      budget.metric,
      compare,
      by,
      bands,
      within,
      own,
      other,
      rounded(min),
      rounded(max),
    ]);
  const own = contrast.cohort;
  // Which cohort is highest is itself uncertain, so such a contrast looks at all of them.
  if (reference.kind === "highest") return key(own, "highest", limit);
  if (contrast.reference === null) return key(own, null, limit);
  const other = groupOf(contrast.reference, dimension);
  if (own <= other) return key(own, other, limit);
  const isFolded = metric?.kind === "composite" && metric.combine !== "average";
  const isSame = isFolded || compare === "distance";
  return key(other, own, isSame ? limit : mirror(limit, compare));
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
