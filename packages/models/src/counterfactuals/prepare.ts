import {
  EvenhandError,
  type FeatureDeclaration,
  type FeatureLink,
  requireColumn,
  shown,
  type Table,
  takeRows,
} from "@evenhand/core";
import {
  type EncodedRows,
  encodeRow,
  encodeTable,
  levelIndices,
  numbersIn,
} from "../trees/encode.ts";
import type { ModelFeature, TreeEnsemble } from "../trees/ensemble.ts";
import { layOutBoxes } from "./box.ts";
import {
  type Borders,
  type Domain,
  domainFor,
  fixedDomain,
  type Line,
  type Measure,
  measureOf,
} from "./domain.ts";
import { bordersOf, reduceForest } from "./forest.ts";
import { type IsolationForest, scoreOf, sumAtScore } from "./isolation.ts";
import { checkLinks, linesFor, linkRules, namesBeside } from "./link-rules.ts";
import type { Constraint, Rules } from "./rules.ts";
import { type CounterfactualTarget, readTarget, type Target } from "./target.ts";

export interface Decider {
  readonly model: TreeEnsemble;
  readonly target: Target;
}

/** What fixes the candidates of each input, whoever the person is. */
export interface Inputs {
  readonly features: readonly ModelFeature[];
  readonly borders: readonly Borders[];
  readonly measures: readonly Measure[];
  readonly declared: Readonly<Record<string, FeatureDeclaration>>;
  readonly links: readonly FeatureLink[];
}

/** What every search over the same model starts from, whoever it is for. */
export interface Preparation extends Inputs {
  /** The model first, then what else has to meet the target. */
  readonly deciding: readonly [Decider, ...Decider[]];
  readonly usual: IsolationForest | null;
  readonly anchors: EncodedRows;
  readonly maxChanges: number;
}

export interface Prepared {
  readonly target: CounterfactualTarget;
  readonly anchors: Table;
  readonly features?: Readonly<Record<string, FeatureDeclaration>>;
  readonly links?: readonly FeatureLink[];
  readonly maxChanges?: number;
  readonly plausible?: IsolationForest;
  readonly alsoUnder?: readonly TreeEnsemble[];
}

/** One person, as the model and the links read them. */
export interface Person {
  readonly table: Table;
  readonly values: Float64Array;
  /** The inputs of the model, then what links read beside them. */
  readonly features: readonly ModelFeature[];
}

export function prepare(model: TreeEnsemble, options: Prepared): Preparation {
  const { alsoUnder = [], plausible = null, maxChanges = Infinity } = options;
  for (const [index, other] of alsoUnder.entries()) {
    requireSameInputs(model, other.features, `alsoUnder[${index}]`);
  }
  if (plausible !== null) requireSameInputs(model, plausible.trees.features, "plausible");
  const decide = (one: TreeEnsemble): Decider => {
    return { model: one, target: readTarget(one, options.target) };
  };
  const anchors = encodeTable(model.features, options.anchors);
  return {
    features: model.features,
    deciding: [decide(model), ...alsoUnder.map(decide)],
    usual: plausible,
    anchors,
    borders: bordersOf([model, ...alsoUnder, ...(plausible === null ? [] : [plausible.trees])]),
    measures: measuresOf(anchors),
    declared: options.features ?? {},
    links: options.links ?? [],
    maxChanges,
  };
}

/** The measure of each column. */
export function measuresOf({ rows, width, values }: EncodedRows): Measure[] {
  return Array.from({ length: width }, (_, feature) =>
    measureOf(
      Float64Array.from({ length: rows }, (_, row) => values[row * width + feature] as number),
    ),
  );
}

/** @throws EvenhandError `config/unknown-column` for a link that names no column either */
export function readPerson(
  { features, links }: Pick<Inputs, "features" | "links">,
  table: Table,
  row: number,
): Person {
  const values = encodeRow(features, table, row);
  const one = takeRows(table, [row]);
  const beside = readBeside(features, links, one);
  return {
    table: one,
    values: Float64Array.of(...values, ...beside.map(({ values: [value] }) => value as number)),
    features: [...features, ...beside.map(({ feature }) => feature)],
  };
}

/**
 * The columns that links read beside the inputs of a model.
 *
 * @throws EvenhandError `config/unknown-column`
 */
export function readBeside(
  features: readonly ModelFeature[],
  links: readonly FeatureLink[],
  table: Table,
): { readonly feature: ModelFeature; readonly values: Float64Array }[] {
  return namesBeside(features, links).map((name) => {
    const column = requireColumn(table, name, "links");
    if (column.kind === "numeric") {
      return { feature: { kind: "numeric", name, range: null }, values: numbersIn(column) };
    }
    const feature = { kind: "category", name, levels: column.levels } as const;
    return { feature, values: levelIndices(column, feature) };
  });
}

/** What an answer for one person has to keep. */
export function rulesFor(preparation: Preparation, person: Person): Rules {
  const { deciding, usual, links, maxChanges } = preparation;
  checkLinks(person.features, links, preparation.declared);
  const domains = domainsOf(preparation, person);
  const constraints = deciding.flatMap(({ model, target }) =>
    target.sides.map(({ sign, sum, meets }): Constraint => {
      return { forest: reduceForest(model, domains, sign), target: sum, meets };
    }),
  );
  if (usual !== null) {
    constraints.push({
      forest: reduceForest(usual.trees, domains, 1),
      target: sumAtScore(usual, usual.limit),
      meets: (sum) => scoreOf(usual, sum) <= usual.limit,
    });
  }
  return {
    layout: layOutBoxes(domains),
    constraints,
    links: linkRules(person.features, domains, links),
    maxChanges,
  };
}

/**
 * Links draw lines that depend on candidates, and these on lines: each link can hand a line on once.
 */
export function domainsOf(inputs: Inputs, { features, values }: Person): Domain[] {
  const { borders, measures, declared, links } = inputs;
  const build = (linesOf: (name: string) => readonly Line[]): Domain[] =>
    features.map((feature, index) => {
      if (index >= inputs.features.length) return fixedDomain(values[index] as number);
      const setting = {
        borders: borders[index] as Borders,
        measure: measures[index] as Measure,
        lines: linesOf(feature.name),
      };
      const declaration = Object.hasOwn(declared, feature.name) ? declared[feature.name] : {};
      return domainFor(feature, values[index] as number, setting, declaration);
    });
  let domains = build(() => []);
  for (let round = 0; round < links.length; round++) {
    const before = domains;
    const candidatesOf = (name: string): Float64Array =>
      before[features.findIndex((one) => one.name === name)]?.values as Float64Array;
    domains = build((name) => linesFor(name, links, candidatesOf));
    if (domains.every(({ values: now }, index) => now.length === before[index]?.values.length))
      break;
  }
  return domains;
}

export function requireSameInputs(
  { features }: Pick<TreeEnsemble, "features">,
  others: readonly ModelFeature[],
  path: string,
): void {
  const nameOf = (feature: ModelFeature | undefined): string =>
    feature === undefined
      ? "nothing"
      : `${shown(feature.name)} ${feature.kind === "category" ? feature.levels.join(", ") : ""}`;
  const length = Math.max(features.length, others.length);
  for (let at = 0; at < length; at++) {
    const [expected, received] = [nameOf(features[at]), nameOf(others[at])];
    if (expected === received) continue;
    throw new EvenhandError({
      code: "usage/other-inputs",
      path,
      problem: "it does not have the inputs of the model, in their order and with their levels",
      expected,
      received,
    });
  }
}
