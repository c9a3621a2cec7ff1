import { describe, expect, it } from "vitest";
import { limitText } from "../../src/budgets/sentence.ts";
import { cohortText, countText, numberText } from "../../src/budgets/wording.ts";
import { countCohorts } from "../../src/cells/cohort-counts.ts";
import { cellsOf, dimension } from "../people.ts";

describe("numberText", () => {
  it.each([
    [0.308, "0.31"],
    [1.25, "1.25"],
    [0.0284, "0.028"],
    [0.05, "0.05"],
    [0, "0.00"],
    [0.0004, "0.0004"],
    [-0.196, "−0.20"],
  ])("shows %d as %s", (value, text) => {
    expect(numberText(value)).toBe(text);
  });

  it("takes further decimals where it would be mistaken for the limit beside it", () => {
    expect(numberText(0.7996, [0.8])).toBe("0.7996");
    expect(numberText(0.8, [0.8])).toBe("0.80");
  });
});

describe("countText", () => {
  it.each([
    [0, "0"],
    [999, "999"],
    [1000, "1\u202f000"],
    [1234567.6, "1\u202f234\u202f568"],
  ])("shows %d as %s", (count, text) => {
    expect(countText(count)).toBe(text);
  });
});

describe("limitText", () => {
  it.each([
    [{ min: 0.8, max: 1.25 }, "0.80 to 1.25"],
    [{ min: 0.8, max: null }, "at least 0.80"],
    [{ min: null, max: 0.1 }, "at most 0.10"],
    [{ min: null, max: null }, "none"],
  ])("of %j is %s", (limit, text) => {
    expect(limitText(limit)).toBe(text);
  });
});

describe("cohortText", () => {
  const someone = { sex: "F", race: "b", age: 20, y: 1, p: 1, w: 1 } as const;
  const cells = cellsOf([
    someone,
    { ...someone, age: 25 },
    { ...someone, age: 65 },
    { ...someone, race: null, age: null },
  ]);
  const texts = (asked: ReturnType<typeof dimension>): string[] => {
    const { observed, unknown, rests } = countCohorts(cells, asked);
    const listed = [...observed, ...(unknown === null ? [] : [unknown]), ...rests.values()];
    return listed.map(({ cohort }) => cohortText(cohort, asked));
  };

  it("says bands in words", () => {
    expect(texts(dimension(["age"], { bands: { age: [25, 65] } })).slice(0, 4)).toEqual([
      "under 25 (age)",
      "25 to under 65 (age)",
      "65 and over (age)",
      "unknown (age)",
    ]);
  });

  it("names all attributes of an intersection, and the rest as everyone else", () => {
    expect(texts(dimension(["sex", "race"]))).toEqual([
      "F, b (sex × race)",
      "unknown (sex × race)",
      "everyone else",
      "everyone else",
    ]);
  });
});
