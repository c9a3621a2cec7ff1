import {
  baselineOf,
  EvenhandError,
  limitText,
  proposeTightening,
  shown,
  type Tightening,
} from "@evenhand/core";
import { commandOf } from "../arguments/command.ts";
import { CONFIG_OPTION, JSON_OPTION, TODAY_OPTION } from "../arguments/common-options.ts";
import type { Command } from "../arguments/declaration.ts";
import { resolveToday } from "../arguments/today.ts";
import { DEFAULT_CONFIGURATION, loadConfiguration } from "../configuration/load.ts";
import { EXIT } from "../exit-codes.ts";
import { baselinePath } from "../inputs/baseline-file.ts";
import { readHistory } from "../inputs/history-file.ts";
import { shownPath } from "../outputs/destination.ts";
import { writeFiles } from "../outputs/write-files.ts";
import { startProgress } from "../terminal/progress.ts";
import { evaluate } from "./evaluation.ts";

export const baseline: Command = commandOf({
  name: "baseline",
  positionals: [{ name: "update|propose", required: true, summary: "what to do" }],
  options: { config: CONFIG_OPTION, json: JSON_OPTION, today: TODAY_OPTION },
  details: [
    "`update` audits the data and writes their counts to the file that `ratchet.baseline` names; later\nchecks compare with it. It holds counts of cohorts, and nothing about single people.",
    "`propose` says how far each limit could be tightened with every comparison still passing: to the\nend of the widest interval, not to an estimate that may be lucky. It changes nothing.",
  ],
  examples: ["evenhand baseline update", "evenhand baseline propose --json"],
  async run(session, { options, positionals }) {
    const [action] = positionals as [string];
    if (action !== "update" && action !== "propose") {
      throw new EvenhandError({
        code: "usage/unknown-action",
        path: "baseline",
        problem: "there is no such action",
        expected: "update or propose",
        received: shown(action),
      });
    }
    const today = resolveToday(options.today, session);
    const loaded = await loadConfiguration(options.config ?? DEFAULT_CONFIGURATION, session.cwd);
    const path = action === "update" ? baselinePath(loaded) : null;
    const progress = startProgress(session, options.json);
    try {
      const audit = await evaluate(loaded, today, session, progress);
      progress.end();
      if (path !== null) {
        const content = `${JSON.stringify(baselineOf(audit), null, 2)}\n`;
        await writeFiles([{ path, content }]);
        if (options.json) session.stdout.write(content);
        session.stderr.write(`Wrote ${shownPath(path, session.cwd)}\n`);
        return EXIT.ok;
      }
      const kept = await readHistory(loaded);
      const { cells } = baselineOf(audit);
      const proposed = proposeTightening(cells, audit.measurements, loaded.configuration, {
        today,
        history: kept?.history ?? null,
      });
      session.stdout.write(
        options.json ? `${JSON.stringify(proposed, null, 2)}\n` : proposalText(proposed),
      );
      return EXIT.ok;
    } finally {
      progress.end();
    }
  },
});

function proposalText(proposed: readonly Tightening[]): string {
  if (proposed.length === 0) {
    return "No limit can be tightened with every comparison still passing.\n";
  }
  const lines = proposed.map(
    ({ budget, before, after }) => `  ${budget}: ${limitText(before)} → ${limitText(after)}`,
  );
  return `Every comparison would still pass with\n${lines.join("\n")}\nA change of a limit is an edit of the configuration, for a reviewer to approve.\n`;
}
