import {
  type AuditDocument,
  type Cohort,
  countText,
  type Interval,
  numberText,
} from "@evenhand/core";
import { nameCohorts, plainText } from "@evenhand/reporting";
import type { Colours } from "./colours.ts";
import { drawGrid } from "./grid.ts";

const ABSENT = "–";
const WRAPS = { column: 0, least: 16 };

/** For audits without budgets: the rate of favourable outcomes of each cohort, and how it compares with its reference. */
export function drawRateTable(
  audit: AuditDocument,
  { colours, width }: { readonly colours: Colours; readonly width: number },
): string {
  const metric = audit.definitions.prediction === null ? "base_rate" : "selection_rate";
  const names = nameCohorts(audit);
  const cellsOf = ({ id, dimension, rows: people }: Cohort): string[] => {
    const isThis = (one: { metric: string; cohort: string; dimension: string | null }): boolean =>
      one.metric === metric && one.cohort === id && one.dimension === dimension;
    const rate = audit.measurements.find(isThis);
    const against = (compare: "difference" | "ratio"): string => {
      const found = audit.disparities.find((one) => isThis(one) && one.compare === compare);
      return found?.status === "ok" ? numberText(found.value) : ABSENT;
    };
    return [
      names(dimension, id),
      countText(people),
      rate?.status === "ok" ? numberText(rate.value) : ABSENT,
      rate?.status === "ok" && rate.interval !== null ? spanOf(rate.interval) : ABSENT,
      against("difference"),
      against("ratio"),
    ];
  };
  const againstText = (dimension: string): string => {
    const declared = audit.definitions.dimensions.find(({ name }) => name === dimension)?.reference;
    if (declared?.kind === "rest") return ", each against all others";
    const all = audit.disparities.filter((one) => one.dimension === dimension);
    const [reference, ...others] = new Set(all.map((one) => one.reference));
    return reference === undefined || others.length > 0
      ? ""
      : `, against ${names(dimension, reference)}`;
  };
  const listed = audit.cohorts.filter(({ kind }) => kind !== "rest");
  const dimensions = [...new Set(listed.map(({ dimension }) => dimension))];
  const sections = dimensions.map((dimension) => ({
    title: dimension === null ? null : `by ${plainText(dimension)}${againstText(dimension)}`,
    rows: listed.filter((cohort) => cohort.dimension === dimension).map(cellsOf),
  }));
  const grid = drawGrid(
    {
      head: ["cohort", "rows", metric.replace("_", " "), "interval", "difference", "ratio"],
      aligns: ["left", "right", "right", "right", "right", "right"],
      sections,
    },
    { wraps: WRAPS, width, colours },
  );
  return grid ?? sections.flatMap(({ title, rows }) => listOf(title, rows)).join("\n");
}

/** The same for a terminal too narrow for columns. */
function listOf(title: string | null, rows: readonly (readonly string[])[]): string[] {
  const lines = rows.map(
    ([name, people, rate, span]) => `${name}: ${rate} (${span}), ${people} rows`,
  );
  return title === null ? lines : [title, ...lines];
}

function spanOf({ lower, upper }: Interval): string {
  return upper === null
    ? `${numberText(lower)} or more`
    : `${numberText(lower)} to ${numberText(upper)}`;
}
