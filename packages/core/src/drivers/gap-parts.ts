/** A gap between two cohorts taken apart over strata; `gap` = `mix` + `within` + `cohortOnly` + `referenceOnly`. */
export interface GapParts {
  /** Rate of the cohort less that of its reference. */
  readonly gap: number;
  /** Σ (q₁ − q₂)(p₁ + p₂)/2: the cohorts differ in which strata their members are in. */
  readonly mix: number;
  /** Σ (p₁ − p₂)(q₁ + q₂)/2: rates differ within strata. */
  readonly within: number;
  /** Σ (q₁ − q₂) p₂: mix at the reference's rates. */
  readonly mixAtReference: number;
  /** Σ (p₁ − p₂) q₂: within strata at the reference's mix. */
  readonly withinAtReference: number;
  /** Σ (q₁ − q₂)(p₁ − p₂): what changes only where both do. */
  readonly interaction: number;
  /** What members of strata without the reference add to the cohort's rate. */
  readonly cohortOnly: number;
  /** What members of strata without the cohort take from the gap. */
  readonly referenceOnly: number;
}

/** One stratum in which both have members. */
export interface StratumParts {
  /** Shares of the cohort and of its reference in this stratum, of those in shared strata. */
  readonly share: number;
  readonly referenceShare: number;
  readonly rate: number;
  readonly referenceRate: number;
  /** (q₁ − q₂)((p₁ + p₂)/2 − r̄), r̄ the mean of both rates over the shared strata; they add up to `mix`. */
  readonly mix: number;
  /** (p₁ − p₂)(q₁ + q₂)/2; they add up to `within`. */
  readonly within: number;
}

/** Index of Σ weight outside and inside the numerator of a stratum. */
export const outsideAt = (stratum: number): number => 2 * stratum;
export const insideAt = (stratum: number): number => 2 * stratum + 1;

/**
 * Takes the gap of two rates apart over strata s with shares q and rates p, of the cohort (1) and its
 * reference (2). In the strata that hold both,
 *
 *   Σ q₁p₁ − Σ q₂p₂ = Σ (q₁ − q₂)(p₁ + p₂)/2 + Σ (p₁ − p₂)(q₁ + q₂)/2
 *                   = Σ (q₁ − q₂) p₂ + Σ (p₁ − p₂) q₂ + Σ (q₁ − q₂)(p₁ − p₂).
 *
 * Members of strata that only one of them is in have nobody to be compared with: with u their share,
 * their rate less that of the others, times u, is a part of its own.
 * Kitagawa (1955), Journal of the American Statistical Association 50; Blinder (1973) and Oaxaca (1973);
 * Ñopo (2008), Review of Economics and Statistics 90, for what is not shared.
 *
 * @param own Σ weight of stratum s outside and inside the numerator, at 2s and 2s + 1
 * @returns null where no stratum holds both
 */
export function splitGap(own: Float64Array, reference: Float64Array): GapParts | null {
  const first = sumSide(own, reference);
  const second = sumSide(reference, own);
  if (first.shared === 0 || second.shared === 0) return null;
  let mixAtReference = 0;
  let withinAtReference = 0;
  let interaction = 0;
  for (let s = 0; 2 * s < own.length; s++) {
    const m1 = massOf(own, s);
    const m2 = massOf(reference, s);
    if (m1 === 0 || m2 === 0) continue;
    const q = m1 / first.shared - m2 / second.shared;
    const p2 = (reference[insideAt(s)] as number) / m2;
    const p = (own[insideAt(s)] as number) / m1 - p2;
    mixAtReference += q * p2;
    withinAtReference += p * (m2 / second.shared);
    interaction += q * p;
  }
  return {
    gap: first.rate - second.rate,
    mix: mixAtReference + interaction / 2,
    within: withinAtReference + interaction / 2,
    mixAtReference,
    withinAtReference,
    interaction,
    cohortOnly: first.alone,
    referenceOnly: -second.alone,
  };
}

/** The parts of each stratum that holds both, with its place. */
export function splitStrata(
  own: Float64Array,
  reference: Float64Array,
): (StratumParts & { readonly stratum: number })[] {
  const first = sumSide(own, reference);
  const second = sumSide(reference, own);
  const middle = (first.sharedRate + second.sharedRate) / 2;
  const parts = [];
  for (let s = 0; 2 * s < own.length; s++) {
    const m1 = massOf(own, s);
    const m2 = massOf(reference, s);
    if (m1 === 0 || m2 === 0) continue;
    const share = m1 / first.shared;
    const referenceShare = m2 / second.shared;
    const rate = (own[insideAt(s)] as number) / m1;
    const referenceRate = (reference[insideAt(s)] as number) / m2;
    parts.push({
      stratum: s,
      share,
      referenceShare,
      rate,
      referenceRate,
      mix: (share - referenceShare) * ((rate + referenceRate) / 2 - middle),
      within: ((rate - referenceRate) * (share + referenceShare)) / 2,
    });
  }
  return parts;
}

interface SideSums {
  readonly rate: number;
  /** Σ weight in the strata that hold both, and the rate there. */
  readonly shared: number;
  readonly sharedRate: number;
  /** u (r_alone − r_shared), u the share of the members of strata without the other. */
  readonly alone: number;
}

function sumSide(own: Float64Array, other: Float64Array): SideSums {
  let total = 0;
  let inside = 0;
  let shared = 0;
  let sharedInside = 0;
  for (let s = 0; 2 * s < own.length; s++) {
    const mass = massOf(own, s);
    const hits = own[insideAt(s)] as number;
    total += mass;
    inside += hits;
    if (massOf(other, s) === 0) continue;
    shared += mass;
    sharedInside += hits;
  }
  const rate = inside / total;
  const sharedRate = sharedInside / shared;
  return { rate, shared, sharedRate, alone: shared === total ? 0 : rate - sharedRate };
}

function massOf(weights: Float64Array, stratum: number): number {
  return (weights[outsideAt(stratum)] as number) + (weights[insideAt(stratum)] as number);
}
