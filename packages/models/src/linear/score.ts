import { EvenhandError } from "@evenhand/core";
import type { EncodedRows } from "../trees/encode.ts";
import type { ModelFeature } from "../trees/ensemble.ts";
import type { Linear, LinearTerm } from "./linear.ts";

/** Raw outputs: base + Σ terms. @throws EvenhandError `input/missing-value` */
export function predictLinear(
  { features, terms, output }: Linear,
  rows: EncodedRows,
): Float64Array {
  const raw = new Float64Array(rows.rows).fill(output.base);
  terms.forEach((term, at) => {
    const effects = termEffects(term, features[at] as ModelFeature, rows, at);
    for (let row = 0; row < raw.length; row++) {
      raw[row] = (raw[row] as number) + (effects[row] as number);
    }
  });
  return raw;
}

/**
 * What one feature adds to the output of each row.
 *
 * @throws EvenhandError `input/missing-value` where the model has no answer to a missing value
 */
export function termEffects(
  term: LinearTerm,
  feature: ModelFeature,
  { rows, width, values }: EncodedRows,
  at: number,
): Float64Array {
  const effects = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const x = values[row * width + at] as number;
    if (Number.isNaN(x) && term.missing === null) throw missingFault(feature.name, row);
    effects[row] = term.kind === "numeric" ? numberEffect(term, x) : levelEffect(term, x);
  }
  return effects;
}

function numberEffect(
  { weight, center, scale, missing }: Extract<LinearTerm, { kind: "numeric" }>,
  x: number,
): number {
  return (weight * ((Number.isNaN(x) ? (missing as number) : x) - center)) / scale;
}

/** An unseen level stands one behind the last; where it is refused, encoding has done so. */
function levelEffect(
  { weights, missing, unseen }: Extract<LinearTerm, { kind: "category" }>,
  level: number,
): number {
  if (Number.isNaN(level)) return missing as number;
  return level === weights.length ? (unseen as number) : (weights[level] as number);
}

function missingFault(name: string, row: number): EvenhandError {
  return new EvenhandError({
    code: "input/missing-value",
    path: `${name}[${row}]`,
    problem: "the model has no answer to a missing value",
    expected: "a value in every row",
    hint: "Fill it in as before training, or export the model with its imputer.",
  });
}
