import fc from "fast-check";
import type { ScoredDecisions } from "../../src/index.ts";

export const LAWFUL = { lawful: true, basis: "an opinion of counsel", owner: "@policy" };

/** Few people of two or three cohorts, with ties, so that everything can be tried. */
export const people: fc.Arbitrary<ScoredDecisions> = fc
  .tuple(
    fc.integer({ min: 2, max: 3 }),
    fc.array(fc.tuple(fc.nat(5), fc.nat(1), fc.nat(2)), { minLength: 0, maxLength: 12 }),
    fc.constantFrom("above" as const, "below" as const),
  )
  .map(([cohorts, rows, favourableWhen]) => {
    // Both outcomes in every cohort.
    const both = Array.from({ length: cohorts }, (_, c) => [
      [1, 0, c],
      [2, 1, c],
    ]).flat();
    const all = [...both, ...rows.map(([score, label, c]) => [score, label, c % cohorts])];
    return {
      scores: all.map(([score]) => (score as number) / 5),
      labels: all.map(([, label]) => label as number),
      cohorts: all.map(([, , cohort]) => cohort as number),
      names: ["a", "b", "c"].slice(0, cohorts),
      favourableWhen,
    };
  });

/** Mean accuracy and the rates of each cohort under chances of a favourable decision, row by row. */
export function measureChances(
  { labels, cohorts, names }: ScoredDecisions,
  chances: ArrayLike<number>,
) {
  const sums = names.map(() => ({ n: 0, selected: 0, p: 0, tp: 0, f: 0, fp: 0 }));
  let right = 0;
  for (let row = 0; row < chances.length; row++) {
    const chance = chances[row] as number;
    const sum = sums[cohorts[row] as number];
    if (sum === undefined) continue;
    sum.n++;
    sum.selected += chance;
    right += labels[row] === 1 ? chance : 1 - chance;
    if (labels[row] === 1) {
      sum.p++;
      sum.tp += chance;
    } else {
      sum.f++;
      sum.fp += chance;
    }
  }
  return {
    utility: right / chances.length,
    selection: sums.map(({ selected, n }) => selected / n),
    tpr: sums.map(({ tp, p }) => tp / p),
    fpr: sums.map(({ fp, f }) => fp / f),
  };
}

export type Measured = ReturnType<typeof measureChances>;

export const CRITERIA = [
  "demographic-parity",
  "equal-opportunity",
  "false-positive-parity",
  "equalized-odds",
] as const;

export function gapOf({ selection, tpr, fpr }: Measured, criterion: (typeof CRITERIA)[number]) {
  const range = (rates: number[]) => Math.max(...rates) - Math.min(...rates);
  if (criterion === "demographic-parity") return range(selection);
  if (criterion === "equal-opportunity") return range(tpr);
  if (criterion === "false-positive-parity") return range(fpr);
  return Math.max(range(tpr), range(fpr));
}

/** Every choice of a threshold a cohort, as the decisions it makes. */
export function allChoices({
  scores,
  cohorts,
  names,
  favourableWhen,
}: ScoredDecisions): number[][] {
  const cuts = [...new Set(Array.from(scores)), 9];
  const thresholds = favourableWhen === "below" ? [-1, ...cuts] : cuts;
  let choices: number[][] = [[]];
  for (const _ of names) {
    choices = choices.flatMap((choice) => thresholds.map((threshold) => [...choice, threshold]));
  }
  return choices.map((choice) =>
    Array.from(scores, (score, row) => {
      const threshold = choice[cohorts[row] as number] as number;
      return Number(favourableWhen === "below" ? score < threshold : score >= threshold);
    }),
  );
}
