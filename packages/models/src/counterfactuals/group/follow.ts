import { allowedChange, type FeatureDeclaration } from "@evenhand/core";
import type { CategoryFeature, ModelFeature } from "../../trees/ensemble.ts";
import type { Measure } from "../domain.ts";
import { greatestUpTo, gridOf, leastFrom } from "../grid.ts";
import { levelPrices } from "../level-prices.ts";
import type { GroupChange } from "./options.ts";

/** Where a change takes one value, and what that costs; null where it is not open to the person. */
export type Follow = (x: number) => { readonly value: number; readonly cost: number } | null;

/** How a change is followed, by the rules that hold for the answers of one person. */
export function followOf(
  change: GroupChange,
  feature: ModelFeature,
  measure: Measure,
  declared: FeatureDeclaration,
): Follow {
  if (change.kind === "exactly") {
    return followLevel(change.value, feature as CategoryFeature, declared);
  }
  return followNumber(change, measure, declared);
}

function followLevel(
  level: string,
  feature: CategoryFeature,
  declared: FeatureDeclaration,
): Follow {
  const to = feature.levels.indexOf(level);
  const prices = new Map<number, number>();
  const priceFrom = (from: number): number => {
    const known = prices.get(from) ?? (levelPrices(feature, from, declared)[to] as number);
    prices.set(from, known);
    return known;
  };
  const isOpen = allowedChange(declared) !== "none";
  return (x) => {
    if (x === to) return { value: x, cost: 0 };
    const cost = priceFrom(x);
    return isOpen && cost < Infinity ? { value: to, cost } : null;
  };
}

function followNumber(
  change: Exclude<GroupChange, { kind: "exactly" }>,
  { spread }: Measure,
  declared: FeatureDeclaration,
): Follow {
  const direction = allowedChange(declared);
  const { range: { min = -Infinity, max = Infinity } = {}, step, cost = 1 / spread } = declared;
  return (x) => {
    if (!Number.isFinite(x)) return null;
    const value = destination(change, x, step);
    if (value === x) return { value, cost: 0 };
    if (value === null || value < min || value > max) return null;
    if (direction === "none" || direction === (value > x ? "down" : "up")) return null;
    return { value, cost: Math.abs(value - x) * cost };
  };
}

/** Null where no step of the person's leads there. */
function destination(
  { kind, value }: Exclude<GroupChange, { kind: "exactly" }>,
  x: number,
  step: number | undefined,
): number | null {
  if (kind === "by") return sumOf(x, value);
  if (kind === "at-least" ? x >= value : x <= value) return x;
  if (step === undefined) return value;
  const steps = { kind: "steps", from: x, step } as const;
  return kind === "at-least" ? leastFrom(steps, value) : greatestUpTo(steps, value);
}

/** x + size, rounded to the decimals that both have: 0.1 + 0.2 is 0.3. */
function sumOf(x: number, size: number): number {
  const grid = gridOf(Float64Array.of(x, size));
  if (grid.kind !== "decimals") return x + size;
  const scale = 10 ** grid.decimals;
  return Math.round((x + size) * scale) / scale;
}
