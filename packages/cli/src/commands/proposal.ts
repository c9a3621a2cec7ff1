import {
  type AuditDocument,
  type AuditProposal,
  type Configuration,
  compareJudged,
  type Judged,
} from "@evenhand/core";
import { compareQuestions } from "../configuration/compare-questions.ts";
import type { LoadedConfiguration } from "../configuration/load.ts";
import { overrideInconclusive } from "../configuration/override-inconclusive.ts";
import type { Session } from "../session.ts";
import type { Progress } from "../terminal/progress.ts";
import { evaluate } from "./evaluation.ts";

type DataSection = NonNullable<Configuration["data"]>;

/**
 * What the budgets of another configuration, those in force, say of the file and the model of a
 * proposed one. Which rows of the file are judged, and by which columns, is theirs to say too.
 *
 * @param audit of the proposed configuration
 * @param inconclusive what `--inconclusive` says of both
 */
export async function compareWithBase(
  inForce: LoadedConfiguration,
  proposed: LoadedConfiguration,
  audit: AuditDocument,
  inconclusive: string | undefined,
  today: string,
  session: Session,
  progress: Progress,
): Promise<AuditProposal> {
  const { data, model } = proposed.configuration;
  const onSameData: LoadedConfiguration = {
    ...inForce,
    folder: proposed.folder,
    configuration: {
      ...inForce.configuration,
      data: data === null ? null : withRowsOf(inForce.configuration.data, data),
      model,
    },
  };
  const { loaded } = overrideInconclusive(onSameData, inconclusive);
  const judged = await evaluate(loaded, today, session, progress);
  const compared = compareJudged(
    judgedOf(judged, inForce.configuration),
    judgedOf(audit, proposed.configuration),
    compareQuestions(inForce.configuration, proposed.configuration),
  );
  return { base: inForce.identity, ...compared };
}

/** The file of one section and the rows of another: who is left out is no matter of the file. */
function withRowsOf(inForce: DataSection | null, { where, rows, ...file }: DataSection) {
  const kept = inForce ?? { where, rows };
  return {
    ...file,
    ...(kept.where === undefined ? {} : { where: kept.where }),
    ...(kept.rows === undefined ? {} : { rows: kept.rows }),
  };
}

/** What an audit says, with the policy it was made by. */
export function judgedOf(
  { cells, measurements, verdicts, outcome }: AuditDocument,
  policy: Judged["policy"],
): Judged {
  return { policy, cells, measurements, verdicts, outcome };
}
