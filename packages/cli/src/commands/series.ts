import { type BurnDocument, isEvenhandError } from "@evenhand/core";
import type { LoadedConfiguration } from "../configuration/load.ts";
import { burnFiles } from "../outputs/burn-files.ts";
import { shownPath } from "../outputs/destination.ts";
import { writeFiles } from "../outputs/write-files.ts";
import type { Session } from "../session.ts";
import type { Progress } from "../terminal/progress.ts";
import { evaluateSlots } from "./evaluation.ts";

/**
 * Budgets over time where the configuration declares `burn` and a column of times; null where it does
 * not, or no slot has ended yet.
 */
export async function watchIfDeclared(
  loaded: LoadedConfiguration,
  today: string,
  session: Session,
  progress: Progress,
): Promise<BurnDocument | null> {
  const { burn, decisions } = loaded.configuration;
  if (burn === null || decisions.time === null) return null;
  try {
    return await evaluateSlots(loaded, today, session, progress);
  } catch (error) {
    if (isEvenhandError(error) && error.code === "input/no-slots") return null;
    throw error;
  }
}

/** Writes them beside an audit, whose verdicts alone decide the exit code. */
export async function deliverSeries(
  series: BurnDocument,
  folder: string,
  { stderr, cwd }: Session,
): Promise<void> {
  const files = await burnFiles(series, folder);
  await writeFiles(files);
  const paths = files.map(({ path }) => shownPath(path, cwd)).join(", ");
  stderr.write(`Over time, which \`evenhand burn\` exits by: ${series.outcome.sentence}\n`);
  stderr.write(`Wrote ${paths}\n`);
}
