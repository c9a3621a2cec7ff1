import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import {
  type AuditDocument,
  EvenhandError,
  isEvenhandError,
  parseAudit,
  shown,
} from "@evenhand/core";
import { commandOf } from "../arguments/command.ts";
import type { Command } from "../arguments/declaration.ts";
import { EXIT } from "../exit-codes.ts";
import { systemProblem } from "../inputs/system-problem.ts";
import { shownPath } from "../outputs/destination.ts";
import { defaultOutput } from "../outputs/formats.ts";
import { writeOutputs } from "../outputs/write-outputs.ts";
import { detailsOf } from "../terminal/error-details.ts";

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

async function readAudit(path: string, cwd: string): Promise<AuditDocument> {
  const text = await readText(path, resolve(cwd, path));
  try {
    return parseAudit(JSON.parse(text));
  } catch (error) {
    if (isEvenhandError(error)) {
      const inside = error.path === undefined ? "" : ` (${error.path})`;
      throw new EvenhandError({ ...detailsOf(error), path: `${path}${inside}` }, { cause: error });
    }
    if (!(error instanceof SyntaxError)) throw error;
    throw new EvenhandError(
      {
        code: "input/not-json",
        path,
        problem: "the file is no JSON",
        expected: "an audit.json",
        received: text === "" ? "an empty file" : shown(text.slice(0, 40)),
      },
      { cause: error },
    );
  }
}

async function readText(path: string, absolute: string): Promise<string> {
  try {
    return await readFile(absolute, "utf8");
  } catch (error) {
    const { problem, isMissing } = systemProblem(error);
    throw new EvenhandError(
      {
        code: isMissing ? "input/missing-file" : "input/unreadable-file",
        path,
        problem,
        expected: "an audit.json",
        hint: "`evenhand audit` writes one.",
      },
      { cause: error },
    );
  }
}
