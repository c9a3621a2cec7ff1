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

/** Codes of the levels that the rows of a group have in common. */
interface Group {
  readonly codes: readonly number[];
}

/** The group of rows with an unknown part. */
const UNKNOWN_GROUP: Group = { codes: [] };

const REST_GROUP: Group = { codes: [] };

/** Kept while the cells are: each budget asks again. */
const kept = new WeakMap<Cells, Map<CohortDimension, CountedDimension>>();

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
  let dimensions = kept.get(cells);
  if (dimensions === undefined) {
    dimensions = new Map();
    kept.set(cells, dimensions);
  }
  let found = dimensions.get(dimension);
  if (found === undefined) {
    const whole = countWhole(cells, dimension);
    const within = dimension.within ?? [];
    found =
      within.length === 0 ? whole : { ...whole, strata: countStrata(cells, dimension, within) };
    dimensions.set(dimension, found);
  }
  return found;
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
  const parts = new Map<
    string,
    { readonly first: readonly number[]; readonly entries: CellEntry[] }
  >();
  for (const entry of cells.entries) {
    const codes = positions.map((at) => entry.key[at] as number);
    const id = idOf(codes);
    const part = parts.get(id);
    if (part === undefined) parts.set(id, { first: codes, entries: [entry] });
    else part.entries.push(entry);
  }
  return [...parts]
    .sort(([, a], [, b]) => compareCodes(a.first, b.first))
    .map(([id, { entries }]) => ({
      id,
      rows: entries.reduce((sum, { n }) => sum + n, 0),
      cohorts: countWhole({ ...cells, entries }, dimension),
    }));
}

function countWhole(cells: Cells, dimension: CohortDimension): CountedDimension {
  const positions = positionsOf(cells, dimension, "by");
  const attributes = positions.map((at) => cells.schema.attributes[at] as CellAttribute);
  const groupOf = groupBy(positions, attributes);
  const groups = countOutcomes(cells, groupOf);

  const unknownCounts = groups.get(UNKNOWN_GROUP) ?? emptyCounts();
  const known = new Map([...groups].filter(([group]) => group !== UNKNOWN_GROUP));
  const reference = referenceGroup(dimension, attributes, positions, groupOf);
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
  const countRest = (own: Group | null): OutcomeCounts | null =>
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
  known: ReadonlyMap<Group, OutcomeCounts>,
  unknownCounts: OutcomeCounts,
  reference: Group | null,
  countRest: (own: Group | null) => OutcomeCounts | null,
): CountedDimension {
  const everyone = cells.entries.reduce((sum, { n }) => sum + n, 0);
  const levelsOf = ({ codes }: Group): string[] =>
    codes.map((code, i) => levelOf(attributes[i] as CellAttribute, code));
  const idOf = (group: Group): string => cohortId(dimension.by, levelsOf(group), dimension.bands);
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
  const referenceId = reference === null ? null : idOf(reference);
  const referenceOf = (id: string, group: Group | null): string | null => {
    if (dimension.reference.kind === "rest") return restId(id);
    return reference === null || group === reference ? null : referenceId;
  };

  const sorted = [...known].sort(([a], [b]) => compareCodes(a.codes, b.codes));
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
    const others = sumOthers(observed);
    (unknown === null ? observed : [...observed, unknown]).forEach((own, i) => {
      const counts = countRest(sorted[i]?.[0] ?? null) ?? (others[i] as OutcomeCounts);
      rests.set(own.cohort.id, counted("rest", restId(own.cohort.id), [], counts, null));
    });
  }
  return { dimension, observed, rests, unknown };
}

/** The counts of all cohorts but one, for each, and at last those of all: sums from both ends, without a difference. */
function sumOthers(cohorts: readonly CountedCohort[]): OutcomeCounts[] {
  const after = [emptyCounts()];
  for (const { counts } of cohorts.toReversed()) {
    after.push(sumOf(after.at(-1) as OutcomeCounts, counts));
  }
  const before = emptyCounts();
  return after.reverse().map((_, i) => {
    const others = sumOf(before, after[i + 1] ?? emptyCounts());
    const own = cohorts[i];
    if (own !== undefined) addCounts(before, own.counts);
    return others;
  });
}

function sumOf(one: OutcomeCounts, other: OutcomeCounts): OutcomeCounts {
  const sum = emptyCounts();
  addCounts(sum, one);
  addCounts(sum, other);
  return sum;
}

/** The group of a cell by the codes at these positions of its key: one object for equal codes. */
function groupBy(
  positions: readonly number[],
  attributes: readonly CellAttribute[],
): (key: readonly number[]) => Group {
  const sizes = attributes.map(({ levels }) => levels.length);
  const isCountable = sizes.reduce((all, size) => all * size, 1) <= Number.MAX_SAFE_INTEGER;
  const groups = new Map<number | string, Group>();
  return (key) => {
    // Codes as the digits of one number, each to the base of how many levels its attribute has.
    let place: number | string = 0;
    for (let i = 0; i < positions.length; i++) {
      const code = key[positions[i] as number] as number;
      if (code < 0) return UNKNOWN_GROUP;
      place = place * (sizes[i] as number) + code;
    }
    if (!isCountable) place = positions.map((at) => key[at]).join();
    let group = groups.get(place);
    if (group === undefined) {
      group = { codes: positions.map((at) => key[at] as number) };
      groups.set(place, group);
    }
    return group;
  };
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

/** The declared reference cohort, or null for `rest` and `highest`. */
function referenceGroup(
  dimension: CohortDimension,
  attributes: readonly CellAttribute[],
  positions: readonly number[],
  groupOf: (key: readonly number[]) => Group,
): Group | null {
  const rule = dimension.reference;
  if (rule.kind !== "cohort") return null;
  const key: number[] = [];
  rule.levels.forEach((level, i) => {
    const { levels, column } = attributes[i] as CellAttribute;
    const code = levels.indexOf(level);
    if (code < 0) {
      throw new EvenhandError({
        code: "config/unknown-reference",
        path: `cohorts.${dimension.name}.reference`,
        problem: `this level of ${shown(column)} does not occur`,
        received: shown(level),
        hint: suggestName(level, levels),
      });
    }
    key[positions[i] as number] = code;
  });
  return groupOf(key);
}

function compareCodes(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((code, i) => code !== b[i]);
  return at < 0 ? 0 : (a[at] as number) - (b[at] as number);
}
