import { type BurnDocument, burnSeries } from "@evenhand/core";
import { commandOf } from "../arguments/command.ts";
import {
  CONFIG_OPTION,
  JSON_OPTION,
  OUT_OPTION,
  TODAY_OPTION,
} from "../arguments/common-options.ts";
import type { Command } from "../arguments/declaration.ts";
import { resolveToday } from "../arguments/today.ts";
import {
  DEFAULT_CONFIGURATION,
  type LoadedConfiguration,
  loadConfiguration,
} from "../configuration/load.ts";
import { readSlotFiles } from "../inputs/slot-files.ts";
import { burnFiles, burnJson } from "../outputs/burn-files.ts";
import { outputFolder, shownPath } from "../outputs/destination.ts";
import { writeFiles } from "../outputs/write-files.ts";
import type { Session } from "../session.ts";
import { renderBurn } from "../terminal/burn-table.ts";
import { coloursFor, widthOf } from "../terminal/colours.ts";
import { type Progress, startProgress } from "../terminal/progress.ts";
import { evaluateSlots, placingErrors } from "./evaluation.ts";

export const burn: Command = commandOf({
  name: "burn",
  positionals: [
    {
      name: "folder",
      required: false,
      summary: "cells by slot: audit.json files, or { date, cells }; default the configured data",
    },
  ],
  options: {
    config: CONFIG_OPTION,
    out: OUT_OPTION,
    json: JSON_OPTION,
    today: TODAY_OPTION,
  },
  details: [
    "Watches the budgets of a configuration over the slots and windows of its section `burn`: from rows\nwith `decisions.time`, or from a folder with one file a slot, sorted by name. Verdicts rest on\nbounds that hold at every look in a window, so that looking daily raises no false alarms;\na slot on its own, a gap and an alert are points. Writes burn.json, burn.html and burn.md.",
    "Exits as `evenhand check` does, by the verdicts of the present window: 0 pass, warned, waived or\nnot demonstrated; 1 an error budget failed; 2 inconclusive where that blocks; 4 no data where that\nblocks. Alerts do not change it.",
  ],
  examples: [
    "evenhand burn",
    "evenhand burn reports/daily --config evenhand.yaml --out reports/burn",
    "evenhand burn --json --today 2026-11-24",
  ],
  async run(session, { options, positionals }) {
    const today = resolveToday(options.today, session);
    const config = options.config ?? DEFAULT_CONFIGURATION;
    const folder = outputFolder(options.out, { kind: "configuration", path: config }, session.cwd);
    const progress = startProgress(session, options.json);
    try {
      const loaded = await loadConfiguration(config, session.cwd);
      const [cells] = positionals;
      const document =
        cells === undefined
          ? await evaluateSlots(loaded, today, session, progress)
          : await watchFolder(cells, loaded, today, session, progress);
      await deliverBurn(document, folder, session, { isJson: options.json, progress });
      return document.outcome.exitCode;
    } finally {
      progress.end();
    }
  },
});

async function watchFolder(
  path: string,
  loaded: LoadedConfiguration,
  today: string,
  session: Session,
  progress: Progress,
): Promise<BurnDocument> {
  progress.say("Reading the cells");
  const { slots, identities, excluded } = await readSlotFiles(path, session.cwd);
  progress.say("Judging");
  return await placingErrors(loaded, async () =>
    burnSeries(slots, loaded.configuration, {
      today,
      data: identities,
      configuration: loaded.identity,
      excluded,
    }),
  );
}

async function deliverBurn(
  document: BurnDocument,
  folder: string,
  { stdout, stderr, env, cwd }: Session,
  { isJson, progress }: { readonly isJson: boolean; readonly progress: Progress },
): Promise<void> {
  progress.say("Writing");
  const files = await burnFiles(document, folder);
  await writeFiles(files);
  progress.end();
  if (isJson) {
    stdout.write(burnJson(document));
    stderr.write(`${document.outcome.sentence}\n`);
  } else {
    stdout.write(
      renderBurn(document, { colours: coloursFor(stdout, env), width: widthOf(stdout) }),
    );
  }
  stderr.write(`\nWrote ${files.map(({ path }) => shownPath(path, cwd)).join(", ")}\n`);
}
