import { bandLevels, edgesOf } from "../cohorts/bands.ts";
import type { CohortDimension, ReferenceRule } from "../cohorts/dimension.ts";
import { shown } from "../errors.ts";
import { suggestName } from "../table/nearest.ts";
import type { CohortInput } from "./input.ts";
import { type ConfigurationIssue, issueAt } from "./issue.ts";

type Report = (issue: ConfigurationIssue) => void;

/** A dimension with bands by attribute and its reference as a rule. */
export function completeCohort(name: string, input: CohortInput, report: Report): CohortDimension {
  const at = ["cohorts", name];
  const bands = completeBands(name, input, report);
  for (const [i, column] of input.by.entries()) {
    if (input.by.indexOf(column) !== i) {
      report(
        issueAt([...at, "by", i], {
          code: "config/duplicate",
          problem: "this attribute is listed twice",
          received: shown(column),
        }),
      );
    }
  }
  const reference = completeReference(name, input, bands, report);
  if (input.within === undefined) return { name, by: input.by, bands, reference };
  checkWithin(name, input.by, input.within, reference, report);
  return { name, by: input.by, bands, reference, within: input.within };
}

function checkWithin(
  name: string,
  by: readonly string[],
  within: readonly string[],
  reference: ReferenceRule,
  report: Report,
): void {
  for (const [i, column] of within.entries()) {
    const isDivided = by.includes(column);
    if (!isDivided && within.indexOf(column) === i) continue;
    report(
      issueAt(["cohorts", name, "within", i], {
        code: "config/duplicate",
        problem: isDivided
          ? "nobody differs in this attribute of `by` within it"
          : "this column is listed twice",
        received: shown(column),
      }),
    );
  }
  if (reference.kind === "highest") {
    report(
      issueAt(["cohorts", name, "reference"], {
        code: "config/metric-inputs",
        problem: "a comparison within strata needs one reference, not the highest of many",
        expected: "a level, or rest",
        received: '"highest"',
      }),
    );
  }
}

function completeBands(
  name: string,
  { by, bands, within = [] }: CohortInput,
  report: Report,
): Record<string, readonly number[]> {
  if (bands === undefined) return {};
  const isList = Array.isArray(bands);
  const columns = [...by, ...within];
  if (isList && columns.length > 1) {
    report(
      issueAt(["cohorts", name, "bands"], {
        code: "config/bands-of-which",
        problem: "with several attributes the bands need a name",
        expected: `a mapping such as { ${by[0]}: [25, 45] }`,
        received: "a list",
      }),
    );
    return {};
  }
  const byColumn: Record<string, readonly number[]> = isList
    ? { [by[0] as string]: bands as readonly number[] }
    : (bands as Record<string, readonly number[]>);
  for (const [column, edges] of Object.entries(byColumn)) {
    if (!columns.includes(column)) {
      report(
        issueAt(["cohorts", name, "bands", column], {
          code: "config/unknown-attribute",
          problem: `these bands belong to no attribute of \`by\`${within.length === 0 ? "" : " or `within`"}`,
          received: shown(column),
          hint: suggestName(column, columns),
        }),
      );
    }
    if (edges.some((edge, i) => i > 0 && edge <= (edges[i - 1] as number))) {
      report(
        issueAt(["cohorts", name, "bands", ...(isList ? [] : [column])], {
          code: "config/bands-order",
          problem: "band edges must rise",
          received: `[${edges.join(", ")}]`,
        }),
      );
    }
  }
  return byColumn;
}

function completeReference(
  name: string,
  { by, reference }: CohortInput,
  bands: Readonly<Record<string, readonly number[]>>,
  report: Report,
): ReferenceRule {
  if (reference === undefined || reference === "rest") return { kind: "rest" };
  if (reference === "highest") return { kind: "highest" };
  const levels = referenceLevels(by, reference);
  const at = ["cohorts", name, "reference"];
  if (levels.length !== by.length || levels.some((level) => level === undefined)) {
    report(
      issueAt(at, {
        code: "config/reference-levels",
        problem: "the reference needs one level for each attribute",
        expected: `levels of ${by.map(shown).join(", ")}, or rest, or highest`,
        received: shown(JSON.stringify(reference)),
      }),
    );
    return { kind: "rest" };
  }
  by.forEach((column, i) => {
    const edges = edgesOf(bands, column);
    if (edges === null) return;
    const known = bandLevels(edges);
    if (known.includes(levels[i] as string)) return;
    report(
      issueAt(at, {
        code: "config/unknown-reference",
        problem: `${shown(column)} has no such band`,
        received: shown(levels[i]),
        hint: suggestName(levels[i] as string, known),
      }),
    );
  });
  return { kind: "cohort", levels: levels as string[] };
}

function referenceLevels(
  by: readonly string[],
  reference: NonNullable<CohortInput["reference"]>,
): (string | undefined)[] {
  if (typeof reference !== "object") return [String(reference)];
  if (Array.isArray(reference)) return reference.map(String);
  const levels = reference as Readonly<Record<string, string | number | boolean>>;
  return by.map((column) => (Object.hasOwn(levels, column) ? String(levels[column]) : undefined));
}
