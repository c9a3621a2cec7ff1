import type { AuditDocument } from "@evenhand/core";
import type { BudgetPlaces } from "@evenhand/reporting";
import { shownPath } from "../outputs/destination.ts";
import { auditJson, type RequestedFormats, renderOutput } from "../outputs/formats.ts";
import { writeOutputs } from "../outputs/write-outputs.ts";
import type { Session } from "../session.ts";
import { coloursFor, widthOf } from "../terminal/colours.ts";
import type { Progress } from "../terminal/progress.ts";
import { summariseProxies } from "../terminal/proxy-table.ts";
import { renderVerdictTable } from "../terminal/verdict-table.ts";

export interface DeliveryContext {
  readonly session: Session;
  readonly isJson: boolean;
  readonly progress: Progress;
  /** Where the budgets stand, for formats that point at lines; undefined without a configuration. */
  readonly places: BudgetPlaces | undefined;
}

/**
 * Writes an audit and shows it: the result on standard output, the rest on standard error. What
 * machines read from standard output takes the place of the table: in a log of GitHub Actions the
 * table would print small counts, and a level of the data in it could become a workflow command.
 */
export async function deliver(
  audit: AuditDocument,
  { files, streams }: RequestedFormats,
  { session, isJson, progress, places }: DeliveryContext,
): Promise<void> {
  progress.say("Writing");
  await writeOutputs(audit, files, places);
  progress.end();
  const { stdout, stderr, env, cwd } = session;
  if (isJson) stdout.write(auditJson(audit));
  for (const format of streams) stdout.write(await renderOutput(format, audit, places));
  if (isJson || streams.length > 0) {
    stderr.write(`${audit.outcome.sentence}\n`);
  } else {
    const color = coloursFor(stdout, env).isColorSupported;
    stdout.write(renderVerdictTable(audit, { color, width: widthOf(stdout) }));
    if (audit.proxies !== undefined) {
      const options = { colours: coloursFor(stdout, env), width: widthOf(stdout) };
      stdout.write(`\n${summariseProxies(audit.proxies, options)}`);
    }
  }
  const paths = [...new Set(files.map(({ path }) => shownPath(path, cwd)))];
  stderr.write(`\nWrote ${paths.join(", ")}\n`);
  const report = files.find(({ format }) => format === "html");
  if (report !== undefined) {
    stderr.write(
      `Open ${shownPath(report.path, cwd)} next: it shows every number with its interval.\n`,
    );
  }
}
