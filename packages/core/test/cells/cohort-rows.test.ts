import "../seed.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countAll, countCohorts } from "../../src/cells/cohort-counts.ts";
import { rowsOfAll, rowsOfCohorts } from "../../src/cells/cohort-rows.ts";
import { parseConfiguration } from "../../src/configuration/check-configuration.ts";
import { table } from "../../src/table/intake.ts";
import { cellsOf, crowd, dimension, QUESTION } from "../people.ts";

const { cohorts } = parseConfiguration(QUESTION);

describe("rowsOfCohorts", () => {
  it("lists the cohorts of the cells, with as many rows as they count", () => {
    fc.assert(
      fc.property(crowd, (people) => {
        const cells = cellsOf(people);
        const rows = table(people.map((one) => ({ ...one })));
        for (const declared of cohorts) {
          const { observed, unknown, rests } = countCohorts(cells, declared);
          const counted = [...observed, ...(unknown === null ? [] : [unknown]), ...rests.values()];
          const listed = rowsOfCohorts(rows, declared);
          expect(listed.map(({ cohort }) => cohort)).toEqual(counted.map(({ cohort }) => cohort));
          expect(listed.map(({ listRows }) => listRows().length)).toEqual(
            counted.map(({ cohort }) => cohort.rows),
          );
        }
        expect(rowsOfAll(rows).cohort).toEqual(countAll(cells).cohort);
      }),
    );
  });

  it("puts into a cohort the rows that hold its levels, and into its rest the other known ones", () => {
    const people = table({ sex: ["F", "M", null, "F", "X"], age: [20, 30, 40, null, 70] });
    const found = rowsOfCohorts(people, dimension(["sex"]));
    expect(
      Object.fromEntries(found.map(({ cohort, listRows }) => [cohort.id, [...listRows()]])),
    ).toEqual({
      "sex=F": [0, 3],
      "sex=M": [1],
      "sex=X": [4],
      "sex=?": [2],
      "rest:sex=F": [1, 4],
      "rest:sex=M": [0, 3, 4],
      "rest:sex=X": [0, 1, 3],
      "rest:sex=?": [0, 1, 3, 4],
    });
    const bands = rowsOfCohorts(people, dimension(["age"], { bands: { age: [40] } }));
    expect(bands.slice(0, 3).map(({ cohort, listRows }) => [cohort.id, [...listRows()]])).toEqual([
      ["age=<40", [0, 1]],
      ["age=>=40", [2, 4]],
      ["age=?", [3]],
    ]);
  });

  it("are those of the whole cohort where it is compared within strata", () => {
    const people = table({ sex: ["F", "M", "F"], unit: ["x", "y", "y"] });
    const found = rowsOfCohorts(people, dimension(["sex"], { within: ["unit"] }));
    expect(found.map(({ cohort, listRows }) => [cohort.id, [...listRows()]]).slice(0, 2)).toEqual([
      ["sex=F", [0, 2]],
      ["sex=M", [1]],
    ]);
  });

  it("leaves out the rows that are not included", () => {
    const people = table({ sex: ["F", "M", "F"] });
    const included = Uint8Array.of(0, 1, 1);
    const found = rowsOfCohorts(people, dimension(["sex"]), included);
    expect(found.map(({ cohort, listRows }) => [cohort.id, cohort.rows, [...listRows()]])).toEqual([
      ["sex=F", 1, [2]],
      ["sex=M", 1, [1]],
      ["rest:sex=F", 1, [1]],
      ["rest:sex=M", 1, [2]],
    ]);
    expect([...rowsOfAll(people, included).listRows()]).toEqual([1, 2]);
  });
});
