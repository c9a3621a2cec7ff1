import type { Binning } from "../additive/additive.ts";
import type { ModelFeature } from "../trees/ensemble.ts";
import { structureFault } from "./fault.ts";
import { type Json, labelText, listAt, numberList, objectAt } from "./json.ts";

/** A feature of the file, with its bins at each resolution. */
export interface EbmFeature {
  readonly feature: ModelFeature;
  /** Its bins in terms of this many features: coarser where the file keeps coarser ones for them. */
  binningFor(dimensions: number): Binning;
}

/** @throws EvenhandError `input/model-structure` */
export function readEbmFeatures(ebm: Json): EbmFeature[] {
  const names = new Set<string>();
  return listAt(ebm, "features", "ebm").map((value, at) => {
    const path = `ebm.features[${at}]`;
    const source = objectAt(value, path);
    const { name, type } = source;
    if (typeof name !== "string" || names.has(name)) {
      throw structureFault(`${path}.name`, "this is no name of its own", "a distinct text", name);
    }
    names.add(name);
    if (type === "continuous") return readContinuous(source, name, at, path);
    if (type === "nominal" || type === "ordinal") return readCategory(source, name, at, path);
    throw structureFault(
      `${path}.type`,
      "a feature is of no known type",
      "continuous, nominal or ordinal",
      type,
    );
  });
}

function readContinuous(source: Json, name: string, at: number, path: string): EbmFeature {
  const levels = resolutionsAt(source, "cuts", path).map((_, level): Binning => {
    const cuts = numberList(source.cuts as unknown as Json, String(level), `${path}.cuts`);
    const bad = cuts.findIndex((cut, index) => index > 0 && !(cut > (cuts[index - 1] as number)));
    if (bad >= 0) {
      throw structureFault(
        `${path}.cuts[${level}][${bad}]`,
        "cuts do not ascend",
        `above ${cuts[bad - 1]}`,
        cuts[bad],
      );
    }
    return { feature: at, bins: cuts.length + 3, cuts: Float64Array.from(cuts), levelBins: null };
  });
  return {
    feature: { kind: "numeric", name, range: rangeOf(source) },
    binningFor: (dimensions) => levels[Math.min(levels.length, dimensions) - 1] as Binning,
  };
}

/** Only more detailed files keep it. */
function rangeOf({ min, max }: Json): { min: number; max: number } | null {
  return typeof min === "number" && typeof max === "number" && min <= max ? { min, max } : null;
}

function readCategory(source: Json, name: string, at: number, path: string): EbmFeature {
  const resolutions = resolutionsAt(source, "categories", path).map((_, level) => {
    const groups = listAt(
      source.categories as unknown as Json,
      String(level),
      `${path}.categories`,
    );
    return { binOf: binsByLevel(groups, `${path}.categories[${level}]`), groups: groups.length };
  });
  const levels = [...(resolutions[0]?.binOf.keys() ?? [])];
  const binnings = resolutions.map(({ binOf, groups }): Binning => {
    const bins = groups + 2;
    const levelBins = Uint32Array.from(levels, (level) => binOf.get(level) ?? bins - 1);
    return { feature: at, bins, cuts: null, levelBins };
  });
  return {
    feature: { kind: "category", name, levels, marksUnseen: true },
    binningFor: (dimensions) => binnings[Math.min(binnings.length, dimensions) - 1] as Binning,
  };
}

/** The bin of each level, from 1; levels that share one stand in a list. */
function binsByLevel(groups: readonly unknown[], path: string): Map<string, number> {
  const bins = new Map<string, number>();
  groups.forEach((group, index) => {
    for (const value of Array.isArray(group) ? group : [group]) {
      const level = labelText(value, `${path}[${index}]`);
      if (bins.has(level))
        throw structureFault(`${path}[${index}]`, "a level stands twice", "distinct", level);
      bins.set(level, index + 1);
    }
  });
  return bins;
}

function resolutionsAt(source: Json, key: string, path: string): readonly unknown[] {
  const resolutions = listAt(source, key, path);
  if (resolutions.length > 0) return resolutions;
  throw structureFault(`${path}.${key}`, "a feature has no bins", "at least one list", 0);
}
