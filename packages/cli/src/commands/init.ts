import { existsSync } from "node:fs";
import { basename, dirname, relative, resolve, sep } from "node:path";
import { EvenhandError } from "@evenhand/core";
import { commandOf } from "../arguments/command.ts";
import type { Command } from "../arguments/declaration.ts";
import { givenLayout, LAYOUT_OPTIONS } from "../arguments/file-options.ts";
import { QUESTION_OPTIONS } from "../arguments/question-options.ts";
import { writeDraft } from "../configuration/draft.ts";
import { DEFAULT_CONFIGURATION } from "../configuration/load.ts";
import { EXIT } from "../exit-codes.ts";
import { readGuessed } from "../inputs/read-guessed.ts";
import { writeFiles } from "../outputs/write-files.ts";
import type { Session } from "../session.ts";
import { coloursFor } from "../terminal/colours.ts";
import { settleAnswers } from "./init/answers.ts";
import type { Questions } from "./init/questions.ts";

export const init: Command = commandOf({
  name: "init",
  positionals: [
    { name: "data.csv", required: true, summary: "the decisions, one a row; gzip is read too" },
  ],
  options: {
    ...QUESTION_OPTIONS,
    out: {
      type: "string",
      value: "file",
      summary: `where to write (default ${DEFAULT_CONFIGURATION})`,
    },
    force: { type: "boolean", summary: "overwrite the file" },
    ...LAYOUT_OPTIONS,
  },
  details: [
    "Asks on a terminal for what no option says; elsewhere it guesses, and tells what it guessed.",
  ],
  examples: [
    "evenhand init decisions.csv",
    "evenhand init decisions.csv --outcome repaid --favourable yes --by sex --by age",
  ],
  async run(session, { options, positionals }) {
    const out = resolve(session.cwd, options.out ?? DEFAULT_CONFIGURATION);
    const shownOut = options.out ?? DEFAULT_CONFIGURATION;
    if (existsSync(out) && !options.force) throw wouldOverwrite(shownOut);
    const data = resolve(session.cwd, positionals[0] as string);
    const file = await readGuessed(data, givenLayout(options));
    tell(session, `Read ${file.table.rows} rows of ${file.table.columns.size} columns.`, file.said);
    const settled = await settleAnswers(file.profiles, options, await questionsFor(session));
    tell(session, "", settled.said);
    const { columns, missing, ...layout } = file.options;
    const text = writeDraft({
      ...settled.answers,
      dataPath: relative(dirname(out), data).split(sep).join("/") || basename(data),
      layout: columns === undefined ? layout : { ...layout, columns },
      missing: missing ?? [],
    });
    await writeFiles([{ path: out, content: text }]);
    const named = options.out === undefined ? "" : ` --config ${options.out}`;
    session.stderr.write(
      `Wrote ${shownOut}. Read it through, then:\n  evenhand lint${named}\n  evenhand audit${named}\n`,
    );
    return EXIT.ok;
  },
});

/** Only a terminal can answer. */
async function questionsFor(session: Session): Promise<Questions | null> {
  if (session.stdin.isTTY !== true || session.stderr.isTTY !== true) return null;
  return (await import("./init/questions.ts")).questionsOn(session);
}

function tell(session: Session, first: string, said: readonly string[]): void {
  const colours = coloursFor(session.stderr, session.env);
  if (first !== "") session.stderr.write(`${first}\n`);
  for (const sentence of said) session.stderr.write(`  ${colours.dim("guessed")} ${sentence}\n`);
}

function wouldOverwrite(path: string): EvenhandError {
  return new EvenhandError({
    code: "usage/file-exists",
    path,
    problem: "this file exists already",
    hint: "Pass --force to overwrite it, or --out to write elsewhere.",
  });
}
