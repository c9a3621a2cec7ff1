import "./seed.ts";
import fc from "fast-check";
import type { CellOutcome, Cells } from "../src/cells/cells.ts";
import type { CohortDimension } from "../src/cohorts/dimension.ts";
import { parseConfiguration } from "../src/configuration/check-configuration.ts";
import type { ConfigurationInput } from "../src/configuration/input.ts";
import { countTable } from "../src/document/count-table.ts";
import { table } from "../src/table/intake.ts";

/** One made-up row: attributes and outcomes may be missing. */
export interface Person {
  readonly sex: string | null;
  readonly race: string | null;
  readonly age: number | null;
  /** Recorded outcome, 1 favourable. */
  readonly y: 0 | 1 | null;
  /** Decision, 1 favourable. */
  readonly p: 0 | 1 | null;
  readonly w: number;
}

const outcome = fc.constantFrom<0 | 1 | null>(0, 0, 0, 1, 1, 1, null);

const person: fc.Arbitrary<Person> = fc.record({
  sex: fc.constantFrom("F", "F", "M", "M", "X", null),
  race: fc.constantFrom("a", "b", "c", null),
  age: fc.oneof(fc.integer({ min: 16, max: 90 }), fc.constant(null)),
  y: outcome,
  p: outcome,
  w: fc.integer({ min: 1, max: 5 }),
});

/** The question most tests ask of people: by sex, by age and by sex and race, against the rest. */
export const QUESTION: ConfigurationInput = {
  decisions: { label: "y", favourable: 1, prediction: "p" },
  cohorts: {
    sex: { by: ["sex"], reference: "rest" },
    age: { by: ["age"], bands: [25, 65], reference: "rest" },
    "sex×race": { by: ["sex", "race"], reference: "rest" },
  },
};

/** Some people, at least one with a favourable outcome: a table without any is refused. */
export const crowd: fc.Arbitrary<Person[]> = fc
  .array(person, { minLength: 1, maxLength: 60 })
  .filter((people) => people.some(({ y, p }) => y === 1 || p === 1));

/** Cells of people. */
export function cellsOf(people: readonly Person[], question: ConfigurationInput = QUESTION): Cells {
  const rows = people.map((one) => ({ ...one }));
  return countTable(table(rows), parseConfiguration(question), null).cells;
}

/** A dimension of one attribute against the rest. */
export function dimension(
  by: readonly string[],
  more: Partial<CohortDimension> = {},
): CohortDimension {
  return { name: by.join("×"), by, bands: {}, reference: { kind: "rest" }, ...more };
}

/** An outcome with the classes "0" and "1", the latter favourable. */
export function binary(column: string): CellOutcome {
  return { column, rule: "1", classes: ["0", "1"], favourable: ["1"] };
}
