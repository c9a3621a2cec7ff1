import type { CountedDimension } from "../../cells/cohort-counts.ts";
import type { Comparison } from "../../metrics/comparison.ts";
import { type Contrast, contrastCohorts, type WorstCases } from "../../metrics/contrast.ts";
import { combineContrasts, contrastMetric } from "../../metrics/contrast-metric.ts";
import { estimatorOf } from "../../metrics/estimator.ts";
import type { CompositeMetric, RateMetric } from "../../metrics/metric.ts";
import { countRate, type Fraction } from "../../metrics/rate.ts";
import { requireMetric } from "../../metrics/registry.ts";
import type { Bounds } from "../../stats/proportion.ts";
import type { Altered, Subject } from "./subject.ts";

/** The contrast of altered cohorts, with those it is combined from. */
export interface Again {
  readonly contrast: Contrast;
  /** Empty unless it is a composite. */
  readonly parts: readonly Contrast[];
}

/**
 * Makes one comparison with other counts, through the same code as with the counted ones. Null where
 * none is left.
 */
export function contrastAgain(subject: Subject): (altered: Altered) => Again | null {
  const { metric, one, weight } = subject;
  const { compare } = one.budget;
  // Only metrics of the cells have tipping points, and none of these is a distance.
  if (compare === "distance") return () => null;
  const isOwn = ({ cohort }: Contrast): boolean => cohort === subject.own.cohort.id;
  if (metric.kind !== "composite") {
    return (altered) => {
      const dimension = reduce(subject, altered);
      const contrast = contrastCohorts(estimatorOf(metric, weight), compare, dimension).find(isOwn);
      return contrast === undefined ? null : { contrast, parts: [] };
    };
  }
  if (compare === "value") return () => null;
  const partsOf = metric.of.map((name) => {
    const rate = requireMetric(name, metric.name) as RateMetric;
    return remember(rate, (altered) =>
      contrastMetric(rate, compare, reduce(subject, altered), weight).find(isOwn),
    );
  });
  return (altered) => {
    const parts = partsOf.flatMap((partOf) => partOf(altered) ?? []);
    if (parts.length < partsOf.length) return null;
    return { contrast: combineContrasts(metric as CompositeMetric, compare, parts), parts };
  };
}

/** A change of decisions about people of one outcome leaves the rate of the others as it is. */
function remember(
  rate: RateMetric,
  contrast: (altered: Altered) => Contrast | undefined,
): (altered: Altered) => Contrast | undefined {
  const known = new Map<string, Contrast | undefined>();
  const textOf = ({ numerator, denominator }: Fraction): string => `${numerator}/${denominator}`;
  return (altered) => {
    const { own, reference, countsUnknown } = altered;
    const other = reference === null ? "" : textOf(countRate(rate, reference));
    const key = `${textOf(countRate(rate, own))} ${other} ${countsUnknown}`;
    if (!known.has(key)) known.set(key, rememberBounds(contrast(altered)));
    return known.get(key);
  };
}

function rememberBounds(contrast: Contrast | undefined): Contrast | undefined {
  if (contrast?.result.status !== "ok") return contrast;
  const { comparison, worst } = contrast.result;
  const kept = (one: Comparison): Comparison => {
    const known = new Map<number, Bounds>();
    return {
      method: one.method,
      estimate: one.estimate,
      boundsAt(z) {
        let bounds = known.get(z);
        if (bounds === undefined) {
          bounds = one.boundsAt(z);
          known.set(z, bounds);
        }
        return bounds;
      },
      bounds: (confidence) => one.bounds(confidence),
      p: (limit) => one.p(limit),
    };
  };
  const ends = (cases: WorstCases): WorstCases => ({
    ...cases,
    lowest: cases.lowest === null ? null : kept(cases.lowest),
    highest: cases.highest === null ? null : kept(cases.highest),
  });
  return {
    ...contrast,
    result: {
      status: "ok",
      comparison: kept(comparison),
      worst: worst === null ? null : ends(worst),
    },
  };
}

/** The dimension without the cohorts that this comparison does not look at. */
function reduce({ one, own, reference }: Subject, altered: Altered): CountedDimension {
  const { dimension, observed, unknown } = one.dimension;
  const isHighest = dimension.reference.kind === "highest";
  const cohorts = isHighest
    ? observed
    : [own, ...(reference === null || reference === own ? [] : [reference])];
  return {
    // A declared reference and `rest` are both one cohort, found by its id.
    dimension: isHighest ? dimension : { ...dimension, reference: NAMED },
    observed: cohorts.map((counted) => {
      if (counted.cohort.id === own.cohort.id) return { ...counted, counts: altered.own };
      return counted.cohort.id === reference?.cohort.id
        ? { ...counted, counts: altered.reference ?? counted.counts }
        : counted;
    }),
    rests: NO_RESTS,
    unknown:
      unknown === null || !altered.countsUnknown
        ? null
        : { ...unknown, cohort: { ...unknown.cohort, reference: null } },
  };
}

const NAMED = { kind: "cohort", levels: [] } as const;
const NO_RESTS: CountedDimension["rests"] = new Map();
