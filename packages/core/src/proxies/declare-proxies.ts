import type { FeatureDeclaration } from "../explanations/feature.ts";
import type { FlaggedProxy } from "./proxy-audit.ts";

/**
 * Declarations with what an audit flagged: these features count as proxies from then on, beside those
 * declared before. No advice changes them unless an owner is declared under `actionable`, and no
 * notice names them as a reason without its safeguard.
 *
 * @returns new declarations; those given stay as they are
 * @example
 * declareProxies({}, [{ feature: "relationship", proxyOf: ["sex"] }]); // { relationship: { proxyOf: ["sex"] } }
 */
export function declareProxies(
  features: Readonly<Record<string, FeatureDeclaration>>,
  flagged: readonly FlaggedProxy[],
): Record<string, FeatureDeclaration> {
  const declared = new Map(Object.entries(features));
  for (const { feature, proxyOf } of flagged) {
    const before = declared.get(feature);
    const all = [...new Set([...(before?.proxyOf ?? []), ...proxyOf])];
    declared.set(feature, { ...before, proxyOf: all });
  }
  return Object.fromEntries(declared);
}
