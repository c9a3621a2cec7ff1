import { resolve } from "node:path";
import {
  type AuditDocument,
  audit,
  type CohortInput,
  type ConfigurationInput,
  type DecisionsInput,
} from "@evenhand/core";
import { givenLayout, type LayoutValues } from "../arguments/file-options.ts";
import type { DraftCohort, DraftPrediction } from "../configuration/draft.ts";
import { readGuessed } from "../inputs/read-guessed.ts";
import type { Session } from "../session.ts";
import { coloursFor } from "../terminal/colours.ts";
import type { Progress } from "../terminal/progress.ts";
import { type GivenAnswers, type Settled, settleAnswers } from "./init/answers.ts";

/** An audit of a bare file: rates and disparities, no budgets. What was guessed is told. */
export async function auditUndeclared(
  path: string,
  options: GivenAnswers & LayoutValues,
  today: string,
  session: Session,
  progress: Progress,
): Promise<AuditDocument> {
  progress.say("Reading the data");
  const file = await readGuessed(resolve(session.cwd, path), givenLayout(options));
  const { answers, said } = await settleAnswers(file.profiles, options, null);
  progress.end();
  const isCrossed = crosses(answers.cohorts, options.by.length > 0);
  const uncrossed =
    answers.cohorts.length > 1 && !isCrossed
      ? ["combinations of them are left out: name two to four columns with --by"]
      : [];
  const colours = coloursFor(session.stderr, session.env);
  for (const sentence of [...file.said, ...said, ...uncrossed]) {
    session.stderr.write(`${colours.dim("guessed")} ${sentence}\n`);
  }
  progress.say("Counting and comparing");
  return audit(file.table, questionOf(answers, isCrossed), {
    today,
    title: `Audit of ${file.identity.name}`,
    data: file.identity,
  });
}

/** As many attributes as one dimension may have. */
const MOST_CROSSED = 4;

/** Combinations of columns that nobody chose soon are too many to read. */
function crosses(cohorts: readonly DraftCohort[], isGiven: boolean): boolean {
  return cohorts.length > 1 && cohorts.length <= (isGiven ? MOST_CROSSED : 2);
}

/** The same question as the library's `{ outcome, by }`: each attribute, and all of them together. */
function questionOf(
  { outcome, favourable, prediction, cohorts }: Settled["answers"],
  isCrossed: boolean,
): ConfigurationInput {
  const dimensions: Record<string, CohortInput> = {};
  for (const cohort of cohorts) dimensions[cohort.column] = dimensionOf([cohort]);
  if (isCrossed) dimensions[cohorts.map(({ column }) => column).join("×")] = dimensionOf(cohorts);
  return {
    decisions: { label: outcome, favourable, ...predictionOf(prediction) },
    cohorts: dimensions,
  };
}

function dimensionOf(cohorts: readonly DraftCohort[]): CohortInput {
  const banded = cohorts.flatMap(({ column, bands }) => (bands === null ? [] : [[column, bands]]));
  const by = cohorts.map(({ column }) => column);
  return {
    by,
    reference: "rest",
    ...(banded.length === 0 ? {} : { bands: Object.fromEntries(banded) }),
  };
}

function predictionOf(prediction: DraftPrediction | null): Partial<DecisionsInput> {
  switch (prediction?.kind) {
    case undefined:
      return {};
    case "column":
      return { prediction: prediction.column };
    case "score": {
      const { column, threshold } = prediction;
      return {
        score: column,
        prediction: { score: true, threshold, favourableWhen: "above" },
      };
    }
  }
}
