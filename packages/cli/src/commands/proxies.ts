import { commandOf } from "../arguments/command.ts";
import { CONFIG_OPTION, JSON_OPTION } from "../arguments/common-options.ts";
import type { Command } from "../arguments/declaration.ts";
import { DEFAULT_CONFIGURATION, loadConfiguration } from "../configuration/load.ts";
import { EXIT } from "../exit-codes.ts";
import { coloursFor, widthOf } from "../terminal/colours.ts";
import { startProgress } from "../terminal/progress.ts";
import { renderProxies } from "../terminal/proxy-table.ts";
import { evaluateProxies } from "./evaluation.ts";

export const proxies: Command = commandOf({
  name: "proxies",
  positionals: [],
  options: { config: CONFIG_OPTION, json: JSON_OPTION },
  details: [
    "Says how well each feature, all features together, and the score tell each protected attribute:\nas the area under the ROC curve on people that it was not learnt from, with its interval.",
    "Without a section `proxies` in the configuration it asks with the defaults. With one, `audit` and\n`check` say the same, and no explanation advises changing what is flagged here, unless `actionable`\nnames an owner.",
  ],
  examples: [
    "evenhand proxies",
    "evenhand proxies --config datasets/adult/evenhand.yaml",
    "evenhand proxies --json",
  ],
  async run(session, { options }) {
    const progress = startProgress(session, options.json);
    try {
      const loaded = await loadConfiguration(options.config ?? DEFAULT_CONFIGURATION, session.cwd);
      const found = await evaluateProxies(loaded, session, progress);
      progress.end();
      const { stdout, env } = session;
      stdout.write(
        options.json
          ? `${JSON.stringify({ schema: "evenhand/proxies@1", ...found }, null, 2)}\n`
          : renderProxies(found, { colours: coloursFor(stdout, env), width: widthOf(stdout) }),
      );
      return EXIT.ok;
    } finally {
      progress.end();
    }
  },
});
