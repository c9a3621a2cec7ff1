import { type Counterfactual, EvenhandError, type Table } from "@evenhand/core";
import type { Classifier } from "../classes/classifier.ts";
import { predictClasses } from "../classes/predict-classes.ts";
import { classIndex } from "../formats/class-of-interest.ts";
import type { TreeEnsemble } from "../trees/ensemble.ts";
import { joinTrees } from "../trees/join-trees.ts";
import { applyChanges } from "./apply-changes.ts";
import { type CounterfactualOptions, prepareCounterfactuals } from "./counterfactuals.ts";

export interface ClassCounterfactualOptions
  extends Omit<CounterfactualOptions, "target" | "alsoUnder"> {
  /** The class to be predicted. */
  readonly wanted: string;
  /** How far its raw output is to lie above that of each other class. Default 1e-9, which settles ties. */
  readonly margin?: number;
}

/**
 * The cheapest allowed changes of one row for which a classifier of trees would have predicted another
 * class: its raw output is to exceed that of every other class, and each of these is a condition of the
 * search, so of the proof. Rules and statuses are those of {@link counterfactuals}; `output` is the
 * probability of the class after the changes, as the classifier gives it. No entry where the class is
 * predicted already.
 *
 * @param row from 0
 * @throws EvenhandError `config/model-class`, and as `counterfactuals`
 * @example
 * classCounterfactuals(classifier, people, 0, { wanted: "granted", anchors: people });
 */
export function classCounterfactuals(
  classifier: Classifier,
  table: Table,
  row: number,
  options: ClassCounterfactualOptions,
): Counterfactual[] {
  return prepareClassCounterfactuals(classifier, options)(table, row);
}

/**
 * The same for many rows.
 *
 * @throws EvenhandError as {@link classCounterfactuals}
 * @example
 * const changesFor = prepareClassCounterfactuals(classifier, { wanted: "granted", anchors: people });
 * [0, 1, 2].map((row) => changesFor(people, row));
 */
export function prepareClassCounterfactuals(
  classifier: Classifier,
  { wanted, margin = 1e-9, ...options }: ClassCounterfactualOptions,
): (table: Table, row: number) => Counterfactual[] {
  const { classes, outputs } = classifier;
  const chosen = classIndex(classes, wanted);
  const own = outputs[chosen] as TreeEnsemble;
  const leads = outputs.map((other) => difference(own, other));
  const target = { threshold: 0, favourableWhen: "above", unit: "score", margin } as const;
  const searches = new Map<number, (table: Table, row: number) => Counterfactual[]>();
  // The search looks whether its first model is met; so that is the lead over the class predicted now.
  const searchFrom = (present: number) => {
    const others = leads.filter((_, at) => at !== chosen && at !== present);
    const made = prepareCounterfactuals(leads[present] as TreeEnsemble, {
      ...options,
      target,
      alsoUnder: others,
    });
    searches.set(present, made);
    return made;
  };

  return (table, row) => {
    const one = applyChanges(table, row, []);
    const present = predictClasses(classifier, one).predicted[0] as number;
    if (present === chosen) return [];
    const find = searches.get(present) ?? searchFrom(present);
    return find(one, 0).map((found) => {
      if (found.output === null) return found;
      const after = predictClasses(classifier, applyChanges(one, 0, found.changes));
      if (after.predicted[0] !== chosen) throw unconfirmed(wanted, classes, after.predicted[0]);
      const value = after.classes[chosen]?.outputs[0] as number;
      return { ...found, output: { value, unit: after.unit } };
    });
  };
}

/** How far the raw output of one class lies above that of another, as trees of their own. */
function difference(own: TreeEnsemble, other: TreeEnsemble): TreeEnsemble {
  const { nodes, roots } = joinTrees(
    { ...own, weight: 1 / own.output.divisor },
    { ...other, weight: -1 / other.output.divisor },
  );
  const { otherClasses: _, ...rest } = own;
  return {
    ...rest,
    nodes,
    roots,
    output: {
      unit: "score",
      link: "identity",
      base: own.output.base - other.output.base,
      divisor: 1,
    },
  };
}

function unconfirmed(
  wanted: string,
  classes: readonly string[],
  predicted: number | undefined,
): EvenhandError {
  return new EvenhandError({
    code: "defect/counterfactual",
    problem: "the classifier does not confirm a counterfactual",
    expected: wanted,
    received: String(classes[predicted as number]),
  });
}
