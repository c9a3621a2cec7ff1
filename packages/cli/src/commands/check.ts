import { commandOf } from "../arguments/command.ts";
import {
  CONFIG_OPTION,
  FORMAT_OPTION,
  JSON_OPTION,
  OUT_OPTION,
  TODAY_OPTION,
} from "../arguments/common-options.ts";
import type { Command } from "../arguments/declaration.ts";
import { resolveToday } from "../arguments/today.ts";
import { DEFAULT_CONFIGURATION, loadConfiguration } from "../configuration/load.ts";
import { outputFolder } from "../outputs/destination.ts";
import { defaultOutput, parseFormats } from "../outputs/formats.ts";
import { startProgress } from "../terminal/progress.ts";
import { deliver } from "./delivery.ts";
import { evaluate } from "./evaluation.ts";

export const check: Command = commandOf({
  name: "check",
  positionals: [],
  options: {
    config: CONFIG_OPTION,
    out: OUT_OPTION,
    format: FORMAT_OPTION,
    json: JSON_OPTION,
    today: TODAY_OPTION,
  },
  details: [
    "Judges the budgets of a configuration, writes audit.json and summary.md, and exits by verdict:\n0 pass, warned, waived or not demonstrated; 1 an error budget failed; 2 inconclusive where that\nblocks; 4 no data where that blocks.",
  ],
  examples: ["evenhand check", "evenhand check --config evenhand.yaml --format html=report.html"],
  async run(session, { options }) {
    const today = resolveToday(options.today, session);
    const config = options.config ?? DEFAULT_CONFIGURATION;
    const folder = outputFolder(options.out, { kind: "configuration", path: config }, session.cwd);
    const outputs = [
      ...(["json", "markdown"] as const).map((format) => defaultOutput(format, folder)),
      ...parseFormats(options.format, folder, session.cwd),
    ];
    const progress = startProgress(session, options.json);
    try {
      const loaded = await loadConfiguration(config, session.cwd);
      const document = await evaluate(loaded, today, session, progress);
      await deliver(document, outputs, { session, isJson: options.json, progress });
      return document.outcome.exitCode;
    } finally {
      progress.end();
    }
  },
});
