import { EvenhandError, NOTICE_LOCALES, shown } from "@evenhand/core";
import { commandOf } from "../arguments/command.ts";
import { CONFIG_OPTION, JSON_OPTION, TODAY_OPTION } from "../arguments/common-options.ts";
import type { Command } from "../arguments/declaration.ts";
import { resolveToday } from "../arguments/today.ts";
import { DEFAULT_CONFIGURATION, loadConfiguration } from "../configuration/load.ts";
import { EXIT } from "../exit-codes.ts";
import { gatherData } from "../inputs/gather.ts";
import { widthOf } from "../terminal/colours.ts";
import { startProgress } from "../terminal/progress.ts";
import { placingErrors } from "./evaluation.ts";
import { explainRow, requireModel } from "./explain/explain-row.ts";
import { findSubject } from "./explain/subject.ts";
import { AUDIENCES, NOTICE_FORMATS, parseView, writeNotice } from "./explain/view.ts";

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
    json: JSON_OPTION,
    today: TODAY_OPTION,
  },
  details: [
    "Says what moved one decision of the configuration's model, and what would have changed it: as the\nnotice for the person concerned, or with --json as the complete record, which is personal data.",
    "The notice can be for a support agent, who reads the client's words and what to do, or for a\nreviewer, who reads names and values that the client's notice withholds. As html it is a fragment\nwith its language and direction, as json it carries the codes of its safeguards.",
  ],
  examples: [
    "evenhand explain --subject 17",
    "evenhand explain --subject 17 --answers 3",
    "evenhand explain --subject 17 --locale de --format html > notice.html",
    "evenhand explain --subject 17 --json > decision.json",
  ],
  async run(session, { options }) {
    const { subject } = options;
    if (subject === undefined) throw subjectMissing();
    const view = parseView(options);
    const answers = parseAnswers(options.answers);
    const today = resolveToday(options.today, session);
    const loaded = await loadConfiguration(options.config ?? DEFAULT_CONFIGURATION, session.cwd);
    const progress = startProgress(session, options.json);
    try {
      const record = await placingErrors(loaded, async () => {
        const deciding = requireModel(loaded.configuration);
        progress.say("Reading the data");
        const data = await gatherData(loaded, session);
        const row = findSubject(data, loaded.configuration.decisions.id, subject);
        progress.say("Explaining");
        return await explainRow(
          loaded,
          deciding,
          data,
          { subject, row, today, locale: view.locale, answers },
          session,
        );
      });
      progress.end();
      session.stdout.write(
        options.json
          ? `${JSON.stringify(record, null, 2)}\n`
          : writeNotice(record, view, widthOf(session.stdout)),
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

function subjectMissing(): EvenhandError {
  return new EvenhandError({
    code: "usage/missing-option",
    path: "--subject",
    problem: "it was not said whose decision is to be explained",
    expected: "the id of one decision",
    hint: "For example: `evenhand explain --subject 17`.",
  });
}
