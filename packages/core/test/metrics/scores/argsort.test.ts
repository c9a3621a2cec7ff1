import "../../seed.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { argsort } from "../../../src/metrics/scores/argsort.ts";

function expectSorted(values: Float64Array): void {
  const wanted = Array.from(values, (_, i) => i).sort(
    (a, b) => (values[a] as number) - (values[b] as number) || a - b,
  );
  expect([...argsort(values)]).toEqual(wanted);
}

describe("argsort", () => {
  it("lists short samples in ascending order, equal values in the order they came", () => {
    fc.assert(fc.property(fc.float64Array({ noNaN: true }), expectSorted));
  });

  it("lists long samples likewise, whatever the sign and size of the numbers", () => {
    const mixed = fc.oneof(
      fc.constantFrom(0, -0, 0.5, -3),
      fc.double({ noNaN: true }),
      fc.integer({ min: -5, max: 5 }),
    );
    fc.assert(
      fc.property(fc.array(mixed, { minLength: 64, maxLength: 64 }), (some) => {
        expectSorted(Float64Array.from({ length: 5000 }, (_, i) => some[(i * 37) % 64] as number));
      }),
      { numRuns: 20 },
    );
  });

  it("leaves a long constant sample as it is", () => {
    expectSorted(new Float64Array(5000).fill(0.25));
  });
});
