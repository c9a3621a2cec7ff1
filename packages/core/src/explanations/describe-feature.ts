import type { FeatureValue } from "./attribution.ts";
import { displayName, displayPassage } from "./display-text.ts";
import type { FeatureDeclaration } from "./feature.ts";
import type { FeatureDescription, FeatureKind } from "./record.ts";

const NAMELESS = "?";

/** What a record keeps of a declaration: safe names, and only the levels among `values`. */
export function describeFeature(
  feature: string,
  declaration: FeatureDeclaration | undefined,
  values: readonly FeatureValue[],
): FeatureDescription {
  const kind = kindOf(declaration);
  const unit = displayName(declaration?.unit ?? "");
  return {
    feature,
    label: displayName(declaration?.label ?? "") || displayName(feature) || NAMELESS,
    unit: unit === "" ? null : unit,
    levels: namedLevels(declaration?.levels ?? {}, values),
    kind,
    proxyOf: (declaration?.proxyOf ?? []).map(displayName),
    inferred: declaration?.source === "inferred",
    use: kind === "ordinary" ? null : describeUse(declaration?.use ?? "prohibited"),
    actionable: describeOwner(declaration?.actionable),
  };
}

function kindOf(declaration: FeatureDeclaration | undefined): FeatureKind {
  if (declaration?.protected === true) return "protected";
  return (declaration?.proxyOf?.length ?? 0) > 0 ? "proxy" : "ordinary";
}

function describeUse(use: "prohibited" | { readonly allowed: string }): FeatureDescription["use"] {
  return use === "prohibited" ? use : { allowed: displayPassage(use.allowed) };
}

function describeOwner(
  actionable: FeatureDeclaration["actionable"],
): FeatureDescription["actionable"] {
  if (actionable === undefined) return null;
  return {
    owner: displayName(actionable.owner),
    rationale: displayPassage(actionable.rationale),
  };
}

function namedLevels(
  names: Readonly<Record<string, string>>,
  values: readonly FeatureValue[],
): FeatureDescription["levels"] {
  const present = new Set(values.filter((value) => value !== null).map(String));
  return [...present]
    .filter((level) => Object.hasOwn(names, level))
    .sort()
    .map((level) => ({ level, label: displayName(names[level] as string) || NAMELESS }));
}
