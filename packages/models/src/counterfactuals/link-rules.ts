import {
  type ConditionLink,
  checkLink,
  EvenhandError,
  type FeatureDeclaration,
  type FeatureLink,
  type OrderLink,
  shown,
} from "@evenhand/core";
import type { ModelFeature } from "../trees/ensemble.ts";
import type { Domain, Line } from "./domain.ts";
import { checkLinkPairs } from "./link-pairs.ts";
import { checkLinkRanges } from "./link-ranges.ts";
import type { LinkRule } from "./links.ts";

/** What a link reads: the inputs of the model, and columns beside them that stay as they are. */
export type LinkedFeatures = readonly ModelFeature[];

/** The names that links speak of beside the inputs of the model, each once. */
export function namesBeside(features: LinkedFeatures, links: readonly FeatureLink[]): string[] {
  const known = new Set(features.map(({ name }) => name));
  const named = links.flatMap((link) => [
    link.feature,
    "when" in link ? link.when.feature : link.atLeast,
  ]);
  return [...new Set(named)].filter((name) => !known.has(name));
}

/**
 * @throws EvenhandError `config/link` for a link that says nothing, or speaks of levels where there
 * are numbers, of numbers where there are levels, or of an unknown level; and for two that contradict
 * each other, or one that contradicts the declared ranges
 */
export function checkLinks(
  features: LinkedFeatures,
  links: readonly FeatureLink[],
  declared: Readonly<Record<string, FeatureDeclaration>>,
): void {
  links.forEach((link, index) => {
    const path = `links[${index}]`;
    checkLink(link, path);
    if (!("when" in link)) {
      requireNumeric(features, link.feature, `${path}.feature`);
      requireNumeric(features, link.atLeast, `${path}.atLeast`);
      return;
    }
    requireLevels(features, link.when.feature, link.when.in, `${path}.when`);
    if (link.in === undefined) requireNumeric(features, link.feature, `${path}.feature`);
    else requireLevels(features, link.feature, link.in, path);
  });
  checkLinkPairs(links);
  checkLinkRanges(links, declared);
}

/**
 * The values at which links draw a line through one number. A line that depends on another number is
 * drawn for each candidate that has.
 */
export function linesFor(
  name: string,
  links: readonly FeatureLink[],
  candidatesOf: (name: string) => Float64Array,
): Line[] {
  return links.flatMap((link): Line[] => {
    if ("when" in link) {
      if (link.feature !== name) return [];
      return [
        ...(link.min === undefined ? [] : [{ at: link.min, from: "above" } as const]),
        ...(link.max === undefined ? [] : [{ at: link.max, from: "below" } as const]),
      ];
    }
    const { feature, atLeast, plus = 0 } = link;
    if (feature === name) {
      return Array.from(candidatesOf(atLeast), (low) => ({ at: low + plus, from: "above" }));
    }
    if (atLeast !== name) return [];
    return Array.from(candidatesOf(feature), (high) => ({ at: high - plus, from: "below" }));
  });
}

/** Links over candidates. */
export function linkRules(
  features: LinkedFeatures,
  domains: readonly Domain[],
  links: readonly FeatureLink[],
): LinkRule[] {
  const indexOf = (name: string): number => features.findIndex((one) => one.name === name);
  const valuesOf = (index: number): Float64Array => (domains[index] as Domain).values;
  return links.map((link) => {
    const above = indexOf(link.feature);
    if (!("when" in link)) {
      const below = indexOf(link.atLeast);
      return {
        above,
        below,
        aboveGrades: valuesOf(above).map((value) => (Number.isNaN(value) ? Infinity : value)),
        belowGrades: valuesOf(below).map((value) => lowGrade(value, link)),
      };
    }
    const below = indexOf(link.when.feature);
    const whenLevels = levelIndices(features[below] as ModelFeature, link.when.in);
    const admits = admissionOf(features[above] as ModelFeature, link);
    return {
      above,
      below,
      aboveGrades: valuesOf(above).map((value) => (Number.isNaN(value) || admits(value) ? 1 : 0)),
      belowGrades: valuesOf(below).map((level) => (whenLevels.has(level) ? 1 : 0)),
    };
  });
}

function lowGrade(value: number, { plus = 0 }: OrderLink): number {
  return Number.isNaN(value) ? -Infinity : value + plus;
}

function admissionOf(feature: ModelFeature, link: ConditionLink): (value: number) => boolean {
  if (link.in !== undefined) {
    const levels = levelIndices(feature, link.in);
    return (value) => levels.has(value);
  }
  const { min = -Infinity, max = Infinity } = link;
  return (value) => value >= min && value <= max;
}

function levelIndices(feature: ModelFeature, levels: readonly string[]): Set<number> {
  const known = feature.kind === "category" ? feature.levels : [];
  return new Set(levels.map((level) => known.indexOf(level)));
}

function requireNumeric(features: LinkedFeatures, name: string, path: string): void {
  if (features.find((one) => one.name === name)?.kind === "numeric") return;
  throw new EvenhandError({
    code: "config/link",
    path,
    problem: `${shown(name)} is a category, and the link speaks of numbers`,
    expected: "a number, or `in` with levels",
    received: shown(name),
  });
}

function requireLevels(
  features: LinkedFeatures,
  name: string,
  levels: readonly string[],
  path: string,
): void {
  const feature = features.find((one) => one.name === name);
  const known = feature?.kind === "category" ? feature.levels : [];
  const strange = levels.find((level) => !known.includes(level));
  if (strange === undefined && levels.length > 0) return;
  throw new EvenhandError({
    code: "config/link",
    path: `${path}.in`,
    problem:
      feature?.kind === "category"
        ? `${shown(name)} has no such level`
        : `${shown(name)} is a number, and the link speaks of levels`,
    expected: known.length === 0 ? "a category" : known.slice(0, 20).map(shown).join(", "),
    received: strange === undefined ? "no level" : shown(strange),
  });
}
