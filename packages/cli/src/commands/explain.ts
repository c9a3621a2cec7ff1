import { resolve } from "node:path";
import {
  correctionsOf,
  EvenhandError,
  logLine,
  NOTICE_LOCALES,
  reExplain,
  shown,
  withDispute,
} from "@evenhand/core";
import { commandOf } from "../arguments/command.ts";
import { CONFIG_OPTION, JSON_OPTION, TODAY_OPTION } from "../arguments/common-options.ts";
import type { Command } from "../arguments/declaration.ts";
import { resolveToday } from "../arguments/today.ts";
import { DEFAULT_CONFIGURATION, loadConfiguration } from "../configuration/load.ts";
import { EXIT } from "../exit-codes.ts";
import { readTombstones } from "../inputs/deleted-people.ts";
import { readDispute } from "../inputs/dispute-file.ts";
import { gatherData } from "../inputs/gather.ts";
import { appendLine } from "../outputs/log-files.ts";
import { widthOf } from "../terminal/colours.ts";
import { startProgress } from "../terminal/progress.ts";
import { placingErrors } from "./evaluation.ts";
import { explainRow, requireModel } from "./explain/explain-row.ts";
import { refuseDeleted, refuseIfDeleted } from "./explain/refuse-deleted.ts";
import { findSubject } from "./explain/subject.ts";
import {
  AUDIENCES,
  NOTICE_FORMATS,
  parseView,
  writeNotice,
  writeReExplanation,
} from "./explain/view.ts";

export const explain: Command = commandOf({
  name: "explain",
  positionals: [],
  options: {
    subject: {
      type: "string",
      value: "id",
      summary: "whose decision: its `decisions.id`, else the data row from 1",
    },
    config: CONFIG_OPTION,
    locale: {
      type: "string",
      value: "language",
      summary: `of the sentences: ${NOTICE_LOCALES.join(", ")} (default en)`,
    },
    format: {
      type: "string",
      value: "name",
      summary: `of the notice: ${NOTICE_FORMATS.join(", ")} (default text)`,
    },
    audience: {
      type: "string",
      value: "who",
      summary: `reads the notice: ${AUDIENCES.join(", ")} (default client)`,
    },
    answers: {
      type: "string",
      value: "n",
      summary: "changes of different kinds to look for, 1 to 6 (default 1)",
    },
    dispute: {
      type: "string",
      value: "file",
      summary: "what the person says is wrong: explains again with their values, beside the record",
    },
    log: {
      type: "string",
      value: "file",
      summary: "add the complete record to this log, one JSON document a line",
    },
    json: JSON_OPTION,
    today: TODAY_OPTION,
  },
  details: [
    "Says what moved one decision of the configuration's model, and what would have changed it: as the\nnotice for the person concerned, or with --json as the complete record, which is personal data.",
    "The notice can be for a support agent, who reads the client's words and what to do, or for a\nreviewer, who reads names and values that the client's notice withholds. As html it is a fragment\nwith its language and direction, as json it carries the codes of its safeguards.",
    "With --log the record is added to a file of one JSON document a line, which `evenhand person`\nexports from and deletes from. Somebody who was deleted is not explained again.",
    "With --dispute it says what the same model would say of the values that the person states, beside\nwhat it said. That is no new decision: a person checks the values and decides.",
  ],
  examples: [
    "evenhand explain --subject 17",
    "evenhand explain --subject 17 --answers 3",
    "evenhand explain --subject 17 --locale de --format html > notice.html",
    "evenhand explain --subject 17 --json > decision.json",
    "evenhand explain --subject 17 --dispute dispute.json",
    "evenhand explain --subject 17 --log decisions.jsonl",
  ],
  async run(session, { options }) {
    const { subject } = options;
    if (subject === undefined) throw subjectMissing();
    const view = parseView(options);
    if (options.dispute !== undefined) requireClient(options.audience);
    const answers = parseAnswers(options.answers);
    const today = resolveToday(options.today, session);
    const loaded = await loadConfiguration(options.config ?? DEFAULT_CONFIGURATION, session.cwd);
    const dispute =
      options.dispute === undefined ? null : await readDispute(options.dispute, session.cwd);
    if (options.log !== undefined) await refuseDeleted(options.log, subject, session.cwd);
    const progress = startProgress(session, options.json);
    try {
      const { record, again } = await placingErrors(loaded, async () => {
        const deciding = requireModel(loaded.configuration);
        progress.say("Reading the data");
        const data = await gatherData(loaded, session);
        refuseIfDeleted(await readTombstones(loaded), subject);
        const row = findSubject(data, loaded.configuration.decisions.id, subject);
        progress.say("Explaining");
        const asked = { subject, row, today, locale: view.locale, answers };
        const record = await explainRow(loaded, deciding, data, asked, session);
        if (dispute === null) return { record, again: null };
        const disputed = withDispute(record, dispute);
        const corrections = correctionsOf(dispute);
        const after = await explainRow(loaded, deciding, data, { ...asked, corrections }, session);
        return { record: disputed, again: reExplain(record, dispute, after) };
      });
      progress.end();
      if (options.log !== undefined) {
        appendLine(options.log, resolve(session.cwd, options.log), logLine(record));
      }
      const width = widthOf(session.stdout);
      session.stdout.write(
        options.json
          ? `${JSON.stringify(again ?? record, null, 2)}\n`
          : again === null
            ? writeNotice(record, view, width)
            : writeReExplanation(again, view, width),
      );
    } finally {
      progress.end();
    }
    return EXIT.ok;
  },
});

function parseAnswers(text: string = "1"): number {
  if (/^[1-6]$/.test(text)) return Number(text);
  throw new EvenhandError({
    code: "usage/answers",
    path: "--answers",
    problem: "so many changes cannot be looked for",
    expected: "a whole number from 1 to 6",
    received: shown(text),
  });
}

function requireClient(audience: string | undefined): void {
  if (audience === undefined || audience === "client") return;
  throw new EvenhandError({
    code: "usage/format-conflict",
    path: "--audience",
    problem: "a re-explanation is for the person concerned",
    expected: "no `--audience` beside `--dispute`, or `--json` for both records",
    received: shown(audience),
  });
}

function subjectMissing(): EvenhandError {
  return new EvenhandError({
    code: "usage/missing-option",
    path: "--subject",
    problem: "it was not said whose decision is to be explained",
    expected: "the id of one decision",
    hint: "For example: `evenhand explain --subject 17`.",
  });
}
