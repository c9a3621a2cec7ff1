/**
 * Texts of the left-closed bands that ascending edges make.
 *
 * @example
 * bandLevels([25, 45]); // ["<25", "25..<45", ">=45"]
 */
export function bandLevels(edges: readonly number[]): string[] {
  const first = edges[0];
  if (first === undefined) return ["all"];
  const inner = edges.slice(1).map((edge, i) => `${edges[i]}..<${edge}`);
  return [`<${first}`, ...inner, `>=${edges[edges.length - 1]}`];
}

/** Index of the band a number falls into: how many edges are at or below it. */
export function bandOf(value: number, edges: readonly number[]): number {
  let band = 0;
  while (band < edges.length && (edges[band] as number) <= value) band++;
  return band;
}

/** The edges declared for an attribute, or null where it is a category (also for a column called `constructor`). */
export function edgesOf(
  bands: Readonly<Record<string, readonly number[]>>,
  column: string,
): readonly number[] | null {
  return Object.hasOwn(bands, column) ? (bands[column] as readonly number[]) : null;
}
