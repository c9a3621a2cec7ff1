import { describe, expect, it } from "vitest";
import { binomialWindow } from "../../../src/budgets/planning/binomial-window.ts";
import { findEdge } from "../../../src/budgets/planning/edge.ts";
import { limitLine, type Sizes } from "../../../src/budgets/planning/limit-line.ts";

describe("the edge at which a verdict turns", () => {
  it.each<["ratio" | "difference", limit: number, Sizes, rate: number]>([
    ["ratio", 0.8, { own: 5000, reference: 5000 }, 0.05],
    ["ratio", 1.25, { own: 40, reference: 9000 }, 0.5],
    ["ratio", 0.8, { own: 9000, reference: 300 }, 0.05],
    ["difference", -0.1, { own: 3000, reference: 700 }, 0.2],
    ["difference", 0.1, { own: 500, reference: 30 }, 0.5],
    ["difference", -0.1, { own: 100_000, reference: 50_000 }, 0.35],
  ])(
    "lies between neighbouring counts: %s, limit %d, %j, rate %d",
    (compare, limit, sizes, rate) => {
      const { from, weights } = binomialWindow(sizes.reference ?? 0, rate);
      const line = limitLine(compare, sizes, limit);
      for (const z of [1.96, -2.8]) {
        const edge = findEdge(line, { from, length: weights.length }, z);
        const toInside = z > 0 ? -1 : 1;
        const step = Math.ceil(weights.length / 25);
        for (let i = 0; i < weights.length; i += step) {
          const at = edge[i] as number;
          const beyond = (count: number): boolean => {
            const deviate = line.deviate(count, from + i);
            return z > 0 ? deviate >= z : deviate <= z;
          };
          const isCount = (count: number): boolean => count >= 0 && count <= sizes.own;
          if (Number.isFinite(at) && isCount(at)) expect(beyond(at)).toBe(true);
          const next = at === -Infinity ? 0 : at === Infinity ? sizes.own : at + toInside;
          const isAll = z > 0 ? at === -Infinity : at === Infinity;
          if (isCount(next)) expect(beyond(next)).toBe(isAll);
        }
      }
    },
  );
});
