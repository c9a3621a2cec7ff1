import {
  midPDifference,
  midPDifferenceStatistic,
  midPRatio,
  midPRatioStatistic,
} from "../stats/joint-mid-p.ts";
import { midPInterval, midPStatistic } from "../stats/mid-p.ts";
import { criticalValue, twoSidedP } from "../stats/normal.ts";
import type { Bounds, Proportion } from "../stats/proportion.ts";

/** How proportions are compared. */
interface Way {
  readonly method: string;
  boundsAt(own: Proportion, other: Proportion, z: number): Bounds;
  p(own: Proportion, other: Proportion, limit: number): number;
}

const ALONE: Way = {
  method: "mid-p",
  boundsAt: (own, _, z) => midPInterval(own, z),
  p: (own, _, limit) => twoSidedP(midPStatistic(own, limit)),
};

const DIFFERENCE: Way = {
  method: "joint-mid-p",
  boundsAt: midPDifference,
  p: (own, other, limit) => twoSidedP(midPDifferenceStatistic(own, other, limit)),
};

const RATIO: Way = {
  method: "joint-mid-p",
  boundsAt: midPRatio,
  p: (own, other, limit) => (limit <= 0 ? 0 : twoSidedP(midPRatioStatistic(own, other, limit))),
};

/**
 * The comparison of one or two proportions. There are tens of thousands of these, and objects of one
 * class are far lighter than closures over the same numbers. The last interval and p-value are kept:
 * verdict and family ask for the same ones, one after the other. Its methods are those of the class: a
 * copy by `{ ...comparison }` would not have them.
 */
export class ProportionComparison {
  readonly method: string;
  readonly estimate: number;
  readonly #way: Way;
  readonly #own: Proportion;
  readonly #other: Proportion;
  #bounds: Bounds | null = null;
  /** NaN, which nothing equals, as long as nobody has asked. */
  #confidence = Number.NaN;
  #p = Number.NaN;
  #limit = Number.NaN;

  constructor(way: Way, estimate: number, own: Proportion, other: Proportion) {
    this.method = way.method;
    this.estimate = estimate;
    this.#way = way;
    this.#own = own;
    this.#other = other;
  }

  boundsAt(z: number): Bounds {
    return this.#way.boundsAt(this.#own, this.#other, z);
  }

  bounds(confidence: number): Bounds {
    if (this.#confidence !== confidence) {
      this.#bounds = this.boundsAt(criticalValue(confidence));
      this.#confidence = confidence;
    }
    return this.#bounds as Bounds;
  }

  p(limit: number): number {
    if (this.#limit !== limit) {
      this.#p = this.#way.p(this.#own, this.#other, limit);
      this.#limit = limit;
    }
    return this.#p;
  }
}

/** The proportion on its own. */
export function compareProportion(own: Proportion, estimate: number): ProportionComparison {
  return new ProportionComparison(ALONE, estimate, own, own);
}

export function compareProportions(
  compare: "difference" | "ratio",
  estimate: number,
  own: Proportion,
  other: Proportion,
): ProportionComparison {
  const way = compare === "difference" ? DIFFERENCE : RATIO;
  return new ProportionComparison(way, estimate, own, other);
}
