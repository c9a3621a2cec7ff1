import { EvenhandError, type FeatureDeclaration, shown } from "@evenhand/core";
import type { CategoryFeature } from "../trees/ensemble.ts";

/**
 * What it costs a category to change from a level to each other one; ∞ where that is not to be
 * advised. Without declared transitions every change costs the same.
 *
 * @param from index of the present level, NaN where it is missing or unknown
 * @throws EvenhandError `config/transitions`, `config/feature-number`
 */
export function levelPrices(
  { name, levels }: CategoryFeature,
  from: number,
  { transitions, cost = 1 }: FeatureDeclaration,
): Float64Array {
  const prices = new Float64Array(levels.length).fill(transitions === undefined ? cost : Infinity);
  for (const [start, ends] of Object.entries(transitions ?? {})) {
    const path = `features.${name}.transitions.${start}`;
    const row = indexOf(start, path);
    for (const [end, price] of Object.entries(ends)) {
      const column = indexOf(end, `${path}.${end}`);
      if (!(price > 0 && price < Infinity)) throw priceFault(`${path}.${end}`, price);
      if (row === from) prices[column] = price;
    }
  }
  return prices;

  function indexOf(level: string, path: string): number {
    const index = levels.indexOf(level);
    if (index >= 0) return index;
    throw new EvenhandError({
      code: "config/transitions",
      path,
      problem: "the model knows no such level",
      expected: `one of ${levels.slice(0, 20).map(shown).join(", ")}`,
      received: shown(level),
    });
  }
}

function priceFault(path: string, price: number): EvenhandError {
  return new EvenhandError({
    code: "config/feature-number",
    path,
    problem: "this cost has no meaning",
    expected: "a number above 0",
    received: String(price),
  });
}
