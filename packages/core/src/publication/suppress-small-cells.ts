import { concludeOutcome } from "../budgets/outcome.ts";
import type { Outcome, Verdict } from "../budgets/verdict.ts";
import type { CohortDimension } from "../cohorts/dimension.ts";
import type { AuditDocument, Population, WithheldKind } from "../document/audit-document.ts";
import { EvenhandError, shown } from "../errors.ts";
import { findMetric } from "../metrics/registry.ts";
import { chooseWithheld, hasSmall } from "./choose-withheld.ts";
import { countSets } from "./counted-sets.ts";

/** Counts below this are withheld unless another number is given. */
export const SMALLEST = 10;

/** How an audit is made fit for publication. */
export interface SuppressionOptions {
  /** The smallest count of rows that may be shown; a whole number from 2, by default 10. */
  readonly smallest?: number;
}

/**
 * The audit without small counts and without what they could be computed from, for publication.
 *
 * A count is the rows of a cohort (or of everyone else) that share a recorded outcome and a decision.
 * A cohort with a count of 1 to smallest − 1 is withheld with all its numbers, and so are further
 * cohorts, until this holds: for every withheld count there are non-negative counts of all
 * combinations of attributes which agree with every count of every published cohort and of everybody,
 * and under which it is at least `smallest`; outcomes that nobody has are excepted. So sums,
 * differences and linear programs over the published numbers leave it open whether it is small.
 *
 * Not protected: that a published rate is 0 or 1; that a withheld count is large or not 0; what can be
 * told from knowing which cohorts this rule chooses, from other publications about the same people, or
 * from texts that the configuration holds. With frequency weights or several rows a person, rows are
 * counted. The outcome and the verdicts that stay are those of the whole audit.
 *
 * Metrics measured from rows, score histograms, strata, proxies, decision records, comparisons with
 * another policy or baseline, notes and the cells are left out altogether.
 *
 * @returns a document with `publication`, which names kinds and numbers of what is missing
 * @throws EvenhandError `usage/smallest` for no whole number from 2, `input/no-cells` for an audit
 *   without cells (one already made public), `input/too-small-to-publish` where the counts of
 *   everybody are themselves small
 * @example
 * suppressSmallCells(audit(people, { outcome: "hired", by: ["sex"] })).cells; // null
 */
export function suppressSmallCells(
  audit: AuditDocument,
  { smallest = SMALLEST }: SuppressionOptions = {},
): AuditDocument {
  if (!Number.isInteger(smallest) || smallest < 2) throw noSuchSmallest(smallest);
  if (audit.cells === null) throw noCells();
  const { dimensions } = audit.definitions;
  const counted = countSets(audit.cells, dimensions);
  if (hasSmall(counted.total, smallest)) throw tooSmall(smallest);
  const gone = new Set<string>();
  const touched = new Set<string>();
  const lostUnknown = new Set<string>();
  for (const { dimension, id, kind } of chooseWithheld(counted, smallest)) {
    gone.add(keyOf(dimension, id));
    touched.add(dimension);
    if (kind === "unknown") lostUnknown.add(dimension);
  }
  const isShown = (dimension: string | null, id: string): boolean =>
    dimension === null || !gone.has(keyOf(dimension, id));
  const entangled = new Set(
    dimensions
      .filter((one) => isEntangled(one, audit, touched, lostUnknown))
      .map(({ name }) => name),
  );
  const isCompared = (of: Compared): boolean =>
    !entangled.has(of.dimension) &&
    isCounted(of.metric) &&
    isShown(of.dimension, of.cohort) &&
    (of.reference === null || isShown(of.dimension, of.reference));

  const cohorts = audit.cohorts
    .filter(({ dimension, id }) => isShown(dimension, id))
    .map((cohort) =>
      cohort.reference === null || isShown(cohort.dimension, cohort.reference)
        ? cohort
        : { ...cohort, reference: null },
    );
  const measurements = audit.measurements.filter(
    ({ metric, dimension, cohort }) => isCounted(metric) && isShown(dimension, cohort),
  );
  const disparities = audit.disparities.filter(isCompared);
  const kept = audit.verdicts.filter(isCompared);
  // An adjusted p-value is the largest of others before it, which may be withheld.
  const isWhole = kept.length === audit.verdicts.length;
  const verdicts = kept.map((verdict) => withoutOthers(verdict, isWhole));
  const population = withoutFewExcluded(audit.population, smallest);
  const { cells, stratified, scores, proxies, proposal, ratchet, ...rest } = audit;
  const lost: readonly (readonly [WithheldKind, number])[] = [
    ["cells", cells === null ? 0 : 1],
    ["cohort", audit.cohorts.length - cohorts.length],
    ["measurement", audit.measurements.length - measurements.length],
    ["disparity", audit.disparities.length - disparities.length],
    ["verdict", audit.verdicts.length - verdicts.length],
    ["tipping", kept.filter(({ tipping }) => tipping !== undefined).length],
    ["adjusted-p", isWhole ? 0 : kept.filter(({ adjustedP }) => adjustedP !== null).length],
    ["strata", stratified?.length ?? 0],
    ["scores", scores?.length ?? 0],
    ["proxies", proxies === undefined ? 0 : 1],
    ["decision", audit.decisions.length],
    ["proposal", proposal === undefined ? 0 : 1],
    ["ratchet", ratchet === undefined ? 0 : 1],
    ["exclusion", audit.population.excluded.length - population.excluded.length],
    ["note", audit.notes.length],
  ];
  return {
    ...rest,
    population,
    cells: null,
    cohorts,
    measurements,
    disparities,
    verdicts,
    decisions: [],
    outcome: concludeShown(audit, verdicts, smallest),
    notes: [],
    publication: {
      smallest,
      withheld: lost.flatMap(([kind, count]) => (count === 0 ? [] : [{ kind, count }])),
    },
  };
}

interface Compared {
  readonly metric: string;
  readonly dimension: string;
  readonly cohort: string;
  readonly reference: string | null;
}

/** Only what is a function of the counts of its cohorts can be shown to be safe. */
function isCounted(name: string): boolean {
  const metric = findMetric(name);
  return metric !== undefined && metric.kind !== "rows";
}

/**
 * Whether comparisons of shown cohorts depend on withheld counts: through the worst case of the
 * unknown, the search for the highest, the correlation of all with one, or strata, which are other
 * cohorts than those that were checked.
 */
function isEntangled(
  { name, reference, within }: CohortDimension,
  audit: AuditDocument,
  touched: ReadonlySet<string>,
  lostUnknown: ReadonlySet<string>,
): boolean {
  if (within !== undefined || lostUnknown.has(name)) return true;
  if (!touched.has(name)) return false;
  return reference.kind === "highest" || audit.provenance.evidence.multiplicity === "max-t";
}

function withoutOthers({ tipping, ...verdict }: Verdict, isWhole: boolean): Verdict {
  return isWhole ? verdict : { ...verdict, adjustedP: null };
}

function withoutFewExcluded(population: Population, smallest: number): Population {
  if (population.excluded.every(({ rows }) => rows === 0 || rows >= smallest)) return population;
  return { rows: population.used, used: population.used, excluded: [] };
}

const OUTCOME_WORDS: Readonly<Record<Outcome["verdict"], string>> = {
  pass: "every budget holds",
  fail: "not within the declared budgets",
  "no-data": "not judged, as the data lack what a blocking budget needs",
  inconclusive: "not decided, as the data do not settle a blocking budget",
  "not-demonstrated":
    "not demonstrated: nothing blocks, but not every comparison lies inside its limit",
  "no-budgets": "no budget was declared",
};

/** The outcome of all verdicts, with the counts of those that are shown. */
function concludeShown(
  { outcome, verdicts: all, budgets }: AuditDocument,
  verdicts: readonly Verdict[],
  smallest: number,
): Outcome {
  if (verdicts.length === all.length) return outcome;
  const words = OUTCOME_WORDS[outcome.verdict];
  return {
    ...outcome,
    counts: concludeOutcome(verdicts, budgets).counts,
    sentence: `Over all ${all.length} comparisons: ${words}. Here are ${verdicts.length} of them; the others are withheld to protect counts below ${smallest}.`,
  };
}

function keyOf(dimension: string, id: string): string {
  return JSON.stringify([dimension, id]);
}

function noSuchSmallest(smallest: number): EvenhandError {
  return new EvenhandError({
    code: "usage/smallest",
    path: "smallest",
    problem: "the smallest count that may be shown is out of range",
    expected: "a whole number from 2",
    received: shown(smallest),
    hint: "10 is usual; ask whoever answers for disclosure.",
  });
}

function noCells(): EvenhandError {
  return new EvenhandError({
    code: "input/no-cells",
    path: "cells",
    problem: "this audit holds no cells, so nothing shows which numbers are safe",
    expected: "the internal audit",
    received: "null",
    hint: "An audit that was made public already has none: start from the one it was made from.",
  });
}

function tooSmall(smallest: number): EvenhandError {
  return new EvenhandError({
    code: "input/too-small-to-publish",
    path: "cells",
    problem: `of everybody together, 1 to ${smallest - 1} rows share a recorded outcome and a decision`,
    expected: `0, or at least ${smallest}`,
    hint: "Gather more data, or leave out what so few rows have, such as a missing outcome.",
  });
}
