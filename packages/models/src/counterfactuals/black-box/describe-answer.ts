import type { Counterfactual } from "@evenhand/core";
import { changesBetween } from "../answers.ts";
import { scoreOf } from "../isolation.ts";
import { sumOfLeaves } from "../isolation-trees.ts";
import type { Person } from "../prepare.ts";
import type { Ground } from "./ground.ts";
import { valuesAt } from "./points.ts";
import type { Refined } from "./refine.ts";

/** An answer as it is handed out; `not-found` for none. */
export function describeAnswer(
  { box, options: { plausible } }: Ground,
  person: Person,
  refined: Refined | null,
): Omit<Counterfactual, "nodes"> {
  if (refined === null) {
    return {
      status: "not-found",
      changes: [],
      cost: null,
      lowerBound: null,
      gap: null,
      output: null,
    };
  }
  const { domains, answer } = refined;
  const values = valuesAt(domains, answer.point);
  return {
    status: "feasible",
    changes: changesBetween(person, values),
    cost: answer.cost,
    lowerBound: 0,
    gap: 1,
    output: { value: answer.score, unit: box.unit },
    ...(plausible === undefined
      ? {}
      : {
          plausibility: {
            method: "isolation-forest",
            score: scoreOf(plausible, sumOfLeaves(plausible.trees, values, 0)),
            limit: plausible.limit,
            basis: plausible.basis,
          },
        }),
  };
}
