import type { Cells } from "../../cells/cells.ts";
import { cohortId, restId } from "../../cohorts/cohort-id.ts";
import type { CohortDimension } from "../../cohorts/dimension.ts";
import { EvenhandError, shown } from "../../errors.ts";
import { suggestName } from "../../table/nearest.ts";
import { AEQUITAS } from "./aequitas.ts";
import { AIF360 } from "./aif360.ts";
import { CLARIFY } from "./clarify.ts";
import type {
  ConventionalResult,
  ConventionalValue,
  ConventionName,
  ConventionProfile,
  ConventionReport,
  ToolCounts,
} from "./convention.ts";
import { rateIn, rowsOf } from "./division.ts";
import { FAIRLEARN } from "./fairlearn.ts";
import { OXONFAIR } from "./oxonfair.ts";
import { groupCells, joinCounts, type ToolGroup, type ToolStratum } from "./tool-groups.ts";

const PROFILES: Readonly<Record<ConventionName, ConventionProfile>> = {
  aequitas: AEQUITAS,
  aif360: AIF360,
  clarify: CLARIFY,
  fairlearn: FAIRLEARN,
  oxonfair: OXONFAIR,
};

/**
 * What another tool prints for these cells, under its own names and with its own treatment of empty
 * denominators, so that a report made by it can be checked against ours.
 *
 * These are points without intervals. Budgets are always judged by the strict convention; nothing
 * here makes a verdict. `dimension.within` names control columns: each stratum gets values of its
 * own. AIF360 compares with `dimension.reference` (the privileged group; `rest` is everyone else),
 * aequitas with the declared group or else the largest, Clarify always with everyone else; the
 * others compare with no one.
 *
 * @param dimension one that the cells were counted by, e.g. of `audit.definitions.dimensions`
 * @throws EvenhandError `usage/unknown-convention`, `usage/convention-weights` where the tool takes
 *   no weights, `usage/convention-reference` for a reference that the tool has no word for,
 *   `input/convention-missing` where label, prediction or attribute are missing in some row,
 *   `input/cells-lack-attribute`
 * @example
 * const people = { sex: ["F", "F", "M", "M"], y: [0, 0, 1, 1], p: [0, 1, 1, 1] };
 * const question = parseConfiguration({
 *   decisions: { label: "y", favourable: 1, prediction: "p" },
 *   cohorts: { sex: { by: ["sex"], reference: "M" } },
 * });
 * const { cells } = countTable(table(people), question, null);
 * const { values } = conventionalMetrics("aif360", cells, question.cohorts[0]);
 * values.find(({ metric }) => metric === "disparate_impact").result; // { status: "ok", value: 0.5 }
 */
export function conventionalMetrics(
  convention: ConventionName,
  cells: Cells,
  dimension: CohortDimension,
): ConventionReport {
  const profile = requireProfile(convention);
  if (cells.schema.weight !== "none" && !profile.takesWeights) {
    throw new EvenhandError({
      code: "usage/convention-weights",
      problem: `${profile.tool} does not weight rows, and these cells are weighted`,
      hint: "Count the rows without weights.",
    });
  }
  const values = groupCells(cells, dimension).flatMap((stratum) =>
    describeStratum(profile, stratum, dimension),
  );
  return { convention, tool: profile.tool, values, notes: profile.notes };
}

function requireProfile(convention: ConventionName): ConventionProfile {
  if (Object.hasOwn(PROFILES, convention)) return PROFILES[convention];
  throw new EvenhandError({
    code: "usage/unknown-convention",
    problem: "no convention has this name",
    expected: Object.keys(PROFILES).join(", "),
    received: shown(convention),
    hint: suggestName(String(convention), Object.keys(PROFILES)),
  });
}

function describeStratum(
  profile: ConventionProfile,
  { levels, groups }: ToolStratum,
  dimension: CohortDimension,
): ConventionalValue[] {
  const occurring = groups.filter(({ counts }) => rowsOf(counts) > 0);
  if (occurring.length === 0) return [];
  const listsEmpty =
    profile.listsEmptyGroups && dimension.by.length + (dimension.within ?? []).length > 1;
  const listed = listsEmpty ? groups : occurring;
  const overall = joinCounts(groups);
  const one = (metric: string, value: number): Omit<ConventionalValue, "cohort" | "reference"> => ({
    metric,
    options: {},
    stratum: levels,
    result: resultOf(value),
  });
  const rates = listed.flatMap(({ id, counts }) =>
    profile.rates.map((rate) => ({
      ...one(rate.metric, rateIn(rate, counts)),
      cohort: id,
      reference: null,
    })),
  );
  const contrasts = occurring.flatMap((own) => {
    const reference = referenceOf(profile, own, occurring, dimension);
    if (reference === null) return [];
    return profile.contrasts.map(({ metric, contrast }) => ({
      ...one(metric, contrast(own.counts, reference.counts)),
      cohort: own.id,
      reference: reference.id,
      // Clarify stops where nobody is outside the facet.
      ...(profile.against === "rest" && rowsOf(reference.counts) === 0
        ? { result: { status: "refused" } as const }
        : {}),
    }));
  });
  const summaries = profile.summaries.map(({ metric, options, summarize }) => ({
    ...one(
      metric,
      summarize(
        listed.map(({ counts }) => counts),
        overall,
      ),
    ),
    options: options ?? {},
    cohort: null,
    reference: null,
  }));
  return [...rates, ...contrasts, ...summaries];
}

function resultOf(value: number): ConventionalResult {
  if (Number.isNaN(value)) return { status: "nan" };
  if (!Number.isFinite(value)) return { status: "infinite", sign: value > 0 ? 1 : -1 };
  return { status: "ok", value };
}

/** Null where the group is the reference itself, or is compared with no one. */
function referenceOf(
  { against, tool }: ConventionProfile,
  own: ToolGroup,
  groups: readonly ToolGroup[],
  { reference, by, bands, name }: CohortDimension,
): { readonly id: string; readonly counts: ToolCounts } | null {
  const rest = () => ({
    id: restId(own.id),
    counts: joinCounts(groups.filter((group) => group !== own)),
  });
  if (against === "nothing") return null;
  if (against === "rest") return rest();
  if (reference.kind === "cohort") {
    const id = cohortId(by, reference.levels, bands);
    return own.id === id ? null : (groups.find((group) => group.id === id) ?? null);
  }
  if (against === "group") {
    const [largest] = [...groups].sort((a, b) => rowsOf(b.counts) - rowsOf(a.counts));
    return largest === undefined || largest === own ? null : largest;
  }
  if (reference.kind === "rest") return rest();
  throw new EvenhandError({
    code: "usage/convention-reference",
    path: `cohorts.${name}.reference`,
    problem: `${tool} compares with a declared group, not with the highest`,
    expected: "the levels of a cohort, or rest",
    received: reference.kind,
  });
}
