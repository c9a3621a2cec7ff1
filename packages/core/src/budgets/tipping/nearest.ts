import type { Box, Lattice } from "./lattice.ts";
import { findOnShell } from "./shell.ts";

/** Directions from no change. */
export const QUADRANTS = [
  [1, 1],
  [-1, -1],
  [1, -1],
  [-1, 1],
] as const;

/**
 * The smallest |x| + |y|, from 1 to `most`, of a point that is changed; null where none is. Boxes
 * that are clear are left out, others are halved down to single points.
 */
export function findNearest<Point>(
  lattice: Lattice<Point>,
  most: number,
  firstReach: number,
): number | null {
  if (!lattice.hasBoxes) {
    for (let count = 1; count <= most; count++) {
      if (findOnShell(lattice, count) !== null) return count;
    }
    return null;
  }
  for (let reach = Math.min(firstReach, most); ; reach = Math.min(2 * reach + 1, most)) {
    const found = findWithin(lattice, reach);
    if (found !== null || reach === most) return found;
  }
}

function findWithin<Point>(lattice: Lattice<Point>, most: number): number | null {
  const { first, second } = lattice;
  let best = most + 1;
  for (const [alongX, alongY] of QUADRANTS) {
    const mostX = alongX > 0 ? first.up : first.down;
    const mostY = alongY > 0 ? second.up : second.down;
    best = searchBox({ lattice, alongX, alongY }, [0, mostX, 0, mostY], best);
  }
  return best > most ? null : best;
}

interface Quadrant<Point> {
  readonly lattice: Lattice<Point>;
  readonly alongX: 1 | -1;
  readonly alongY: 1 | -1;
}

/** From u₁ to u₂ and from v₁ to v₂. */
type Part = readonly [u1: number, u2: number, v1: number, v2: number];

/** The smaller of `best` and the least u + v of a changed point (u, v) of the part, nearer half first. */
function searchBox<Point>(quadrant: Quadrant<Point>, part: Part, best: number): number {
  const clipped = clip(part, best - 1);
  if (clipped === null) return best;
  const { lattice, alongX, alongY } = quadrant;
  if (lattice.isClear(boxOf(clipped, alongX, alongY))) return best;
  const halves = halve(clipped);
  if (halves === null) return clipped[0] + clipped[2];
  return halves.reduce((least, half) => searchBox(quadrant, half, least), best);
}

/** What of a part can hold points with u + v up to `most`. */
function clip([u1, u2, v1, v2]: Part, most: number): Part | null {
  if (u1 + v1 > most) return null;
  return [u1, Math.min(u2, most - v1), v1, Math.min(v2, most - u1)];
}

/** The longer side halved, the nearer half first; null for a single point. */
function halve([u1, u2, v1, v2]: Part): readonly [Part, Part] | null {
  if (u1 === u2 && v1 === v2) return null;
  if (u2 - u1 >= v2 - v1) {
    const middle = Math.floor((u1 + u2) / 2);
    return [
      [u1, middle, v1, v2],
      [middle + 1, u2, v1, v2],
    ];
  }
  const middle = Math.floor((v1 + v2) / 2);
  return [
    [u1, u2, v1, middle],
    [u1, u2, middle + 1, v2],
  ];
}

function boxOf([u1, u2, v1, v2]: Part, alongX: 1 | -1, alongY: 1 | -1): Box {
  return { x1: alongX * u1, x2: alongX * u2, y1: alongY * v1, y2: alongY * v2 };
}
