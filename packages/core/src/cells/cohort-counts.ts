import { edgesOf } from "../cohorts/bands.ts";
import type { Cohort } from "../cohorts/cohort.ts";
import { ALL, cohortId, restId } from "../cohorts/cohort-id.ts";
import type { CohortDimension } from "../cohorts/dimension.ts";
import { EvenhandError, shown } from "../errors.ts";
import { suggestName } from "../table/nearest.ts";
import { attributeIndex, type CellAttribute, type CellEntry, type Cells } from "./cells.ts";
import {
  addCounts,
  countOutcomes,
  emptyCounts,
  type OutcomeCounts,
  totalRows,
} from "./outcome-counts.ts";

/** A cohort with its counts, and those of the cohort it is compared with. */
export interface CountedCohort {
  readonly cohort: Cohort;
  readonly counts: OutcomeCounts;
}

/** All cohorts of one dimension. */
export interface CountedDimension {
  readonly dimension: CohortDimension;
  /** Known levels, in level order; a declared reference is listed even without rows. */
  readonly observed: readonly CountedCohort[];
  /** By cohort id, everyone else among the known rows; empty unless the reference is `rest`. */
  readonly rests: ReadonlyMap<string, CountedCohort>;
  /** Rows with an unknown part; null where there are none. */
  readonly unknown: CountedCohort | null;
  /** The same within each stratum, in level order; absent where comparisons are not made within strata. */
  readonly strata?: readonly CountedStratum[];
}

/** The part of a dimension in which the columns of `within` have one level each. */
export interface CountedStratum {
  /** `department=A`; with an unknown level `department=?`, or `unknown` of several columns. */
  readonly id: string;
  readonly rows: number;
  readonly cohorts: CountedDimension;
}

/** More cohorts than this in one dimension cannot be read, let alone judged. */
const MOST_COHORTS = 5_000;

/** The group of rows with an unknown part. */
const UNKNOWN_GROUP = "?";

const REST_GROUP = "rest";

/** The cohort of all rows. */
export function countAll(cells: Cells): CountedCohort {
  const counts = countOutcomes(cells, () => ALL).get(ALL) ?? emptyCounts();
  const cohort: Cohort = {
    id: ALL,
    dimension: null,
    by: [],
    levels: [],
    rows: totalRows(counts),
    share: 1,
    reference: null,
    kind: "all",
  };
  return { cohort, counts };
}

/**
 * Divides the cells by one dimension.
 *
 * @throws EvenhandError `config/unknown-reference`, `config/too-many-cohorts`, `input/cells-lack-attribute`
 */
export function countCohorts(cells: Cells, dimension: CohortDimension): CountedDimension {
  const counted = countWhole(cells, dimension);
  const within = dimension.within ?? [];
  return within.length === 0
    ? counted
    : { ...counted, strata: countStrata(cells, dimension, within) };
}

/** The cells of each stratum, divided by the same dimension. Rows of unknown stratum are one of their own. */
function countStrata(
  cells: Cells,
  dimension: CohortDimension,
  within: readonly string[],
): CountedStratum[] {
  const positions = positionsOf(cells, dimension, "within");
  const idOf = (codes: readonly number[]): string =>
    cohortId(
      within,
      codes.map((code, i) =>
        code < 0
          ? null
          : levelOf(cells.schema.attributes[positions[i] as number] as CellAttribute, code),
      ),
      dimension.bands,
    );
  const parts = new Map<string, { readonly first: string; readonly entries: CellEntry[] }>();
  for (const entry of cells.entries) {
    const codes = positions.map((at) => entry.key[at] as number);
    const id = idOf(codes);
    const part = parts.get(id);
    if (part === undefined) parts.set(id, { first: codes.join(), entries: [entry] });
    else part.entries.push(entry);
  }
  return [...parts]
    .sort(([, a], [, b]) => compareGroups(a.first, b.first))
    .map(([id, { entries }]) => ({
      id,
      rows: entries.reduce((sum, { n }) => sum + n, 0),
      cohorts: countWhole({ ...cells, entries }, dimension),
    }));
}

function countWhole(cells: Cells, dimension: CohortDimension): CountedDimension {
  const positions = positionsOf(cells, dimension, "by");
  const attributes = positions.map((at) => cells.schema.attributes[at] as CellAttribute);
  const codesOf = (key: readonly number[]): number[] => positions.map((at) => key[at] as number);
  const groupOf = (key: readonly number[]): string => {
    const codes = codesOf(key);
    return codes.includes(-1) ? UNKNOWN_GROUP : codes.join();
  };
  const groups = countOutcomes(cells, groupOf);

  const unknownCounts = groups.get(UNKNOWN_GROUP) ?? emptyCounts();
  const known = new Map([...groups].filter(([group]) => group !== UNKNOWN_GROUP));
  const reference = referenceGroup(dimension, attributes);
  if (reference !== null && !known.has(reference)) known.set(reference, emptyCounts());
  if (known.size > MOST_COHORTS) {
    throw new EvenhandError({
      code: "config/too-many-cohorts",
      path: `cohorts.${dimension.name}`,
      problem: "this dimension has too many cohorts",
      expected: `at most ${MOST_COHORTS}`,
      received: String(known.size),
      hint: "Use fewer attributes, bands, or coarser columns.",
    });
  }
  // Subjects with decisions in several cohorts bind those of the rest together: it is counted anew.
  const countRest = (own: string | null): OutcomeCounts | null =>
    cells.pairs === undefined
      ? null
      : (countOutcomes(cells, (key) => {
          const group = groupOf(key);
          return group === own || group === UNKNOWN_GROUP ? null : REST_GROUP;
        }).get(REST_GROUP) ?? emptyCounts());
  return describe(cells, dimension, attributes, known, unknownCounts, reference, countRest);
}

function describe(
  cells: Cells,
  dimension: CohortDimension,
  attributes: readonly CellAttribute[],
  known: ReadonlyMap<string, OutcomeCounts>,
  unknownCounts: OutcomeCounts,
  reference: string | null,
  countRest: (own: string | null) => OutcomeCounts | null,
): CountedDimension {
  const everyone = cells.entries.reduce((sum, { n }) => sum + n, 0);
  const levelsOf = (group: string): string[] =>
    group.split(",").map((code, i) => levelOf(attributes[i] as CellAttribute, Number(code)));
  const idOf = (group: string): string => cohortId(dimension.by, levelsOf(group), dimension.bands);
  const counted = (
    kind: Cohort["kind"],
    id: string,
    levels: readonly (string | null)[],
    counts: OutcomeCounts,
    against: string | null,
  ): CountedCohort => {
    const rows = totalRows(counts);
    const share = everyone === 0 ? 0 : rows / everyone;
    const { name, by } = dimension;
    return {
      cohort: { id, dimension: name, by, levels, rows, share, reference: against, kind },
      counts,
    };
  };
  const referenceOf = (id: string, group: string | null): string | null => {
    if (dimension.reference.kind === "rest") return restId(id);
    return reference === null || group === reference ? null : idOf(reference);
  };

  const sorted = [...known].sort(([a], [b]) => compareGroups(a, b));
  const observed = sorted.map(([group, counts]) => {
    const id = idOf(group);
    return counted("observed", id, levelsOf(group), counts, referenceOf(id, group));
  });
  const noLevels = dimension.by.map(() => null);
  const unknownId = cohortId(dimension.by, noLevels);
  const unknown =
    totalRows(unknownCounts) === 0
      ? null
      : counted("unknown", unknownId, noLevels, unknownCounts, referenceOf(unknownId, null));

  const rests = new Map<string, CountedCohort>();
  if (dimension.reference.kind === "rest") {
    (unknown === null ? observed : [...observed, unknown]).forEach((own, i) => {
      const counts = countRest(sorted[i]?.[0] ?? null) ?? sumCounts(observed, own);
      rests.set(own.cohort.id, counted("rest", restId(own.cohort.id), [], counts, null));
    });
  }
  return { dimension, observed, rests, unknown };
}

function sumCounts(cohorts: readonly CountedCohort[], but: CountedCohort): OutcomeCounts {
  const counts = emptyCounts();
  for (const other of cohorts) if (other !== but) addCounts(counts, other.counts);
  return counts;
}

function levelOf(attribute: CellAttribute, code: number): string {
  return attribute.levels[code] as string;
}

function positionsOf(cells: Cells, dimension: CohortDimension, key: "by" | "within"): number[] {
  return (dimension[key] ?? []).map((column) => {
    const at = attributeIndex(cells.schema, column, edgesOf(dimension.bands, column));
    if (at >= 0) return at;
    throw new EvenhandError({
      code: "input/cells-lack-attribute",
      path: `cohorts.${dimension.name}.${key}`,
      problem: "the cells were counted without this attribute, or with other bands",
      received: shown(column),
      hint: "Count the rows again with this dimension declared.",
    });
  });
}

/** The key of the declared reference cohort, or null for `rest` and `highest`. */
function referenceGroup(
  dimension: CohortDimension,
  attributes: readonly CellAttribute[],
): string | null {
  const rule = dimension.reference;
  if (rule.kind !== "cohort") return null;
  return rule.levels
    .map((level, i) => {
      const { levels, column } = attributes[i] as CellAttribute;
      const code = levels.indexOf(level);
      if (code >= 0) return code;
      throw new EvenhandError({
        code: "config/unknown-reference",
        path: `cohorts.${dimension.name}.reference`,
        problem: `this level of ${shown(column)} does not occur`,
        received: shown(level),
        hint: suggestName(level, levels),
      });
    })
    .join();
}

function compareGroups(a: string, b: string): number {
  const left = a.split(",").map(Number);
  const right = b.split(",").map(Number);
  const at = left.findIndex((code, i) => code !== right[i]);
  return at < 0 ? 0 : (left[at] as number) - (right[at] as number);
}
