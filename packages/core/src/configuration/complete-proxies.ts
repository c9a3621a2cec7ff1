import { edgesOf } from "../cohorts/bands.ts";
import type { CohortDimension } from "../cohorts/dimension.ts";
import { shown } from "../errors.ts";
import type { FeatureDeclaration } from "../explanations/feature.ts";
import { findCycle } from "../proxies/causal-path.ts";
import { DEFAULT_LIMIT } from "../proxies/check-question.ts";
import type { ProxiesSection } from "./configuration.ts";
import type { ProxiesInput } from "./input.ts";
import { type ConfigurationIssue, issueAt } from "./issue.ts";

/** The section `proxies`: attributes with the bands of the cohorts, defaults filled in. */
export function completeProxies(
  input: ProxiesInput,
  seed: number,
  cohorts: readonly CohortDimension[],
  features: Readonly<Record<string, FeatureDeclaration>>,
  report: (issue: ConfigurationIssue) => void,
): ProxiesSection {
  const columns = [...new Set(cohorts.flatMap(({ by }) => by))];
  const attributes =
    input.protected ?? columns.filter((column) => features[column]?.protected !== false);
  if (attributes.length === 0) {
    report(
      issueAt(["proxies", "protected"], {
        code: "config/missing-key",
        problem: "no attribute of the cohorts is protected, so there is nothing to look for",
        expected: "at least one column",
      }),
    );
  }
  const cycle = findCycle(input.causes ?? []);
  if (cycle !== null) {
    report(
      issueAt(["proxies", "causes"], {
        code: "config/causal-cycle",
        problem: "the arrows lead back to where they started",
        expected: "a graph without a cycle",
        received: shown(cycle),
      }),
    );
  }
  return {
    protected: attributes.map((column) => ({ column, bands: bandsOf(column, cohorts) })),
    features: input.features ?? null,
    legitimate: input.legitimate ?? [],
    causes: input.causes ?? [],
    limit: input.limit ?? DEFAULT_LIMIT,
    folds: input.folds ?? 5,
    seed: input.seed ?? seed,
  };
}

/** The bands of the dimension of this attribute alone, else of the first that has any. */
function bandsOf(column: string, cohorts: readonly CohortDimension[]): readonly number[] | null {
  const alone = cohorts.filter(({ by }) => by.length === 1 && by[0] === column);
  for (const { bands } of [...alone, ...cohorts]) {
    const edges = edgesOf(bands, column);
    if (edges !== null) return edges;
  }
  return null;
}
