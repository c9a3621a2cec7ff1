import { EvenhandError, shown } from "@evenhand/core";
import { commandOf } from "../arguments/command.ts";
import { CONFIG_OPTION, JSON_OPTION, TODAY_OPTION } from "../arguments/common-options.ts";
import type { Command } from "../arguments/declaration.ts";
import { resolveToday } from "../arguments/today.ts";
import { deletePerson } from "./person/delete.ts";
import { exportHeld } from "./person/export.ts";

export const person: Command = commandOf({
  name: "person",
  positionals: [{ name: "export|delete", required: true, summary: "what to do" }],
  options: {
    log: { type: "string", value: "file", summary: "the decision log (explain --log writes it)" },
    subject: { type: "string", value: "id", summary: "whom it is about, as the records name them" },
    out: { type: "string", value: "path", summary: "a folder for export, a file for the receipt" },
    locale: {
      type: "string",
      value: "language",
      summary: "of the notices in the page (default en)",
    },
    confirm: { type: "string", value: "id", summary: "the id once more: delete cannot be undone" },
    contact: {
      type: "string",
      value: "text",
      summary: "whom to turn to, for the receipt (default `context.contact`)",
    },
    config: CONFIG_OPTION,
    json: JSON_OPTION,
    today: TODAY_OPTION,
  },
  details: [
    "`export` writes everything that the log holds on one person as JSON, CSV and a page. It withholds\nnothing, so it is for that person alone.",
    "`delete` takes their records out of the log in one step, leaves a tombstone with a salted hash of\nthe id, reads the log back, and writes a receipt. With `decisions.log` in the configuration, audit,\ncheck and explain leave deleted people out and say so. Files written earlier, the data themselves and\ncopies of the log are not touched.",
  ],
  examples: [
    "evenhand person export --log decisions.jsonl --subject 17 --out export-17",
    "evenhand person delete --log decisions.jsonl --subject 17 --confirm 17 --out receipt.json",
  ],
  async run(session, { options, positionals }) {
    const [action] = positionals as [string];
    if (action !== "export" && action !== "delete") {
      throw new EvenhandError({
        code: "usage/unknown-action",
        path: "person",
        problem: "there is no such action",
        expected: "export or delete",
        received: shown(action),
      });
    }
    const log = required(options.log, "--log", "the file that `evenhand explain --log` writes");
    const subject = required(options.subject, "--subject", "the id of one person");
    const today = resolveToday(options.today, session);
    const asked = { ...options, log, subject, today };
    return action === "export"
      ? await exportHeld(asked, session)
      : await deletePerson(asked, session);
  },
});

function required(value: string | undefined, option: string, expected: string): string {
  if (value !== undefined && value !== "") return value;
  throw new EvenhandError({
    code: "usage/missing-option",
    path: option,
    problem: "this option is needed",
    expected,
    hint: "`evenhand person --help` has an example.",
  });
}
