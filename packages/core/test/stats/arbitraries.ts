import "../seed.ts";
import fc from "fast-check";
import type { Proportion } from "../../src/stats/proportion.ts";

/** Whole counts of 1 to `largest` people, with the ends 0/n and n/n likely. */
export function proportions(largest = 400): fc.Arbitrary<Proportion> {
  return fc
    .integer({ min: 1, max: largest })
    .chain((size) =>
      fc
        .oneof(
          { arbitrary: fc.integer({ min: 0, max: size }), weight: 6 },
          { arbitrary: fc.constantFrom(0, size), weight: 2 },
        )
        .map((successes) => ({ successes, size })),
    );
}

/** Confidences a verdict may ask for, down to Holm over thousands. */
export const confidences: fc.Arbitrary<number> = fc.oneof(
  uniform(0.5, 0.9999),
  fc.constantFrom(0.8, 0.9, 0.95, 0.975, 0.99, 0.999, 1 - 1e-6, 1 - 1e-9),
);

/** Numbers spread evenly; fast-check's doubles crowd about 0, where nothing happens. */
export function uniform(min: number, max: number): fc.Arbitrary<number> {
  return fc.integer({ min: 0, max: 1_000_000 }).map((i) => min + ((max - min) * i) / 1_000_000);
}
