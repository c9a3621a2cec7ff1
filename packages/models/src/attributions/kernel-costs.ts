import type { PatternCosts } from "./pattern-groups.ts";
import type { ShapleyGame } from "./shapley-game.ts";

// Nanoseconds, measured with Node 20 on a forest of 100 trees of depth 8, and the same for all models:
// what counts is how they compare. A wrong estimate costs time, never accuracy.
const ENTRY = 3;
const SPLIT = 4;
const FILL = 1.2;
const MERGE = 1.2;

/**
 * What an entry of a table costs that is kept for rows to come: 64 MiB of them are all there may be, and a
 * tree without is descended row by row.
 */
export const KEEP = 20;

/** Of pattern tables, for this many rows. */
export function patternCosts(
  game: ShapleyGame["kind"],
  rows: number,
  background: number,
  keep = 0,
): PatternCosts {
  return {
    entry: ENTRY * rows,
    split: SPLIT * (rows + background),
    merge: MERGE,
    keep,
    leaf: (m) => {
      const states = 2 ** m;
      if (game === "path-dependent") return FILL * states * Math.ceil(m / 2) * (1 + m / 2) + 500;
      const pairs = Math.min(3 ** m, background * 2 ** (m / 2));
      return FILL * pairs * (1 + m / 2) + 500;
    },
  };
}

/** Of quadrature, for a tree of this many nodes. */
export function quadratureCost(rows: number, nodes: number, order: number): number {
  return nodes * (rows * (8 + 3 * order) + 30 * order);
}

/** Of quadrature in blocks of rows, by WebAssembly. */
export function blocksCost(rows: number, nodes: number, order: number): number {
  return nodes * (rows * (2.5 + 0.32 * order) + 12 * Math.ceil(rows / 16) + 100 + 4 * order);
}

/** Of descents with all background rows. */
export function descentCost(rows: number, nodes: number, background: number): number {
  return rows * Math.min(nodes, 8 * background) * 40;
}
