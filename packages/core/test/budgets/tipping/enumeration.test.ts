import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Budget } from "../../../src/budgets/budget.ts";
import type { Policy } from "../../../src/budgets/policy.ts";
import { tippingPoints } from "../../../src/budgets/tipping/tipping-points.ts";
import type { TippingKind } from "../../../src/budgets/verdict.ts";
import { policyOf } from "../given-cells.ts";
import {
  cellsOfGroups,
  enumerateJoining,
  enumerateSmallest,
  type Groups,
  type Move,
  type States,
  verdictOn,
} from "./small-tables.ts";

const LABELS: readonly Move[] = [
  { from: 0, to: 3 },
  { from: 1, to: 4 },
];
const DECISIONS: readonly Move[] = [
  { from: 0, to: 1 },
  { from: 3, to: 4 },
];
/** Where labels do not matter, decisions without one count too. */
const ALL_DECISIONS: readonly Move[] = [...DECISIONS, { from: 6, to: 7 }];

const rows = fc.oneof(fc.integer({ min: 0, max: 6 }), fc.constantFrom(0, 1, 2, 7));
const complete: fc.Arbitrary<States> = fc
  .tuple(rows, rows, rows, rows)
  .map(([tn, fp, fn, tp]) => [tn, fp, 0, fn, tp, 0, 0, 0, 0]);
const unlabelled: fc.Arbitrary<States> = fc
  .tuple(complete, fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 }))
  .map(([states, refused, accepted]) => states.with(6, refused).with(7, accepted));
const few: fc.Arbitrary<States> = fc
  .array(fc.integer({ min: 0, max: 3 }), { minLength: 4, maxLength: 4 })
  .map(([tn = 0, fp = 0, fn = 0, tp = 0]) => [tn, fp, 0, fn, tp, 0, 0, 0, 0]);
const nobody: States = [0, 0, 0, 0, 0, 0, 0, 0, 0];

const groups: fc.Arbitrary<Groups> = fc
  .record({
    a: fc.oneof(complete, unlabelled),
    ref: fc.oneof(complete, complete, unlabelled),
    "?": fc.oneof(fc.constant(nobody), few),
  })
  .filter(({ a }) => a.some((n) => n > 0));

const RATES = [
  "true_positive_rate",
  "false_positive_rate",
  "false_negative_rate",
  "precision",
  "false_omission_rate",
  "accuracy",
  "selection_rate",
  "base_rate",
];
const OTHERS = ["balanced_accuracy", "f1_score", "equalized_odds", "average_odds"];

const LIMITS: readonly Pick<Budget, "compare" | "limit">[] = [
  { compare: "difference", limit: { min: -0.2, max: 0.2 } },
  { compare: "difference", limit: { min: -0.6, max: 0.6 } },
  { compare: "difference", limit: { min: null, max: 0.4 } },
  { compare: "difference", limit: { min: -0.05, max: null } },
  { compare: "ratio", limit: { min: 0.8, max: 1.25 } },
  { compare: "ratio", limit: { min: 0.2, max: 4 } },
  { compare: "ratio", limit: { min: 0.5, max: null } },
  { compare: "value", limit: { min: 0.3, max: 0.9 } },
  { compare: "value", limit: { min: null, max: 0.6 } },
];

const policies: fc.Arbitrary<Policy> = fc
  .record({
    metric: fc.oneof(fc.constantFrom(...RATES), fc.constantFrom(...OTHERS)),
    terms: fc.constantFrom(...LIMITS),
    denominator: fc.constantFrom(1, 3, 8),
  })
  .filter(
    ({ metric, terms }) =>
      // Composites have no value of their own, and the average has no ratio.
      !(metric.endsWith("odds") && (terms.compare === "value" || terms.compare === "ratio")),
  )
  .map(({ metric, terms, denominator }) =>
    policyOf([{ metric, ...terms }], { minimum: { denominator } }),
  );

const KINDS: readonly TippingKind[] = [
  "labels",
  "reference-labels",
  "decisions",
  "unknown",
  "reference-unknown",
];

/** So many parts of so many tables, so that none takes long. */
const PARTS = [1, 2, 3, 4];
const TABLES = 250;

describe("tippingPoints", () => {
  it.each(PARTS)(
    "counts as few as enumeration does, on 1,000 small tables: part %i",
    (part) => {
      const seen = new Map<string, number>();
      fc.assert(
        fc.property(groups, policies, (given, policy) => {
          const verdict = verdictOn(given, policy);
          const points = tippingPoints(cellsOfGroups(given), policy, verdict);
          const found = Object.fromEntries(points.map(({ kind, count }) => [kind, count]));
          expect(found).toEqual(enumerateAll(given, policy));
          for (const { kind, from, to } of points) {
            const name = `${kind}: ${from} to ${to}`;
            seen.set(name, (seen.get(name) ?? 0) + 1);
          }
        }),
        { numRuns: TABLES, seed: part },
      );
      // Every kind of change tips some of them, and every verdict is tipped.
      const names = [...seen.keys()];
      for (const kind of KINDS)
        expect(names.filter((name) => name.startsWith(`${kind}:`))).not.toEqual([]);
      for (const from of ["pass", "fail", "inconclusive"]) {
        expect(names.filter((name) => name.includes(`: ${from} `)).length).toBeGreaterThan(2);
      }
    },
    180_000,
  );
});

function enumerateAll(given: Groups, policy: Policy): Partial<Record<TippingKind, number>> {
  const { verdict: from } = verdictOn(given, policy);
  if (from === "no-data") return {};
  const { a, ref, "?": unknown } = given as Record<"a" | "ref" | "?", States>;
  const own = (states: States) => verdictOn({ ...given, a: states }, policy).verdict;
  const other = (states: States) => verdictOn({ ...given, ref: states }, policy).verdict;
  const placed = { ...given, "?": nobody };
  const asCounted = verdictOn(placed, policy).verdict;
  const ownJoined = (states: States) => verdictOn({ ...placed, a: states }, policy).verdict;
  const otherJoined = (states: States) => verdictOn({ ...placed, ref: states }, policy).verdict;
  const [budget] = policy.budgets as [Budget];
  const isRate = RATES.includes(budget.metric);
  const isCompared = budget.compare !== "value";
  const counts: Record<TippingKind, number | null> = {
    labels: enumerateSmallest(a, LABELS, from, own),
    "reference-labels": isCompared ? enumerateSmallest(ref, LABELS, from, other) : null,
    decisions: enumerateSmallest(
      a,
      budget.metric === "selection_rate" ? ALL_DECISIONS : DECISIONS,
      from,
      own,
    ),
    unknown: isRate ? enumerateJoining(a, unknown, asCounted, ownJoined) : null,
    "reference-unknown":
      isRate && isCompared ? enumerateJoining(ref, unknown, asCounted, otherJoined) : null,
  };
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== null));
}
