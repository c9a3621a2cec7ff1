import { resolve } from "node:path";
import { commandOf } from "../arguments/command.ts";
import type { Command } from "../arguments/declaration.ts";
import { EXIT } from "../exit-codes.ts";
import { readAudit } from "../inputs/audit-file.ts";
import { shownPath } from "../outputs/destination.ts";
import { defaultOutput } from "../outputs/formats.ts";
import { writeOutputs } from "../outputs/write-outputs.ts";

export const report: Command = commandOf({
  name: "report",
  positionals: [{ name: "audit.json", required: true, summary: "an audit made by this version" }],
  options: {
    out: { type: "string", value: "folder", summary: "where to write report.html (default here)" },
  },
  details: ["Writes the same report.html that `evenhand audit` wrote for this audit."],
  examples: ["evenhand report reports/adult/audit.json --out reports/adult"],
  async run(session, { options, positionals }) {
    const path = positionals[0] as string;
    const document = await readAudit(path, session.cwd);
    const output = defaultOutput("html", resolve(session.cwd, options.out ?? "."));
    await writeOutputs(document, [output]);
    session.stderr.write(`Wrote ${shownPath(output.path, session.cwd)}\n`);
    return EXIT.ok;
  },
});
