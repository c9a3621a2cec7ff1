/** The corners of an upper concave hull, from the smallest x to the largest. */
export interface Hull {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Entry of the curve that each corner is. */
  readonly entries: Uint32Array;
}

/**
 * The upper concave hull of points whose x never falls (Andrew's monotone chain). Every point on it
 * is a mixture of two thresholds, and no mixture lies above it.
 *
 * @param denominator what x is divided by, after the corners were found on the sums themselves
 */
export function upperHull(x: Float64Array, y: Float64Array, denominator: number): Hull {
  const kept = new Uint32Array(x.length);
  let size = 0;
  for (let i = 0; i < x.length; i++) {
    const xi = x[i] as number;
    const yi = y[i] as number;
    if (size > 0 && xi === x[kept[size - 1] as number]) {
      if (yi <= (y[kept[size - 1] as number] as number)) continue;
      size--;
    }
    while (size >= 2) {
      const a = kept[size - 2] as number;
      const b = kept[size - 1] as number;
      const ax = x[a] as number;
      const ay = y[a] as number;
      // b lies on or below the line from a to i.
      if (((y[b] as number) - ay) * (xi - ax) > (yi - ay) * ((x[b] as number) - ax)) break;
      size--;
    }
    kept[size++] = i;
  }
  const entries = kept.slice(0, size);
  return {
    x: Float64Array.from(entries, (at) => (x[at] as number) / denominator),
    y: Float64Array.from(entries, (at) => y[at] as number),
    entries,
  };
}

/** The side whose left corner is the last at or before x; x within the hull. */
function sideAt({ x }: Hull, value: number): number {
  let low = 0;
  let high = x.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((x[middle] as number) <= value) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}

/** Height of the hull at x, and how far x is along the side, 0 to 1. */
export function pointAt(hull: Hull, value: number): { side: number; along: number; y: number } {
  if (hull.x.length === 1) return { side: 0, along: 0, y: hull.y[0] as number };
  const side = sideAt(hull, value);
  const left = hull.x[side] as number;
  const along = Math.min(1, Math.max(0, (value - left) / ((hull.x[side + 1] as number) - left)));
  const from = hull.y[side] as number;
  const to = hull.y[side + 1] as number;
  return { side, along, y: along === 1 ? to : from + along * (to - from) };
}
