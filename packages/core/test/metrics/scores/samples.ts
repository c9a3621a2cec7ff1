import "../../seed.ts";
import fc from "fast-check";

/** One made-up person with a score that often ties. */
export interface Scored {
  readonly s: number;
  readonly y: 0 | 1;
  readonly w: number;
}

const person: fc.Arbitrary<Scored> = fc.record({
  s: fc.oneof(
    fc.integer({ min: 0, max: 10 }).map((tenth) => tenth / 10),
    fc.double({ min: 0, max: 1, noNaN: true }),
  ),
  y: fc.constantFrom<0 | 1>(0, 1),
  w: fc.integer({ min: 1, max: 4 }),
});

/** Some people with both outcomes among them. */
export const scoredCrowd: fc.Arbitrary<Scored[]> = fc
  .array(person, { minLength: 2, maxLength: 40 })
  .filter((people) => people.some(({ y }) => y === 1) && people.some(({ y }) => y === 0));

/** Columns as the functions of the library take them. */
export function columnsOf(people: readonly Scored[]): { scores: number[]; labels: number[] } {
  return { scores: people.map(({ s }) => s), labels: people.map(({ y }) => y) };
}
