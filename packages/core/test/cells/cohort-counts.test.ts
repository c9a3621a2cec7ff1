import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countAll, countCohorts } from "../../src/cells/cohort-counts.ts";
import { totalRows } from "../../src/cells/outcome-counts.ts";
import { sealCells } from "../../src/cells/tally.ts";
import { cellsOf, crowd, dimension, type Person } from "../people.ts";

const base: Person = { sex: "F", race: "a", age: 30, y: 1, p: 1, w: 1 };
const people: Person[] = [
  base,
  { ...base, sex: "M", race: "b", age: 64 },
  { ...base, sex: "M", race: null, age: 65 },
  { ...base, sex: null, race: "b", age: null },
];
const cells = cellsOf(people);
const sexByRace = ["sex", "race"] as const;

describe("countCohorts", () => {
  it("lists known levels in order and the unknown on its own", () => {
    const { observed, unknown } = countCohorts(cells, dimension(["sex"]));
    expect(observed.map(({ cohort }) => [cohort.id, cohort.rows, cohort.share])).toEqual([
      ["sex=F", 1, 0.25],
      ["sex=M", 2, 0.5],
    ]);
    expect(unknown?.cohort).toEqual({
      id: "sex=?",
      dimension: "sex",
      by: ["sex"],
      levels: [null],
      rows: 1,
      share: 0.25,
      reference: "rest:sex=?",
      kind: "unknown",
    });
  });

  it("calls an intersection with any unknown part unknown", () => {
    const { observed, unknown } = countCohorts(cells, dimension(sexByRace));
    expect(observed.map(({ cohort }) => cohort.id)).toEqual(["sex=F,race=a", "sex=M,race=b"]);
    expect(unknown?.cohort.id).toBe("unknown");
    expect(unknown?.cohort.rows).toBe(2);
  });

  it("lists only bands with people, and spells them as declared", () => {
    const { observed } = countCohorts(cells, dimension(["age"], { bands: { age: [25, 65] } }));
    expect(observed.map(({ cohort }) => cohort.id)).toEqual(["age=25..<65", "age=>=65"]);
  });

  it("counts as the rest everyone else whose attributes are known", () => {
    fc.assert(
      fc.property(crowd, (crowded) => {
        const all = cellsOf(crowded);
        const { observed, rests, unknown } = countCohorts(all, dimension(sexByRace));
        const known = observed.reduce((sum, { cohort }) => sum + cohort.rows, 0);
        expect(known + (unknown?.cohort.rows ?? 0)).toBe(countAll(all).cohort.rows);
        for (const { cohort, counts } of observed) {
          const rest = rests.get(cohort.id);
          expect(rest?.cohort.id).toBe(cohort.reference);
          expect(rest?.cohort.rows).toBe(known - cohort.rows);
          expect(totalRows(counts)).toBe(cohort.rows);
        }
        if (unknown !== null) expect(rests.get(unknown.cohort.id)?.cohort.rows).toBe(known);
      }),
    );
  });

  it("sets every cohort but the declared reference against it", () => {
    const declared = dimension(["sex"], { reference: { kind: "cohort", levels: ["M"] } });
    const { observed, rests, unknown } = countCohorts(cells, declared);
    expect(observed.map(({ cohort }) => cohort.reference)).toEqual(["sex=M", null]);
    expect(unknown?.cohort.reference).toBe("sex=M");
    expect(rests.size).toBe(0);
  });

  it("lists a declared reference that has no rows", () => {
    const reference = { kind: "cohort", levels: ["F", "b"] } as const;
    const { observed } = countCohorts(cells, dimension(sexByRace, { reference }));
    const listed = observed.map(({ cohort }) => [cohort.id, cohort.rows, cohort.reference]);
    expect(listed).toEqual([
      ["sex=F,race=a", 1, "sex=F,race=b"],
      ["sex=F,race=b", 0, null],
      ["sex=M,race=b", 1, "sex=F,race=b"],
    ]);
  });

  it("names no reference beforehand where it is the highest", () => {
    const highest = dimension(["sex"], { reference: { kind: "highest" } });
    expect(countCohorts(cells, highest).observed.map(({ cohort }) => cohort.reference)).toEqual([
      null,
      null,
    ]);
  });

  it("suggests the level that a misspelt reference meant", () => {
    const levels = [...people, { ...base, sex: "Male" }];
    const declared = dimension(["sex"], { reference: { kind: "cohort", levels: ["male "] } });
    expect(() => countCohorts(cellsOf(levels), declared)).toThrow(
      'cohorts.sex.reference: this level of "sex" does not occur; got "male ". Did you mean "Male"?',
    );
  });

  it("refuses cells that were counted without the attribute or with other bands", () => {
    for (const asked of [dimension(["height"]), dimension(["age"], { bands: { age: [40] } })]) {
      expect(() => countCohorts(cells, asked)).toThrow(
        expect.objectContaining({ code: "input/cells-lack-attribute" }),
      );
    }
  });

  it("tells cohorts apart beyond the combinations that a number can count", () => {
    const levels = Array.from({ length: 10_000 }, (_, i) => `l${i}`);
    const columns = ["a", "b", "c", "d"];
    const attributes = columns.map((column) => ({ column, bands: null, levels }));
    const lasts = [9_999, 9_998, 9_997, 9_996, 9_995];
    const entries = lasts.map((last) => ({ key: [9_999, 9_999, 9_999, last], n: 1, w: 1, w2: 1 }));
    const many = sealCells({ attributes, label: null, prediction: null, weight: "none" }, entries);
    const { observed } = countCohorts(many, dimension(columns));
    expect(observed.map(({ cohort }) => cohort.levels[3])).toEqual(
      lasts.toReversed().map((last) => `l${last}`),
    );
  });

  it("refuses more cohorts than anyone can read", () => {
    const many = Array.from({ length: 5_100 }, (_, i) => ({
      ...base,
      sex: `s${i % 100}`,
      race: `r${Math.floor(i / 100)}`,
    }));
    expect(() => countCohorts(cellsOf(many), dimension(sexByRace))).toThrow(
      "cohorts.sex×race: this dimension has too many cohorts; expected at most 5000, got 5100.",
    );
  });
});

describe("countAll", () => {
  it("counts every row, known or not", () => {
    expect(countAll(cells).cohort).toMatchObject({ id: "all", rows: 4, share: 1, kind: "all" });
  });
});
