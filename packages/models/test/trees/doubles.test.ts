import fc from "fast-check";
import { expect, test } from "vitest";
import {
  floatAbove,
  floatBelow,
  nextAbove,
  nextBelow,
  widestWithin,
} from "../../src/trees/doubles.ts";

test("the neighbours of a float", () => {
  expect(floatAbove(1)).toBe(1 + 2 ** -23);
  expect(floatBelow(1)).toBe(1 - 2 ** -24);
  expect(floatBelow(0)).toBe(-(2 ** -149));
  expect(floatAbove(-(2 ** -149))).toBe(-0);
  expect(floatAbove(Math.fround(3.4028234663852886e38))).toBe(Infinity);
});

test("x is within exactly when its rounded value is, at the bound and beside it", () => {
  const finite = { noNaN: true, noDefaultInfinity: true } as const;
  const threshold = fc.oneof(
    fc.double(finite),
    fc.float(finite),
    fc.constantFrom(0, -0, 1e39, -1e39),
  );
  fc.assert(
    fc.property(threshold, fc.double(finite), (t, x) => {
      const bound = widestWithin(t);
      for (const value of [bound, nextAbove(bound), nextBelow(bound), t, x]) {
        expect(value <= bound).toBe(Math.fround(value) <= t);
      }
    }),
    { numRuns: 2000, seed: 7 },
  );
});
