import type { AttributionResult, FeatureValue, OutputUnit, Table } from "@evenhand/core";
import { type AttributeOptions, attribute } from "../attributions/attribute.ts";
import type { Model } from "../model.ts";
import { predict, predictionUnit } from "../trees/predict.ts";
import { applyChanges } from "./apply-changes.ts";

export interface WhatIfOptions {
  /** Of the outputs. Default: that of `predict`. */
  readonly unit?: OutputUnit;
  /** Explains the output before and after as well. */
  readonly explain?: AttributeOptions;
}

export interface WhatIf {
  readonly unit: OutputUnit;
  readonly before: WhatIfSide;
  readonly after: WhatIfSide;
  /** The row with its changes, as a table. */
  readonly changed: Table;
}

export interface WhatIfSide {
  readonly output: number;
  /** Null unless asked for. */
  readonly attribution: AttributionResult | null;
}

/**
 * What a model says of one row as it is and with some values changed: outputs, and on request what
 * moved each. Nothing is searched, and no declaration is looked at; null makes a value missing.
 *
 * @param row from 0
 * @param changes by feature name
 * @throws EvenhandError `usage/row-range`, `config/unknown-column`, and as `predict` and `attribute`
 * @example
 * whatIf(model, people, 0, { hours: 45, job: "nurse" }).after.output; // 0.63
 */
export function whatIf(
  model: Model,
  table: Table,
  row: number,
  changes: Readonly<Record<string, FeatureValue>>,
  options: WhatIfOptions = {},
): WhatIf {
  const { unit = predictionUnit(model), explain } = options;
  const list = Object.entries(changes).map(([feature, to]) => ({ feature, to }));
  const changed = applyChanges(table, row, list);
  const sideOf = (one: Table): WhatIfSide => ({
    output: predict(model, one, { unit })[0] as number,
    attribution: explain === undefined ? null : attribute(model, one, 0, explain),
  });
  return { unit, before: sideOf(applyChanges(table, row, [])), after: sideOf(changed), changed };
}
