import { type Decided, decide } from "../budgets/decide.ts";
import type { Cells } from "../cells/cells.ts";
import type { Configuration } from "../configuration/configuration.ts";
import { countTable } from "../document/count-table.ts";
import { findMetric } from "../metrics/registry.ts";
import type { Interval } from "../stats/interval.ts";
import { meanOf } from "../stats/mean.ts";
import { studentInterval } from "../stats/student-interval.ts";
import type { NumericColumn } from "../table/column.ts";
import type { ScoredTable } from "./scored-table.ts";
import { worthFrom } from "./utility.ts";

/** What decisions are worth and what the budgets say of them. */
export interface AssessedDecisions extends Decided {
  /** Null where no decision has a recorded outcome. */
  readonly utility: {
    readonly value: number;
    /** Null where rows are too few or too alike to tell, or several are about one subject. */
    readonly interval: Interval | null;
    readonly people: number;
  } | null;
}

/** Budgets that follow from decisions: those on scores, on rows and on measurements made elsewhere do not. */
export function listJudged({ budgets }: Configuration): Configuration["budgets"] {
  return budgets.filter(({ metric }) => {
    const kind = findMetric(metric)?.kind;
    return kind !== undefined && kind !== "rows";
  });
}

/** Counts decisions, 1 favourable, 0 other and −1 none, and judges them by the policy. */
export function assessDecisions(
  scored: ScoredTable,
  decisions: Int8Array,
  configuration: Configuration,
  today: string | null,
): AssessedDecisions {
  const cells = countDecisions(scored, decisions, configuration);
  const policy = { ...configuration, budgets: listJudged(configuration), history: null };
  return {
    utility: measureUtility(scored, decisions, configuration),
    ...decide(cells, [], policy, { today }),
  };
}

/** Decisions stand for scores of 1 and 0, cut between. */
export function countDecisions(
  { table }: ScoredTable,
  decisions: Int8Array,
  configuration: Configuration,
): Cells {
  const column: NumericColumn = {
    kind: "numeric",
    name: "decision",
    values: decisions,
    validity: Uint8Array.from(decisions, (decision) => (decision < 0 ? 0 : 1)),
  };
  const prediction = { kind: "model", threshold: 0.5, favourableWhen: "above" } as const;
  const decided = { ...configuration, decisions: { ...configuration.decisions, prediction } };
  return countTable(table, decided, column).cells;
}

function measureUtility(
  { decisions: people, utility, weighting }: ScoredTable,
  decisions: Int8Array,
  { evidence, decisions: { clusterBy } }: Configuration,
): AssessedDecisions["utility"] {
  const worth = worthFrom(utility);
  const rows: number[] = [];
  for (let row = 0; row < decisions.length; row++) {
    const hasOutcome = !worth.needsLabels || (people.labels[row] as number) >= 0;
    if (hasOutcome && (decisions[row] as number) >= 0) rows.push(row);
  }
  const values = Float64Array.from(rows, (row) =>
    worth.worthOf(row, people.labels[row] as number, decisions[row] === 1),
  );
  const weights = weighting.values;
  const mean = meanOf(values, {
    kind: weighting.kind,
    values: weights === null ? null : Float64Array.from(rows, (row) => weights[row] as number),
  });
  if (mean === null) return null;
  const hasInterval = mean.error !== null && clusterBy === null;
  return {
    value: mean.value,
    interval:
      hasInterval && mean.error !== null
        ? studentInterval(mean.value, mean.error, evidence.confidence)
        : null,
    people: rows.length,
  };
}
