import type { Contrast } from "../metrics/contrast.ts";
import { holm } from "../stats/holm.ts";
import type { BudgetContrasts } from "./budget-contrasts.ts";
import { type FamilyPlace, pAgainst } from "./judge.ts";
import type { Policy } from "./policy.ts";

/** Holm within each budget, or over all error budgets of the file; warn-budgets stay on their own. */
export function placeInFamilies(
  judged: readonly BudgetContrasts[],
  { evidence }: Policy,
): ReadonlyMap<Contrast, FamilyPlace> {
  const families = new Map<string, { contrast: Contrast; p: number }[]>();
  for (const { budget, contrasts } of judged) {
    const shared = evidence.family === "file" && budget.severity === "error";
    const name = shared ? "file" : `budget ${budget.id}`;
    const family = families.get(name) ?? [];
    families.set(name, family);
    for (const contrast of contrasts) {
      if (contrast.result.status === "not-estimable") continue;
      family.push({ contrast, p: pAgainst(contrast.result.comparison, budget.limit) });
    }
  }
  const places = new Map<Contrast, FamilyPlace>();
  for (const family of families.values()) {
    const { adjusted, multipliers } = holm(family.map(({ p }) => p));
    family.forEach(({ contrast, p }, i) => {
      places.set(
        contrast,
        evidence.multiplicity === "holm"
          ? { adjustedP: adjusted[i] as number, multiplier: multipliers[i] as number }
          : { adjustedP: p, multiplier: 1 },
      );
    });
  }
  return places;
}
