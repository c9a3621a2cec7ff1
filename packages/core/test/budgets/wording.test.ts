import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { limitText } from "../../src/budgets/sentence.ts";
import { cohortText, countText, numberText } from "../../src/budgets/wording.ts";
import { countCohorts } from "../../src/cells/cohort-counts.ts";
import { cellsOf, dimension } from "../people.ts";
import { uniform } from "../stats/arbitraries.ts";

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

/** The rule of `numberText` word by word. */
function plainly(value: number, apartFrom: readonly number[]): string {
  const isSmall = Math.abs(value) < 0.1 && Number(value.toFixed(2)) !== value;
  for (let digits = isSmall ? 3 : 2; digits < 6; digits++) {
    const text = value.toFixed(digits);
    const isConfused = apartFrom.some((other) => other !== value && other.toFixed(digits) === text);
    const hasVanished = value !== 0 && Number(text) === 0;
    if (!isConfused && !hasVanished) return text.replace("-", "−");
  }
  return String(Number(value.toPrecision(4))).replace("-", "−");
}

describe("numberText, whose usual texts are kept", () => {
  it("says what its rule says, of numbers of every size and halfway between two texts", () => {
    const [near, size, halfway] = [
      uniform(-1, 1),
      uniform(-7, 5),
      fc.integer({ min: -9000, max: 9000 }),
    ];
    const limits = fc.constantFrom([], [0.8], [-0.1, 0.1], [0.8, 1.25], [0.2, 0.9], [0.001]);
    const values = fc.oneof(
      fc.tuple(near, size).map(([sign, power]) => sign * 10 ** power),
      fc.tuple(halfway, fc.constantFrom(1, 100, 1_000, 2_000, 20_000)).map(([n, d]) => n / d),
      fc.constantFrom(0, -0, 0.8 - 1e-9, 0.1 + 1e-17, 1.005, 2.675, 0.0005, 1e-9),
    );
    fc.assert(
      fc.property(values, limits, (value, apartFrom) => {
        const same = apartFrom.find((other) => Math.abs(other - value) < 1e-12);
        expect(numberText(value, apartFrom)).toBe(plainly(same ?? value, apartFrom));
      }),
      { numRuns: 50_000 },
    );
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
