import "../../seed.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decide } from "../../../src/budgets/decide.ts";
import { findSmallestChange } from "../../../src/budgets/tipping/search.ts";
import { tippingPoints } from "../../../src/budgets/tipping/tipping-points.ts";
import type { Verdict } from "../../../src/budgets/verdict.ts";
import type { Cells } from "../../../src/cells/cells.ts";
import type { EvenhandError } from "../../../src/errors.ts";
import { cellsOfDecisions, never, policyOf } from "../given-cells.ts";
import { cellsOfGroups, verdictOn } from "./small-tables.ts";

const GROUPS = { a: [60, 540], b: [300, 600], ref: [300, 600], "?": [30, 40] } as const;

describe("tippingPoints", () => {
  it("names how many decisions a failing verdict rests on, in a plain sentence", () => {
    const policy = policyOf([{ limit: { min: 0.8, max: null } }]);
    const cells = cellsOfDecisions(GROUPS);
    const [verdict] = decide(cells, [], policy, never).verdicts as [Verdict];
    const [point] = tippingPoints(cells, policy, verdict).filter(
      ({ kind }) => kind === "decisions",
    );
    expect(point).toMatchObject({ from: "fail", to: "inconclusive", of: 540 });
    const { count } = point as { count: number };
    expect(point?.sentence).toBe(
      `Outside until ${count} of the 540 decisions about a (g) (${((100 * count) / 540).toFixed(1)}\u00a0%) go the other way; then not decided.`,
    );
    // One fewer leaves the verdict as it is, and so many change it.
    const after = (moved: number): string | undefined =>
      decide(cellsOfDecisions({ ...GROUPS, a: [60 + moved, 540] }), [], policy, never).verdicts[0]
        ?.verdict;
    expect([after(count - 1), after(count)]).toEqual(["fail", "inconclusive"]);
  });

  it("adjusts the p-value among the other comparisons of the family as they are", () => {
    // 13 groups at the same distance: Holm asks more of each than one alone would need.
    const many = Object.fromEntries(
      Array.from({ length: 12 }, (_, i) => [`c${i}`, [150, 400] as const]),
    );
    const policy = policyOf([{ limit: { min: 0.8, max: null } }]);
    const tip = (groups: Parameters<typeof cellsOfDecisions>[0]): number | undefined => {
      const cells = cellsOfDecisions(groups);
      const verdict = decide(cells, [], policy, never).verdicts.find(
        ({ cohort }) => cohort === "g=a",
      ) as Verdict;
      return tippingPoints(cells, policy, verdict).find(({ kind }) => kind === "decisions")?.count;
    };
    const alone = { a: [100, 400], ref: [300, 600] } as const;
    expect(tip({ ...alone, ...many })).toBeLessThan(tip(alone) as number);
  });

  it("asks what rows of unknown attribute would have to be, apart from their worst case", () => {
    const policy = policyOf([{ limit: { min: 0.7, max: null } }]);
    const cells = cellsOfDecisions({ a: [255, 600], ref: [300, 600], "?": [0, 300] });
    const [verdict] = decide(cells, [], policy, never).verdicts as [Verdict];
    expect(verdict).toMatchObject({ verdict: "inconclusive", reason: "unknown-attribute" });
    const point = tippingPoints(cells, policy, verdict).find(({ kind }) => kind === "unknown");
    expect(point).toMatchObject({ from: "pass", to: "inconclusive", of: 300 });
    expect(point?.sentence).toContain("rows of unknown attribute");
  });

  it("has nothing to say of sampling weights, verdicts without data, or the unknown themselves", () => {
    const policy = policyOf([{}]);
    const cells = cellsOfDecisions(GROUPS);
    const weighted: Cells = { ...cells, schema: { ...cells.schema, weight: "sampling" } };
    const { verdicts } = decide(weighted, [], policy, { today: null, tipping: true });
    expect(verdicts.map(({ tipping }) => tipping)).toEqual(verdicts.map(() => []));
    const empty = decide(cellsOfDecisions({ a: [1, 40], ref: [0, 0] }), [], policy, {
      today: null,
      tipping: true,
    });
    expect(empty.verdicts[0]).toMatchObject({ verdict: "no-data", tipping: [] });
  });

  it("gives in `decide` what it gives for each verdict, and nothing unless asked", () => {
    const policy = policyOf([
      {},
      { id: "gap", compare: "difference", limit: { min: -0.1, max: 0.1 } },
    ]);
    const cells = cellsOfDecisions(GROUPS);
    const { verdicts } = decide(cells, [], policy, { today: null, tipping: true });
    for (const verdict of verdicts) {
      expect(verdict.tipping).toEqual(tippingPoints(cells, policy, verdict));
    }
    const plain = decide(cells, [], policy, never).verdicts;
    expect(plain).toEqual(verdicts.map(({ tipping: _, ...rest }) => rest));
  });

  it("refuses a verdict that the policy does not make", () => {
    const cells = cellsOfDecisions(GROUPS);
    const [verdict] = decide(cells, [], policyOf([{}]), never).verdicts as [Verdict];
    expect(() => tippingPoints(cells, policyOf([{ id: "other" }]), verdict)).toThrow(
      expect.objectContaining<Partial<EvenhandError>>({ code: "usage/unknown-verdict" }),
    );
    // As JavaScript may call it.
    expect(() => tippingPoints(cells, policyOf([{}]), undefined as unknown as Verdict)).toThrow(
      expect.objectContaining<Partial<EvenhandError>>({ code: "usage/unknown-verdict" }),
    );
  });

  it("never takes more than the smallest found by small steps, on large tables", () => {
    // Each point is a witness: so many changes tip the verdict; the laws of the search say the rest.
    const states = fc
      .array(fc.integer({ min: 20, max: 400 }), { minLength: 4, maxLength: 4 })
      .map(([tn = 0, fp = 0, fn = 0, tp = 0]) => [tn, fp, 0, fn, tp, 0, 0, 0, 0]);
    fc.assert(
      fc.property(states, states, (a, ref) => {
        const policy = policyOf([
          { metric: "true_positive_rate", compare: "difference", limit: { min: -0.1, max: 0.1 } },
        ]);
        const groups = { a, ref };
        const from = verdictOn(groups, policy);
        for (const point of tippingPoints(cellsOfGroups(groups), policy, from)) {
          if (point.kind !== "decisions") continue;
          const changed = [-1, 1].flatMap((along) =>
            [0, 3].flatMap((at) => {
              const states = a
                .with(at, (a[at] as number) - along * (point.count - 1))
                .with(at + 1, (a[at + 1] as number) + along * (point.count - 1));
              return states.some((n) => n < 0) ? [] : [verdictOn({ a: states, ref }, policy)];
            }),
          );
          for (const { verdict } of changed) {
            expect(from.verdict === "inconclusive" ? "inconclusive" : verdict).toBe(from.verdict);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("findSmallestChange", () => {
  it("finds the nearest point beyond any line, however it leans", () => {
    const side = fc.integer({ min: 0, max: 3_000 });
    const slope = fc.integer({ min: -20, max: 20 });
    fc.assert(
      fc.property(
        side,
        side,
        slope,
        slope,
        fc.integer({ min: 1, max: 9_000 }),
        (up, down, a, b, c) => {
          const axes = [
            { up, down },
            { up: down, down: up },
          ];
          const changed = (x: number, y: number): "fail" | null =>
            a * x + b * y >= c ? "fail" : null;
          const found = findSmallestChange(axes, (x, y) => ({ changed: changed(x, y), breaks: 0 }));
          expect(found?.count ?? null).toBe(nearestBeyond(axes, a, b, c));
        },
      ),
    );
  });

  it("finds a window between two ends of a limit that its steps jump over", () => {
    const found = findSmallestChange([{ up: 10_000, down: 0 }], (x) => ({
      changed: x === 4_321 ? "pass" : null,
      breaks: x < 4_321 ? -1 : x === 4_321 ? 0 : 1,
    }));
    expect(found).toEqual({ count: 4_321, verdict: "pass" });
  });
});

/** The steeper axis first, then the other: what a line leaves to find. */
function nearestBeyond(
  axes: readonly { readonly up: number; readonly down: number }[],
  a: number,
  b: number,
  c: number,
): number | null {
  const gains = [a, b]
    .map((slope, i) => ({
      gain: Math.abs(slope),
      most: slope > 0 ? (axes[i]?.up ?? 0) : (axes[i]?.down ?? 0),
    }))
    .sort((one, other) => other.gain - one.gain);
  let reached = 0;
  let count = 0;
  for (const { gain, most } of gains) {
    const needed = gain === 0 ? Infinity : Math.ceil((c - reached) / gain);
    if (needed <= most) return count + needed;
    reached += gain * most;
    count += most;
  }
  return null;
}
