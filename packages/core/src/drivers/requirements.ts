import type { CohortDimension } from "../cohorts/dimension.ts";
import type { Configuration } from "../configuration/configuration.ts";
import { EvenhandError, shown } from "../errors.ts";
import type { RateMetric } from "../metrics/metric.ts";
import { requireMetric } from "../metrics/registry.ts";
import { suggestName } from "../table/nearest.ts";
import type { Candidate } from "./candidates.ts";

/** @throws EvenhandError `config/unknown-metric`, `config/no-rate` */
export function requireRate(name: string): RateMetric {
  const metric = requireMetric(name, "metric");
  if (metric.kind === "rate") return metric;
  throw new EvenhandError({
    code: "config/no-rate",
    path: "metric",
    problem: "only a share of decisions can be taken apart or compared between models",
    expected: "a rate, such as selection_rate",
    received: shown(name),
  });
}

/** @throws EvenhandError `usage/confidence` */
export function requireConfidence(confidence: number): void {
  if (confidence > 0 && confidence < 1) return;
  throw new EvenhandError({
    code: "usage/confidence",
    path: "confidence",
    problem: "a confidence is out of range",
    expected: "a number between 0 and 1",
    received: String(confidence),
  });
}

/** The dimension without strata, which divide rows and not cohorts. */
export function requireDimension({ cohorts }: Configuration, name: string): CohortDimension {
  const found = cohorts.find((dimension) => dimension.name === name);
  if (found !== undefined) {
    const { within: _, ...whole } = found;
    return whole;
  }
  const known = cohorts.map((dimension) => dimension.name);
  throw new EvenhandError({
    code: "usage/unknown-dimension",
    path: "dimension",
    problem: "the configuration has no such dimension under `cohorts`",
    received: shown(name),
    hint: suggestName(name, known),
  });
}

/** The place of a candidate; without a name the first. */
export function requireCandidate(candidates: readonly Candidate[], name?: string): number {
  const at = name === undefined ? 0 : candidates.findIndex((one) => one.name === name);
  if (at >= 0) return at;
  throw new EvenhandError({
    code: "usage/unknown-candidate",
    path: "incumbent",
    problem: "no candidate has this name",
    received: shown(name),
    hint: suggestName(
      name as string,
      candidates.map((one) => one.name),
    ),
  });
}
