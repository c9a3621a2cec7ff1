import { join, resolve } from "node:path";
import { type AuditDocument, EvenhandError, shown, suggestName } from "@evenhand/core";
import type { BudgetPlaces } from "@evenhand/reporting";

export type FormatName = "json" | "html" | "markdown" | "sarif" | "sarif-full" | "junit" | "github";

/** One way an audit is written down. */
interface Format {
  /** The name of its file under `--out`; null for what goes to standard output unless a path is named. */
  readonly file: string | null;
  render(audit: AuditDocument, places: BudgetPlaces | undefined): Promise<string>;
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
  sarif: { file: "evenhand.sarif", render: (audit, places) => sarif(audit, places, false) },
  "sarif-full": { file: "evenhand.sarif", render: (audit, places) => sarif(audit, places, true) },
  junit: {
    file: "junit.xml",
    render: async (audit) => (await import("@evenhand/reporting")).renderJunit(audit),
  },
  github: {
    file: null,
    render: async (audit, places) =>
      (await import("@evenhand/reporting")).renderAnnotations(audit, placesOption(places)),
  },
};

async function sarif(
  audit: AuditDocument,
  places: BudgetPlaces | undefined,
  full: boolean,
): Promise<string> {
  const { renderSarif } = await import("@evenhand/reporting");
  return renderSarif(audit, { ...placesOption(places), full });
}

function placesOption(places: BudgetPlaces | undefined): { readonly places?: BudgetPlaces } {
  return places === undefined ? {} : { places };
}

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

/** What `--format` asks for: files, and formats for standard output. */
export interface RequestedFormats {
  readonly files: readonly RequestedOutput[];
  readonly streams: readonly FormatName[];
}

/** The output of a format under its usual name in a folder. */
export function defaultOutput(
  format: "json" | "html" | "markdown",
  folder: string,
): RequestedOutput {
  return { format, path: join(folder, FORMATS[format].file as string) };
}

export async function renderOutput(
  format: FormatName,
  audit: AuditDocument,
  places?: BudgetPlaces,
): Promise<string> {
  return await FORMATS[format].render(audit, places);
}

/**
 * The outputs named by `--format name=path,…`; a name without a path is written under its usual
 * name in the output folder, `github` to standard output.
 *
 * @throws EvenhandError `usage/unknown-format`, `usage/format-path`, `usage/format-conflict`
 */
export function parseFormats(
  options: readonly string[],
  { folder, cwd, isJson }: { folder: string; cwd: string; isJson: boolean },
): RequestedFormats {
  const files: RequestedOutput[] = [];
  const streams = new Set<FormatName>();
  for (const entry of options.flatMap((option) => option.split(","))) {
    const mark = entry.indexOf("=");
    const name = mark === -1 ? entry : entry.slice(0, mark);
    if (!isFormatName(name)) throw unknownFormat(name);
    const usual = FORMATS[name].file;
    if (mark !== -1) files.push({ format: name, path: pathOf(entry, name, cwd) });
    else if (usual !== null) files.push({ format: name, path: join(folder, usual) });
    else if (isJson) throw twoOnOutput(name);
    else streams.add(name);
  }
  return { files, streams: [...streams] };
}

function pathOf(entry: string, name: FormatName, cwd: string): string {
  const path = entry.slice(name.length + 1);
  if (path !== "") return resolve(cwd, path);
  throw new EvenhandError({
    code: "usage/format-path",
    path: "--format",
    problem: "the path is missing",
    expected: `${name}=path`,
    received: shown(entry),
  });
}

function twoOnOutput(name: FormatName): EvenhandError {
  return new EvenhandError({
    code: "usage/format-conflict",
    path: "--format",
    problem: `both --json and --format ${name} write to standard output`,
    hint: `Write one to a file: --format ${name}=path, or --format json=path without --json.`,
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
