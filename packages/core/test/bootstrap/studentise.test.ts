import { describe, expect, it } from "vitest";
import type { DrawnCohort } from "../../src/bootstrap/cohort-draws.ts";
import { studentise } from "../../src/bootstrap/studentise.ts";

const cohort = (size: number, scale = 1): DrawnCohort => ({
  size,
  scale,
  states: [0, 1, 3, 4],
  smoothed: new Float64Array(9),
});
const weights = (tn: number, fp: number, fn: number, tp: number): Float64Array =>
  Float64Array.from([tn, fp, 0, fn, tp, 0, 0, 0, 0]);
const rate = (own: Float64Array): number => {
  const [tn = 0, fp = 0, , fn = 0, tp = 0] = own;
  return (fp + tp) / (tn + fp + fn + tp);
};

describe("the standard error of a statistic of cells", () => {
  it("of a share is √(p(1 − p)/n)", () => {
    const found = studentise(
      ([own]) => rate(own as Float64Array),
      [cohort(100)],
      [weights(40, 10, 30, 20)],
    );
    expect(found?.value).toBeCloseTo(0.3, 12);
    expect(found?.standardError).toBeCloseTo(Math.sqrt((0.3 * 0.7) / 100), 6);
  });

  it("of a log odds is √(1/a + 1/b)", () => {
    const found = studentise(
      ([own]) => Math.log((own?.[3] as number) / (own?.[1] as number)),
      [cohort(100)],
      [weights(40, 10, 30, 20)],
    );
    expect(found?.standardError).toBeCloseTo(Math.sqrt(1 / 30 + 1 / 10), 6);
  });

  it("of a difference of two cohorts adds their variances, of whatever scale of weights", () => {
    const found = studentise(
      ([own, other]) => rate(own as Float64Array) - rate(other as Float64Array),
      [cohort(100), cohort(50, 3)],
      [weights(40, 10, 30, 20), weights(60, 30, 45, 15)],
    );
    expect(found?.standardError).toBeCloseTo(Math.sqrt((0.3 * 0.7) / 100 + (0.3 * 0.7) / 50), 6);
  });

  it("leaves the counts as they were, and says where there is no value", () => {
    const own = weights(40, 10, 30, 20);
    studentise(([all]) => rate(all as Float64Array), [cohort(100)], [own]);
    expect(own).toEqual(weights(40, 10, 30, 20));
    expect(studentise(() => null, [cohort(100)], [own])).toBeNull();
  });
});
