import type { Plan, PlannedComparison, PlannedGoal } from "@evenhand/core";
import { nameMeasure } from "../wording/metrics.ts";
import { ABSENT, formatConfidence, formatCount, formatLimit } from "../wording/numbers.ts";
import { plainText, plural } from "../wording/text.ts";
import { tableOfTexts, type View, viewWith } from "./view.ts";

/** How many decisions each comparison needs, and the chances with those there are. */
export function viewPlan(plan: Plan): View {
  const planned = plan.comparisons.filter((each) => each.status === "planned");
  const settled = planned.filter(({ pass }) => pass.chance >= plan.power);
  const left = plan.comparisons.length - planned.length;
  const rest = left === 0 ? "" : ` ${left} cannot be planned.`;
  return viewWith(
    `With the present decisions, ${settled.length} of ${plural(String(planned.length), planned.length === 1, "comparison")} would pass with a chance of at least ${formatConfidence(plan.power)} if the truth lies well inside the limit.${rest}`,
    {
      tables: [
        tableOfTexts(
          "",
          [
            "Cohort",
            "Measure",
            "Limit",
            "Rows now#",
            "Chance of a pass#",
            "Rows for a pass#",
            "Chance of a fail#",
            "Rows for a fail#",
          ],
          plan.comparisons.map(rowOf),
        ),
      ],
    },
  );
}

function rowOf(comparison: PlannedComparison): string[] {
  const names = [
    plainText(comparison.cohort),
    nameMeasure(comparison),
    formatLimit(comparison.limit),
  ];
  if (comparison.status === "not-planned") return [...names, ...Array(5).fill(ABSENT)];
  const goal = ({ chance, need }: PlannedGoal): string[] => [
    formatConfidence(Math.round(chance * 100) / 100),
    need.status === "never" ? "never" : formatCount(need.rows),
  ];
  const { present, pass, fail } = comparison;
  return [...names, formatCount(present.rows), ...goal(pass), ...goal(fail)];
}
