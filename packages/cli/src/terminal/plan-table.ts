import {
  type AuditDocument,
  chanceText,
  countText,
  numberText,
  type Plan,
  type Planned,
  type PlannedComparison,
  type PlannedGoal,
} from "@evenhand/core";
import { nameCohorts } from "@evenhand/reporting";
import type { Colours } from "./colours.ts";
import { drawGrid } from "./grid.ts";
import { wrapped } from "./wrap.ts";

const HEAD = ["comparison", "now", "to pass", "chance", "to fail", "chance", "gap seen"];
const WRAPS = { column: 0, least: 14 };
const ABSENT = "–";

/**
 * A plan for a terminal: each comparison in a sentence, then all in a table, then what to expect of
 * chance alone. Where the table does not fit, the sentences stand alone.
 */
export function renderPlan(
  plan: Plan,
  audit: AuditDocument,
  { colours, width }: { readonly colours: Colours; readonly width: number },
): string {
  if (plan.comparisons.length === 0) return "No budget is declared, so there is nothing to plan.\n";
  const names = nameCohorts(audit);
  const budgets = [...new Set(plan.comparisons.map(({ budget }) => budget))];
  const sections = budgets.map((budget) => ({
    title: budget,
    comparisons: plan.comparisons.filter((one) => one.budget === budget),
  }));
  const comparisonOf = ({ dimension, cohort, reference }: PlannedComparison): string => {
    const own = names(dimension, cohort);
    return reference === null ? own : `${own} / ${names(dimension, reference)}`;
  };
  const table = drawGrid(
    {
      head: HEAD,
      aligns: ["left", "right", "right", "right", "right", "right", "right"],
      sections: sections.map(({ title, comparisons }) => ({
        title,
        rows: comparisons.map((one) => [
          comparisonOf(one),
          ...(one.status === "planned" ? numbersOf(one) : HEAD.slice(1).map(() => ABSENT)),
        ]),
      })),
    },
    { wraps: WRAPS, width, colours },
  );
  const parts = [
    ...sections.map(({ title, comparisons }) =>
      [
        colours.bold(title),
        ...comparisons.map(({ sentence }) => wrapped(sentence, width, "  ")),
      ].join("\n"),
    ),
    table,
    plan.comparisons.some(({ status }) => status === "planned")
      ? wrapped(expectationOf(plan), width)
      : null,
  ];
  return `${parts.filter((part) => part !== null).join("\n\n")}\n`;
}

function numbersOf({ present, pass, fail, detectable }: Planned): string[] {
  const { min, max } = detectable.fail;
  const gaps = [
    ...(min?.status === "found" ? [`≤ ${numberText(min.truth)}`] : []),
    ...(max?.status === "found" ? [`≥ ${numberText(max.truth)}`] : []),
  ];
  return [
    countText(present.decisions),
    needText(pass),
    chanceText(pass.chance),
    needText(fail),
    chanceText(fail.chance),
    gaps.length === 0 ? ABSENT : gaps.join(", "),
  ];
}

/** Decisions of the cohort; those of the reference stand in the sentence. */
function needText({ truth, need }: PlannedGoal): string {
  const what = need.status === "never" ? "never" : countText(need.decisions);
  return `${what} (at ${numberText(truth)})`;
}

/** Where one of a family could not be planned, neither its fails nor those of all are known. */
function expectationOf({ comparisons, expectedFalsePasses, families }: Plan): string {
  const planned = comparisons.filter(({ status }) => status === "planned");
  const fails = families.map(({ family, expectedFalseFails, notPlanned, comparisons: size }) => {
    const own = planned.filter((one) => one.family === family).length;
    const isAll = notPlanned === 0 && own >= size;
    const text = expectedFalseFails === null ? "unknown" : numberText(expectedFalseFails);
    const known = isAll || expectedFalseFails === null ? text : `at least ${text}`;
    return `${known} in ${family} (${size})`;
  });
  const rest = planned.length < comparisons.length ? " that could be planned" : "";
  return `If every truth lay exactly on its limit, chance alone would give ${numberText(expectedFalsePasses)} passes in one run of ${planned.length} comparison${planned.length === 1 ? "" : "s"}${rest}, and fails, by family and number of comparisons: ${fails.join(", ")}.`;
}
