import { numbersOf, requireColumn, type Table } from "@evenhand/core";
import type { FeatureLayout } from "@evenhand/models";

/** The median wage of the sample, in dollars an hour. */
const MEDIAN_WAGE = 7.78;

/** 1 where the wage is above the median. */
export function labelWages(people: Table): Uint8Array {
  const { values } = numbersOf(requireColumn(people, "wage", "wage")).column;
  return Uint8Array.from(values, (wage) => (wage > MEDIAN_WAGE ? 1 : 0));
}

/**
 * The inputs of the model: everything but wage and age. Gender, race and marital status are among
 * them, as in many a first model; the audit is there to show what follows. Age is left out because
 * it is the sum of the others. Categories of two levels need one column, not two.
 */
export function layOutFeatures(people: Table): FeatureLayout[] {
  return [
    { name: "education", kind: "numeric" },
    { name: "experience", kind: "numeric" },
    ...["occupation", "sector", "union", "south", "married", "gender", "race"].map(
      (name): FeatureLayout => {
        const levels = levelsOf(people, name);
        const encoding = levels.length === 2 ? "ordinal" : "one-hot";
        return { name, kind: "category", levels, encoding };
      },
    ),
  ];
}

function levelsOf(people: Table, name: string): string[] {
  const column = requireColumn(people, name, name);
  return column.kind === "category" ? [...column.levels].sort() : [];
}
