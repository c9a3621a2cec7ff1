import type { Cells } from "../../cells/cells.ts";
import type { Contrast } from "../../metrics/contrast.ts";
import type { Measurement } from "../../metrics/measurement.ts";
import type { Bounds } from "../../stats/proportion.ts";
import type { Budget, Limit } from "../budget.ts";
import { findContrasts } from "../budget-contrasts.ts";
import { decide } from "../decide.ts";
import type { DecideContext, Policy } from "../policy.ts";

/** A limit that every comparison of a budget would still pass. */
export interface Tightening {
  readonly budget: string;
  readonly before: Limit;
  readonly after: Limit;
}

/** Limits are proposed to so many decimals. */
const DECIMALS = 2;

/**
 * Limits as tight as the evidence bears: to the end of the widest interval, also in the worst case of what
 * is unknown, never to the estimates, which may be lucky, and rounded away from them. Only budgets
 * all of whose comparisons pass are tightened; parity stays inside. A proposal for a reviewer,
 * nothing more.
 *
 * @throws as `decide` does
 * @example
 * proposeTightening(cells, [], policy, { today: null });
 * // [{ budget: "selection-ratio-sex", before: { min: 0.8, max: null }, after: { min: 0.86, max: null } }]
 */
export function proposeTightening(
  cells: Cells,
  measurements: readonly Measurement[],
  policy: Policy,
  context: DecideContext,
): Tightening[] {
  const { verdicts, odometer } = decide(cells, measurements, policy, context);
  const confidence = odometer?.confidence ?? policy.evidence.confidence;
  return policy.budgets.flatMap((budget, i): Tightening[] => {
    const isPassed = verdicts.every((one) => one.budget !== budget.id || one.verdict === "pass");
    if (!isPassed) return [];
    const { contrasts } = findContrasts(cells, measurements, policy, budget, i);
    const spans = [
      ...contrasts.flatMap((contrast) => spansOf(contrast, confidence)),
      ...parityOf(budget),
    ];
    const lowest = Math.min(...spans.map(({ lower }) => lower));
    const highest = Math.max(...spans.map(({ upper }) => upper));
    const { min, max } = budget.limit;
    const after: Limit = {
      min: min === null ? null : Math.max(min, down(lowest)),
      max: max === null ? null : Math.min(max, up(highest)),
    };
    return after.min === min && after.max === max
      ? []
      : [{ budget: budget.id, before: budget.limit, after }];
  });
}

/** The intervals that a pass rests on. */
function spansOf({ result }: Contrast, confidence: number): Bounds[] {
  if (result.status === "not-estimable") return [];
  const { comparison, worst } = result;
  return [comparison, worst?.lowest ?? null, worst?.highest ?? null].flatMap((one) =>
    one === null ? [] : [one.bounds(confidence)],
  );
}

/** What no limit may leave out; a value has no such place. */
function parityOf({ compare }: Budget): Bounds[] {
  if (compare === "value") return [];
  const parity = compare === "ratio" ? 1 : 0;
  return [{ lower: parity, upper: parity }];
}

function down(value: number): number {
  return Number((Math.floor(value * 10 ** DECIMALS) / 10 ** DECIMALS).toFixed(DECIMALS));
}

function up(value: number): number {
  return Number((Math.ceil(value * 10 ** DECIMALS) / 10 ** DECIMALS).toFixed(DECIMALS));
}
