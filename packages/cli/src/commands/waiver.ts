import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import {
  EvenhandError,
  parseNumber,
  shown,
  stateOfWaiver,
  type Waiver,
  waiverCohort,
} from "@evenhand/core";
import { commandOf } from "../arguments/command.ts";
import { CONFIG_OPTION, JSON_OPTION, TODAY_OPTION } from "../arguments/common-options.ts";
import type { Command } from "../arguments/declaration.ts";
import { resolveToday } from "../arguments/today.ts";
import { insertWaiver } from "../configuration/insert-waiver.ts";
import { DEFAULT_CONFIGURATION, loadConfiguration } from "../configuration/load.ts";
import { EXIT } from "../exit-codes.ts";
import { writeFiles } from "../outputs/write-files.ts";
import type { Session } from "../session.ts";
import { coloursFor, widthOf } from "../terminal/colours.ts";
import { drawWaivers } from "../terminal/waiver-table.ts";

const FIELD = {
  budget: { type: "string", value: "id", summary: "add: the budget it is for" },
  cohort: {
    type: "string",
    multiple: true,
    value: "column=level",
    summary: "add: the cohort, once for each of its columns",
  },
  ceiling: {
    type: "string",
    value: "number",
    summary: "add: the worst estimate that is put up with",
  },
  reason: { type: "string", value: "text", summary: "add: why" },
  owner: { type: "string", value: "name", summary: "add: who answers for it" },
  "approved-by": { type: "string", value: "name", summary: "add: who approved it, another person" },
  expires: { type: "string", value: "date", summary: "add: its last day" },
} as const;

export const waiver: Command = commandOf({
  name: "waiver",
  positionals: [{ name: "list|add", required: true, summary: "what to do" }],
  options: { config: CONFIG_OPTION, ...FIELD, json: JSON_OPTION, today: TODAY_OPTION },
  details: [
    "`list` shows each waiver with its ceiling, its people and where it stands today; those that end\nwithin 14 days are marked.",
    "`add` writes one into the configuration and leaves every other byte as it is, so that the change\ncan be reviewed. It begins today.",
  ],
  examples: [
    "evenhand waiver list",
    'evenhand waiver add --budget selection-ratio-sex --cohort sex=Female --ceiling 0.72 --reason "new model in test" --owner @credit-risk --approved-by @model-risk --expires 2027-01-15',
  ],
  async run(session, { options, positionals }) {
    const today = resolveToday(options.today, session);
    const name = options.config ?? DEFAULT_CONFIGURATION;
    const [action] = positionals as [string];
    if (action === "list") return await list(name, today, options.json, session);
    if (action !== "add") {
      throw new EvenhandError({
        code: "usage/unknown-action",
        path: "waiver",
        problem: "there is no such action",
        expected: "list or add",
        received: shown(action),
      });
    }
    const added: Waiver = {
      budget: required(options.budget, "--budget"),
      cohort: parseCohort(options.cohort),
      ceiling: parseCeiling(required(options.ceiling, "--ceiling")),
      reason: required(options.reason, "--reason"),
      owner: required(options.owner, "--owner"),
      approvedBy: required(options["approved-by"], "--approved-by"),
      created: today,
      expires: required(options.expires, "--expires"),
    };
    await loadConfiguration(name, session.cwd);
    const path = resolve(session.cwd, name);
    const content = insertWaiver(name, await readFile(path, "utf8"), added);
    await writeFiles([{ path, content }]);
    session.stderr.write(
      `Added to ${name}: "${added.budget}" for ${waiverCohort(added)}, until ${added.expires}.\n`,
    );
    return EXIT.ok;
  },
});

async function list(name: string, today: string, isJson: boolean, session: Session) {
  const { configuration } = await loadConfiguration(name, session.cwd);
  const waivers = configuration.waivers.map((one) => ({ ...one, ...stateOfWaiver(one, today) }));
  const { stdout, env } = session;
  stdout.write(
    isJson
      ? `${JSON.stringify({ today, waivers }, null, 2)}\n`
      : drawWaivers(waivers, { colours: coloursFor(stdout, env), width: widthOf(stdout) }),
  );
  return EXIT.ok;
}

function required(given: string | undefined, option: string): string {
  if (given !== undefined && given.trim() !== "") return given;
  throw new EvenhandError({
    code: "usage/missing-option",
    path: option,
    problem: "a waiver needs this",
    hint: "`evenhand waiver --help` shows an example.",
  });
}

function parseCohort(given: readonly string[]): Record<string, string> {
  if (given.length === 0) required(undefined, "--cohort");
  return Object.fromEntries(
    given.map((text) => {
      const at = text.indexOf("=");
      if (at > 0) return [text.slice(0, at), text.slice(at + 1)];
      throw new EvenhandError({
        code: "usage/option-value",
        path: "--cohort",
        problem: "this names no column and level",
        expected: "column=level",
        received: shown(text),
      });
    }),
  );
}

function parseCeiling(text: string): number {
  const ceiling = parseNumber(text);
  if (ceiling !== null && Number.isFinite(ceiling)) return ceiling;
  throw new EvenhandError({
    code: "usage/option-value",
    path: "--ceiling",
    problem: "this is not a number",
    received: shown(text),
  });
}
