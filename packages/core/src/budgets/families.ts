import type { Comparison } from "../metrics/comparison.ts";
import type { Contrast } from "../metrics/contrast.ts";
import type { JointTest } from "../stats/max-t.ts";
import { adjust } from "./adjust.ts";
import type { Budget, Evidence } from "./budget.ts";
import type { BudgetContrasts } from "./budget-contrasts.ts";
import { comparisonKey, isDistinct } from "./comparison-key.ts";
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
  const families = new Map<string, BudgetContrasts[]>();
  for (const one of judged) {
    // A figure without uncertainty makes no error by chance that others must allow for.
    if (one.budget.rule === "point") continue;
    const name = familyOf(one.budget, evidence);
    const family = families.get(name);
    if (family === undefined) families.set(name, [one]);
    else family.push(one);
  }
  const places = new Map<Contrast, FamilyPlace>();
  for (const family of families.values()) {
    const [only, ...others] = family as [BudgetContrasts, ...BudgetContrasts[]];
    if (others.length === 0 && isDistinct(only)) placeDistinct(only, evidence, places);
    else placeKeyed(family, evidence, places);
  }
  return places;
}

/** Comparisons that are none of them made twice. */
function placeDistinct(
  one: BudgetContrasts,
  evidence: Evidence,
  places: Map<Contrast, FamilyPlace>,
): void {
  const members: Contrast[] = [];
  const tests: JointTest[] = [];
  for (const contrast of one.contrasts) {
    if (contrast.result.status === "not-estimable") continue;
    members.push(contrast);
    tests.push(testOf(one, contrast, contrast.result.comparison, evidence));
  }
  const found = adjust(tests, evidence);
  members.forEach((contrast, i) => {
    places.set(contrast, found[i] as FamilyPlace);
  });
}

function placeKeyed(
  family: readonly BudgetContrasts[],
  evidence: Evidence,
  places: Map<Contrast, FamilyPlace>,
): void {
  const members: Member[] = [];
  for (const one of family) {
    for (const contrast of one.contrasts) {
      if (contrast.result.status === "not-estimable") continue;
      const test = testOf(one, contrast, contrast.result.comparison, evidence);
      members.push({ contrast, key: comparisonKey(one, contrast), ...test });
    }
  }
  const placeOf = placeAmong(members, evidence);
  for (const member of members) places.set(member.contrast, placeOf(member));
}

function testOf(
  one: BudgetContrasts,
  contrast: Contrast,
  comparison: Comparison,
  { multiplicity }: Evidence,
): JointTest {
  const p = pAgainst(comparison, one.budget.limit);
  // No other adjustment asks what the tests have in common.
  if (multiplicity !== "max-t") return { p, shares: null, shared: 0 };
  const { shares, shared } = sharingOf(one, contrast);
  return { p, shares, shared };
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
