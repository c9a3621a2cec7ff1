import type { CellAttribute, CellEntry, CellOutcome } from "../cells/cells.ts";
import { type Coding, codeLevels, codeRows, indexAt } from "../cells/coding.ts";
import { sealCells } from "../cells/tally.ts";
import { bandLevels } from "../cohorts/bands.ts";
import type { Favourable } from "../configuration/configuration.ts";
import { EvenhandError } from "../errors.ts";
import { encodeCategory } from "../table/category.ts";
import { type CountKey, type CountPlan, keysOf } from "./count-plan.ts";
import type { CountedTable } from "./count-table.ts";
import { outcomeOfLevels, outcomeOfThreshold } from "./outcome-coding.ts";

/** Rows that have the same key, counted elsewhere. */
export interface RowGroup {
  /**
   * One value a key of the plan: the canonical text of a level; the index of a band, from 0; 1 where a
   * threshold is met, else 0. null: missing.
   */
  readonly key: readonly (string | number | null)[];
  readonly n: number;
  /** Σ weight and Σ weight²; n without weights; null where the rows have no weight and are left out. */
  readonly sums: { readonly w: number; readonly w2: number } | null;
}

/**
 * The cells of rows that an engine grouped: the same as `countTable` makes of the rows, to rounding
 * of Σ weight. Groups with equal keys are added up.
 *
 * @param favourable of the configuration that the plan was made from
 * @throws EvenhandError `input/empty-table`, `config/too-many-levels`
 */
export function countGroups(
  groups: readonly RowGroup[],
  plan: CountPlan,
  favourable: Favourable | null,
): CountedTable {
  if (groups.length === 0) {
    throw new EvenhandError({
      code: "input/empty-table",
      problem: "there are no rows to audit",
      expected: "at least one data row",
      received: "0",
    });
  }
  const keys = keysOf(plan);
  const codings = keys.map((key, at) => codeKey(key, groups, at));
  const labelAt = plan.attributes.length;
  const attributes = plan.attributes.map((key, at): CellAttribute => {
    const { levels } = codings[at] as Coding;
    return { column: key.column, bands: key.kind === "bands" ? key.edges : null, levels };
  });
  const label = plan.label && outcomeOf(plan.label, codings[labelAt] as Coding, favourable);
  const prediction =
    plan.prediction &&
    outcomeOf(plan.prediction, codings[codings.length - 1] as Coding, favourable);
  const schema = { attributes, label, prediction, weight: plan.weight?.kind ?? ("none" as const) };
  const { entries, missing } = addGroups(groups, codings);
  const excluded =
    plan.weight === null || missing === 0
      ? []
      : [{ reason: "missing weight", column: plan.weight.column, rows: missing }];
  return { cells: sealCells(schema, entries), excluded };
}

function addGroups(groups: readonly RowGroup[], codings: readonly Coding[]) {
  const entries = new Map<string, CellEntry>();
  let missing = 0;
  groups.forEach(({ n, sums }, place) => {
    if (sums === null) {
      missing += n;
      return;
    }
    const key = codings.map((coding) => indexAt(coding, place));
    const known = entries.get(key.join());
    const { w, w2 } = sums;
    entries.set(
      key.join(),
      known === undefined
        ? { key, n, w, w2 }
        : { key, n: known.n + n, w: known.w + w, w2: known.w2 + w2 },
    );
  });
  return { entries: [...entries.values()], missing };
}

function codeKey(key: CountKey, groups: readonly RowGroup[], at: number): Coding {
  switch (key.kind) {
    case "levels": {
      const texts = groups.map((group) => group.key[at] as string | null);
      return codeLevels(encodeCategory(key.column, texts), key.path, key.use);
    }
    case "bands":
      return codeIndices(bandLevels(key.edges), groups, at);
    case "threshold":
      return codeIndices(outcomeOfThreshold(key.column, key.threshold).classes, groups, at);
  }
}

function codeIndices(levels: readonly string[], groups: readonly RowGroup[], at: number): Coding {
  return codeRows(levels, groups.length, (place) => {
    const index = groups[place]?.key[at];
    return typeof index === "number" ? index : -1;
  });
}

function outcomeOf(
  key: Extract<CountKey, { kind: "levels" | "threshold" }>,
  { levels }: Coding,
  favourable: Favourable | null,
): CellOutcome {
  if (key.kind === "threshold") return outcomeOfThreshold(key.column, key.threshold);
  const values = favourable?.kind === "values" ? favourable.values : [];
  return outcomeOfLevels(key.column, values, levels);
}
