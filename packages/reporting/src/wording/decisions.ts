import type { CounterfactualStatus, DecisionRecord, FeatureValue } from "@evenhand/core";
import { formatDeclared } from "./numbers.ts";
import { plainText } from "./text.ts";

/** What names its inputs; one that is not described goes by its column. */
export type Described = Pick<DecisionRecord, "features">;

/** The name people use for an input. */
export function nameFeature(record: Described, feature: string): string {
  const described = record.features.find((each) => each.feature === feature);
  return plainText(described?.label ?? feature);
}

/** A value of an input in the words people use: coded levels by their names, numbers with their unit. */
export function nameValue(record: Described, feature: string, value: FeatureValue): string {
  if (value === null) return "missing";
  const described = record.features.find((each) => each.feature === feature);
  if (typeof value === "number") {
    const unit = described?.unit ?? null;
    return unit === null ? formatDeclared(value) : `${formatDeclared(value)} ${plainText(unit)}`;
  }
  return plainText(described?.levels.find((each) => each.level === value)?.label ?? value);
}

const UNITS: Readonly<Record<DecisionRecord["output"]["unit"], string>> = {
  probability: "model output, 0 to 1",
  "log-odds": "model output in log-odds",
  score: "model output",
};

/** What the output is measured in. */
export function nameUnit(unit: DecisionRecord["output"]["unit"]): string {
  return UNITS[unit];
}

const STATUSES: Readonly<Record<CounterfactualStatus, string>> = {
  optimal: "proved to be the cheapest change",
  feasible: "works; a cheaper change may exist",
  infeasible: "proved: no allowed change alters the outcome",
  "not-found": "the search ended before it found a change",
};

export function describeStatus(status: CounterfactualStatus): string {
  return STATUSES[status];
}

const BANDS: Readonly<Record<DecisionRecord["confidence"]["band"], string>> = {
  clear: "a clear case",
  "fairly-clear": "a fairly clear case",
  "close-call": "a close call",
};

export function describeBand(band: DecisionRecord["confidence"]["band"]): string {
  return BANDS[band];
}
