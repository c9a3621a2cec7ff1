import { closest, distance } from "fastest-levenshtein";

/**
 * The candidate a mistyped name most likely meant, by edit distance without regard to case; null
 * when none is near (more than half of its letters would change, or one letter in place of one).
 *
 * @example
 * nearestName("incme", ["age", "income"]); // "income"
 */
export function nearestName(name: string, candidates: readonly string[]): string | null {
  if (candidates.length === 0) return null;
  const folded = candidates.map((candidate) => candidate.toLowerCase());
  const best = closest(name.toLowerCase(), folded);
  const index = folded.indexOf(best);
  const changes = distance(name.toLowerCase(), best);
  const most = Math.max(1, Math.floor(best.length / 2));
  // One letter for another says nothing: 0 is no slip for 1, nor F for M.
  const isNear = changes <= most && changes <= Math.max(name.length, best.length) / 2;
  return isNear ? (candidates[index] as string) : null;
}

/** `Did you mean "income"?`, or the first candidates when none is near. */
export function suggestName(name: string, candidates: readonly string[]): string {
  const near = nearestName(name, candidates);
  if (near !== null) return `Did you mean ${JSON.stringify(near)}?`;
  const some = candidates.slice(0, 8).map((candidate) => JSON.stringify(candidate));
  const more = candidates.length > some.length ? `, … (${candidates.length} in all)` : "";
  return `There are: ${some.join(", ")}${more}.`;
}
