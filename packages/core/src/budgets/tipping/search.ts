import { type Axis, type Lattice, makeLattice, type Questions } from "./lattice.ts";
import { findNearest, QUADRANTS } from "./nearest.ts";
import { findOnShell } from "./shell.ts";
import type { TrialResult } from "./trial.ts";

/** The smallest number of changes found, and what the verdict is then. */
export interface Found<Kind> {
  readonly count: number;
  readonly verdict: Kind;
}

/** What the search asks of a point: the steps along each axis. */
export interface Probe<Kind> extends Pick<TrialResult, "breaks"> {
  /** The verdict, where it counts as changed; null where not. */
  readonly changed: Kind | null;
}

/** Points of the lattice up to this many are all looked at, nearest first. */
const MOST_POINTS = 400;

/** How far the first look at a small lattice reaches; each further one goes about twice as far. */
const FIRST_REACH = 2;

/** Counts up to this are looked at, whatever the size of the lattice. */
const DENSE = 5;

/** An answer up to this is compared with every other point that is one change nearer. */
const VERIFIED = 12;

/** How far back to look for an earlier change that whole numbers hide from a bisection. */
const LOOK_BACK = 4;

/** How the changes are shared out: all of the first kind comes first. */
const MIXES = [1, 0, 0.5, 0.25, 0.75] as const;

/**
 * The smallest number of changes |x| + |y| at which `probe` sees a change, or null where none does.
 * In small lattices, and up to the first counts of large ones, no nearer point is changed. Beyond, the
 * search goes outwards along fixed mixes of the two kinds in ever larger steps and bisects the step in
 * which the verdict changes, or in which the bound moves from one end of the limit to the other.
 *
 * @param holdBetween see `Questions`; without it every point of the first counts is looked at
 */
export function findSmallestChange<Kind, Point extends Probe<Kind>>(
  axes: readonly Axis[],
  probe: (x: number, y: number) => Point,
  holdBetween: Questions<Point>["holdBetween"] = null,
): Found<Kind> | null {
  const [first, second = { up: 0, down: 0 }] = axes;
  if (first === undefined) return null;
  const lattice = makeLattice(first, second, { at: probe, isChanged, holdBetween });
  const points = (first.up + first.down + 1) * (second.up + second.down + 1);
  const farthest = Math.max(first.up, first.down) + Math.max(second.up, second.down);
  const dense = points <= MOST_POINTS ? farthest : Math.min(DENSE, farthest);
  if (dense === 0) return null;
  const nearest = findNearest(lattice, dense, points <= MOST_POINTS ? FIRST_REACH : dense);
  if (nearest !== null) return foundAt(lattice, nearest);
  if (dense === farthest) return null;
  let best = searchOutwards<Kind>(lattice, dense);
  while (best !== null && best.count <= VERIFIED && best.count > dense + 1) {
    const nearer = foundAt<Kind>(lattice, best.count - 1);
    if (nearer === null) break;
    best = nearer;
  }
  return best;
}

/** The first point of a shell that is changed. */
function foundAt<Kind>(lattice: Lattice<Probe<Kind>>, count: number): Found<Kind> | null {
  const place = findOnShell(lattice, count);
  if (place === null) return null;
  const { changed } = lattice.at(...place);
  return { count, verdict: changed as Kind };
}

function searchOutwards<Kind>(lattice: Lattice<Probe<Kind>>, from: number): Found<Kind> | null {
  const { first, second } = lattice;
  const start = lattice.at(0, 0);
  const isLine = second.up === 0 && second.down === 0;
  const cleared = new Set<object>();
  let best: Found<Kind> | null = null;
  for (const share of isLine ? ([1] as const) : MIXES) {
    for (const quadrant of isLine ? QUADRANTS.slice(0, 2) : QUADRANTS) {
      if (cleared.has(quadrant)) continue;
      const [alongX, alongY] = quadrant;
      const mostX = alongX > 0 ? first.up : first.down;
      const mostY = alongY > 0 ? second.up : second.down;
      const at = (count: number): Probe<Kind> => {
        const x = Math.max(Math.min(Math.round(share * count), mostX), count - mostY);
        return lattice.at(alongX * x, alongY * (count - x));
      };
      const most: number = Math.min(mostX + mostY, best === null ? Infinity : best.count - 1);
      if (most <= from) continue;
      const x2 = alongX * Math.min(mostX, most);
      const y2 = alongY * Math.min(mostY, most);
      if (lattice.hasBoxes && lattice.isClear({ x1: 0, x2, y1: 0, y2 })) {
        cleared.add(quadrant);
        continue;
      }
      // Where even one change fewer than the best leaves everything as it is, nearer ones do too.
      const last = best === null ? null : at(most);
      if (last !== null && last.changed === null && last.breaks === start.breaks) continue;
      best = searchAlong(at, from, most) ?? best;
    }
  }
  return best;
}

/** The first change after `from` along one mix, up to `most`. */
function searchAlong<Kind>(
  at: (count: number) => Probe<Kind>,
  from: number,
  most: number,
): Found<Kind> | null {
  if (most <= from) return null;
  let low = from;
  let before = at(low);
  while (low < most) {
    const high = Math.min(most, 2 * low + 1);
    const here = at(high);
    const isOvershot = before.breaks * here.breaks < 0;
    if (here.changed !== null || isOvershot) {
      const hasLeft = ({ changed, breaks }: Probe<Kind>): boolean =>
        changed !== null || breaks !== before.breaks;
      const edge = bisect(at, here.changed === null ? hasLeft : isChanged, low, high);
      const found = lookBack(at, edge, from);
      if (found !== null) return found;
    }
    low = high;
    before = here;
  }
  return null;
}

function isChanged<Kind>({ changed }: Probe<Kind>): boolean {
  return changed !== null;
}

/** The smallest count in (low, high] that meets the condition, as if it were monotone. */
function bisect<Kind>(
  at: (count: number) => Probe<Kind>,
  meets: (probe: Probe<Kind>) => boolean,
  low: number,
  high: number,
): number {
  let [out, inside] = [low, high];
  while (inside - out > 1) {
    const middle = (out + inside) >> 1;
    if (meets(at(middle))) inside = middle;
    else out = middle;
  }
  return inside;
}

function lookBack<Kind>(
  at: (count: number) => Probe<Kind>,
  edge: number,
  from: number,
): Found<Kind> | null {
  for (let count = Math.max(from + 1, edge - LOOK_BACK); count <= edge; count++) {
    const { changed } = at(count);
    if (changed !== null) return { count, verdict: changed };
  }
  return null;
}
