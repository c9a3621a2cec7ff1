/** The solution of least squares, and A⁻¹ = (Σ x xᵀ)⁻¹, row-major. */
export interface Fitted {
  readonly solution: Float64Array;
  readonly inverse: Float64Array;
}

/** β = A⁻¹ Σ x y, with A⁻¹ by Gauss–Jordan; null where A is singular. */
export function solveNormal(
  inputs: readonly Float64Array[],
  outputs: readonly number[],
): Fitted | null {
  const size = inputs[0]?.length ?? 0;
  const moments = new Float64Array(size * size);
  const right = new Float64Array(size);
  inputs.forEach((x, at) => {
    for (let row = 0; row < size; row++) {
      const own = x[row] as number;
      if (own === 0) continue;
      right[row] = (right[row] as number) + own * (outputs[at] as number);
      for (let column = 0; column < size; column++) {
        const entry = row * size + column;
        moments[entry] = (moments[entry] as number) + own * (x[column] as number);
      }
    }
  });
  const inverse = invert(moments, size);
  return inverse === null ? null : { solution: multiply(inverse, right, size), inverse };
}

/**
 * A⁻¹ (Σ x xᵀ e²) A⁻¹ with the residuals e = (y − xᵀβ) ÷ (1 − xᵀA⁻¹x), each as if its equation had been
 * left out (HC3, MacKinnon and White 1985).
 */
export function covarianceOf(
  { solution, inverse }: Fitted,
  inputs: readonly Float64Array[],
  outputs: readonly number[],
): Float64Array {
  const size = solution.length;
  const covariance = new Float64Array(size * size);
  inputs.forEach((x, at) => {
    const fitted = x.reduce((sum, value, j) => sum + value * (solution[j] as number), 0);
    const influence = multiply(inverse, x, size);
    const leverage = x.reduce((sum, value, j) => sum + value * (influence[j] as number), 0);
    const error = ((outputs[at] as number) - fitted) / Math.max(1e-9, 1 - leverage);
    for (let row = 0; row < size; row++) {
      for (let column = 0; column < size; column++) {
        const entry = row * size + column;
        const product = (influence[row] as number) * (influence[column] as number);
        covariance[entry] = (covariance[entry] as number) + error * error * product;
      }
    }
  });
  return covariance;
}

function multiply(matrix: Float64Array, vector: Float64Array, size: number): Float64Array {
  return Float64Array.from({ length: size }, (_, row) => {
    let sum = 0;
    for (let column = 0; column < size; column++) {
      sum += (matrix[row * size + column] as number) * (vector[column] as number);
    }
    return sum;
  });
}

/** Gauss–Jordan elimination; a positive definite matrix needs no exchange of rows. */
function invert(matrix: Float64Array, size: number): Float64Array | null {
  const left = matrix.slice();
  const right = Float64Array.from(left, (_, at) => Number(at % size === Math.floor(at / size)));
  for (let pivot = 0; pivot < size; pivot++) {
    const own = left[pivot * size + pivot] as number;
    if (!(own > 1e-9 * (matrix[pivot * size + pivot] as number))) return null;
    for (const side of [left, right]) scaleRow(side, pivot, 1 / own, size);
    for (let row = 0; row < size; row++) {
      const factor = left[row * size + pivot] as number;
      if (row === pivot || factor === 0) continue;
      for (const side of [left, right]) subtractRow(side, row, pivot, factor, size);
    }
  }
  return right;
}

function scaleRow(matrix: Float64Array, row: number, factor: number, size: number): void {
  for (let at = row * size; at < (row + 1) * size; at++) {
    matrix[at] = (matrix[at] as number) * factor;
  }
}

function subtractRow(
  matrix: Float64Array,
  row: number,
  pivot: number,
  factor: number,
  size: number,
): void {
  for (let column = 0; column < size; column++) {
    const at = row * size + column;
    matrix[at] = (matrix[at] as number) - factor * (matrix[pivot * size + column] as number);
  }
}
