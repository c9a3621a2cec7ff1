import { edgesOf } from "../cohorts/bands.ts";
import type { Cohort } from "../cohorts/cohort.ts";
import type { CohortDimension } from "../cohorts/dimension.ts";
import { requireColumn, type Table } from "../table/table.ts";
import type { CellAttribute } from "./cells.ts";
import { type Coding, codeAttribute } from "./coding.ts";
import { countAll, countCohorts } from "./cohort-counts.ts";
import { forEachBlock } from "./row-keys.ts";
import { tally } from "./tally.ts";

/** A cohort with the rows that belong to it. */
export interface CohortRows {
  readonly cohort: Cohort;
  /** Positions from 0 in the table, ascending; listed anew at each call, as `rest` is nearly everyone. */
  listRows(): Uint32Array;
}

/** Place of a row that is left out, and of one with an unknown attribute. */
const LEFT_OUT = -2;
const UNKNOWN = -1;

/**
 * The cohorts of one dimension with their rows: ids, order and numbers of rows are those of an
 * audit's cells (`countCohorts`). Observed cohorts first, then the unknown, then the rests.
 *
 * @param included 1 = count this row; null = all
 * @throws EvenhandError `config/unknown-column`, `config/too-many-levels`, `input/not-a-number`,
 *   `config/unknown-reference`, `config/too-many-cohorts`, `config/too-many-cells`
 */
export function rowsOfCohorts(
  table: Table,
  dimension: CohortDimension,
  included: Uint8Array | null = null,
): CohortRows[] {
  const attributes = dimension.by.map((column, i) => {
    const edges = edgesOf(dimension.bands, column);
    const path = `cohorts.${dimension.name}.by[${i}]`;
    const coding = codeAttribute(requireColumn(table, column, path), edges, path);
    const attribute: CellAttribute = { column, bands: edges, levels: coding.levels };
    return { attribute, coding };
  });
  const cells = tally({ ...ONLY_ROWS, rows: table.rows, attributes, included });
  // Strata divide rows, not cohorts.
  const { within: _, ...whole } = dimension;
  const { observed, unknown, rests } = countCohorts(cells, whole);
  const codings = attributes.map(({ coding }) => coding);
  const placeOf = new Map(observed.map(({ cohort }, i) => [keyOfLevels(cohort, codings), i]));
  const places = placeRows(table.rows, codings, placeOf, included);

  const listWhere = (belongs: (place: number) => boolean, count: number) => (): Uint32Array => {
    const rows = new Uint32Array(count);
    let at = 0;
    for (let row = 0; row < places.length; row++) {
      if (belongs(places[row] as number)) rows[at++] = row;
    }
    return rows;
  };
  const placeById = new Map(observed.map(({ cohort }, i) => [cohort.id, i]));
  return [
    ...observed.map(({ cohort }, i) => ({
      cohort,
      listRows: listWhere((place) => place === i, cohort.rows),
    })),
    ...(unknown === null ? [] : [unknown]).map(({ cohort }) => ({
      cohort,
      listRows: listWhere((place) => place === UNKNOWN, cohort.rows),
    })),
    ...[...rests].map(([of, { cohort }]) => {
      const own = placeById.get(of) ?? UNKNOWN;
      return {
        cohort,
        listRows: listWhere((place) => place >= 0 && place !== own, cohort.rows),
      };
    }),
  ];
}

/** The cohort of all rows; see `rowsOfCohorts`. */
export function rowsOfAll(table: Table, included: Uint8Array | null = null): CohortRows {
  const cells = tally({ ...ONLY_ROWS, rows: table.rows, attributes: [], included });
  return {
    cohort: countAll(cells).cohort,
    listRows() {
      const rows = Uint32Array.from({ length: table.rows }, (_, row) => row);
      return included === null ? rows : rows.filter((row) => included[row] !== 0);
    },
  };
}

const ONLY_ROWS = { label: null, prediction: null, weight: null } as const;

/** The key of a cohort's levels, as `forEachBlock` makes those of rows. */
function keyOfLevels({ levels }: Cohort, codings: readonly Coding[]): number {
  let key = 0;
  codings.forEach((coding, i) => {
    key = key * (coding.levels.length + 1) + coding.levels.indexOf(levels[i] as string) + 1;
  });
  return key;
}

function placeRows(
  rows: number,
  codings: readonly Coding[],
  placeOf: ReadonlyMap<number, number>,
  included: Uint8Array | null,
): Int32Array {
  const places = new Int32Array(rows);
  forEachBlock(rows, codings, "large", (keys, from, length) => {
    for (let i = 0; i < length; i++) places[from + i] = placeOf.get(keys[i] as number) ?? UNKNOWN;
  });
  if (included === null) return places;
  return places.map((place, row) => (included[row] === 0 ? LEFT_OUT : place));
}
