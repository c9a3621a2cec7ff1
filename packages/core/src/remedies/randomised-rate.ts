import { type Criterion, ratesOf } from "./frontier-point.ts";
import { type Hull, pointAt, upperHull } from "./hull.ts";
import type { Mixture } from "./mixture.ts";
import type { ScoreCurve } from "./score-curves.ts";

/**
 * All optimal mixtures for one rate, from the gap of the unconstrained optimum down to 0: the corners
 * of the frontier, between which it is straight.
 *
 * The utility of a cohort is a concave function of its rate, the upper hull of its thresholds. With
 * all rates between t and u the loss is A(t) + B(u): A of the cohorts raised to t, B of those lowered
 * to u, both convex and piecewise linear. The least loss for a gap of u − t therefore follows from
 * giving way where it costs less, side by side, in the order of the slopes.
 */
export function findRateFrontier(curves: readonly ScoreCurve[], criterion: Criterion): Mixture[][] {
  const hulls = curves.map((curve) => {
    const [rate] = ratesOf(criterion, curve);
    if (rate === undefined) throw new RangeError("a criterion compares at least one rate");
    return upperHull(rate.sums, curve.gains, rate.denominator);
  });
  const peaks = hulls.map(findPeak);
  let low = Math.min(...peaks.map(({ to }) => to));
  let high = Math.max(...peaks.map(({ from }) => from));
  const mixturesFor = (t: number, u: number): Mixture[] =>
    hulls.map((hull, i) => {
      const peak = peaks[i] as Peak;
      const wanted = peak.to < t ? t : peak.from > u ? u : Math.min(Math.max(peak.from, t), u);
      return mixtureAt(hull, wanted);
    });
  // Where the best ranges overlap there is no gap to begin with.
  if (low >= high) return [mixturesFor(high, high)];
  const found = [mixturesFor(low, high)];
  const rising = listBends(hulls, peaks, "rising");
  const falling = listBends(hulls, peaks, "falling");
  let costUp = 0;
  let costDown = 0;
  let up = 0;
  let down = 0;
  while (low < high) {
    for (; up < rising.length && (rising[up] as Bend).at <= low; up++) {
      costUp += (rising[up] as Bend).change;
    }
    for (; down < falling.length && (falling[down] as Bend).at >= high; down++) {
      costDown += (falling[down] as Bend).change;
    }
    if (costUp <= costDown) low = Math.min(high, rising[up]?.at ?? high);
    else high = Math.max(low, falling[down]?.at ?? low);
    found.push(mixturesFor(low, high));
  }
  return found;
}

/** The rates with the largest gain, from and to: a hull may be flat at its top. */
interface Peak {
  readonly from: number;
  readonly to: number;
}

function findPeak({ x, y }: Hull): Peak {
  const top = y.reduce((a, b) => Math.max(a, b));
  const from = y.indexOf(top);
  return { from: x[from] as number, to: x[y.lastIndexOf(top)] as number };
}

/** A place where the loss by a further step grows by `change` a unit of the rate. */
interface Bend {
  readonly at: number;
  readonly change: number;
}

/** The bends of A, from the left, or of B, from the right. */
function listBends(
  hulls: readonly Hull[],
  peaks: readonly Peak[],
  side: "rising" | "falling",
): Bend[] {
  const bends: Bend[] = [];
  hulls.forEach(({ x, y }, i) => {
    const { from, to } = peaks[i] as Peak;
    let before = 0;
    const bend = (a: number, b: number): void => {
      const slope =
        ((y[a] as number) - (y[b] as number)) / Math.abs((x[b] as number) - (x[a] as number));
      bends.push({ at: x[a] as number, change: slope - before });
      before = slope;
    };
    if (side === "rising") {
      for (let a = x.indexOf(to); a < x.length - 1; a++) bend(a, a + 1);
    } else {
      for (let a = x.indexOf(from); a > 0; a--) bend(a, a - 1);
    }
  });
  return bends.sort((a, b) => (side === "rising" ? a.at - b.at : b.at - a.at));
}

/** The mixture of the two corners beside a rate. */
export function mixtureAt(hull: Hull, rate: number): Mixture {
  const { side, along } = pointAt(hull, rate);
  const entry = hull.entries[side] as number;
  if (along === 0) return [{ entry, share: 1 }];
  const next = hull.entries[side + 1] as number;
  if (along === 1) return [{ entry: next, share: 1 }];
  return [
    { entry, share: 1 - along },
    { entry: next, share: along },
  ];
}
