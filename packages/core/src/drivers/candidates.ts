import type { Cells } from "../cells/cells.ts";
import { indexAt } from "../cells/coding.ts";
import { FAVOURABLE, MISSING, OTHER } from "../cells/outcome-counts.ts";
import type { Configuration } from "../configuration/configuration.ts";
import { codeRoles } from "../document/code-roles.ts";
import { countTable } from "../document/count-table.ts";
import type { CodedOutcome } from "../document/outcome-coding.ts";
import { EvenhandError, shown } from "../errors.ts";
import { isPresent } from "../table/column.ts";
import { requireColumn, type Table, takeRows } from "../table/table.ts";

/** A model, by the column of its decisions. */
export interface Candidate {
  readonly name: string;
  /** Column of decisions, with the values of the label. */
  readonly prediction: string;
}

/** The same people as each candidate decides about them. */
export interface CandidatePeople {
  readonly table: Table;
  /** Rows left out because a candidate has no decision on them, or they have no weight. */
  readonly leftOut: number;
  /** State of the recorded outcome of each row. */
  readonly labels: Uint8Array;
  /** State of the decision of each row, by candidate. */
  readonly decisions: readonly Uint8Array[];
  /** One a row; null where each row counts once. */
  readonly weights: Float64Array | null;
  readonly weightKind: "none" | "frequency" | "sampling";
  readonly configuration: Configuration;
}

/**
 * Reads the decisions of all candidates on the rows that each of them has decided.
 *
 * @throws EvenhandError `usage/candidates`, `usage/shared-subjects`, `config/…`, `input/…`
 */
export function readCandidates(
  whole: Table,
  declared: Configuration,
  candidates: readonly Candidate[],
): CandidatePeople {
  requireCandidates(candidates, declared);
  const columns = candidates.map(({ prediction }, i) =>
    requireColumn(whole, prediction, `candidates[${i}].prediction`),
  );
  const { weight } = declared.decisions;
  const needed =
    weight === null
      ? columns
      : [...columns, requireColumn(whole, weight.column, "decisions.weight.column")];
  const rows: number[] = [];
  for (let row = 0; row < whole.rows; row++) {
    if (needed.every((column) => isPresent(column, row))) rows.push(row);
  }
  const table = takeRows(whole, Uint32Array.from(rows));
  const coded = candidates.map((candidate) =>
    codeRoles(table, withPrediction(declared, candidate), null),
  );
  const [first] = coded;
  const weights = first?.weight ?? null;
  return {
    table,
    leftOut: whole.rows - rows.length,
    labels: statesOf(first?.label ?? null, table.rows),
    decisions: coded.map(({ prediction }) => statesOf(prediction, table.rows)),
    weights: weights === null ? null : weights.values,
    weightKind: weights?.kind ?? "none",
    configuration: declared,
  };
}

/** The cells of one candidate, over these people. */
export function cellsOfCandidate(
  { table, configuration }: CandidatePeople,
  candidate: Candidate,
): Cells {
  return countTable(table, withPrediction(configuration, candidate), null).cells;
}

function withPrediction(configuration: Configuration, { prediction }: Candidate): Configuration {
  const { decisions } = configuration;
  return {
    ...configuration,
    decisions: { ...decisions, prediction: { kind: "column", column: prediction } },
  };
}

function statesOf(coded: CodedOutcome | null, rows: number): Uint8Array {
  if (coded === null) return new Uint8Array(rows).fill(MISSING);
  const { outcome, coding } = coded;
  const states = outcome.classes.map((text) =>
    outcome.favourable.includes(text) ? FAVOURABLE : OTHER,
  );
  return Uint8Array.from({ length: rows }, (_, row) => states[indexAt(coding, row)] ?? MISSING);
}

function requireCandidates(candidates: readonly Candidate[], { decisions }: Configuration): void {
  const names = new Set(candidates.map(({ name }) => name));
  if (candidates.length < 2 || names.size < candidates.length) {
    throw new EvenhandError({
      code: "usage/candidates",
      path: "candidates",
      problem: "candidates are compared with each other",
      expected: "two or more, each with a name of its own",
      received: candidates.map(({ name }) => shown(name)).join(", ") || "none",
    });
  }
  if (decisions.favourable === null) {
    throw new EvenhandError({
      code: "config/missing-key",
      path: "decisions.favourable",
      problem: "which decisions are favourable is not declared",
      expected: "a value of the candidates' columns",
      received: "nothing",
    });
  }
  if (decisions.clusterBy !== null) {
    throw new EvenhandError({
      code: "usage/shared-subjects",
      path: "decisions.clusterBy",
      problem: "candidates are compared person by person, and here a person has several rows",
      expected: "one row a person",
      received: shown(decisions.clusterBy),
    });
  }
}
