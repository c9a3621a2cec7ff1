import { type ErrorDetails, shown } from "@evenhand/core";
import {
  type Document,
  isScalar,
  LineCounter,
  type ParsedNode,
  parseDocument,
  visit,
  type YAMLError,
} from "yaml";
import { isNestedTooDeep } from "./nesting.ts";

/** A configuration file as text and as a tree whose nodes know where they stand. */
export interface ConfigurationSource {
  /** The name used in messages: the path as the reader gave it. */
  readonly name: string;
  readonly document: Document.Parsed<ParsedNode>;
  readonly lines: LineCounter;
}

export type SourceResult =
  | { readonly ok: true; readonly source: ConfigurationSource; readonly value: unknown }
  | { readonly ok: false; readonly issues: readonly ErrorDetails[] };

/** Aliases may not blow the file up more than this many times over. */
const MOST_ALIASES = 100;

/** Reads YAML, and with it JSON, into plain values; syntax errors come back with their place. */
export function parseSource(name: string, text: string): SourceResult {
  if (isNestedTooDeep(text)) {
    return refused(name, "config/nesting", "the values are nested too deeply to be read");
  }
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
  });
  const issues = [
    ...[...document.errors, ...document.warnings].map((error) => syntaxIssue(name, error, lines)),
    ...ambiguousNumbers(name, document, lines),
  ];
  if (issues.length > 0) return { ok: false, issues };
  try {
    const value: unknown = document.toJS({ maxAliasCount: MOST_ALIASES });
    return { ok: true, source: { name, document, lines }, value };
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    return refused(name, "config/aliases", "aliases repeat too much of the file");
  }
}

function refused(
  name: string,
  code: ErrorDetails["code"],
  problem: string,
): { readonly ok: false; readonly issues: readonly ErrorDetails[] } {
  return { ok: false, issues: [{ code, path: name, problem, hint: "Write the values out flat." }] };
}

function syntaxIssue(name: string, error: YAMLError, lines: LineCounter): ErrorDetails {
  const { line, col } = lines.linePos(error.pos[0]);
  const duplicate = error.code === "DUPLICATE_KEY";
  const hint = syntaxHint(error);
  return {
    code: duplicate ? "config/duplicate-key" : "config/syntax",
    path: `${name}:${line}:${col}`,
    problem: duplicate ? "this key stands twice in the same section" : withoutStop(error.message),
    ...(hint === null ? {} : { hint }),
  };
}

function syntaxHint({ code, message }: YAMLError): string | null {
  if (code === "DUPLICATE_KEY") return "Keep one of them.";
  if (message.includes("Block scalar header"))
    return 'Quote values that begin with > or |: ">50K".';
  if (code === "TAB_AS_INDENT") return "Indent with spaces.";
  if (message.includes("implicit key") || message.includes("mappings are not allowed")) {
    return "Quote values that contain a colon, and check the indentation.";
  }
  return null;
}

function withoutStop(message: string): string {
  return message.replace(/\.$/, "");
}

/**
 * Numbers whose text would be lost: `01` reads as 1, and long ids lose digits. Levels of data
 * compare as text, so the writer has to say what is meant.
 */
function ambiguousNumbers(
  name: string,
  document: Document.Parsed<ParsedNode>,
  lines: LineCounter,
): ErrorDetails[] {
  const issues: ErrorDetails[] = [];
  visit(document, {
    Scalar(_key, node) {
      const { source, value, range } = node;
      if (!isScalar(node) || typeof value !== "number" || source === undefined) return;
      const leadingZero = /^[-+]?0\d/.test(source);
      const tooLong = /^[-+]?\d+$/.test(source) && !Number.isSafeInteger(value);
      if (!leadingZero && !tooLong) return;
      const { line, col } = lines.linePos(range?.[0] ?? 0);
      issues.push({
        code: "config/ambiguous-number",
        path: `${name}:${line}:${col}`,
        problem: leadingZero
          ? "a number with a leading zero would lose it"
          : "a number this long would lose digits",
        received: shown(source),
        hint: `Quote it to mean the text: "${source}".`,
      });
    },
  });
  return issues;
}
