import { type ErrorDetails, isEvenhandError, type Table } from "@evenhand/core";
import { commandOf } from "../arguments/command.ts";
import { CONFIG_OPTION } from "../arguments/common-options.ts";
import type { Command } from "../arguments/declaration.ts";
import { findDataIssues } from "../configuration/data-issues.ts";
import {
  DEFAULT_CONFIGURATION,
  type LoadedConfiguration,
  loadConfiguration,
  placePath,
} from "../configuration/load.ts";
import { findNameRemarks } from "../configuration/name-remarks.ts";
import { EXIT } from "../exit-codes.ts";
import { gatherData } from "../inputs/gather.ts";
import type { Session } from "../session.ts";
import { coloursFor } from "../terminal/colours.ts";
import { detailsOf } from "../terminal/error-details.ts";
import { errorMessage, remarkMessage } from "../terminal/messages.ts";

export const lint: Command = commandOf({
  name: "lint",
  positionals: [],
  options: {
    config: CONFIG_OPTION,
    strict: { type: "boolean", summary: "remarks on names are issues too" },
  },
  details: [
    "Prints every issue with its file, line and column, and exits with 3 when there is one.",
    "Where the data can be read, it also checks that the columns exist and that the favourable\nvalues and the references occur.",
    "Where there is a model, it remarks on what a person could not read in a notice: inputs without a\nlabel, labels like column names, numbers without a unit, codes without a name, texts that lack a\nlanguage, reasons without a code. With --strict these count as issues.",
  ],
  examples: [
    "evenhand lint",
    "evenhand lint --strict",
    "evenhand lint --config models/evenhand.yaml",
  ],
  async run(session, { options }) {
    const name = options.config ?? DEFAULT_CONFIGURATION;
    const loaded = await loadConfiguration(name, session.cwd);
    const { issues, unread, table } = await checkData(loaded, session);
    const remarks = await findNameRemarks(loaded, table);
    const colours = coloursFor(session.stderr, session.env);
    for (const issue of issues) {
      session.stderr.write(errorMessage(placePath(loaded.source, issue), colours));
    }
    for (const remark of remarks) session.stderr.write(remarkMessage(remark, colours));
    const found = [counted(issues.length, "issue"), counted(remarks.length, "remark")].flat();
    if (found.length > 0) session.stderr.write(`${name}: ${found.join(", ")}.\n`);
    if (issues.length > 0 || (options.strict && remarks.length > 0)) return EXIT.usage;
    if (unread === null) {
      session.stdout.write(`${name}: no issue; the data fit it.\n`);
    } else {
      session.stdout.write(`${name}: no issue. The data were not checked: ${unread.message}\n`);
    }
    return EXIT.ok;
  },
});

/** `2 issues`; nothing for none. */
function counted(count: number, noun: string): string[] {
  if (count === 0) return [];
  return [`${count} ${noun}${count === 1 ? "" : "s"}`];
}

interface DataCheck {
  readonly issues: readonly ErrorDetails[];
  /** Why the data could not be read; null when they were. */
  readonly unread: Error | null;
  readonly table: Table | null;
}

/** Data that cannot be read are no fault of the configuration; what it declares of them may be. */
async function checkData(loaded: LoadedConfiguration, session: Session): Promise<DataCheck> {
  try {
    const { table } = await gatherData(loaded, session);
    return { issues: findDataIssues(loaded.configuration, table), unread: null, table };
  } catch (error) {
    if (!isEvenhandError(error)) throw error;
    const isDeclared = error.code.startsWith("config/") || error.path?.startsWith("data.") === true;
    return isDeclared
      ? { issues: [detailsOf(error)], unread: null, table: null }
      : { issues: [], unread: error, table: null };
  }
}
