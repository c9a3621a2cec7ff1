/** c₀ + Σ cᵢ xᵢ over the free shares of a program. */
export interface Affine {
  readonly constant: number;
  /** By variable; variables without an entry have coefficient 0. */
  readonly coefficients: ReadonlyMap<number, number>;
}

export type Terms = readonly (readonly [weight: number, expression: Affine])[];

/** Σ weight · expression. */
export function combine(terms: Terms): Affine {
  let constant = 0;
  const coefficients = new Map<number, number>();
  for (const [weight, expression] of terms) {
    constant += weight * expression.constant;
    for (const [variable, coefficient] of expression.coefficients) {
      coefficients.set(variable, (coefficients.get(variable) ?? 0) + weight * coefficient);
    }
  }
  for (const [variable, coefficient] of coefficients) {
    if (coefficient === 0) coefficients.delete(variable);
  }
  return { constant, coefficients };
}

export function valueAt({ constant, coefficients }: Affine, point: readonly number[]): number {
  let value = constant;
  for (const [variable, coefficient] of coefficients) {
    value += coefficient * (point[variable] as number);
  }
  return value;
}

export function isConstant({ coefficients }: Affine): boolean {
  return coefficients.size === 0;
}
