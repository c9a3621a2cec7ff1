import type { Axis, Lattice } from "./lattice.ts";

/** The half of a shell with y ≥ 0, or that with y < 0. */
type Half = 1 | -1;

/**
 * The first changed point with |x| + |y| = count, from the least x on and of two with one x the one
 * with y ≥ 0; null where none is changed.
 */
export function findOnShell<Point>(
  lattice: Lattice<Point>,
  count: number,
): readonly [number, number] | null {
  const { first, second } = lattice;
  const found = ([1, -1] as const).flatMap((half) => {
    const most = half > 0 ? second.up : second.down;
    for (const [from, to] of stretchesOf(first, count, most, half)) {
      const x = findFirst({ lattice, count, half }, from, to);
      if (x !== null) return [[x, half * (count - Math.abs(x))] as const];
    }
    return [];
  });
  const [one = null, other = null] = found;
  if (one === null || other === null) return one;
  return other[0] < one[0] ? other : one;
}

/** Where x is allowed on a half of a shell: below 0, and from 0 on, so that |y| goes one way on each. */
function stretchesOf(
  { up, down }: Axis,
  count: number,
  mostY: number,
  half: Half,
): (readonly [number, number])[] {
  // Points with y = 0 are of the upper half.
  const most = half > 0 ? count : count - 1;
  const least = Math.max(0, count - mostY);
  const below = [-Math.min(down, most), -Math.max(1, least)] as const;
  const above = [least, Math.min(up, most)] as const;
  return [below, above].filter(([from, to]) => from <= to);
}

interface HalfShell<Point> {
  readonly lattice: Lattice<Point>;
  readonly count: number;
  readonly half: Half;
}

/** The least x of a changed point between two of a stretch. */
function findFirst<Point>(shell: HalfShell<Point>, from: number, to: number): number | null {
  const { lattice, count, half } = shell;
  const [y1, y2] = [from, to].map((x) => half * (count - Math.abs(x))) as [number, number];
  if (lattice.isClear({ x1: from, x2: to, y1, y2 })) return null;
  if (from === to) return from;
  const middle = Math.floor((from + to) / 2);
  return findFirst(shell, from, middle) ?? findFirst(shell, middle + 1, to);
}
