import { describe, expect, it } from "vitest";
import type { Budget } from "../../src/budgets/budget.ts";
import { decide } from "../../src/budgets/decide.ts";
import type { Verdict } from "../../src/budgets/verdict.ts";
import type { ReferenceRule } from "../../src/cohorts/dimension.ts";
import { audit } from "../../src/index.ts";
import { cellsOf, dimension, type Person } from "../people.ts";
import { cellsOfDecisions, never, policyOf, type Selected } from "./given-cells.ts";

type Groups = Readonly<Record<string, Selected>>;

const two: Groups = { a: [20, 100], b: [45, 100] };
const three: Groups = { ...two, c: [40, 100] };
const difference: Partial<Budget> = { compare: "difference", limit: { min: -0.1, max: 0.1 } };

/** Verdicts of one family over the file, on dimensions of `g` that differ in their reference alone. */
function judged(
  groups: Groups,
  references: Readonly<Record<string, ReferenceRule>>,
  budgets: readonly Partial<Budget>[],
): readonly Verdict[] {
  const policy = policyOf(
    budgets.map((budget, i) => ({ id: `budget ${i}`, ...budget })),
    { family: "file" },
  );
  const cohorts = Object.entries(references).map(([name, reference]) => ({
    ...dimension(["g"], { reference }),
    name,
  }));
  return decide(cellsOfDecisions(groups), [], { ...policy, cohorts }, never).verdicts;
}

/** By how much the family multiplies the smallest p. */
function factor(verdicts: readonly Verdict[]): number {
  const ps = verdicts.map(({ p }) => p as number);
  const least = verdicts[ps.indexOf(Math.min(...ps))];
  return (least?.adjustedP as number) / (least?.p as number);
}

describe("a comparison counts once over a file", () => {
  it("whether the other of two cohorts is named or is the rest", () => {
    const references = {
      rest: { kind: "rest" },
      a: { kind: "cohort", levels: ["a"] },
      b: { kind: "cohort", levels: ["b"] },
    } as const;
    for (const cohorts of ["a", "b"]) {
      const budgets = [
        { ...difference, cohorts: "rest" },
        { ...difference, cohorts },
      ];
      expect(factor(judged(two, references, budgets))).toBeCloseTo(1, 9);
    }
    const named = [
      { ...difference, cohorts: "a" },
      { ...difference, cohorts: "b" },
    ];
    expect(factor(judged(two, references, named))).toBeCloseTo(1, 9);
  });

  it("whether the limit is a lower one of the one or an upper one of the other", () => {
    const rest = { g: { kind: "rest" } } as const;
    for (const [compare, min, max] of [
      ["difference", -0.1, 0.1],
      ["ratio", 0.8, 1.25],
    ] as const) {
      const budgets = [
        { compare, limit: { min, max: null } },
        { compare, limit: { min: null, max } },
      ];
      expect(factor(judged(two, rest, budgets))).toBeCloseTo(2, 9);
    }
  });

  it("apart from the same cohorts against the highest, which may be another", () => {
    const references = {
      b: { kind: "cohort", levels: ["b"] },
      highest: { kind: "highest" },
    } as const;
    const budgets = [
      { ...difference, cohorts: "b" },
      { ...difference, cohorts: "highest" },
    ];
    expect(factor(judged(three, references, budgets))).toBeCloseTo(4, 9);
  });
});

it("a distance is the same from either side", () => {
  const people = Array.from({ length: 400 }, (_, i) => ({
    g: i % 2 === 0 ? "a" : "b",
    y: i % 4 < 2 ? 1 : 0,
    s: (i % 40) / 80 + (i % 2) / 2,
  }));
  const { verdicts } = audit(people, {
    decisions: { label: "y", favourable: 1, score: "s" },
    cohorts: { g: { by: ["g"], reference: "rest" } },
    budgets: [
      {
        id: "scores",
        metric: "ks_distance",
        compare: "distance",
        cohorts: "g",
        limit: { max: 0.1 },
        severity: "warn",
      },
    ],
  });
  expect(verdicts.map(({ cohort }) => cohort)).toEqual(["g=a", "g=b"]);
  for (const { p, adjustedP } of verdicts) {
    expect(p).toBeLessThan(1);
    expect(adjustedP).toBe(p);
  }
});

describe("of two cohorts with outcomes", () => {
  const people = [
    ["F", 400, 200, 100, 300],
    ["M", 200, 400, 300, 100],
  ].flatMap(([sex, tp, fn, fp, tn]) =>
    (
      [
        [tp, 1, 1],
        [fn, 1, 0],
        [fp, 0, 1],
        [tn, 0, 0],
      ] as const
    ).flatMap(([count, y, p]): Person[] =>
      Array.from({ length: count as number }, () => ({
        sex: sex as string,
        race: null,
        age: null,
        y,
        p,
        w: 1,
      })),
    ),
  );

  it.each([
    ["equalized_odds", "difference", { min: null, max: 0.1 }],
    ["equalized_odds", "ratio", { min: 0.9, max: null }],
    ["equalized_odds_mean", "difference", { min: null, max: 0.1 }],
    ["average_odds", "difference", { min: -0.05, max: 0.05 }],
  ] as const)("%s as a %s is one comparison, seen from either", (metric, compare, limit) => {
    const budget = { metric, compare, limit, cohorts: "sex" };
    const policy = { ...policyOf([budget]), cohorts: [dimension(["sex"])] };
    const { verdicts } = decide(cellsOf(people), [], policy, never);
    expect(verdicts.map(({ cohort }) => cohort)).toEqual(["sex=F", "sex=M"]);
    for (const { p, adjustedP } of verdicts) expect(adjustedP).toBe(p);
  });

  it("average_odds has a sign, so a limit on one side is another for the other", () => {
    const budget: Partial<Budget> = {
      metric: "average_odds",
      compare: "difference",
      limit: { min: null, max: 0.05 },
      cohorts: "sex",
    };
    const policy = { ...policyOf([budget]), cohorts: [dimension(["sex"])] };
    const { verdicts } = decide(cellsOf(people), [], policy, never);
    expect(factor(verdicts)).toBeCloseTo(2, 9);
  });
});
