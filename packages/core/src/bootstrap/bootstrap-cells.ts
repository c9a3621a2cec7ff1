import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { Cells } from "../cells/cells.ts";
import type { CountedCohort } from "../cells/cohort-counts.ts";
import type { CohortDimension } from "../cohorts/dimension.ts";
import { SCALES } from "../metrics/estimate.ts";
import { type DrawnCohort, drawCounts, prepareDraws } from "./cohort-draws.ts";
import { findCohorts } from "./cohorts.ts";
import { estimateFromPivots, leastReplicates, requireReplicates } from "./pivots.ts";
import type { CellBootstrap, CellBootstrapOptions, CellStatistic } from "./question.ts";
import { type PreparedStatistic, prepareStatistic } from "./statistic.ts";
import { type ScaledStatistic, studentise } from "./studentise.ts";

const REPLICATES = 2_000;

/**
 * A studentised bootstrap of any smooth statistic of cells, for what has no interval of its own. Of
 * each cohort as many decisions as it has are drawn, over and over, from its cells with half a decision
 * added to each. The statistic of each draw is set against that of the cells, in standard errors (delta
 * method) on the scale on which it is about normal; the interval is what the spread of these quotients
 * says, and never narrower than the normal one. A draw costs the same however many rows there are.
 *
 * Frequency weights count as so many rows. With sampling weights as many decisions are drawn as Kish's
 * effective size of the cohort has; with repeated subjects as many as if all decisions about one
 * subject were alike, which is cautious. A formula of one's own over several cohorts is refused with
 * repeated subjects: cells do not say who is in two of them. Cohorts are taken whole, whatever strata
 * their dimension is compared `within`.
 *
 * Efron & Tibshirani (1993), An Introduction to the Bootstrap, ch. 12 (bootstrap-t).
 *
 * @param cells from `countTable` or an audit
 * @param dimension that divides them, as in a checked configuration
 * @throws EvenhandError `usage/replicates` for fewer than the confidence needs (ten beyond each end),
 *   `usage/confidence`, `usage/unknown-cohort`, `usage/overlapping-cohorts`, `usage/shared-subjects`,
 *   `usage/bootstrap-metric`, `usage/no-reference`, `config/unknown-metric`
 * @example
 * const { cells } = countTable(people, question, null);
 * bootstrapCells(cells, question.cohorts[0], { metric: "f1_score", cohort: "sex=Female" }, { seed: 7 });
 * bootstrapCells(cells, question.cohorts[0], {
 *   cohorts: ["sex=Female"],
 *   of: ([own]) => own.falseNegatives / own.all,
 *   scale: "logit",
 * }, { seed: 7, confidence: 0.999 });
 */
export function bootstrapCells(
  cells: Cells,
  dimension: CohortDimension,
  statistic: CellStatistic,
  options: CellBootstrapOptions,
): CellBootstrap {
  const { seed, confidence = 0.95 } = options;
  const replicates = options.replicates ?? Math.max(REPLICATES, leastReplicates(confidence));
  requireReplicates(replicates, confidence);
  const prepared = prepareStatistic(statistic);
  const counted = findCohorts(cells, dimension, prepared.cohorts, !("metric" in statistic));
  const value = finite(prepared.of(counted.map(({ counts }) => counts.w)));
  const cohorts = prepareCohorts(cells, counted);
  if (cohorts === null) return { status: "not-estimable", value: null, reason: "no-rows" };
  const scaled = scale(prepared);
  const centre = studentise(scaled, cohorts, smoothedOf(cohorts));
  if (value === null || centre === null) {
    return { status: "not-estimable", value: null, reason: "undefined" };
  }
  const generator = xoroshiro128plus(seed);
  const random = (): number => uniformFloat64(generator);
  const pivots: number[] = [];
  for (let replicate = 0; replicate < replicates; replicate++) {
    const drawn = cohorts.map((cohort) => drawCounts(cohort, random));
    const found = studentise(scaled, cohorts, drawn);
    if (found !== null) pivots.push(quotient(found.value - centre.value, found.standardError));
  }
  return estimateFromPivots({
    value,
    centre,
    pivots,
    replicates,
    scale: prepared.scale,
    confidence,
  });
}

function prepareCohorts(cells: Cells, counted: readonly CountedCohort[]): DrawnCohort[] | null {
  const { weight, label, prediction } = cells.schema;
  const roles = { hasLabel: label !== null, hasPrediction: prediction !== null };
  const cohorts = counted.map(({ counts }) => prepareDraws(counts, weight, roles));
  const found = cohorts.filter((cohort) => cohort !== null);
  return found.length === cohorts.length ? found : null;
}

function smoothedOf(cohorts: readonly DrawnCohort[]): Float64Array[] {
  return cohorts.map(({ smoothed }) => smoothed.slice());
}

function scale({ scale: name, of }: PreparedStatistic): ScaledStatistic {
  const { to } = SCALES[name];
  return (weights) => {
    const value = of(weights);
    return value === null ? null : finite(to(value));
  };
}

function finite(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}

/** 0 / 0 is no distance. */
function quotient(distance: number, standardError: number): number {
  return distance === 0 ? 0 : distance / standardError;
}
