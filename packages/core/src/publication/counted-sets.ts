import type { Cells } from "../cells/cells.ts";
import { attributeIndex } from "../cells/cells.ts";
import { type CountedCohort, countAll, countCohorts } from "../cells/cohort-counts.ts";
import { edgesOf } from "../cohorts/bands.ts";
import { cohortId } from "../cohorts/cohort-id.ts";
import type { CohortDimension } from "../cohorts/dimension.ts";

/** A cohort as a set of attribute combinations, with its rows by recorded outcome and decision. */
export interface CountedSet {
  readonly dimension: string;
  readonly id: string;
  readonly kind: "observed" | "unknown" | "rest";
  /** For everyone else: the cohort it is the rest of. */
  readonly restOf: string | null;
  readonly rows: number;
  /** Rows by recorded outcome × decision. */
  readonly counts: Float64Array;
  /** Places of its combinations, ascending. */
  readonly atoms: readonly number[];
}

/** All cohorts of an audit over the combinations of attributes that occur. */
export interface CountedSets {
  readonly sets: readonly CountedSet[];
  /** Rows by combination, then by recorded outcome × decision. */
  readonly atoms: readonly Float64Array[];
  /** Everybody. */
  readonly total: Float64Array;
}

/** Recorded outcomes × decisions: favourable, other and missing of each. */
export const STATES = 9;

/** Divides the combinations of attributes by every dimension. */
export function countSets(cells: Cells, dimensions: readonly CohortDimension[]): CountedSets {
  const width = cells.schema.attributes.length;
  const entries = new Map<string, Cells["entries"][number][]>();
  for (const entry of cells.entries) {
    const key = entry.key.slice(0, width).join();
    const known = entries.get(key);
    if (known === undefined) entries.set(key, [entry]);
    else known.push(entry);
  }
  const combinations = [...entries.values()];
  const { schema, schemaHash } = cells;
  const atoms = combinations.map((own) => countAll({ schema, schemaHash, entries: own }).counts.n);
  const sets = dimensions.flatMap((dimension) => {
    const ids = combinations.map(([first]) => idOf(cells, dimension, first?.key ?? []));
    const { observed, unknown, rests } = countCohorts(cells, dimension);
    const placesOf = (isIn: (id: string) => boolean): number[] =>
      ids.flatMap((id, at) => (isIn(id) ? [at] : []));
    const places = new Map<string, number[]>();
    ids.forEach((id, at) => {
      const known = places.get(id);
      if (known === undefined) places.set(id, [at]);
      else known.push(at);
    });
    const setOf = ({ cohort, counts }: CountedCohort, restOf: string | null): CountedSet => ({
      dimension: dimension.name,
      id: cohort.id,
      kind: cohort.kind as CountedSet["kind"],
      restOf,
      rows: cohort.rows,
      counts: counts.n,
      atoms:
        restOf === null
          ? (places.get(cohort.id) ?? [])
          : placesOf((id) => id !== restOf && id !== unknown?.cohort.id),
    });
    return [
      ...[...observed, ...(unknown === null ? [] : [unknown])].map((one) => setOf(one, null)),
      ...[...rests].map(([of, rest]) => setOf(rest, of)),
    ];
  });
  return { sets, atoms, total: countAll(cells).counts.n };
}

function idOf(cells: Cells, { by, bands }: CohortDimension, key: readonly number[]): string {
  const levels = by.map((column) => {
    const at = attributeIndex(cells.schema, column, edgesOf(bands, column));
    const code = key[at] as number;
    return code < 0 ? null : (cells.schema.attributes[at]?.levels[code] as string);
  });
  return cohortId(by, levels, bands);
}
