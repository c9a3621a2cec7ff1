import type { PerCohortThresholds } from "../configuration/configuration.ts";
import { EvenhandError } from "../errors.ts";

/** The line of the policy that says whether thresholds may depend on the cohort. */
const LAWFUL_PATH = "remedies.perCohortThresholds";

/**
 * Refuses thresholds by cohort unless the policy declares them lawful.
 *
 * @throws EvenhandError `config/unlawful-thresholds`
 */
export function requireLawful(use: PerCohortThresholds | null): void {
  if (use?.lawful === true) return;
  throw new EvenhandError({
    code: "config/unlawful-thresholds",
    path: use === null ? LAWFUL_PATH : `${LAWFUL_PATH}.lawful`,
    problem:
      use === null
        ? "a threshold by cohort decides by a protected attribute, and the policy does not declare that lawful"
        : "a threshold by cohort decides by a protected attribute, and the policy declares that unlawful",
    expected: "{ lawful: true, basis: …, owner: … }",
    received: use === null ? "nothing" : `lawful: false (${use.basis}, ${use.owner})`,
    hint: "Ask for one threshold for everyone, or have the owner of the policy declare the ground.",
  });
}
