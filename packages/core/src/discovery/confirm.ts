import { compareEstimates } from "../metrics/comparison.ts";
import { estimateProportion } from "../metrics/estimate.ts";
import { benjaminiHochberg } from "../stats/benjamini-hochberg.ts";
import { type Proportion, rateOf } from "../stats/proportion.ts";
import type { Sample } from "./code-rows.ts";
import type { ConfirmedGap, DiscoveredGap } from "./question.ts";
import type { Ranked } from "./rank.ts";

const CONFIDENCE = 0.95;

/**
 * What rows that took no part in the search say of each candidate, tested against everyone else; null
 * where one of the two has no rows. The p-values are adjusted together.
 */
export function confirmCandidates(
  candidates: readonly Ranked[],
  heldOut: Sample,
): (ConfirmedGap | null)[] {
  const everyone = countAll(heldOut);
  const found = candidates.map((candidate) => {
    const own = countMembers(candidate, heldOut);
    const rest = { successes: everyone.successes - own.successes, size: everyone.size - own.size };
    if (own.size === 0 || rest.size === 0) return null;
    const comparison = compareEstimates(
      "difference",
      estimateProportion(own),
      estimateProportion(rest),
    );
    const { lower, upper } = comparison.bounds(CONFIDENCE);
    return { ...describeGap(own, rest), lower, upper, p: comparison.p(0) };
  });
  // Candidates that could not be tested count as tests, so that leaving rows out gains nothing.
  const adjusted = benjaminiHochberg(found.map((gap) => gap?.p ?? 1));
  return found.map((gap, i) =>
    gap === null ? null : { ...gap, adjustedP: adjusted[i] as number },
  );
}

export function describeGap(own: Proportion, rest: Proportion): DiscoveredGap {
  const rate = rateOf(own);
  const restRate = rateOf(rest);
  return { rate, n: own.size, restRate, nRest: rest.size, gap: rate - restRate };
}

/** Everyone of a sample. */
export function countAll({ rows, hits }: Sample): Proportion {
  let successes = 0;
  for (let row = 0; row < rows; row++) successes += hits[row] as number;
  return { successes, size: rows };
}

function countMembers({ conjunction }: Ranked, { rows, attributes, hits }: Sample): Proportion {
  const codes = conjunction.attributes.map((at) => attributes[at]?.codes as Uint16Array);
  let successes = 0;
  let size = 0;
  for (let row = 0; row < rows; row++) {
    if (codes.some((code, i) => code[row] !== conjunction.levels[i])) continue;
    size++;
    successes += hits[row] as number;
  }
  return { successes, size };
}
