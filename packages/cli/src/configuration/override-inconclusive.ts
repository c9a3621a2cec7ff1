import { requireChoice } from "../arguments/choice.ts";
import type { LoadedConfiguration } from "./load.ts";

/** A configuration as it is to be judged, with what a reader of the audit must know about that. */
export interface OverriddenConfiguration {
  readonly loaded: LoadedConfiguration;
  readonly notes: readonly string[];
}

/**
 * The configuration with `onInconclusive` of every budget as `--inconclusive` says; the audit notes
 * it, since its configuration says otherwise. Without the option, the configuration as it is.
 *
 * @throws EvenhandError `usage/option-value`
 */
export function overrideInconclusive(
  loaded: LoadedConfiguration,
  given: string | undefined,
): OverriddenConfiguration {
  if (given === undefined) return { loaded, notes: [] };
  const rule = requireChoice(["block", "warn"], given, "--inconclusive");
  const { configuration } = loaded;
  const budgets = configuration.budgets.map((budget) => ({ ...budget, onInconclusive: rule }));
  const changed = configuration.budgets.filter(
    ({ severity, onInconclusive }) => severity === "error" && onInconclusive !== rule,
  );
  return {
    loaded: { ...loaded, configuration: { ...configuration, budgets } },
    notes:
      changed.length === 0
        ? []
        : [
            `the command was told to ${rule} where a budget is inconclusive; ${changed.length} of the error budgets declare otherwise`,
          ],
  };
}
