import type { Cells } from "../cells/cells.ts";
import type { Configuration } from "../configuration/configuration.ts";
import { findMetric } from "../metrics/registry.ts";
import { decomposeGap, type GapDecomposition } from "./decompose-gap.ts";
import { type LabelGap, splitLabelGap } from "./label-gap.ts";

/** What counts say about where gaps come from. */
export interface Drivers {
  /** Of every dimension with `within`: the gap in selection rate, or in base rate without decisions, and in the rates of its budgets. */
  readonly strata: readonly GapDecomposition[];
  /** Of every dimension, where there are recorded outcomes and decisions. */
  readonly labels: readonly LabelGap[];
}

/**
 * Takes apart the gaps of every dimension of a configuration: over its declared strata, and into
 * recorded outcomes and model.
 *
 * @param cells of this configuration
 * @throws EvenhandError `input/cells-lack-attribute`, `config/unknown-reference`
 * @example
 * const { cells } = audit(people, configuration);
 * findDrivers(cells, configuration).labels.length;
 */
export function findDrivers(cells: Cells, { cohorts, budgets, evidence }: Configuration): Drivers {
  const { label, prediction } = cells.schema;
  const options = { confidence: evidence.confidence };
  const main = prediction === null ? "base_rate" : "selection_rate";
  const isRate = (name: string): boolean => findMetric(name)?.kind === "rate";
  return {
    strata: cohorts.flatMap((dimension) => {
      if ((dimension.within ?? []).length === 0) return [];
      const asked = budgets.filter((budget) => budget.cohorts === dimension.name);
      const metrics = new Set([main, ...asked.map(({ metric }) => metric).filter(isRate)]);
      return [...metrics].flatMap((metric) => decomposeGap(cells, dimension, metric, options));
    }),
    labels:
      label === null || prediction === null
        ? []
        : cohorts.flatMap((dimension) => splitLabelGap(cells, dimension, options)),
  };
}
