/** How far one kind of change can go each way. */
export interface Axis {
  readonly up: number;
  readonly down: number;
}

/** Changes of a cohort as points (x, y): so many steps along each axis, forwards or backwards. */
export interface Lattice<Point> {
  readonly first: Axis;
  readonly second: Axis;
  /** What holds after these steps; asked for once. */
  at(x: number, y: number): Point;
  /** Whether more than single points can be found clear. */
  readonly hasBoxes: boolean;
  /** True where no point of the box is changed. */
  isClear(box: Box): boolean;
}

/** All points from (x1, y1) to (x2, y2). */
export interface Box {
  readonly x1: number;
  readonly x2: number;
  readonly y1: number;
  readonly y2: number;
}

/** What a search can ask of points. */
export interface Questions<Point> {
  at(x: number, y: number): Point;
  isChanged(point: Point): boolean;
  /**
   * Whether nothing between the four corners of a box can be changed, given that they are not; null
   * where corners say nothing of what lies between them.
   */
  readonly holdBetween: ((corners: readonly Point[]) => boolean) | null;
}

/** More steps along an axis than any cohort has people. */
const STRIDE = 2 ** 26;

export function makeLattice<Point>(
  first: Axis,
  second: Axis,
  { at: ask, isChanged, holdBetween }: Questions<Point>,
): Lattice<Point> {
  const known = new Map<number, Point>();
  const at = (x: number, y: number): Point => {
    const key = x * STRIDE + y;
    let point = known.get(key);
    if (point === undefined) {
      point = ask(x, y);
      known.set(key, point);
    }
    return point;
  };
  const isClear = ({ x1, x2, y1, y2 }: Box): boolean => {
    if (x1 === x2 && y1 === y2) return !isChanged(at(x1, y1));
    if (holdBetween === null) return false;
    const corners: Point[] = [];
    for (const [x, y] of cornersOf(x1, x2, y1, y2)) {
      const corner = at(x, y);
      if (isChanged(corner)) return false;
      corners.push(corner);
    }
    return holdBetween(corners);
  };
  return { first, second, at, hasBoxes: holdBetween !== null, isClear };
}

/** The second corner of each is the farther one, where a change is found first. */
function cornersOf(
  x1: number,
  x2: number,
  y1: number,
  y2: number,
): readonly (readonly [number, number])[] {
  const [nearX, farX] = Math.abs(x1) <= Math.abs(x2) ? [x1, x2] : [x2, x1];
  const [nearY, farY] = Math.abs(y1) <= Math.abs(y2) ? [y1, y2] : [y2, y1];
  if (nearX === farX) {
    return [
      [nearX, farY],
      [nearX, nearY],
    ];
  }
  if (nearY === farY) {
    return [
      [farX, nearY],
      [nearX, nearY],
    ];
  }
  return [
    [farX, farY],
    [farX, nearY],
    [nearX, farY],
    [nearX, nearY],
  ];
}
