import type { Contrast } from "../metrics/contrast.ts";
import { holm } from "../stats/holm.ts";
import type { Budget, Evidence } from "./budget.ts";
import type { BudgetContrasts } from "./budget-contrasts.ts";
import { comparisonKey } from "./comparison-key.ts";
import { type FamilyPlace, pAgainst } from "./judge.ts";
import type { Policy } from "./policy.ts";

interface Member {
  readonly contrast: Contrast;
  /** Equal for one comparison made twice. */
  readonly key: string;
  readonly p: number;
}

/**
 * Holm within each budget, or over all error budgets of the file; warn-budgets stay on their own.
 * A comparison counts once, however often it is made: as its own mirror image, or by a budget that
 * repeats another.
 */
export function placeInFamilies(
  judged: readonly BudgetContrasts[],
  { evidence }: Policy,
): ReadonlyMap<Contrast, FamilyPlace> {
  const families = new Map<string, Member[]>();
  for (const one of judged) {
    const { budget, contrasts } = one;
    const name = familyOf(budget, evidence);
    const family = families.get(name) ?? [];
    families.set(name, family);
    for (const contrast of contrasts) {
      if (contrast.result.status === "not-estimable") continue;
      const p = pAgainst(contrast.result.comparison, budget.limit);
      family.push({ contrast, key: comparisonKey(one, contrast), p });
    }
  }
  const places = new Map<Contrast, FamilyPlace>();
  for (const family of families.values()) {
    const placeOf = evidence.multiplicity === "holm" ? adjust(family) : leave;
    for (const member of family) places.set(member.contrast, placeOf(member));
  }
  return places;
}

/** The family of a budget's comparisons: its own, or that of all error budgets. */
export function familyOf({ id, severity }: Budget, evidence: Evidence): string {
  return evidence.family === "file" && severity === "error" ? "file" : `budget ${id}`;
}

function leave({ p }: Member): FamilyPlace {
  return { adjustedP: p, multiplier: 1 };
}

/** The place of each member among the distinct comparisons. */
function adjust(family: readonly Member[]): (member: Member) => FamilyPlace {
  const distinct = new Map(family.map((member) => [member.key, member]));
  const members = [...distinct.values()];
  const places = placesOf(members.map(({ p }) => p));
  const indexOf = new Map(members.map(({ key }, i) => [key, i]));
  return ({ key, p }) => {
    const at = indexOf.get(key) as number;
    if (members[at]?.p === p) return places[at] as FamilyPlace;
    // The p-values of mirror images differ in their last bits; each is placed with its own.
    return placesOf(members.map((member, i) => (i === at ? p : member.p)))[at] as FamilyPlace;
  };
}

function placesOf(p: readonly number[]): FamilyPlace[] {
  const { adjusted, multipliers } = holm(p);
  return p.map((_, i) => ({
    adjustedP: adjusted[i] as number,
    multiplier: multipliers[i] as number,
  }));
}
