import type { AuditDocument } from "@evenhand/core";
import { shownPath } from "../outputs/destination.ts";
import { auditJson, type RequestedOutput } from "../outputs/formats.ts";
import { writeOutputs } from "../outputs/write-outputs.ts";
import type { Session } from "../session.ts";
import { coloursFor, widthOf } from "../terminal/colours.ts";
import type { Progress } from "../terminal/progress.ts";
import { renderVerdictTable } from "../terminal/verdict-table.ts";

/** Writes an audit and shows it: the result on standard output, the rest on standard error. */
export async function deliver(
  audit: AuditDocument,
  outputs: readonly RequestedOutput[],
  { session, isJson, progress }: { session: Session; isJson: boolean; progress: Progress },
): Promise<void> {
  progress.say("Writing");
  await writeOutputs(audit, outputs);
  progress.end();
  const { stdout, stderr, env, cwd } = session;
  if (isJson) {
    stdout.write(auditJson(audit));
    stderr.write(`${audit.outcome.sentence}\n`);
  } else {
    const color = coloursFor(stdout, env).isColorSupported;
    stdout.write(renderVerdictTable(audit, { color, width: widthOf(stdout) }));
  }
  const paths = [...new Set(outputs.map(({ path }) => shownPath(path, cwd)))];
  stderr.write(`\nWrote ${paths.join(", ")}\n`);
  const report = outputs.find(({ format }) => format === "html");
  if (report !== undefined) {
    stderr.write(
      `Open ${shownPath(report.path, cwd)} next: it shows every number with its interval.\n`,
    );
  }
}
