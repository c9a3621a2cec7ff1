import { type AuditDocument, type AuditProposal, compareJudged, type Judged } from "@evenhand/core";
import { type LoadedConfiguration, loadConfiguration } from "../configuration/load.ts";
import type { Session } from "../session.ts";
import type { Progress } from "../terminal/progress.ts";
import { evaluate } from "./evaluation.ts";

/**
 * What the budgets of another configuration, those in force, say of the data and the model of a
 * proposed one.
 *
 * @param base path of the configuration in force
 * @param audit of the proposed configuration
 */
export async function compareWithBase(
  base: string,
  proposed: LoadedConfiguration,
  audit: AuditDocument,
  today: string,
  session: Session,
  progress: Progress,
): Promise<AuditProposal> {
  const inForce = await loadConfiguration(base, session.cwd);
  const { data, model } = proposed.configuration;
  const onSameData: LoadedConfiguration = {
    ...inForce,
    folder: proposed.folder,
    configuration: { ...inForce.configuration, data, model },
  };
  const judged = await evaluate(onSameData, today, session, progress);
  const compared = compareJudged(
    judgedOf(judged, inForce.configuration),
    judgedOf(audit, proposed.configuration),
  );
  return { base: inForce.identity, ...compared };
}

/** What an audit says, with the policy it was made by. */
export function judgedOf(
  { cells, measurements, verdicts, outcome }: AuditDocument,
  policy: Judged["policy"],
): Judged {
  return { policy, cells, measurements, verdicts, outcome };
}
