import { benjaminiHochberg } from "../stats/benjamini-hochberg.ts";
import { adjustInOrder, ascending } from "../stats/holm.ts";
import { type JointTest, maxT } from "../stats/max-t.ts";
import type { Evidence } from "./budget.ts";
import type { FamilyPlace } from "./judge.ts";

/**
 * The place of each test in its family. The bound at 1 − α / multiplier excludes the limit exactly where
 * the adjusted p-value is at most α.
 */
export function adjust(
  tests: readonly JointTest[],
  { multiplicity, confidence }: Evidence,
): FamilyPlace[] {
  const p = tests.map((test) => test.p);
  switch (multiplicity) {
    case "none":
      return p.map((own) => ({ adjustedP: own, multiplier: 1 }));
    case "holm":
      return placeByHolm(p);
    case "max-t":
      return placeByMaxT(tests);
    case "benjamini-hochberg":
      return placeByBenjaminiHochberg(p, 1 - confidence);
  }
}

function placeByHolm(p: readonly number[]): FamilyPlace[] {
  const order = ascending(p);
  const adjusted = adjustInOrder(p, order);
  const places = new Array<FamilyPlace>(p.length);
  order.forEach((index, rank) => {
    places[index] = { adjustedP: adjusted[index] as number, multiplier: p.length - rank };
  });
  return places;
}

/** What the joint distribution makes of p is taken as its multiplier. */
function placeByMaxT(tests: readonly JointTest[]): FamilyPlace[] {
  return maxT(tests).map((adjustedP, i) => {
    const { p } = tests[i] as JointTest;
    return { adjustedP, multiplier: p === 0 ? tests.length : adjustedP / p };
  });
}

/**
 * With R of m rejected each of these is so at R α / m, and none of the others would be at (R + 1) α / m.
 * Bounds of the selected at the former level miss in at most a share α of them, expected
 * (Benjamini & Yekutieli 2005, JASA 100).
 */
function placeByBenjaminiHochberg(p: readonly number[], alpha: number): FamilyPlace[] {
  const adjusted = benjaminiHochberg(p);
  const rejected = adjusted.filter((own) => own <= alpha).length;
  return adjusted.map((adjustedP) => ({
    adjustedP,
    multiplier: p.length / (adjustedP <= alpha ? rejected : rejected + 1),
  }));
}
