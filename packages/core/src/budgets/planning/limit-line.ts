import { midPDifferenceStatistic, midPRatioStatistic } from "../../stats/joint-mid-p.ts";
import { midPStatistic } from "../../stats/mid-p.ts";
import type { Budget } from "../budget.ts";

/** What is compared how, with whole (or effective) numbers of decisions; no reference for `value`. */
export interface Sizes {
  readonly own: number;
  readonly reference: number | null;
}

/** One end of a limit, seen from the counts of a cohort and its reference. */
export interface LimitLine {
  /** Decisions of the cohort. */
  readonly size: number;
  /**
   * The normal deviate of the verdict rule, signed like estimate − limit: the interval at z excludes
   * the limit exactly where it is beyond ±z. Rises with the cohort's count, falls with the reference's.
   * 0 for a ratio of 0 to 0, which has no verdict.
   */
  deviate(own: number, reference: number): number;
  /** The cohort's count on the limit, where the deviate is 0. */
  countAt(reference: number): number;
}

export function limitLine(compare: Budget["compare"], sizes: Sizes, limit: number): LimitLine {
  const { own: n1, reference: n2 } = sizes;
  const deviate = deviateOf(compare, sizes, limit);
  return {
    size: n1,
    deviate: (x1, x2) => deviate(snapped(x1, n1), snapped(x2, n2 ?? 0)),
    countAt(x2) {
      if (n2 === null) return n1 * limit;
      return compare === "ratio" ? (n1 * limit * x2) / n2 : n1 * (x2 / n2 + limit);
    },
  };
}

/** The search for an edge comes upon counts a rounding error from none or all, which cost the tail much time. */
function snapped(count: number, size: number): number {
  if (count < NEAREST) return 0;
  return count > size - NEAREST ? size : count;
}

const NEAREST = 1e-5;

function deviateOf(compare: Budget["compare"], sizes: Sizes, limit: number): LimitLine["deviate"] {
  const { own: n1, reference: n2 } = sizes;
  if (n2 === null) return (x1) => midPStatistic({ successes: x1, size: n1 }, limit);
  if (compare === "ratio") {
    return (x1, x2) => {
      const side = Math.sign(x1 * n2 - limit * x2 * n1);
      if (side === 0) return 0;
      const own = { successes: x1, size: n1 };
      return side * midPRatioStatistic(own, { successes: x2, size: n2 }, limit);
    };
  }
  return (x1, x2) => {
    const side = Math.sign(x1 / n1 - x2 / n2 - limit);
    if (side === 0) return 0;
    const own = { successes: x1, size: n1 };
    return side * midPDifferenceStatistic(own, { successes: x2, size: n2 }, limit);
  };
}
