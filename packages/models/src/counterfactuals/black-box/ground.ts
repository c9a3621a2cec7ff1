import { requireColumn, type Table } from "@evenhand/core";
import type { BlackBox } from "../../black-box/black-box.ts";
import type { EncodedRows } from "../../trees/encode.ts";
import type { ModelFeature } from "../../trees/ensemble.ts";
import type { Domain } from "../domain.ts";
import { scoreOf } from "../isolation.ts";
import { sumOfLeaves } from "../isolation-trees.ts";
import { linkRules } from "../link-rules.ts";
import type { Inputs, Person } from "../prepare.ts";
import type { Goal } from "../target.ts";
import type { BlackBoxCounterfactualOptions } from "./options.ts";
import { inputOf } from "./point-tables.ts";
import { type Space, valuesAt } from "./points.ts";

/** What every search of one black box stands on. */
export interface Ground extends Pick<Inputs, "features" | "measures"> {
  readonly box: BlackBox;
  readonly goal: Goal;
  readonly options: BlackBoxCounterfactualOptions;
  /** Distinct, of each number. */
  readonly values: readonly Float64Array[];
  /** With the favourable outcome. */
  readonly anchors: EncodedRows;
}

/**
 * The inputs of a black box as a model file would name them, from rows it can be asked about; what
 * `growIsolationForest` needs to know of a model.
 *
 * @throws EvenhandError `config/unknown-column`
 * @example
 * growIsolationForest({ features: blackBoxInputs(model, people) }, people, { seed: 7 });
 */
export function blackBoxInputs(box: BlackBox, rows: Table): readonly ModelFeature[] {
  const names = box.features ?? [...rows.columns.keys()];
  return names.map((name) => inputOf(requireColumn(rows, name, "anchors")));
}

/** What fixes the candidates of each input, whose cells `bordersOf` draws. */
export function inputsFor(
  { features, measures, options }: Ground,
  bordersOf: (feature: number) => Inputs["borders"][number],
): Inputs {
  const { features: declared = {}, links = [] } = options;
  return { features, measures, declared, links, borders: features.map((_, at) => bordersOf(at)) };
}

/** The rules over candidates, without the limits on what is changed together. */
export function rulesOn(
  { options: { links = [], plausible } }: Ground,
  person: Person,
  domains: readonly Domain[],
): Pick<Space, "domains" | "links" | "isUsual"> {
  return {
    domains,
    links: linkRules(person.features, domains, links),
    isUsual: (point) => {
      if (plausible === undefined) return true;
      return (
        scoreOf(plausible, sumOfLeaves(plausible.trees, valuesAt(domains, point), 0)) <=
        plausible.limit
      );
    },
  };
}

/** All rules over candidates. */
export function spaceOf(
  ground: Ground,
  person: Person,
  domains: readonly Domain[],
  apartFrom: readonly (readonly number[])[],
): Space {
  const { maxChanges = Infinity } = ground.options;
  return { ...rulesOn(ground, person, domains), maxChanges, apartFrom };
}
