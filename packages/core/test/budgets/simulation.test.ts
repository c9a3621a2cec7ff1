import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { describe, expect, it } from "vitest";
import type { Budget, Multiplicity } from "../../src/budgets/budget.ts";
import { decide } from "../../src/budgets/decide.ts";
import type { Verdict } from "../../src/budgets/verdict.ts";
import type { ReferenceRule } from "../../src/cohorts/dimension.ts";
import { cellsOfDecisions, policyOf, type Selected } from "./given-cells.ts";

const TRIALS = 1000;

interface Group {
  readonly n: number;
  readonly rate: number;
}

/** One draw of every group: the verdicts, and whether the smallest rate ÷ the largest is below 0.8. */
interface Trial {
  readonly verdicts: readonly Verdict[];
  readonly pointFails: boolean;
}

function simulate(
  groups: Readonly<Record<string, Group>>,
  reference: ReferenceRule,
  budget: Partial<Budget> = {},
  multiplicity: Multiplicity = "holm",
): Trial[] {
  const generator = xoroshiro128plus(20261124);
  const draw = ({ n, rate }: Group): number => {
    let selected = 0;
    for (let i = 0; i < n; i++) if (uniformFloat64(generator) < rate) selected++;
    return selected;
  };
  return Array.from({ length: TRIALS }, () => {
    const drawn = Object.entries(groups).map(
      ([level, group]) => [level, [draw(group), group.n]] as const,
    );
    const rates = drawn.map(([, [selected, n]]) => selected / n);
    const cells = cellsOfDecisions(Object.fromEntries(drawn) as Record<string, Selected>);
    const { verdicts } = decide(cells, [], policyOf([budget], { multiplicity }, reference), {
      today: null,
    });
    return { verdicts, pointFails: Math.min(...rates) / Math.max(...rates) < 0.8 };
  });
}

const share = (trials: readonly Trial[], isHit: (trial: Trial) => boolean): number =>
  trials.filter(isHit).length / trials.length;

const anyFails = ({ verdicts }: Trial): boolean =>
  verdicts.some(({ verdict }) => verdict === "fail");

/** The largest share of passes of any one comparison. */
function mostPasses(trials: readonly Trial[]): number {
  const ids = new Set(trials.flatMap(({ verdicts }) => verdicts.map(({ cohort }) => cohort)));
  return Math.max(
    ...[...ids].map((id) =>
      share(trials, ({ verdicts }) =>
        verdicts.some(({ cohort, verdict }) => cohort === id && verdict === "pass"),
      ),
    ),
  );
}

const named: ReferenceRule = { kind: "cohort", levels: ["ref"] };

function groupsOf(sizes: readonly number[], rate: number, reference: Group): Record<string, Group> {
  const others = sizes.map((n, i) => [`g${i}`, { n, rate }] as const);
  return { ...Object.fromEntries(others), ref: reference };
}

describe("at perfect parity, 8 cohorts of 200 people at 20 %", () => {
  const groups = groupsOf(Array(7).fill(200), 0.2, { n: 200, rate: 0.2 });

  it("the point rule fails in about 96 of 100 audits", () => {
    const failing = share(simulate(groups, named), ({ pointFails }) => pointFails);
    expect(failing).toBeGreaterThan(0.94);
    expect(failing).toBeLessThan(0.98);
  });

  it.each<ReferenceRule>([named, { kind: "rest" }, { kind: "highest" }])(
    "ours in at most 1 of 100, against %j",
    (reference) => {
      const limit =
        reference.kind === "highest" ? { min: 0.8, max: null } : { min: 0.8, max: 1.25 };
      const trials = simulate(groups, reference, { limit });
      expect(share(trials, anyFails)).toBeLessThanOrEqual(0.01);
      expect(trials.every(({ verdicts }) => verdicts.length >= 7)).toBe(true);
    },
  );
});

describe("with the truth exactly on the limit", () => {
  const sizes = [60, 100, 150, 200, 300, 500, 1000];

  it.each<[string, Record<string, Group>, Partial<Budget>]>([
    ["ratio 0.8", groupsOf(sizes, 0.4, { n: 1000, rate: 0.5 }), { limit: { min: 0.8, max: null } }],
    ["ratio 0.8 of a band", groupsOf(sizes, 0.4, { n: 1000, rate: 0.5 }), {}],
    [
      "ratio 1.25",
      groupsOf(sizes, 0.25, { n: 1000, rate: 0.2 }),
      { limit: { min: null, max: 1.25 } },
    ],
    [
      "difference −0.1",
      groupsOf(sizes, 0.2, { n: 1000, rate: 0.3 }),
      { compare: "difference", limit: { min: -0.1, max: 0.1 } },
    ],
    [
      "rate 0.3",
      groupsOf(sizes, 0.3, { n: 1000, rate: 0.3 }),
      { compare: "value", limit: { min: 0.3, max: null } },
    ],
    [
      "rate 0.1",
      groupsOf(sizes, 0.1, { n: 1000, rate: 0.1 }),
      { compare: "value", limit: { min: null, max: 0.1 } },
    ],
  ])(
    "%s: false fails in at most 1 of 20 families, false passes in at most 1 of 20 comparisons",
    (_, groups, budget) => {
      const trials = simulate(groups, named, budget);
      expect(share(trials, anyFails)).toBeLessThanOrEqual(0.05);
      expect(mostPasses(trials)).toBeLessThanOrEqual(0.05);
    },
  );
});

describe("with few people, rare outcomes and the truth exactly on the limit", () => {
  const few = [20, 20, 20, 20, 30, 30, 30];

  it.each<[string, Record<string, Group>, Partial<Budget>]>([
    [
      "rate 0.05",
      groupsOf(few, 0.05, { n: 20, rate: 0.05 }),
      { compare: "value", limit: { min: null, max: 0.05 } },
    ],
    [
      "rate 0.05 of 100 people",
      groupsOf(Array(7).fill(100), 0.05, { n: 100, rate: 0.05 }),
      { compare: "value", limit: { min: null, max: 0.05 } },
    ],
    [
      "rate 0.95",
      groupsOf(Array(7).fill(30), 0.95, { n: 30, rate: 0.95 }),
      { compare: "value", limit: { min: 0.95, max: null } },
    ],
    [
      "difference 0.05",
      groupsOf(few, 0.1, { n: 1000, rate: 0.05 }),
      { compare: "difference", limit: { min: null, max: 0.05 } },
    ],
    [
      "difference −0.18",
      groupsOf(few, 0.8, { n: 500, rate: 0.98 }),
      { compare: "difference", limit: { min: -0.18, max: null } },
    ],
    [
      "ratio 1.25",
      groupsOf(few, 0.0625, { n: 1000, rate: 0.05 }),
      { limit: { min: null, max: 1.25 } },
    ],
  ])("%s: false fails in at most 1 of 20 families", (_, groups, budget) => {
    const trials = simulate(groups, named, budget);
    expect(share(trials, anyFails)).toBeLessThanOrEqual(0.05);
    expect(mostPasses(trials)).toBeLessThanOrEqual(0.05);
  });
});

describe("by the joint maximum, nine unequal cohorts against one small one, the truth on the limit", () => {
  const sizes = [60, 80, 100, 150, 200, 300, 400, 500, 1000];
  const few = [20, 20, 20, 30, 30, 30, 50, 50, 50];

  it.each<[string, Record<string, Group>, Partial<Budget>]>([
    ["ratio 0.8", groupsOf(sizes, 0.4, { n: 100, rate: 0.5 }), { limit: { min: 0.8, max: null } }],
    [
      "difference −0.1",
      groupsOf(sizes, 0.2, { n: 50, rate: 0.3 }),
      { compare: "difference", limit: { min: -0.1, max: 0.1 } },
    ],
    [
      "difference 0.05 of few people",
      groupsOf(few, 0.1, { n: 40, rate: 0.05 }),
      { compare: "difference", limit: { min: null, max: 0.05 } },
    ],
    [
      "ratio 1.25 of few people",
      groupsOf(few, 0.0625, { n: 50, rate: 0.05 }),
      { limit: { min: null, max: 1.25 } },
    ],
  ])("%s: false fails in at most 1 of 20 families", (_, groups, budget) => {
    const trials = simulate(groups, named, budget, "max-t");
    expect(share(trials, anyFails)).toBeLessThanOrEqual(0.05);
  });
});
