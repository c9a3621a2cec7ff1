import { describe, expect, test } from "vitest";
import { quantileOf } from "../../src/recourse/cost-quantile.ts";
import { generator } from "./draws.ts";

const exact = (cost: number) => ({ lower: cost, upper: cost });
const none = exact(Infinity);

describe("the quantile of costs", () => {
  test("is the ⌈q n⌉-th smallest, those without recourse counted as ∞", () => {
    const costs = [3, 1, 2, 5, 4].map(exact);
    expect(quantileOf(costs, 0.5).solved).toEqual(exact(3));
    expect(quantileOf([...costs, none, none, none, none], 0.5).solved).toEqual(exact(5));
    expect(quantileOf([...costs, none, none, none, none, none, none], 0.5).solved).toEqual(none);
    expect(quantileOf(costs, 0.2).solved).toEqual(exact(1));
    expect(quantileOf(costs, 0.21).solved).toEqual(exact(2));
  });

  test("lies between those of the lower and of the upper ends", () => {
    const ranges = [exact(1), { lower: 1.5, upper: 4 }, { lower: 0, upper: Infinity }];
    expect(quantileOf(ranges, 0.5).solved).toEqual({ lower: 1, upper: 4 });
    expect(quantileOf(ranges, 1).solved).toEqual({ lower: 1.5, upper: Infinity });
  });

  test("has an interval that widens with the gaps and never leaves them out", () => {
    const draw = generator(5);
    for (let round = 0; round < 200; round++) {
      const costs = Array.from({ length: 5 + Math.floor(draw() * 60) }, () => draw() * 9);
      const proved = quantileOf(costs.map(exact), 0.5);
      const gapped = quantileOf(
        costs.map((upper) => ({ lower: upper * 0.7, upper })),
        0.5,
      );
      for (const z of [0.5, 1, 1.96, 3]) {
        const [sure, wide] = [proved.boundsAt(z), gapped.boundsAt(z)];
        expect(sure.lower).toBeLessThanOrEqual(proved.solved.lower);
        expect(sure.upper).toBeGreaterThanOrEqual(proved.solved.upper);
        expect(wide.lower).toBeCloseTo(sure.lower * 0.7, 12);
        expect(wide.upper).toBe(sure.upper);
        expect(wide.lower).toBeLessThanOrEqual(gapped.solved.lower);
      }
    }
  });

  test("has no upper end where too few have recourse", () => {
    const half = [...Array.from({ length: 30 }, (_, i) => exact(i)), ...new Array(25).fill(none)];
    const { solved, boundsAt } = quantileOf(half, 0.5);
    expect(solved.upper).toBe(27);
    expect(boundsAt(1.96).upper).toBe(Infinity);
  });
});

test("the interval of a median holds it as often as it says, with a third without recourse", () => {
  const draw = generator(8);
  // Exponential costs, P(recourse) = 2/3: P(cost ≤ m) = 1/2 where 2/3 (1 − e^−m) = 1/2.
  const median = Math.log(4);
  for (const size of [20, 60, 200]) {
    let held = 0;
    const rounds = 2000;
    for (let round = 0; round < rounds; round++) {
      const costs = Array.from({ length: size }, () =>
        draw() < 1 / 3 ? none : exact(-Math.log(1 - draw())),
      );
      const { lower, upper } = quantileOf(costs, 0.5).boundsAt(1.959964);
      if (lower <= median && median <= upper) held++;
    }
    // It is exact, so never below; three standard errors of 2,000 draws below 95 % is 93.5 %.
    expect(held / rounds, `${size} people`).toBeGreaterThan(0.935);
    expect(held / rounds, `${size} people`).toBeLessThan(0.985);
  }
});
