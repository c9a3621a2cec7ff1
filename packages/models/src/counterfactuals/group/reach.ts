import { type CohortMembers, criticalValue, midPInterval } from "@evenhand/core";
import { BARRED, type Crowd, effectsOf, HELPED, type Step } from "./crowd.ts";
import type { GroupCost, GroupReach } from "./options.ts";

const SHARES = [0.25, 0.5, 0.75, 0.9] as const;

/** What one change does for the people of a cohort, of whom there is at least one. */
export function reachOf(
  crowd: Crowd,
  { dimension, cohort, rows }: CohortMembers,
  steps: readonly Step[],
  confidence: number,
): GroupReach {
  const { states, costs } = effectsOf(crowd, rows, steps);
  const paid = costs.filter((_, at) => states[at] === HELPED).sort();
  const proportion = { successes: paid.length, size: rows.length };
  const { lower, upper } = midPInterval(proportion, criticalValue(confidence));
  return {
    dimension,
    cohort,
    people: rows.length,
    helped: paid.length,
    barred: states.filter((state) => state === BARRED).length,
    coverage: paid.length / rows.length,
    interval: { lower, upper, confidence, method: "mid-p" },
    cost: paid.length === 0 ? null : costOfGroup(paid),
  };
}

/** @param paid rising */
function costOfGroup(paid: Float64Array): GroupCost {
  return {
    mean: paid.reduce((sum, cost) => sum + cost, 0) / paid.length,
    quantiles: SHARES.map((share) => {
      return { share, cost: paid[Math.ceil(share * paid.length) - 1] as number };
    }),
  };
}
