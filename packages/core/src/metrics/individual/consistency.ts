/**
 * How alike each row's prediction is to those of its nearest neighbours: 1 − |ŷ_i − mean ŷ of the
 * k nearest other rows| (Zemel et al. 2013). A row is never its own neighbour; AIF360 counts it as
 * one, which makes every value too high. Rows tied at the k-th distance share the places that are
 * left, so that the order of rows does not matter. Compares every row with every other, n² · features.
 *
 * @param points features of each row, row after row, on comparable scales; Euclidean distance
 * @param predictions one a row, 0 to 1
 * @param k fewer than there are rows
 */
export function consistencyOfRows(
  points: Float64Array,
  predictions: Float64Array,
  k: number,
): Float64Array {
  const rows = predictions.length;
  const features = points.length / rows;
  const squares = new Float64Array(rows);
  return predictions.map((own, row) => {
    const farthest = kthSmallest(squaresFrom(points, features, row, squares), row, k);
    let nearer = 0;
    let nearerSum = 0;
    let tied = 0;
    let tiedSum = 0;
    for (let other = 0; other < rows; other++) {
      const square = squares[other] as number;
      if (other === row || square > farthest) continue;
      const prediction = predictions[other] as number;
      if (square < farthest) {
        nearer++;
        nearerSum += prediction;
      } else {
        tied++;
        tiedSum += prediction;
      }
    }
    const mean = (nearerSum + (tiedSum / tied) * (k - nearer)) / k;
    return 1 - Math.abs(own - mean);
  });
}

/** Squared distances from one row to each. */
function squaresFrom(
  points: Float64Array,
  features: number,
  row: number,
  into: Float64Array,
): Float64Array {
  for (let other = 0; other < into.length; other++) {
    let sum = 0;
    for (let i = 0; i < features; i++) {
      const away =
        (points[features * row + i] as number) - (points[features * other + i] as number);
      sum += away * away;
    }
    into[other] = sum;
  }
  return into;
}

/** The k-th smallest value but for one place; k is small, so a short sorted list is kept. */
function kthSmallest(values: Float64Array, skip: number, k: number): number {
  const smallest = new Float64Array(k).fill(Infinity);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (i === skip || value >= (smallest[k - 1] as number)) continue;
    let at = k - 1;
    while (at > 0 && (smallest[at - 1] as number) > value) {
      smallest[at] = smallest[at - 1] as number;
      at--;
    }
    smallest[at] = value;
  }
  return smallest[k - 1] as number;
}
