import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { describe, expect, it } from "vitest";
import type { Budget } from "../../../src/budgets/budget.ts";
import { checkFeasibility } from "../../../src/budgets/feasibility/check-feasibility.ts";
import { policyOf } from "../given-cells.ts";
import { cellsOfOutcomes } from "./cells-of-outcomes.ts";

type Four = readonly [tp: number, fp: number, tn: number, fn: number];

const rng = xoroshiro128plus(7);
const draw = (): number => uniformFloat64(rng);

const METRICS: Readonly<Record<string, (four: Four) => number>> = {
  selection_rate: ([tp, fp, tn, fn]) => (tp + fp) / (tp + fp + tn + fn),
  true_positive_rate: ([tp, , , fn]) => tp / (tp + fn),
  precision: ([tp, fp]) => tp / (tp + fp),
  accuracy: ([tp, fp, tn, fn]) => (tp + tn) / (tp + fp + tn + fn),
};

/** How far each cohort is from what it is compared with, by `rest` or by `highest`. */
function ratios(metric: string, groups: readonly Four[], kind: "rest" | "highest"): number[] {
  const value = METRICS[metric] as (four: Four) => number;
  const sum = (parts: readonly Four[]): Four =>
    [0, 1, 2, 3].map((i) =>
      parts.reduce((total, part) => total + (part[i] as number), 0),
    ) as unknown as Four;
  const highest = Math.max(...groups.map(value));
  return groups.map((own) =>
    kind === "highest"
      ? value(own) / highest
      : value(own) / value(sum(groups.filter((other) => other !== own))),
  );
}

describe.each(["rest", "highest"] as const)("budgets against the %s", (kind) => {
  it("are not called conflicting where decisions keep them, and a witness keeps them", () => {
    for (let run = 0; run < 100; run++) {
      const outcomes = ["a", "b", "c"].map((level) => {
        const all = uniformInt(rng, 80, 300);
        return [level, [uniformInt(rng, 30, all - 30), all]] as const;
      });
      const truth = outcomes.map(([, [favourable, all]]): Four => {
        const [tp, fp] = [
          favourable * (0.1 + 0.8 * draw()),
          (all - favourable) * (0.1 + 0.8 * draw()),
        ];
        return [tp, fp, all - favourable - fp, favourable - tp];
      });
      const budgets = Object.keys(METRICS).map((metric): Partial<Budget> => {
        const kept = ratios(metric, truth, kind);
        const limit = { min: Math.min(...kept) - 0.01, max: Math.max(...kept) + 0.01 };
        return { id: metric, metric, compare: "ratio", limit };
      });
      const policy = policyOf(budgets, {}, { kind });
      const [found] = checkFeasibility(cellsOfOutcomes(Object.fromEntries(outcomes)), policy);
      expect(found?.leftOut).toEqual([]);
      if (found?.status !== "feasible") throw new Error(`${run}: ${found?.status}`);
      const fours = found.witness.map(({ tp, fp, tn, fn }): Four => [tp, fp, tn, fn]);
      for (const { metric, limit } of policy.budgets) {
        for (const ratio of ratios(metric, fours, kind)) {
          expect(ratio).toBeGreaterThan((limit.min as number) - 2e-6);
          expect(ratio).toBeLessThan((limit.max as number) + 2e-6);
        }
      }
    }
  }, 120_000);
});
