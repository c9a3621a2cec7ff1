import { benjaminiHochberg } from "../stats/benjamini-hochberg.ts";
import { judgeAssociation, type MeasuredAssociation, tailAbove } from "./measure-association.ts";
import type { Association } from "./proxy-audit.ts";

/**
 * Judges associations that answer one question. Of the areas called above the limit, at most α/2 are
 * expected to be so by chance (Benjamini and Hochberg over all areas of all associations).
 */
export function judgeFamily(
  family: readonly MeasuredAssociation[],
  rule: { readonly limit: number; readonly confidence: number },
): Association[] {
  const levels = family.flatMap((one) => (one.status === "measured" ? one.levels : []));
  const adjusted = benjaminiHochberg(levels.map(({ estimate }) => tailAbove(estimate, rule.limit)));
  let from = 0;
  return family.map((one) => {
    if (one.status !== "measured") return one;
    const own = adjusted.slice(from, from + one.levels.length);
    from += one.levels.length;
    return judgeAssociation(one.levels, own, rule);
  });
}
