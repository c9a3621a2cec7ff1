import { describe, expect, it } from "vitest";
import { decide } from "../../src/budgets/decide.ts";
import { holm } from "../../src/stats/holm.ts";
import { cellsOf, dimension, type Person } from "../people.ts";
import { never, policyOf, type Selected, verdictsOf } from "./given-cells.ts";

describe("families", () => {
  // The first group alone would fail, with p = 0.03 or so; beside two others it does not.
  const groups = { a: [360, 1000], b: [500, 1000], c: [500, 1000], ref: [500, 1000] } as const;

  it("adjusts by Holm over the comparisons of a budget", () => {
    const verdicts = verdictsOf(groups);
    const ps = verdicts.map(({ p }) => p as number);
    expect(ps[0]).toBeGreaterThan(0.05 / 3);
    expect(ps[0]).toBeLessThan(0.05);
    expect(verdicts.map(({ adjustedP }) => adjustedP)).toEqual(holm(ps));
    expect(verdicts[0]).toMatchObject({
      verdict: "inconclusive",
      reason: "near-limit",
      boundLevel: 1 - 0.05 / 6,
    });
    expect(verdicts[0]?.bound).toBeGreaterThan(0.8);
    expect(verdicts[0]?.sentence).toContain(
      "lies beyond it, but not once every comparison of the budget is allowed for",
    );
  });

  it("does not adjust where that is declared", () => {
    const [verdict] = verdictsOf(groups, [{}], { multiplicity: "none" });
    expect(verdict).toMatchObject({ verdict: "fail", boundLevel: 0.975 });
    expect(verdict?.adjustedP).toBe(verdict?.p);
  });

  const alone = { a: groups.a, ref: groups.ref };
  const two = [{ id: "one" }, { id: "two", limit: { min: 0.8, max: 1.3 } }];

  it("keeps budgets apart by default and joins them on request", () => {
    expect(verdictsOf(alone, two).map(({ verdict }) => verdict)).toEqual(["fail", "fail"]);
    const joined = verdictsOf(alone, two, { family: "file" });
    expect(joined.map(({ verdict }) => verdict)).toEqual(["inconclusive", "inconclusive"]);
    expect(joined[0]?.adjustedP).toBeCloseTo(2 * (joined[0]?.p as number), 12);
  });

  it("leaves budgets that only warn outside the joint family", () => {
    const budgets = [{ id: "one" }, { id: "two", severity: "warn" as const }];
    const verdicts = verdictsOf(alone, budgets, { family: "file" });
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(["fail", "fail"]);
    expect(verdicts.map(({ adjustedP }) => adjustedP)).toEqual(verdicts.map(({ p }) => p));
  });

  it("does not count comparisons without data", () => {
    const verdicts = verdictsOf({ ...alone, z: [0, 0] });
    expect(verdicts[0]?.adjustedP).toBe(verdicts[0]?.p);
  });
});

describe("who is judged", () => {
  it("not the reference against itself, and not the unknown", () => {
    const groups = { a: [5, 10], b: [5, 10], "?": [5, 10], ref: [5, 10] } as const;
    expect(verdictsOf(groups).map(({ cohort }) => cohort)).toEqual(["g=a", "g=b"]);
    expect(
      verdictsOf(groups, [{}], {}, { kind: "rest" }).map(({ cohort, reference }) => [
        cohort,
        reference,
      ]),
    ).toEqual(["g=a", "g=b", "g=ref"].map((id) => [id, `rest:${id}`]));
  });

  it("against the highest: everyone but the highest, by simultaneous intervals", () => {
    const groups = { a: [300, 1000], b: [480, 1000], c: [500, 1000] } as const;
    const verdicts = verdictsOf(
      groups,
      [{ limit: { min: 0.8, max: null } }],
      {},
      { kind: "highest" },
    );
    expect(verdicts.map(({ cohort, reference, verdict }) => [cohort, reference, verdict])).toEqual([
      ["g=a", "g=c", "fail"],
      ["g=b", "g=c", "pass"],
    ]);
    expect(verdicts[0]?.interval?.method).toBe("joint-mid-p-simultaneous");
    expect(verdicts[0]?.estimate).toBe(0.6);
  });
});

describe("the highest", () => {
  const highest = { kind: "highest" } as const;
  const judgedAgainst = (groups: Readonly<Record<string, Selected>>) =>
    verdictsOf(groups, [{}], {}, highest).map(({ cohort, reference }) => [cohort, reference]);

  it("is the highest rate, not the highest count; the first of equals; never one without people", () => {
    expect(judgedAgainst({ a: [30, 40], b: [500, 1000] })).toEqual([["g=b", "g=a"]]);
    expect(judgedAgainst({ a: [30, 60], b: [40, 80] })).toEqual([["g=b", "g=a"]]);
    expect(judgedAgainst({ a: [0, 60], b: [0, 80] })).toEqual([["g=b", "g=a"]]);
  });

  it("is no reference of a budget on the rate itself", () => {
    const limit = { min: 0.1, max: null };
    const verdicts = verdictsOf(
      { a: [30, 60], b: [40, 80] },
      [{ compare: "value", limit }],
      {},
      highest,
    );
    expect(
      verdicts.map(({ cohort, reference, nReference }) => [cohort, reference, nReference]),
    ).toEqual([
      ["g=a", null, null],
      ["g=b", null, null],
    ]);
  });
});

describe("weights", () => {
  const verdictsWith = (kind: "frequency" | "sampling") => {
    const people = (sex: string, y: 0 | 1): Person[] =>
      Array.from({ length: 10 }, () => ({ sex, race: null, age: null, y, p: y, w: 50 }));
    const cells = cellsOf(
      [...people("F", 1), ...people("F", 0), ...people("M", 1), ...people("M", 0)],
      {
        decisions: { label: "y", favourable: 1, prediction: "p", weight: { column: "w", kind } },
        cohorts: { sex: { by: ["sex"] } },
      },
    );
    const policy = {
      ...policyOf([{ cohorts: "sex" }], { minimum: { denominator: 1000 } }),
      cohorts: [dimension(["sex"], { reference: { kind: "cohort", levels: ["M"] } })],
    };
    return decide(cells, [], policy, never).verdicts[0];
  };

  it("of frequency are people: 20 rows of weight 50 are a thousand", () => {
    expect(verdictsWith("frequency")).toMatchObject({ verdict: "pass", n: 1000, nReference: 1000 });
  });

  it("of sampling are none: 20 rows stay 20", () => {
    expect(verdictsWith("sampling")).toMatchObject({
      verdict: "inconclusive",
      reason: "too-few",
      n: 20,
      nReference: 20,
    });
  });
});

describe("what is unknown", () => {
  it("withholds a pass where the unknown attributes could break the limit", () => {
    const groups = { a: [500, 1000], ref: [500, 1000] } as const;
    expect(verdictsOf({ ...groups, "?": [2, 4] })[0]?.verdict).toBe("pass");
    const [verdict] = verdictsOf({ ...groups, "?": [100, 300] });
    expect(verdict).toMatchObject({
      verdict: "inconclusive",
      reason: "unknown-attribute",
      estimate: 1,
    });
    expect(verdict?.sentence).toContain(
      "is inside, but people whose attribute is unknown could change that",
    );
  });

  it("withholds a pass where unrecorded outcomes could", () => {
    const people = (sex: string, y: 0 | 1 | null, count: number): Person[] =>
      Array.from({ length: count }, () => ({ sex, race: null, age: null, y, p: 1, w: 1 }));
    const judge = (unlabelled: number) => {
      const cells = cellsOf([
        ...people("F", 1, 500),
        ...people("F", 0, 500),
        ...people("F", null, unlabelled),
        ...people("M", 1, 500),
        ...people("M", 0, 500),
      ]);
      const policy = {
        ...policyOf([{ metric: "base_rate", cohorts: "sex" }]),
        cohorts: [dimension(["sex"], { reference: { kind: "cohort", levels: ["M"] } })],
      };
      return decide(cells, [], policy, never).verdicts[0];
    };
    expect(judge(5)?.verdict).toBe("pass");
    expect(judge(400)).toMatchObject({ verdict: "inconclusive", reason: "unlabelled" });
    expect(judge(400)?.sentence).toContain(
      "decisions without a recorded outcome could change that",
    );
  });
});
