import { type Comparison, simultaneousZ } from "../../metrics/comparison.ts";
import type { Contrast } from "../../metrics/contrast.ts";
import { criticalValue } from "../../stats/normal.ts";
import type { BudgetContrasts } from "../budget-contrasts.ts";
import { placeInFamilies } from "../families.ts";
import { type FamilyPlace, judge, pAgainst, sideOf } from "../judge.ts";
import type { Policy } from "../policy.ts";
import type { VerdictKind } from "../verdict.ts";
import { contrastAgain } from "./contrast-again.ts";
import { type Marks, marksOf, marksOfWorst, NO_MARKS } from "./marks.ts";
import type { Altered, Subject } from "./subject.ts";

/** What the rule says of altered counts. */
export interface TrialResult {
  /** Null where no comparison is left: the cohort would itself be the highest. */
  readonly verdict: VerdictKind | null;
  /** The end of the limit that the deciding bound breaks: −1 the lower, 1 the upper, 0 none. */
  readonly breaks: -1 | 0 | 1;
  readonly marks: Marks;
}

/**
 * Judges one comparison again with other counts, by the same rule. The other comparisons of its
 * family stay as they are, so its p-value is adjusted among theirs.
 *
 * @param judged all budgets, from `freezePValues`
 */
export function makeTrial(
  subject: Subject,
  judged: readonly BudgetContrasts[],
  policy: Policy,
): (altered: Altered) => TrialResult {
  const { metric, one, contrast } = subject;
  const { limit } = one.budget;
  const { confidence, minimum } = policy.evidence;
  const frozen = judged.find(({ budget }) => budget.id === one.budget.id) as BudgetContrasts;
  const family = policy.evidence.family === "budget" ? [frozen] : judged;
  const at = one.contrasts.indexOf(contrast);
  const placeOf = (altered: Contrast): FamilyPlace => {
    const replaced = { ...frozen, contrasts: frozen.contrasts.with(at, altered) };
    const places = placeInFamilies(
      family.map((each) => (each === frozen ? replaced : each)),
      policy,
    );
    return places.get(altered) as FamilyPlace;
  };
  const again = contrastAgain(subject);
  const z = criticalValue(confidence);
  return (altered) => {
    const found = again(altered);
    if (found === null) return { verdict: null, breaks: 0, marks: NO_MARKS };
    const { contrast: changed, parts } = found;
    if (changed.result.status === "not-estimable") {
      return { verdict: "no-data", breaks: 0, marks: NO_MARKS };
    }
    const { comparison, worst } = changed.result;
    const { denominator } = minimum;
    const { verdict, bound } = judge(
      changed,
      comparison,
      worst,
      limit,
      confidence,
      denominator,
      new LazyPlace(() => placeOf(changed)),
    );
    const side = sideOf(bound, limit);
    const isFail = verdict === "fail";
    return {
      verdict,
      breaks: side === "below" ? -1 : side === "above" ? 1 : 0,
      marks:
        metric.kind === "composite" && metric.combine === "worst"
          ? marksOfWorst(
              parts,
              one.budget.compare === "ratio" ? "ratio" : "difference",
              limit,
              simultaneousZ(z, parts.length),
              denominator,
              isFail,
            )
          : marksOf(changed, parts, comparison, worst, limit, confidence, denominator, isFail),
    };
  };
}

/** Asked for by few: most points lie inside the limit, or so near it that their interval holds it. */
class LazyPlace implements FamilyPlace {
  readonly #find: () => FamilyPlace;
  #found: FamilyPlace | null = null;

  constructor(find: () => FamilyPlace) {
    this.#find = find;
  }

  get adjustedP(): number {
    return this.#place().adjustedP;
  }

  get multiplier(): number {
    return this.#place().multiplier;
  }

  #place(): FamilyPlace {
    this.#found ??= this.#find();
    return this.#found;
  }
}

/** The same budgets with every p-value computed once. */
export function freezePValues(judged: readonly BudgetContrasts[]): BudgetContrasts[] {
  return judged.map((one) => ({
    ...one,
    contrasts: one.contrasts.map((contrast): Contrast => {
      const { result } = contrast;
      if (result.status === "not-estimable") return contrast;
      const { comparison } = result;
      const p = pAgainst(comparison, one.budget.limit);
      const frozen: Comparison = {
        method: comparison.method,
        estimate: comparison.estimate,
        boundsAt: (z) => comparison.boundsAt(z),
        bounds: (confidence) => comparison.bounds(confidence),
        p: () => p,
      };
      return { ...contrast, result: { ...result, comparison: frozen } };
    }),
  }));
}
