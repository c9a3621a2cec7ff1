import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { describe, expect, it } from "vitest";
import type { Budget } from "../../../src/budgets/budget.ts";
import { compareWithBaseline } from "../../../src/budgets/ratchet/compare-with-baseline.ts";
import type { Growth, RatchetRule } from "../../../src/budgets/ratchet/growth.ts";
import type { Verdict } from "../../../src/budgets/verdict.ts";
import type { Cells } from "../../../src/cells/cells.ts";
import { sealCells } from "../../../src/cells/tally.ts";
import { binary } from "../../people.ts";
import { cellsOfDecisions, policyOf, type Selected, verdictsOf } from "../given-cells.ts";

type Groups = Readonly<Record<string, Selected>>;

const RULE: RatchetRule = { margin: 0.02, floor: 20 };
const grow = (
  before: Groups,
  after: Groups,
  budget: Partial<Budget> = {},
  rule: RatchetRule = RULE,
): readonly Growth[] =>
  compareWithBaseline(cellsOfDecisions(after), cellsOfDecisions(before), policyOf([budget]), rule);

const DIFFERENCE = { compare: "difference", limit: { min: -0.5, max: 0.5 } } as const;
const even = { ref: [5000, 10_000], a: [4800, 10_000] } as const;
const worse = { ref: [5000, 10_000], a: [4200, 10_000] } as const;

/** Cells of people with a favourable and as many with another outcome, of whom so many are told rightly. */
function outcomes(
  groups: Readonly<Record<string, readonly [right: number, wrong: number]>>,
): Cells {
  const levels = Object.keys(groups).sort();
  const entries = Object.entries(groups).flatMap(([level, [right, wrong]]) =>
    [0, 1].flatMap((label) => [
      { key: [levels.indexOf(level), label, label], n: right, w: right, w2: right },
      { key: [levels.indexOf(level), label, 1 - label], n: wrong, w: wrong, w2: wrong },
    ]),
  );
  const attributes = [{ column: "g", bands: null, levels }];
  const [label, prediction] = [binary("y"), binary("p")];
  return sealCells({ attributes, label, prediction, weight: "none" }, entries);
}

describe("compareWithBaseline", () => {
  it("calls a gap grown that grew beyond margin, chance and floor", () => {
    const [found] = grow(even, worse);
    expect(found).toMatchObject({ status: "grew", before: 0.96, after: 0.84 });
    expect(found?.growth).toBeCloseTo(0.12, 12);
    expect(found?.decisions).toBeCloseTo(600, 6);
    expect(found?.interval?.lower).toBeGreaterThan(0.02);
    expect(found?.interval?.method).toBe("mover-simultaneous");
    expect(found?.sentence).toBe(
      "For a (g) it is 0.84, and was 0.96 in the baseline. The gap grew by more than 0.02, chance allowed for.",
    );
  });

  it("calls it held where it shrank or stayed", () => {
    const [shrunk] = grow(worse, even);
    expect(shrunk?.status).toBe("held");
    expect(shrunk?.sentence).toContain("The gap did not grow by more than 0.02.");
    expect(grow(even, even)[0]?.status).toBe("undecided");
    expect(grow(even, even, {}, { margin: 0.05, floor: 0 })[0]?.status).toBe("held");
  });

  it("puts up with what few decisions make", () => {
    const [found] = grow(even, worse, {}, { margin: 0.02, floor: 600.5 });
    expect(found?.status).toBe("held");
    expect(found?.sentence).toContain("by no more than 600.5 decisions");
  });

  it("leaves few people undecided", () => {
    const [found] = grow({ ref: [50, 100], a: [48, 100] }, { ref: [50, 100], a: [42, 100] });
    expect(found?.status).toBe("undecided");
    expect(found?.sentence).toContain("The data do not settle whether the gap grew by");
  });

  it("takes what is exactly at the margin or the floor as not beyond it", () => {
    const [before, after] = [
      { ref: [512, 1024], a: [512, 1024] },
      { ref: [512, 1024], a: [256, 1024] },
    ] as const;
    const at = (margin: number, floor = 20) =>
      grow(before, after, DIFFERENCE, { margin, floor })[0];
    expect(at(0)).toMatchObject({ status: "grew", growth: 0.25, decisions: 256 });
    expect(at(0, 255)?.status).toBe("grew");
    expect(at(0, 256)?.status).toBe("held");
    const interval = at(0)?.interval;
    expect(at(Number(interval?.lower))?.status).toBe("undecided");
    expect(at(Number(interval?.upper))?.status).toBe("held");
  });

  it("counts decisions, not the effective size of their weights", () => {
    const cells = (groups: Groups): Cells => {
      const { schema, entries } = cellsOfDecisions(groups);
      const weighted = entries.map((entry) => ({ ...entry, w: 2 * entry.n, w2: 8 * entry.n }));
      return sealCells({ ...schema, weight: "sampling" }, weighted);
    };
    const [found] = compareWithBaseline(cells(worse), cells(even), policyOf([{}]), RULE);
    expect(found?.decisions).toBeCloseTo(600, 6);
  });

  it("counts a gap that changes sides from parity", () => {
    const ahead = { ref: [5000, 10_000], a: [6000, 10_000] } as const;
    const [found] = grow(ahead, worse);
    expect(found?.growth).toBeCloseTo(0.16, 12);
    expect(grow(worse, ahead)[0]?.growth).toBeCloseTo(0.2, 12);
    // Also where the limit has one side.
    const limit = { min: 0.5, max: null };
    expect(grow(ahead, worse, { limit })[0]?.growth).toBeCloseTo(0.16, 12);
  });

  it("does not call held what may have grown on the other side of parity", () => {
    const before = { ref: [500, 1000], a: [600, 1000] } as const;
    const after = { ref: [500, 1000], a: [503, 1000] } as const;
    const [found] = grow(before, after);
    expect(found?.growth).toBeCloseTo(-0.194, 12);
    expect(found?.status).toBe("undecided");
    expect(found?.interval?.upper).toBeGreaterThan(0.05);
    expect(found?.interval?.lower).toBeLessThan(-0.25);
    expect(grow(after, before)[0]?.status).toBe("grew");
    // There it grew at most from parity to the far end of the interval, in either direction.
    const [now] = verdictsOf(after, [DIFFERENCE]);
    const reach = -Number(now?.interval?.lower);
    expect(grow(before, after, DIFFERENCE)[0]?.interval?.upper).toBeCloseTo(reach, 12);
    const turned = ({ ref, a }: { ref: Selected; a: Selected }) => ({ ref: a, a: ref });
    const [mirrored] = grow(turned(before), turned(after), DIFFERENCE);
    expect(mirrored?.interval?.upper).toBeCloseTo(reach, 6);
  });

  it("has the MOVER interval of both samples, turned where the gap lies below parity", () => {
    const before = { ref: [40, 400], a: [8, 100] } as const;
    const after = { ref: [200, 400], a: [3, 100] } as const;
    const [then, now] = [before, after].map((groups) => verdictsOf(groups, [DIFFERENCE])[0]);
    const ends = (verdict: Verdict | undefined): [number, number, number] => [
      -Number(verdict?.interval?.upper),
      -Number(verdict?.estimate),
      -Number(verdict?.interval?.lower),
    ];
    const [least, gap, most] = ends(now);
    // Before it may have been on the other side, where there is no gap.
    const [, old, oldMost] = ends(then);
    const [found] = grow(before, after, DIFFERENCE);
    expect(found?.growth).toBeCloseTo(gap - old, 12);
    expect(found?.interval?.lower).toBeCloseTo(
      gap - old - Math.hypot(gap - least, oldMost - old),
      12,
    );
    expect(found?.interval?.upper).toBeCloseTo(gap - old + Math.hypot(most - gap, old - 0), 12);
  });

  it("calls a gap that closed wholly shrunk by all of it", () => {
    const closed = { ref: [500, 1000], a: [500, 1000] } as const;
    const above = { ref: [500, 1000], a: [600, 1000] } as const;
    const below = { ref: [500, 1000], a: [400, 1000] } as const;
    expect(grow(above, closed)[0]?.growth).toBeCloseTo(-0.2, 12);
    expect(grow(below, closed)[0]?.growth).toBeCloseTo(-0.2, 12);
  });

  it("knows which way a value gets worse", () => {
    const least = { compare: "value", limit: { min: 0.3, max: null } } as const;
    const most = { compare: "value", limit: { min: null, max: 0.9 } } as const;
    const statusOf = (budget: Partial<Budget>) =>
      grow(even, worse, budget).find(({ cohort }) => cohort === "g=a")?.status;
    expect(statusOf(least)).toBe("grew");
    expect(statusOf(most)).toBe("held");
    const growthOf = (before: Groups, after: Groups, budget: Partial<Budget>) =>
      grow(before, after, budget).find(({ cohort }) => cohort === "g=a")?.growth;
    expect(growthOf(even, worse, least)).toBeCloseTo(0.06, 12);
    expect(growthOf(even, worse, most)).toBeCloseTo(-0.06, 12);
    const between = { compare: "value", limit: { min: 0.4, max: 0.6 } } as const;
    expect(growthOf(even, worse, between)).toBeCloseTo(0.06, 12);
    const ahead = { ref: [5000, 10_000], a: [5500, 10_000] } as const;
    expect(growthOf(ahead, worse, between)).toBeCloseTo(0.08, 12);
    expect(growthOf(worse, ahead, between)).toBeCloseTo(0.05, 12);
  });

  it("does not compare with a cohort that the baseline lacks", () => {
    const [found] = grow({ ref: [50, 100] }, even);
    expect(found).toEqual({
      budget: "ratio",
      cohort: "g=a",
      severity: "error",
      status: "not-compared",
      before: null,
      after: 0.96,
      growth: null,
      interval: null,
      decisions: null,
      sentence: "The gap of a (g) cannot be compared with the baseline.",
    });
  });

  it.each<[string, Groups]>([
    ["of nobody to nobody", { ref: [0, 10_000], a: [0, 10_000] }],
    ["of some to nobody", { ref: [0, 10_000], a: [4800, 10_000] }],
  ])("does not compare a ratio %s", (_, groups) => {
    const status = "not-compared";
    expect(grow(even, groups)[0]).toMatchObject({ status, before: 0.96, after: null });
    expect(grow(groups, even)[0]).toMatchObject({ status, before: null, after: 0.96 });
  });

  it("looks at metrics that have no value of their own too, without counting decisions", () => {
    const odds = { metric: "equalized_odds", compare: "difference" } as const;
    const f1 = { metric: "f1_score", compare: "difference" } as const;
    const limit = { min: null, max: 0.9 };
    const [good, bad] = [
      outcomes({ ref: [900, 100], a: [890, 110] }),
      outcomes({ ref: [900, 100], a: [500, 500] }),
    ];
    for (const budget of [odds, f1]) {
      const policy = policyOf([{ ...budget, limit }]);
      const [found] = compareWithBaseline(bad, good, policy, RULE);
      expect(found).toMatchObject({ status: "grew", decisions: null });
      expect(compareWithBaseline(good, bad, policy, RULE)[0]?.status).toBe("held");
    }
  });

  it("does not see another side of a distance that has none", () => {
    const [wide, narrow] = [
      outcomes({ ref: [900, 100], a: [500, 500] }),
      outcomes({ ref: [900, 100], a: [900, 100] }),
    ];
    const limits = { difference: { min: null, max: 0.9 }, ratio: { min: 0.1, max: null } };
    for (const compare of ["difference", "ratio"] as const) {
      const policy = policyOf([{ metric: "equalized_odds", compare, limit: limits[compare] }]);
      const [shrunk] = compareWithBaseline(narrow, wide, policy, RULE);
      expect(shrunk?.interval?.upper).toBeLessThan(-0.1);
      const [same] = compareWithBaseline(narrow, narrow, policy, RULE);
      expect(same?.growth).toBe(0);
      expect(same?.interval?.upper).toBeGreaterThan(0.01);
    }
  });

  it("leaves out what a baseline of counts does not hold", () => {
    const ofRows = { metric: "mean_absolute_error", compare: "value" } as const;
    expect(grow(even, worse, ofRows)).toEqual([]);
    expect(grow(even, worse, { metric: "waiting_time" })).toEqual([]);
  });

  it("calls grown what is exactly at the margin in at most 5 of 100 families", () => {
    const rng = xoroshiro128plus(11);
    const draw = (n: number, p: number): Selected => {
      let selected = 0;
      for (let i = 0; i < n; i++) if (uniformFloat64(rng) < p) selected++;
      return [selected, n];
    };
    const levels = ["a", "b", "c", "d"];
    const groups = (rates: (level: string) => number): Groups =>
      Object.fromEntries(
        [...levels, "ref"].map((level, i) => [level, draw(200 + 150 * i, rates(level))]),
      );
    let families = 0;
    const runs = 400;
    for (let i = 0; i < runs; i++) {
      const before = groups((level) => (level === "ref" ? 0.4 : 0.35));
      const after = groups((level) => (level === "ref" ? 0.4 : 0.33));
      const found = grow(before, after, DIFFERENCE, { margin: 0.02, floor: 0 });
      if (found.some(({ status }) => status === "grew")) families++;
    }
    expect(families / runs).toBeLessThan(0.05);
    expect(families).toBeGreaterThan(0);
  });
});
