import { requireChoice } from "../arguments/choice.ts";
import { commandOf } from "../arguments/command.ts";
import {
  CONFIG_OPTION,
  FORMAT_OPTION,
  JSON_OPTION,
  OUT_OPTION,
  TIPPING_OPTION,
  TODAY_OPTION,
} from "../arguments/common-options.ts";
import type { Command } from "../arguments/declaration.ts";
import { resolveToday } from "../arguments/today.ts";
import { budgetPlaces } from "../configuration/budget-places.ts";
import { DEFAULT_CONFIGURATION, loadConfiguration } from "../configuration/load.ts";
import { overrideInconclusive } from "../configuration/override-inconclusive.ts";
import { outputFolder } from "../outputs/destination.ts";
import { defaultOutput, parseFormats } from "../outputs/formats.ts";
import { oneLine } from "../terminal/one-line.ts";
import { startProgress } from "../terminal/progress.ts";
import { deliver } from "./delivery.ts";
import { evaluate, placingErrors } from "./evaluation.ts";
import { applyGates } from "./gates.ts";
import { keepHistory } from "./keep-history.ts";
import { deliverSeries, watchIfDeclared } from "./series.ts";

export const check: Command = commandOf({
  name: "check",
  positionals: [],
  options: {
    config: CONFIG_OPTION,
    out: OUT_OPTION,
    format: FORMAT_OPTION,
    inconclusive: {
      type: "string",
      value: "block|warn",
      summary: "what an undecided error budget does, over what the budgets declare",
    },
    base: {
      type: "string",
      value: "file",
      summary: "the configuration in force: what passes only under the proposed one blocks",
    },
    proposed: {
      type: "string",
      value: "block|warn",
      summary: "what passing only under the proposed budgets does (default block)",
    },
    ratchet: {
      type: "string",
      value: "enforce|report",
      summary: "whether a gap that grew against the baseline blocks (default enforce)",
    },
    tipping: TIPPING_OPTION,
    json: JSON_OPTION,
    today: TODAY_OPTION,
  },
  details: [
    "Judges the budgets of a configuration, writes audit.json and summary.md, and exits by verdict:\n0 pass, warned, waived or not demonstrated; 1 an error budget failed; 2 inconclusive where that\nblocks; 4 no data where that blocks.",
    "With --base the data are also judged by the budgets in force, and what passes only under the\nproposed ones exits with 1, until a reviewer says --proposed warn.",
    "With `ratchet` declared, a gap under an error budget that grew against the baseline exits with 1;\n--ratchet report, for the main branch, only says so, so that the baseline can be refreshed.",
    "With --tipping each verdict says how many decisions, recorded outcomes or rows of unknown attribute\nwould have to be otherwise for another verdict.",
  ],
  examples: [
    "evenhand check",
    "evenhand check --config evenhand.yaml --format html=report.html",
    "evenhand check --format junit=junit.xml,sarif=evenhand.sarif --inconclusive block",
  ],
  async run(session, { options }) {
    const today = resolveToday(options.today, session);
    const gates = {
      base: options.base,
      inconclusive: options.inconclusive,
      proposed: requireChoice(["block", "warn"], options.proposed ?? "block", "--proposed"),
      ratchet: requireChoice(["enforce", "report"], options.ratchet ?? "enforce", "--ratchet"),
    };
    const config = options.config ?? DEFAULT_CONFIGURATION;
    const folder = outputFolder(options.out, { kind: "configuration", path: config }, session.cwd);
    const asked = parseFormats(options.format, {
      folder,
      cwd: session.cwd,
      isJson: options.json,
    });
    const files = [
      defaultOutput("json", folder),
      defaultOutput("markdown", folder),
      ...asked.files,
    ];
    const progress = startProgress(session, options.json);
    try {
      const declared = await loadConfiguration(config, session.cwd);
      const { loaded, notes } = overrideInconclusive(declared, options.inconclusive);
      const judged = await evaluate(loaded, today, session, progress, options.tipping);
      const audit = { ...judged, notes: [...judged.notes, ...notes] };
      const { document, exitCode, messages } = await placingErrors(loaded, () =>
        applyGates(audit, declared, gates, today, session, progress),
      );
      const series = await watchIfDeclared(loaded, today, session, progress);
      const places = budgetPlaces(loaded);
      const formats = { files, streams: asked.streams };
      await deliver(document, formats, { session, isJson: options.json, progress, places });
      if (document.verdicts.some(({ reason }) => reason === "near-limit" || reason === "too-few")) {
        session.stderr.write(
          "`evenhand plan` says how many decisions would settle what is not decided.\n",
        );
      }
      if (series !== null) await deliverSeries(series, folder, session);
      await keepHistory(document, loaded, today);
      for (const message of messages) session.stderr.write(`${oneLine(message)}\n`);
      return exitCode;
    } finally {
      progress.end();
    }
  },
});
