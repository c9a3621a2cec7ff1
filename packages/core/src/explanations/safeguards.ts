import type { Attribution } from "./attribution.ts";
import type { Clearness } from "./confidence.ts";
import type { Counterfactual } from "./counterfactual.ts";
import type { FeatureDescription, Safeguard } from "./record.ts";

/** A safeguard before it is put into words. */
export type Flag = Omit<Safeguard, "sentence">;

/**
 * The safeguards of one decision: first each protected attribute and each proxy that moved the
 * output, in either direction (one that helped was used as well), then a close call, then what the
 * search left open.
 *
 * @param contributing what moved the output at all, strongest first
 */
export function findSafeguards(
  contributing: readonly Attribution[],
  describe: (feature: string) => FeatureDescription,
  clearness: Clearness,
  favourable: boolean,
  counterfactuals: readonly Counterfactual[],
): readonly Flag[] {
  const described = contributing.map(({ feature }) => describe(feature));
  return [
    ...described.filter(({ kind }) => kind === "protected").map(flagUse),
    ...described.filter(({ kind }) => kind === "proxy").map(flagUse),
    ...(clearness.band === "close-call" ? [flag("close-call")] : []),
    ...flagSearch(favourable, counterfactuals),
  ];
}

/** True when it is proved that no allowed change alters the outcome. */
export function hasNoRecourse(counterfactuals: readonly Counterfactual[]): boolean {
  return (
    counterfactuals.some(({ status }) => status === "infeasible") &&
    counterfactuals.every(({ changes }) => changes.length === 0)
  );
}

function flagSearch(
  favourable: boolean,
  counterfactuals: readonly Counterfactual[],
): readonly Flag[] {
  if (hasNoRecourse(counterfactuals)) return favourable ? [] : [flag("no-recourse")];
  return isSearchIncomplete(counterfactuals) ? [flag("search-incomplete")] : [];
}

function isSearchIncomplete(counterfactuals: readonly Counterfactual[]): boolean {
  return counterfactuals.some(
    ({ status, gap }) => status === "not-found" || (status === "feasible" && gap !== 0),
  );
}

function flagUse({ feature, kind, use }: FeatureDescription): Flag {
  return {
    code: kind === "protected" ? "protected-attribute-used" : "proxy-used",
    feature,
    holdForReview: use === "prohibited",
  };
}

function flag(code: Flag["code"]): Flag {
  return { code, feature: null, holdForReview: false };
}
