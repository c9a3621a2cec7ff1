import { EvenhandError } from "../errors.ts";

/** How many people of a cohort a remedy decides otherwise, by direction. Rows, not weights. */
export interface DecisionChanges {
  readonly cohort: string;
  /** With a decision before and after. */
  readonly people: number;
  readonly toFavourable: number;
  readonly toOther: number;
}

/**
 * Counts the decisions that differ, by cohort.
 *
 * @param before 1 favourable, 0 other, −1 none, one entry a person; likewise `after`
 * @param cohorts position of each person's cohort in `names`, −1 where it is unknown
 * @throws EvenhandError `input/lengths-differ`
 * @example
 * countChanges([0, 1], [1, 1], [0, 0], ["F"]); // [{ cohort: "F", people: 2, toFavourable: 1, toOther: 0 }]
 */
export function countChanges(
  before: ArrayLike<number>,
  after: ArrayLike<number>,
  cohorts: ArrayLike<number>,
  names: readonly string[],
): DecisionChanges[] {
  for (const other of [after, cohorts]) {
    if (other.length === before.length) continue;
    throw new EvenhandError({
      code: "input/lengths-differ",
      problem: "every list needs one entry a person",
      expected: String(before.length),
      received: String(other.length),
    });
  }
  const counts = names.map((cohort) => ({ cohort, people: 0, toFavourable: 0, toOther: 0 }));
  for (let row = 0; row < before.length; row++) {
    const count = counts[cohorts[row] as number];
    const was = before[row] as number;
    const is = after[row] as number;
    if (count === undefined || was < 0 || is < 0) continue;
    count.people++;
    if (is > was) count.toFavourable++;
    else if (is < was) count.toOther++;
  }
  return counts;
}
