import { type ErrorDetails, isEvenhandError } from "@evenhand/core";
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
import { EXIT } from "../exit-codes.ts";
import { gatherData } from "../inputs/gather.ts";
import type { Session } from "../session.ts";
import { coloursFor } from "../terminal/colours.ts";
import { detailsOf } from "../terminal/error-details.ts";
import { errorMessage } from "../terminal/messages.ts";

export const lint: Command = commandOf({
  name: "lint",
  positionals: [],
  options: { config: CONFIG_OPTION },
  details: [
    "Prints every issue with its file, line and column, and exits with 3 when there is one.",
    "Where the data can be read, it also checks that the columns exist and that the favourable\nvalues and the references occur.",
  ],
  examples: ["evenhand lint", "evenhand lint --config models/evenhand.yaml"],
  async run(session, { options }) {
    const name = options.config ?? DEFAULT_CONFIGURATION;
    const loaded = await loadConfiguration(name, session.cwd);
    const { issues, unread } = await checkData(loaded, session);
    const colours = coloursFor(session.stderr, session.env);
    for (const issue of issues) {
      session.stderr.write(errorMessage(placePath(loaded.source, issue), colours));
    }
    if (issues.length > 0) {
      session.stderr.write(
        `${name}: ${issues.length} ${issues.length === 1 ? "issue" : "issues"}.\n`,
      );
      return EXIT.usage;
    }
    if (unread === null) {
      session.stdout.write(`${name}: no issue; the data fit it.\n`);
    } else {
      session.stdout.write(`${name}: no issue. The data were not checked: ${unread.message}\n`);
    }
    return EXIT.ok;
  },
});

interface DataCheck {
  readonly issues: readonly ErrorDetails[];
  /** Why the data could not be read; null when they were. */
  readonly unread: Error | null;
}

/** Data that cannot be read are no fault of the configuration; what it declares of them may be. */
async function checkData(loaded: LoadedConfiguration, session: Session): Promise<DataCheck> {
  try {
    const { table } = await gatherData(loaded, session);
    return { issues: findDataIssues(loaded.configuration, table), unread: null };
  } catch (error) {
    if (!isEvenhandError(error)) throw error;
    const isDeclared = error.code.startsWith("config/") || error.path?.startsWith("data.") === true;
    return isDeclared
      ? { issues: [detailsOf(error)], unread: null }
      : { issues: [], unread: error };
  }
}
