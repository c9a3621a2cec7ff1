import "../seed.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bandLevels, bandOf } from "../../src/cohorts/bands.ts";
import { cohortId, restId } from "../../src/cohorts/cohort-id.ts";

describe("cohortId", () => {
  it.each([
    [["sex"], ["Female"], "sex=Female"],
    [["sex", "race"], ["Female", "Black"], "sex=Female,race=Black"],
    [["race"], [null], "race=?"],
    [["race"], ["?"], "race=\\?"],
    [["sex", "race"], ["Female", null], "unknown"],
    [["sex", "race"], [null, null], "unknown"],
    [["x"], ["a,b=c\\d"], "x=a\\,b\\=c\\\\d"],
    [["a=b"], ["c"], "a\\=b=c"],
  ])("of %j at %j is %s", (by, levels, id) => {
    expect(cohortId(by, levels)).toBe(id);
  });

  it("leaves bands as the contract spells them, and a level that looks like one escaped", () => {
    const bands = { age: [25, 65] };
    expect(bandLevels(bands.age).map((level) => cohortId(["age"], [level], bands))).toEqual([
      "age=<25",
      "age=25..<65",
      "age=>=65",
    ]);
    expect(cohortId(["age"], [null], bands)).toBe("age=?");
    expect(cohortId(["age"], [">=65"])).toBe("age=>\\=65");
    expect(cohortId(["constructor"], ["a=b"], bands)).toBe("constructor=a\\=b");
  });

  it("never gives two different level lists one id", () => {
    // Few characters, all of them meaningful, so that collisions would be found.
    const level = fc.option(
      fc.string({ unit: fc.constantFrom("?", "=", ",", "\\", "a"), maxLength: 4, minLength: 1 }),
    );
    const levels = fc.tuple(level, level);
    const canonical = (list: readonly (string | null)[]): string =>
      list.includes(null) ? "unknown" : JSON.stringify(list);
    fc.assert(
      fc.property(levels, levels, (one, other) => {
        const same = cohortId(["x", "y"], one) === cohortId(["x", "y"], other);
        expect(same).toBe(canonical(one) === canonical(other));
        const [a] = one;
        const [b] = other;
        expect(cohortId(["x"], [a]) === cohortId(["x"], [b])).toBe(a === b);
      }),
      { numRuns: 5000 },
    );
  });

  it("names the rest after the cohort", () => {
    expect(restId("sex=Female")).toBe("rest:sex=Female");
  });
});

describe("bandOf", () => {
  it("is left-closed", () => {
    expect([-Infinity, 24.999, 25, 44, 45, Infinity].map((age) => bandOf(age, [25, 45]))).toEqual([
      0, 0, 1, 1, 2, 2,
    ]);
  });

  it("agrees with the text of the band", () => {
    const edges = [-1.5, 0, 1e21];
    expect(bandLevels(edges)).toEqual(["<-1.5", "-1.5..<0", "0..<1e+21", ">=1e+21"]);
    expect(bandOf(-0, edges)).toBe(2);
  });

  it("knows one band where there is no edge", () => {
    expect(bandLevels([])).toEqual(["all"]);
    expect(bandOf(7, [])).toBe(0);
  });
});
