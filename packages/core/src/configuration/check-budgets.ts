import type { Budget, Limit } from "../budgets/budget.ts";
import { limitText } from "../budgets/sentence.ts";
import type { Waiver } from "../budgets/waiver.ts";
import type { CohortDimension } from "../cohorts/dimension.ts";
import { shown } from "../errors.ts";
import { comparesOf } from "../metrics/contrast-metric.ts";
import type { Metric, RowMetric } from "../metrics/metric.ts";
import { findMetric, METRICS } from "../metrics/registry.ts";
import { SCORE_METRICS } from "../metrics/score-metrics.ts";
import { STRATA_METRICS } from "../metrics/strata-metrics.ts";
import { nearestName, suggestName } from "../table/nearest.ts";
import type { BudgetInput } from "./input.ts";
import { type ConfigurationIssue, issueAt } from "./issue.ts";

type Report = (issue: ConfigurationIssue) => void;

/** Which of the two outcomes the data hold, and whether scores. */
export interface KnownOutcomes {
  readonly label: boolean;
  readonly prediction: boolean;
  /** A column of scores, or those of a model. */
  readonly score: boolean;
}

/** What the shape cannot say about budgets. */
export function checkBudgets(
  budgets: readonly BudgetInput[],
  cohorts: readonly CohortDimension[],
  known: KnownOutcomes,
  report: Report,
): void {
  const seen = new Map<string, number>();
  budgets.forEach((budget, i) => {
    const at = ["budgets", i];
    const earlier = seen.get(budget.id);
    if (earlier !== undefined) {
      report(
        issueAt([...at, "id"], {
          code: "config/duplicate",
          problem: `budgets[${earlier}] has the same id`,
          received: shown(budget.id),
        }),
      );
    }
    seen.set(budget.id, i);
    const dimension = cohorts.find(({ name }) => name === budget.cohorts);
    checkMetric(budget, i, known, dimension, report);
    if (dimension === undefined) {
      report(
        issueAt([...at, "cohorts"], {
          code: "config/unknown-cohorts",
          problem: "no cohorts are declared under this name",
          received: shown(budget.cohorts),
          hint: suggestName(
            budget.cohorts,
            cohorts.map(({ name }) => name),
          ),
        }),
      );
    }
    checkLimit(budget, i, report);
    checkTarget(budget, i, report);
    checkBurden(budget, i, budgets, report);
    if (budget.rule === "point" && budget.rationale === undefined) {
      report(
        issueAt([...at, "rule"], {
          code: "config/missing-key",
          problem: "a budget that allows nothing for chance must say what asks for such a figure",
          expected: "`rationale`, which names the statute or guideline",
          hint: "Leave `rule` out where nothing does: the interval then decides.",
        }),
      );
    }
    if (budget.severity === "error" && budget.onInconclusive === undefined) {
      report(
        issueAt([...at, "onInconclusive"], {
          code: "config/missing-key",
          problem: "an error budget must say what happens when the data do not settle it",
          expected: '"block" (exit 2) or "warn"',
        }),
      );
    }
  });
}

/**
 * A burden has no value where more than half have no recourse, and a budget on it alone would then judge
 * nothing; so the share without recourse is limited beside it.
 */
function checkBurden(
  { metric, cohorts }: BudgetInput,
  index: number,
  budgets: readonly BudgetInput[],
  report: Report,
): void {
  if (metric !== "recourse_burden") return;
  if (budgets.some((one) => one.metric === "no_recourse_rate" && one.cohorts === cohorts)) return;
  report(
    issueAt(["budgets", index, "metric"], {
      code: "config/missing-budget",
      problem: "a burden says nothing where most people have no recourse at all",
      expected: `beside it a budget on \`no_recourse_rate\` for the cohorts ${shown(cohorts)}`,
    }),
  );
}

/** A target asks for more than the limit does, or it says nothing. */
function checkTarget({ target, limit }: BudgetInput, index: number, report: Report): void {
  if (target === undefined) return;
  const { min: least = -Infinity, max: most = Infinity } = limit;
  const { min = least, max = most } = target;
  const isTighter = min > least || max < most;
  if (min >= least && max <= most && min <= max && isTighter) return;
  report(
    issueAt(["budgets", index, "target"], {
      code: "config/target-range",
      problem: "a target lies inside the limit and asks for more",
      expected: "`min`, `max` or both, tighter than the limit's",
      received: JSON.stringify(target),
    }),
  );
}

function checkMetric(
  { metric: name, compare }: BudgetInput,
  index: number,
  known: KnownOutcomes,
  dimension: CohortDimension | undefined,
  report: Report,
): void {
  const at = ["budgets", index, "metric"];
  const metric = findMetric(name);
  const names = METRICS.filter(({ kind }) => kind !== "count").map((one) => one.name);
  if (metric === undefined) {
    // A value budget may be on a measurement made elsewhere; a name close to ours is a slip.
    if (compare === "value" && nearestName(name, names) === null) return;
    report(
      issueAt(at, {
        code: "config/unknown-metric",
        problem: "no metric has this name",
        received: shown(name),
        hint: suggestName(name, names),
      }),
    );
    return;
  }
  const problem = problemOf(metric, compare, known, dimension);
  if (problem !== null) {
    report(issueAt(at, { code: "config/metric-inputs", problem, received: shown(name) }));
  }
}

/** Why a budget cannot be on this metric, or null. */
function problemOf(
  metric: Metric,
  compare: BudgetInput["compare"],
  known: KnownOutcomes,
  dimension: CohortDimension | undefined,
): string | null {
  if (metric.kind === "count") return "a budget needs a metric with an interval";
  if (metric.needs.label && !known.label) {
    return "this metric needs recorded outcomes, and `decisions.label` is not declared";
  }
  if (metric.needs.prediction && !known.prediction) {
    return "this metric needs decisions, and `decisions.prediction` is not declared";
  }
  if (SCORE_METRICS.some(({ name }) => name === metric.name)) {
    const problem = problemOfScores(metric as RowMetric, known);
    if (problem !== null) return problem;
  }
  const stratified = dimension?.within !== undefined;
  if (stratified && compare !== "value" && (metric.kind === "rows" || metric.kind === "derived")) {
    return "this metric is no share of decisions, and only shares are compared within strata";
  }
  if (STRATA_METRICS.includes(metric as RowMetric) && !stratified) {
    return "this metric needs strata: cohorts with `within`";
  }
  if (metric.kind === "rows") return problemOfRows(metric, compare, dimension);
  if (compare === "distance") {
    return "only distributions have a distance; use `compare: difference` or `ratio`";
  }
  if (metric.kind !== "composite") return null;
  if (compare === "value") {
    return "this metric compares two cohorts; use `compare: difference` or `ratio`";
  }
  if (!comparesOf(metric).includes(compare)) {
    return "this metric has no ratio; use `compare: difference`";
  }
  return dimension?.reference.kind === "highest"
    ? "this metric needs one reference, not the highest of many"
    : null;
}

function problemOfScores({ inputs }: RowMetric, known: KnownOutcomes): string | null {
  if (!known.score) return "this metric needs scores, and `decisions.score` is not declared";
  return inputs.includes("recorded outcome") && !known.label
    ? "this metric needs recorded outcomes, and `decisions.label` is not declared"
    : null;
}

function problemOfRows(
  metric: RowMetric,
  compare: BudgetInput["compare"],
  dimension: CohortDimension | undefined,
): string | null {
  if (metric.compares.includes("distance") && dimension?.reference.kind === "highest") {
    return "this metric needs one reference, not the highest of many";
  }
  if (metric.qualifier !== undefined) {
    const example = metric.qualifier === "k" ? "10" : "yes";
    return `this metric is named with its ${metric.qualifier}, such as \`${metric.name}[${example}]\``;
  }
  if (metric.compares.includes(compare)) return null;
  return `this metric has no such comparison; use \`compare: ${metric.compares.join("` or `")}\``;
}

/** What a limit may be, by comparison. */
const RANGES = {
  ratio: { min: [0, 1], max: [1, Infinity], words: { min: "from 0 to 1", max: "1 or more" } },
  difference: { min: [-1, 1], max: [-1, 1], words: { min: "from −1 to 1", max: "from −1 to 1" } },
  value: { min: [0, 1], max: [0, 1], words: { min: "from 0 to 1", max: "from 0 to 1" } },
  distance: { min: [0, 1], max: [0, 1], words: { min: "from 0 to 1", max: "from 0 to 1" } },
} as const;

function checkLimit({ limit, compare, metric }: BudgetInput, index: number, report: Report): void {
  const at = ["budgets", index, "limit"];
  const { min, max } = limit;
  if (min === undefined && max === undefined) {
    report(
      issueAt(at, {
        code: "config/missing-key",
        problem: "a limit needs `min`, `max`, or both",
      }),
    );
    return;
  }
  if (min !== undefined && max !== undefined && min > max) {
    report(
      issueAt(at, {
        code: "config/limit-order",
        problem: "`min` is above `max`",
        received: `min ${min}, max ${max}`,
      }),
    );
  }
  const declared = findMetric(metric);
  const isRate = declared !== undefined && !("range" in declared && declared.range !== "unit");
  // What is no rate has a range of its own.
  if (compare !== "ratio" && !isRate) return;
  const range = RANGES[compare];
  for (const end of ["min", "max"] as const) {
    const value = limit[end];
    if (value === undefined) continue;
    const [low, high] = range[end];
    // `limit: { max: 0.9 }` on a ratio is unusual but meaningful; a `min` above 1 is not.
    if (
      compare === "ratio" && end === "max"
        ? value > 0 && value <= 20
        : value >= low && value <= high
    ) {
      continue;
    }
    const percent = value / 100;
    const fits = percent >= low && percent <= high && Math.abs(value) > 1;
    report(
      issueAt([...at, end], {
        code: "config/limit-range",
        problem: `the limit of a ${compare} is out of range`,
        expected: `a number ${range.words[end]}`,
        received: String(value),
        ...(fits ? { hint: `Did you mean ${percent}?` } : {}),
      }),
    );
  }
}

function isInsideLimit(value: number, { min, max }: Limit): boolean {
  return (min === null || value >= min) && (max === null || value <= max);
}

/** What the shape cannot say about waivers. */
export function checkWaivers(
  waivers: readonly Waiver[],
  budgets: readonly Budget[],
  cohorts: readonly CohortDimension[],
  report: Report,
): void {
  waivers.forEach((waiver, i) => {
    const at = ["waivers", i];
    const budget = budgets.find(({ id }) => id === waiver.budget);
    if (budget === undefined) {
      report(
        issueAt([...at, "budget"], {
          code: "config/unknown-budget",
          problem: "no budget has this id",
          received: shown(waiver.budget),
          hint: suggestName(
            waiver.budget,
            budgets.map(({ id }) => id),
          ),
        }),
      );
    }
    const by = cohorts.find(({ name }) => name === budget?.cohorts)?.by;
    const named = Object.keys(waiver.cohort);
    if (
      by !== undefined &&
      (named.length !== by.length || !by.every((column) => named.includes(column)))
    ) {
      report(
        issueAt([...at, "cohort"], {
          code: "config/waiver-cohort",
          problem: "a waiver names one level for each attribute of the budget's cohorts",
          expected: by.map(shown).join(", "),
          received: named.map(shown).join(", ") || "nothing",
        }),
      );
    }
    if (budget !== undefined && isInsideLimit(waiver.ceiling, budget.limit)) {
      report(
        issueAt([...at, "ceiling"], {
          code: "config/waiver-ceiling",
          problem: "this ceiling lies inside the limit, where there is nothing to waive",
          expected: `an estimate beyond the limit, ${limitText(budget.limit)}`,
          received: String(waiver.ceiling),
          hint: "Take the waiver out where the limit was loosened.",
        }),
      );
    }
    if (waiver.approvedBy === waiver.owner) {
      report(
        issueAt([...at, "approvedBy"], {
          code: "config/waiver-approver",
          problem: "a waiver is approved by another person than its owner",
          received: shown(waiver.approvedBy),
        }),
      );
    }
    if (waiver.expires < waiver.created) {
      report(
        issueAt([...at, "expires"], {
          code: "config/waiver-dates",
          problem: "a waiver cannot end before it begins",
          received: `${waiver.created} to ${waiver.expires}`,
        }),
      );
    }
  });
}
