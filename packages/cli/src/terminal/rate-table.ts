import { type AuditDocument, countText, type Interval, numberText } from "@evenhand/core";
import { nameCohorts } from "@evenhand/reporting";
import type { Colours } from "./colours.ts";
import { drawGrid } from "./grid.ts";

const ABSENT = "–";
const WRAPS = { 0: 18 };

/** Without budgets: the rate of favourable outcomes of each cohort, and how it compares with its reference. */
export function drawRateTable(
  audit: AuditDocument,
  { colours, width }: { readonly colours: Colours; readonly width: number },
): string | null {
  const metric = audit.definitions.prediction === null ? "base_rate" : "selection_rate";
  const names = nameCohorts(audit);
  const rows = audit.cohorts
    .filter(({ kind }) => kind !== "rest")
    .map(({ id, dimension, rows: people }) => {
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
    });
  return drawGrid(
    {
      head: ["cohort", "rows", metric.replace("_", " "), "interval", "difference", "ratio"],
      aligns: ["left", "right", "right", "right", "right", "right"],
      rows,
    },
    { wraps: WRAPS, width, colours },
  );
}

function spanOf({ lower, upper }: Interval): string {
  return `${numberText(lower)} to ${numberText(upper)}`;
}
