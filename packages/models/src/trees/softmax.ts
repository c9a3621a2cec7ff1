/**
 * Probabilities of classes from their margins, one array a class with one margin a row:
 * p_k = e^{m_k − M} ÷ Σ_j e^{m_j − M} with M the largest margin of the row, so that nothing overflows.
 */
export function softmax(margins: readonly Float64Array[]): Float64Array[] {
  const shares = margins.map((margin) => margin.slice());
  const rows = margins[0]?.length ?? 0;
  for (let row = 0; row < rows; row++) {
    let largest = -Infinity;
    for (const margin of margins) largest = Math.max(largest, margin[row] as number);
    let total = 0;
    for (const share of shares) {
      share[row] = Math.exp((share[row] as number) - largest);
      total += share[row] as number;
    }
    for (const share of shares) share[row] = (share[row] as number) / total;
  }
  return shares;
}
