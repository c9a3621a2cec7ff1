import type { Cells } from "../cells/cells.ts";
import { type CountedStratum, countCohorts } from "../cells/cohort-counts.ts";
import type { CohortDimension } from "../cohorts/dimension.ts";
import { EvenhandError, shown } from "../errors.ts";
import { countRate } from "../metrics/rate.ts";
import { type CohortPair, pairCohorts, pairInStratum } from "./cohort-pairs.ts";
import {
  type GapParts,
  insideAt,
  outsideAt,
  type StratumParts,
  splitGap,
  splitStrata,
} from "./gap-parts.ts";
import { effectiveSize, type GapShare, measurePart, type Side } from "./gap-share.ts";
import { requireConfidence, requireRate } from "./requirements.ts";
import { sideOfStrata } from "./strata-side.ts";

/** A gap of rates between a cohort and its reference, taken apart over strata. */
export type GapDecomposition = DecomposedGap | UndecomposedGap;

interface DecompositionKey {
  readonly metric: string;
  readonly dimension: string;
  /** The columns of the strata. */
  readonly within: readonly string[];
  readonly cohort: string;
  readonly reference: string;
  /** Σ weight of the decisions that the rate counts. */
  readonly n: number;
  readonly nReference: number;
}

export interface DecomposedGap extends DecompositionKey {
  readonly status: "ok";
  /** = mix + withinStrata + cohortOnly + referenceOnly, up to rounding. */
  readonly gap: GapShare;
  /** What differs because the cohorts are spread over the strata differently; both rates count alike. */
  readonly mix: GapShare;
  /** What differs within strata; both mixes count alike. */
  readonly withinStrata: GapShare;
  /** Mix at the reference's rates, within at the reference's mix; with `interaction` they add up to the same. */
  readonly atReference: { readonly mix: GapShare; readonly within: GapShare };
  /** Mix at the cohort's rates, within at the cohort's mix; less `interaction` they add up to the same. */
  readonly atCohort: { readonly mix: GapShare; readonly within: GapShare };
  readonly interaction: GapShare;
  /** From members in strata without the reference, or without the cohort; null where there are none. */
  readonly cohortOnly: GapShare | null;
  readonly referenceOnly: GapShare | null;
  /**
   * Simpson's reversal: the gap and the gap within strata lie on opposite sides of 0, and the interval
   * of at least one of them excludes it.
   */
  readonly isReversed: boolean;
  /** Rounding noise: gap less its four parts. */
  readonly residual: number;
  /** The strata that hold both, in level order. */
  readonly strata: readonly DecomposedStratum[];
}

export interface DecomposedStratum extends StratumParts {
  readonly stratum: string;
}

export interface UndecomposedGap extends DecompositionKey {
  readonly status: "not-estimable";
  /** `zero-denominator`: the rate of one of them counts nobody. `no-shared-strata`: no stratum holds both. */
  readonly reason: "zero-denominator" | "no-shared-strata";
}

/**
 * Takes the gaps of a rate apart: how much of each comes from the mix of strata that a cohort's members
 * are in, and how much from different rates within the same stratum (Kitagawa, Oaxaca–Blinder). It says
 * where a gap sits, not that either part is right: strata may themselves come from unequal treatment.
 *
 * Intervals are by the delta method, of cohorts drawn independently. Rows of unknown stratum are a
 * stratum of their own; cohorts of unknown attribute are left out. With the reference `highest` that
 * cohort is taken as if it had been named beforehand.
 *
 * @param cells from `countTable` or an audit
 * @param dimension with `within`, whose columns the cells carry
 * @param metric a rate, such as `selection_rate`
 * @returns one a known cohort that has a reference, in cohort order
 * @throws EvenhandError `usage/no-strata`, `usage/confidence`, `config/unknown-metric`,
 *   `config/no-rate`, `input/cells-lack-attribute`
 * @example
 * const [women] = decomposeGap(cells, { ...dimension, within: ["department"] }, "selection_rate");
 * if (women?.status === "ok") women.gap.value; // mix and withinStrata add up to it
 */
export function decomposeGap(
  cells: Cells,
  dimension: CohortDimension,
  metric: string,
  { confidence = 0.95 }: { readonly confidence?: number } = {},
): GapDecomposition[] {
  requireConfidence(confidence);
  const rate = requireRate(metric);
  const counted = countCohorts(cells, dimension);
  const { strata } = counted;
  if (strata === undefined) throw lacksStrata(dimension);
  return pairCohorts(rate, counted).map((pair): GapDecomposition => {
    const sideOf = (which: "own" | "other"): Side => {
      const fractions = strata.map(({ cohorts }) =>
        countRate(rate, pairInStratum(pair, cohorts)[which]),
      );
      const size = effectiveSize(countRate(rate, pair[which]), cells.schema.weight);
      return sideOfStrata(fractions, size);
    };
    return decomposePair(pair, [sideOf("own"), sideOf("other")], strata, {
      metric,
      dimension,
      confidence,
    });
  });
}

function decomposePair(
  pair: CohortPair,
  sides: readonly [Side, Side],
  strata: readonly CountedStratum[],
  options: {
    readonly metric: string;
    readonly dimension: CohortDimension;
    readonly confidence: number;
  },
): GapDecomposition {
  const [own, other] = sides;
  const { metric, dimension, confidence } = options;
  const key: DecompositionKey = {
    metric,
    dimension: dimension.name,
    within: dimension.within ?? [],
    cohort: pair.cohort,
    reference: pair.reference,
    n: totalOf(own.weights),
    nReference: totalOf(other.weights),
  };
  if (key.n === 0 || key.nReference === 0) {
    return { ...key, status: "not-estimable", reason: "zero-denominator" };
  }
  const parts = splitGap(own.weights, other.weights);
  if (parts === null) return { ...key, status: "not-estimable", reason: "no-shared-strata" };
  const part = (of: (parts: GapParts) => number): GapShare =>
    measurePart((a, b) => of(splitGap(a, b) as GapParts), sides, confidence);
  const gap = part((of) => of.gap);
  const within = part((of) => of.within);
  return {
    ...key,
    status: "ok",
    gap,
    mix: part((of) => of.mix),
    withinStrata: within,
    atReference: {
      mix: part((of) => of.mixAtReference),
      within: part((of) => of.withinAtReference),
    },
    atCohort: {
      mix: part((of) => of.mixAtReference + of.interaction),
      within: part((of) => of.withinAtReference + of.interaction),
    },
    interaction: part((of) => of.interaction),
    cohortOnly: hasAlone(own, other) ? part((of) => of.cohortOnly) : null,
    referenceOnly: hasAlone(other, own) ? part((of) => of.referenceOnly) : null,
    isReversed: gap.value * within.value < 0 && (excludesZero(gap) || excludesZero(within)),
    residual: parts.gap - parts.mix - parts.within - parts.cohortOnly - parts.referenceOnly,
    strata: splitStrata(own.weights, other.weights).map(({ stratum, ...rest }) => ({
      stratum: (strata[stratum] as CountedStratum).id,
      ...rest,
    })),
  };
}

function hasAlone(own: Side, other: Side): boolean {
  for (let s = 0; 2 * s < own.weights.length; s++) {
    const at = [outsideAt(s), insideAt(s)];
    const mass = ({ weights }: Side): number =>
      at.reduce((sum, each) => sum + (weights[each] as number), 0);
    if (mass(own) > 0 && mass(other) === 0) return true;
  }
  return false;
}

function excludesZero({ interval }: GapShare): boolean {
  return interval !== null && (interval.lower > 0 || (interval.upper ?? Infinity) < 0);
}

function totalOf(weights: Float64Array): number {
  return weights.reduce((sum, weight) => sum + weight, 0);
}

function lacksStrata({ name }: CohortDimension): EvenhandError {
  return new EvenhandError({
    code: "usage/no-strata",
    path: `cohorts.${name}.within`,
    problem: "a gap is taken apart over strata, and this dimension declares none",
    expected: "one or more columns",
    received: shown(name),
    hint: "Declare `within: [department]` and count the rows again.",
  });
}
