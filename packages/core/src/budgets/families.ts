import type { Contrast } from "../metrics/contrast.ts";
import type { JointTest } from "../stats/max-t.ts";
import { adjust } from "./adjust.ts";
import type { Budget, Evidence } from "./budget.ts";
import type { BudgetContrasts } from "./budget-contrasts.ts";
import { comparisonKey } from "./comparison-key.ts";
import { type FamilyPlace, pAgainst } from "./judge.ts";
import type { Policy } from "./policy.ts";
import { sharingOf } from "./shared-reference.ts";

interface Member extends JointTest {
  readonly contrast: Contrast;
  /** Equal for one comparison made twice. */
  readonly key: string;
}

/**
 * The declared adjustment within each budget, or over all error budgets of the file; warn-budgets stay
 * on their own. A comparison counts once, however often it is made: as its own mirror image, or by a
 * budget that repeats another.
 */
export function placeInFamilies(
  judged: readonly BudgetContrasts[],
  { evidence }: Policy,
): ReadonlyMap<Contrast, FamilyPlace> {
  const families = new Map<string, Member[]>();
  for (const one of judged) {
    const { budget, contrasts } = one;
    // A figure without uncertainty makes no error by chance that others must allow for.
    if (budget.rule === "point") continue;
    const name = familyOf(budget, evidence);
    const family = families.get(name) ?? [];
    families.set(name, family);
    for (const contrast of contrasts) {
      if (contrast.result.status === "not-estimable") continue;
      const p = pAgainst(contrast.result.comparison, budget.limit);
      const key = comparisonKey(one, contrast);
      family.push({ contrast, key, p, ...sharingOf(one, contrast) });
    }
  }
  const places = new Map<Contrast, FamilyPlace>();
  for (const family of families.values()) {
    const placeOf = placeAmong(family, evidence);
    for (const member of family) places.set(member.contrast, placeOf(member));
  }
  return places;
}

/** The family of a budget's comparisons: its own, or that of all error budgets. */
export function familyOf({ id, severity }: Budget, evidence: Evidence): string {
  return evidence.family === "file" && severity === "error" ? "file" : `budget ${id}`;
}

/** The place of each member among the distinct comparisons. */
function placeAmong(
  family: readonly Member[],
  evidence: Evidence,
): (member: Member) => FamilyPlace {
  const distinct = new Map(family.map((member) => [member.key, member]));
  const members = [...distinct.values()];
  const places = adjust(members, evidence);
  const indexOf = new Map(members.map(({ key }, i) => [key, i]));
  return (member) => {
    const at = indexOf.get(member.key) as number;
    if (members[at]?.p === member.p) return places[at] as FamilyPlace;
    // The p-values of mirror images differ in their last bits; each is placed with its own.
    return adjust(members.with(at, member), evidence)[at] as FamilyPlace;
  };
}
