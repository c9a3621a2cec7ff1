import { attributeIndex, type CellAttribute, type Cells } from "../../cells/cells.ts";
import {
  countOutcomes,
  FAVOURABLE,
  OTHER,
  type OutcomeCounts,
} from "../../cells/outcome-counts.ts";
import { edgesOf } from "../../cohorts/bands.ts";
import { cohortId } from "../../cohorts/cohort-id.ts";
import type { CohortDimension } from "../../cohorts/dimension.ts";
import { EvenhandError, shown } from "../../errors.ts";
import type { Kind, ToolCounts } from "./convention.ts";

/** One group of a dimension as tools count it. */
export interface ToolGroup {
  readonly id: string;
  readonly levels: readonly string[];
  readonly counts: ToolCounts;
}

/** The rows that share the levels of the columns that are controlled for. */
export interface ToolStratum {
  /** Null without control columns. */
  readonly levels: readonly string[] | null;
  /** Every combination of levels, in level order, with or without rows. */
  readonly groups: readonly ToolGroup[];
}

/**
 * The groups of a dimension, by stratum of `dimension.within`. Tools know no missing values, so
 * rows without label, prediction or attribute are refused.
 *
 * @throws EvenhandError `input/convention-missing`, `input/cells-lack-attribute`
 */
export function groupCells(cells: Cells, dimension: CohortDimension): ToolStratum[] {
  const control = dimension.within ?? [];
  const at = [...control, ...dimension.by].map((column) =>
    requirePosition(cells, column, edgesOf(dimension.bands, column)),
  );
  const attributes = at.map((position) => cells.schema.attributes[position] as CellAttribute);
  const counted = countOutcomes(cells, (key) => at.map((position) => key[position]).join());
  for (const [group, counts] of counted) refuseMissing(group, counts, dimension);

  const combine = (some: readonly CellAttribute[]): number[][] =>
    some.reduce<number[][]>(
      (codes, { levels }) => codes.flatMap((before) => levels.map((_, code) => [...before, code])),
      [[]],
    );
  const controlled = attributes.slice(0, control.length);
  const own = attributes.slice(control.length);
  return combine(controlled).map((stratum) => ({
    levels: control.length === 0 ? null : textsOf(controlled, stratum),
    groups: combine(own).map((codes) => {
      const levels = textsOf(own, codes);
      return {
        id: cohortId(dimension.by, levels, dimension.bands),
        levels,
        counts: toolCounts(counted.get([...stratum, ...codes].join())),
      };
    }),
  }));
}

/** The counts of several groups together. */
export function joinCounts(groups: readonly ToolGroup[]): ToolCounts {
  const sum = (pick: (counts: ToolCounts) => number): number =>
    groups.reduce((total, { counts }) => total + pick(counts), 0);
  const rows = byKind((kind) => sum((counts) => counts.rows[kind]));
  return { ...byKind((kind) => sum((counts) => counts[kind])), rows };
}

const PLACES: Readonly<Record<Kind, number>> = {
  tp: 3 * FAVOURABLE + FAVOURABLE,
  fp: 3 * OTHER + FAVOURABLE,
  tn: 3 * OTHER + OTHER,
  fn: 3 * FAVOURABLE + OTHER,
};

function toolCounts(counts: OutcomeCounts | undefined): ToolCounts {
  const rows = byKind((kind) => counts?.n[PLACES[kind]] ?? 0);
  return { ...byKind((kind) => counts?.w[PLACES[kind]] ?? 0), rows };
}

function byKind(of: (kind: Kind) => number): Record<Kind, number> {
  return { tp: of("tp"), fp: of("fp"), tn: of("tn"), fn: of("fn") };
}

function textsOf(attributes: readonly CellAttribute[], codes: readonly number[]): string[] {
  return codes.map((code, i) => (attributes[i] as CellAttribute).levels[code] as string);
}

function refuseMissing(group: string, { n }: OutcomeCounts, { name }: CohortDimension): void {
  const whole = Object.values(PLACES).reduce((sum, place) => sum + (n[place] as number), 0);
  const all = n.reduce((sum, count) => sum + count, 0);
  if (whole === all && !group.split(",").includes("-1")) return;
  throw new EvenhandError({
    code: "input/convention-missing",
    path: `cohorts.${name}`,
    problem: "the tools whose conventions these are take no missing values",
    expected: "rows with label, prediction and every attribute",
    received: `${all} rows where one of them is missing or absent`,
    hint: "Leave these rows out of the table, and say so beside the numbers.",
  });
}

function requirePosition(cells: Cells, column: string, bands: readonly number[] | null): number {
  const at = attributeIndex(cells.schema, column, bands);
  if (at >= 0) return at;
  throw new EvenhandError({
    code: "input/cells-lack-attribute",
    problem: "the cells were counted without this attribute, or with other bands",
    received: shown(column),
    hint: "Count the rows again with this column in a cohort dimension.",
  });
}
