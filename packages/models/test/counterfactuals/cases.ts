import {
  type Change,
  type FeatureDeclaration,
  type FeatureLink,
  type Table,
  table,
  textAt,
} from "@evenhand/core";
import { checkLinkRanges } from "../../src/counterfactuals/link-ranges.ts";
import type { CounterfactualOptions, ModelFeature, TreeEnsemble } from "../../src/index.ts";
import { type Draw, randomModel, randomTable } from "../random-models.ts";

export interface Case {
  readonly model: TreeEnsemble;
  readonly people: Table;
  readonly options: CounterfactualOptions;
}

/** A random model, a person (row 0) among a few others, constraints and a target. */
export function randomCase(
  draw: Draw,
  shape: { readonly features: number; readonly trees?: number; readonly number: () => number },
): Case {
  const { features, number, trees = 1 + draw(5) } = shape;
  const model = randomModel(draw, { features, trees, depth: 1 + draw(4), span: 6 });
  const people = randomTable(draw, model.features, 1, { number, missing: 9 });
  const anchors = randomTable(draw, model.features, 3 + draw(12), { number, missing: 12 });
  const probability = model.output.link === "logistic" && draw(2) === 0;
  const threshold = probability ? [0.5, 0.4, 0.7][draw(3)] : (draw(15) - 7) / 7;
  const margin = draw(3) === 0 ? 0.1 : null;
  return {
    model,
    people,
    options: {
      anchors,
      target: {
        threshold: threshold as number,
        favourableWhen: draw(2) === 0 ? "above" : "below",
        unit: probability ? "probability" : model.output.unit,
        ...(margin === null ? {} : { margin }),
      },
      features: Object.fromEntries(model.features.map((f) => [f.name, declared(draw, f)])),
    },
  };
}

function declared(draw: Draw, feature: ModelFeature): FeatureDeclaration {
  if (draw(5) === 0) return draw(2) === 0 ? { change: "none" } : { protected: true };
  const cost = draw(3) === 0 ? { cost: (1 + draw(4)) / 3 } : {};
  if (feature.kind === "category") return cost;
  return {
    ...cost,
    ...(draw(3) === 0 ? { change: draw(2) === 0 ? "up" : "down" } : {}),
    ...(draw(3) === 0 ? { range: { min: draw(4), max: 3 + draw(3) } } : {}),
    ...(draw(3) === 0 ? { step: (1 + draw(3)) / 2 } : {}),
  };
}

/** Σ |Δ| ÷ spread (or × the declared cost) and 1 (or the declared cost) a category, written out anew. */
export function costOf(changes: readonly Change[], options: CounterfactualOptions): number {
  return changes.reduce((total, { feature, from, to }) => {
    const { cost: price, transitions } = options.features?.[feature] ?? {};
    if (typeof to === "string") {
      return total + (transitions?.[from as string]?.[to] ?? price ?? 1);
    }
    return (
      total +
      Math.abs((to as number) - (from as number)) * (price ?? 1 / spread(options.anchors, feature))
    );
  }, 0);
}

function spread(anchors: Table, feature: string): number {
  const column = anchors.columns.get(feature);
  if (column === undefined) throw new Error(`no column ${feature}`);
  const values = wholeNumbers(0, anchors.rows - 1).flatMap((row) => {
    const text = textAt(column, row);
    return text === null ? [] : [Number(text)];
  });
  if (values.length === 0) return 1;
  const middleOf = (list: number[]): number => {
    const sorted = [...list].sort((a, b) => a - b);
    const lower = sorted[Math.floor((sorted.length - 1) / 2)] as number;
    return (lower + (sorted[Math.ceil((sorted.length - 1) / 2)] as number)) / 2;
  };
  const middle = middleOf(values);
  const mad = middleOf(values.map((value) => Math.abs(value - middle)));
  if (mad > 0) return mad;
  const mean = values.reduce((a, b) => a + b) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return Math.sqrt(variance) || 1;
}

/** The links without those that contradict a declared range, which are refused. */
export function linksWithin(
  links: readonly FeatureLink[],
  declared: CounterfactualOptions["features"] = {},
): FeatureLink[] {
  return links.filter((link) => {
    try {
      checkLinkRanges([link], declared);
      return true;
    } catch {
      return false;
    }
  });
}

/** A one-row table with the changes made. */
export function changed(person: Table, changes: readonly Change[]): Table {
  const cells = [...person.columns].map(([name, column]) => {
    const change = changes.find(({ feature }) => feature === name);
    const present = column.kind === "numeric" ? column.values[0] : textAt(column, 0);
    const missing = column.validity !== null && column.validity[0] === 0;
    return [name, [change === undefined ? (missing ? null : present) : change.to]] as const;
  });
  return table(Object.fromEntries(cells));
}

export function wholeNumbers(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, k) => from + k);
}
