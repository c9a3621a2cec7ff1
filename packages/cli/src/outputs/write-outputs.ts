import type { AuditDocument } from "@evenhand/core";
import type { BudgetPlaces } from "@evenhand/reporting";
import { type RequestedOutput, renderOutput } from "./formats.ts";
import { type OutputFile, writeFiles } from "./write-files.ts";

/**
 * Renders an audit in every format asked for, then writes all files or none.
 *
 * @param places where the budgets are declared, for the formats that point at lines
 * @throws EvenhandError `usage/unwritable-output`
 * @example
 * await writeOutputs(audit, [{ format: "html", path: "/tmp/report.html" }]);
 */
export async function writeOutputs(
  audit: AuditDocument,
  outputs: readonly RequestedOutput[],
  places?: BudgetPlaces,
): Promise<void> {
  const files = new Map<string, OutputFile>();
  for (const { format, path } of outputs) {
    files.set(path, { path, content: await renderOutput(format, audit, places) });
  }
  await writeFiles([...files.values()]);
}
