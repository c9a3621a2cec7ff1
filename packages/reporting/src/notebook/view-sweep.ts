import type { SweepPoint } from "@evenhand/core";
import { chartSweep } from "../charts/sweep.ts";
import { formatDeclared } from "../wording/numbers.ts";
import { type View, viewWith } from "./view.ts";

const MOST_THRESHOLDS = 5;

/** A cohort beside its reference over thresholds; the table holds a few of them. */
export function viewSweep(points: readonly SweepPoint[]): View {
  const chart = chartSweep(points);
  const first = points[0]?.threshold ?? 0;
  const last = points.at(-1)?.threshold ?? 0;
  const shownOf =
    points.length > MOST_THRESHOLDS ? `, ${MOST_THRESHOLDS} of them in the table` : "";
  const range =
    points.length === 1
      ? `1 threshold, ${formatDeclared(first)}`
      : `${points.length} thresholds from ${formatDeclared(first)} to ${formatDeclared(last)}`;
  const sentence = `${range}${shownOf}. A threshold picked here needs other data to be judged on.`;
  const few = chartSweep(spread(points));
  return viewWith(sentence, {
    chart,
    tables: few === null ? [] : [{ caption: "", ...few.table }],
  });
}

/** Evenly spread points, with the first and the last. */
function spread(points: readonly SweepPoint[]): SweepPoint[] {
  if (points.length <= MOST_THRESHOLDS) return [...points];
  const step = (points.length - 1) / (MOST_THRESHOLDS - 1);
  return Array.from(
    { length: MOST_THRESHOLDS },
    (_, i) => points[Math.round(i * step)] as SweepPoint,
  );
}
