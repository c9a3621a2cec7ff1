import { commandOf } from "../arguments/command.ts";
import { CONFIG_OPTION, JSON_OPTION } from "../arguments/common-options.ts";
import type { Command } from "../arguments/declaration.ts";
import { DEFAULT_CONFIGURATION, loadConfiguration } from "../configuration/load.ts";
import { EXIT } from "../exit-codes.ts";
import { coloursFor, widthOf } from "../terminal/colours.ts";
import { renderDrivers } from "../terminal/driver-text.ts";
import { startProgress } from "../terminal/progress.ts";
import { evaluateDrivers } from "./found-drivers.ts";

export const drivers: Command = commandOf({
  name: "drivers",
  positionals: [],
  options: {
    config: CONFIG_OPTION,
    candidate: {
      type: "string",
      multiple: true,
      value: "column",
      summary: "decisions of another model, compared with the configuration's on the same people",
    },
    json: JSON_OPTION,
  },
  details: [
    "Takes each gap in selection rates apart: into the mix of strata and what differs within them, where a\ndimension declares `within`; into the gap of the recorded outcomes and what the model adds; and, with\na model, the gap in scores into its features.",
    "It says where a gap sits, not why, and judges nothing: the exit code is 0.",
  ],
  examples: [
    "evenhand drivers",
    "evenhand drivers --config datasets/adult/evenhand.yaml --json",
    "evenhand drivers --candidate decision_b",
  ],
  async run(session, { options }) {
    const progress = startProgress(session, options.json);
    try {
      const loaded = await loadConfiguration(options.config ?? DEFAULT_CONFIGURATION, session.cwd);
      const found = await evaluateDrivers(loaded, options.candidate ?? [], session, progress);
      progress.end();
      const { stdout, env } = session;
      stdout.write(
        options.json
          ? `${JSON.stringify({ schema: "evenhand/drivers@1", ...found }, null, 2)}\n`
          : renderDrivers(found, { colours: coloursFor(stdout, env), width: widthOf(stdout) }),
      );
      return EXIT.ok;
    } finally {
      progress.end();
    }
  },
});
