import { join, resolve } from "node:path";
import { type AuditDocument, EvenhandError, shown, suggestName } from "@evenhand/core";

export type FormatName = "json" | "html" | "markdown";

/** One way an audit is written down. */
interface Format {
  /** The name of its file under `--out`. */
  readonly file: string;
  render(audit: AuditDocument): Promise<string>;
}

/** Each format loads what it needs when it is asked for: charts take a while to start. */
const FORMATS: Readonly<Record<FormatName, Format>> = {
  json: { file: "audit.json", render: async (audit) => auditJson(audit) },
  html: {
    file: "report.html",
    render: async (audit) => (await import("@evenhand/reporting")).renderReport(audit),
  },
  markdown: {
    file: "summary.md",
    render: async (audit) => (await import("@evenhand/reporting")).summarise(audit),
  },
};

/** The audit as it is stored. */
export function auditJson(audit: AuditDocument): string {
  return `${JSON.stringify(audit, null, 2)}\n`;
}

/** One output that was asked for. */
export interface RequestedOutput {
  readonly format: FormatName;
  /** Absolute path. */
  readonly path: string;
}

export function defaultOutput(format: FormatName, folder: string): RequestedOutput {
  return { format, path: join(folder, FORMATS[format].file) };
}

export async function renderOutput(format: FormatName, audit: AuditDocument): Promise<string> {
  return await FORMATS[format].render(audit);
}

/**
 * The outputs named by `--format name=path,…`; a name without a path is written under its usual
 * name in the output folder.
 *
 * @throws EvenhandError `usage/unknown-format`, `usage/format-path`
 */
export function parseFormats(
  options: readonly string[],
  folder: string,
  cwd: string,
): RequestedOutput[] {
  return options
    .flatMap((option) => option.split(","))
    .map((entry) => {
      const mark = entry.indexOf("=");
      const name = mark === -1 ? entry : entry.slice(0, mark);
      if (!isFormatName(name)) throw unknownFormat(name);
      if (mark === -1) return defaultOutput(name, folder);
      const path = entry.slice(mark + 1);
      if (path !== "") return { format: name, path: resolve(cwd, path) };
      throw new EvenhandError({
        code: "usage/format-path",
        path: "--format",
        problem: "the path is missing",
        expected: `${name}=path`,
        received: shown(entry),
      });
    });
}

function isFormatName(name: string): name is FormatName {
  return Object.hasOwn(FORMATS, name);
}

function unknownFormat(name: string): EvenhandError {
  const names = Object.keys(FORMATS);
  return new EvenhandError({
    code: "usage/unknown-format",
    path: "--format",
    problem: "there is no such format",
    expected: names.join(", "),
    received: shown(name),
    hint: suggestName(name, names),
  });
}
