import type { Attribution } from "./attribution.ts";
import type { DecisionOutcome } from "./record.ts";

export type Direction = "for" | "against";

/** Below this part of the largest number in play, a contribution is rounding noise. */
const ROUNDING = 1e-12;

/** Strongest first; equal strengths by name (code units), so that no input order shows through. */
export function sortByStrength(attributions: readonly Attribution[]): readonly Attribution[] {
  return [...attributions].sort(
    (a, b) =>
      Math.abs(b.contribution) - Math.abs(a.contribution) || (a.feature < b.feature ? -1 : 1),
  );
}

/** Towards a yes is `for`: a rise where values above the threshold are favourable, else a fall. */
export function directionOf(
  contribution: number,
  favourableWhen: DecisionOutcome["favourableWhen"],
): Direction {
  const towards = favourableWhen === "above" ? contribution : -contribution;
  return towards > 0 ? "for" : "against";
}

/**
 * The attributions that contributed at all, in the order given.
 * Contributed: |φ| > 10⁻¹² · max(|output|, |baseline|, max |φ|).
 */
export function keepContributing(
  attributions: readonly Attribution[],
  output: number,
  baseline: number,
): readonly Attribution[] {
  let scale = Math.max(Math.abs(output), Math.abs(baseline));
  for (const { contribution } of attributions) scale = Math.max(scale, Math.abs(contribution));
  return attributions.filter(({ contribution }) => Math.abs(contribution) > ROUNDING * scale);
}
