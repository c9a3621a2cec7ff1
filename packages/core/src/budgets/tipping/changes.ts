import { emptyCounts, MISSING, type OutcomeCounts } from "../../cells/outcome-counts.ts";
import type { ComparedMetric } from "../../metrics/metric.ts";
import { countRate } from "../../metrics/rate.ts";
import type { Axis } from "./lattice.ts";

/** Rows that can change from one outcome state to another; `from` null where they join the cohort. */
interface Step {
  readonly from: number;
  readonly to: number | null;
  /** Equal for steps that do the same to the metric. */
  readonly effect: string;
}

/** A kind of change as one or two independent amounts. */
export interface Changes {
  /** Rows that could change at all. */
  readonly of: number;
  readonly axes: readonly Axis[];
  /** The cohort's counts after these steps. */
  apply(x: number, y: number): OutcomeCounts;
}

const STATES = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const;

/** Recorded outcomes of the cohort that would be the other way. */
export function changeLabels(metric: ComparedMetric, counts: OutcomeCounts): Changes {
  const known = STATES.filter((at) => isCounted({ label: true }, metric, at));
  return flip(metric, counts, known, (at) => (at < 3 ? at + 3 : at - 3));
}

/** Decisions about the cohort that would be the other way. */
export function changeDecisions(metric: ComparedMetric, counts: OutcomeCounts): Changes {
  const known = STATES.filter((at) => isCounted({ prediction: true }, metric, at));
  return flip(metric, counts, known, (at) => (at % 3 === 0 ? at + 1 : at - 1));
}

/** Rows of unknown attribute that would belong to the cohort; null for what is no rate. */
export function placeUnknown(
  metric: ComparedMetric,
  counts: OutcomeCounts,
  unknown: OutcomeCounts,
): Changes | null {
  if (metric.kind !== "rate") return null;
  const states = STATES.filter((at) => isCounted({}, metric, at));
  const groups = groupSteps(
    states.map((from) => ({ from, to: null, effect: effectOf(metric, null, from) })),
  );
  return {
    of: sumOf(unknown, STATES),
    axes: groups.map((steps) => ({ up: capacity(unknown, steps), down: 0 })),
    apply(x, y) {
      const altered = copyOf(counts);
      [x, y].forEach((amount, i) => {
        drain(unknown, groups[i] ?? [], amount, ({ from }, moved) => add(altered, from, moved));
      });
      return altered;
    },
  };
}

function flip(
  metric: ComparedMetric,
  counts: OutcomeCounts,
  states: readonly number[],
  other: (at: number) => number,
): Changes {
  const groups = groupSteps(
    states.map((from) => {
      const to = other(from);
      return { from, to, effect: effectOf(metric, from, to) };
    }),
  );
  // Each group has a twin that undoes it; the two are one axis.
  const isTwin = (steps: readonly Step[], back: readonly Step[]): boolean =>
    back.some(({ from, to }) => steps.some((step) => step.from === to && step.to === from));
  const pairs = groups.flatMap((up, i) => {
    const at = groups.findIndex((back) => isTwin(up, back));
    return at > i ? [{ up, down: groups[at] as readonly Step[] }] : [];
  });
  return {
    of: sumOf(counts, states),
    axes: pairs.map(({ up, down }) => ({
      up: capacity(counts, up),
      down: capacity(counts, down),
    })),
    apply(x, y) {
      const altered = copyOf(counts);
      [x, y].forEach((amount, i) => {
        const pair = pairs[i];
        if (pair === undefined) return;
        drain(counts, amount > 0 ? pair.up : pair.down, Math.abs(amount), ({ from, to }, moved) => {
          add(altered, from, -moved);
          add(altered, to as number, moved);
        });
      });
      return altered;
    },
  };
}

/** Rows that have what the metric needs and what is to change. */
function isCounted(
  extra: { readonly label?: boolean; readonly prediction?: boolean },
  { needs }: ComparedMetric,
  at: number,
): boolean {
  const hasLabel = Math.floor(at / 3) !== MISSING;
  const hasPrediction = at % 3 !== MISSING;
  return (
    (hasLabel || !(needs.label || extra.label === true)) &&
    (hasPrediction || !(needs.prediction || extra.prediction === true))
  );
}

/**
 * What a step does to the metric: for a rate, what it adds to numerator and denominator, so that
 * steps that do the same are one; empty where it does nothing. For others each step is its own.
 */
function effectOf(metric: ComparedMetric, from: number | null, to: number): string {
  if (metric.kind !== "rate") return `${from} ${to}`;
  const [before, after] = [from, to].map((at) => {
    const single = emptyCounts();
    if (at !== null) add(single, at, 1);
    return countRate(metric, single);
  }) as [ReturnType<typeof countRate>, ReturnType<typeof countRate>];
  const numerator = after.numerator - before.numerator;
  const denominator = after.denominator - before.denominator;
  return numerator === 0 && denominator === 0 ? "" : `${numerator} ${denominator}`;
}

function groupSteps(steps: readonly Step[]): (readonly Step[])[] {
  const groups = new Map<string, Step[]>();
  for (const step of steps) {
    if (step.effect === "") continue;
    const group = groups.get(step.effect);
    if (group === undefined) groups.set(step.effect, [step]);
    else group.push(step);
  }
  return [...groups.values()];
}

/** Takes rows for the steps in their order. */
function drain(
  counts: OutcomeCounts,
  steps: readonly Step[],
  amount: number,
  take: (step: Step, moved: number) => void,
): void {
  let left = amount;
  for (const step of steps) {
    const moved = Math.min(left, counts.w[step.from] as number);
    if (moved > 0) take(step, moved);
    left -= moved;
  }
}

function capacity(counts: OutcomeCounts, steps: readonly Step[]): number {
  return sumOf(
    counts,
    steps.map(({ from }) => from),
  );
}

function sumOf({ w }: OutcomeCounts, states: readonly number[]): number {
  return states.reduce((sum, at) => sum + (w[at] as number), 0);
}

/** One row a unit of weight: with frequency weights a row stands for several. */
function copyOf({ w }: OutcomeCounts): OutcomeCounts {
  const rows = w.slice();
  return { n: rows, w: rows, w2: rows };
}

/** The three of a copy are one. */
function add({ w }: OutcomeCounts, at: number, rows: number): void {
  w[at] = (w[at] as number) + rows;
}
