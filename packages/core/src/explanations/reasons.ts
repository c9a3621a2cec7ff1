import type { Attribution } from "./attribution.ts";
import type { Direction } from "./contributions.ts";
import type { FeatureDescription, OtherInfluences, Reason } from "./record.ts";

/** A reason before it is put into words. */
export type Finding = Omit<Reason, "sentence">;

export interface PickedReasons {
  readonly reasons: readonly Finding[];
  readonly others: Omit<OtherInfluences, "sentence"> | null;
}

const MOST_ORDINARY = 4;
/** An ordinary input with less than this part of the push is noise, unless all are. */
const NOISE_FLOOR = 0.02;
/** Where the reasons cover less than this part of the push, the rest is mentioned too. */
const ENOUGH_COVERED = 0.6;

/**
 * Chooses the reasons among the attributions that pushed in one direction.
 *
 * Ordinary inputs: at most four, each with a share of at least 2 %; when none reaches that, the four
 * strongest. Protected attributes and proxies: all of them, whatever their share. Under 60 % of the
 * push covered, `others` counts what is left.
 *
 * share = |φ| ÷ Σ |φ| over `pushing`.
 *
 * @param pushing what contributed in that direction, strongest first
 */
export function pickReasons(
  pushing: readonly Attribution[],
  direction: Direction,
  describe: (feature: string) => FeatureDescription,
): PickedReasons {
  let push = 0;
  for (const { contribution } of pushing) push += Math.abs(contribution);
  const findings = pushing.map((attribution): Finding => {
    const { label, kind } = describe(attribution.feature);
    return {
      feature: attribution.feature,
      label,
      value: attribution.value,
      referenceValue: attribution.baselineValue,
      contribution: attribution.contribution,
      direction,
      kind,
      share: Math.abs(attribution.contribution) / push,
    };
  });
  const ordinary = findings.filter(({ kind }) => kind === "ordinary");
  const audible = ordinary.filter(({ share }) => share >= NOISE_FLOOR);
  const named = new Set((audible.length > 0 ? audible : ordinary).slice(0, MOST_ORDINARY));
  const reasons = findings.filter((finding) => finding.kind !== "ordinary" || named.has(finding));
  return { reasons, others: countOthers(findings, new Set(reasons)) };
}

function countOthers(
  findings: readonly Finding[],
  listed: ReadonlySet<Finding>,
): PickedReasons["others"] {
  const rest = findings.filter((finding) => !listed.has(finding));
  let share = 0;
  for (const finding of rest) share += finding.share;
  return 1 - share < ENOUGH_COVERED ? { share, features: rest.length } : null;
}
