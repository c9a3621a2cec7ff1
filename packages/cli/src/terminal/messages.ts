import type { ErrorDetails } from "@evenhand/core";
import type { Colours } from "./colours.ts";

/** One error as a person reads it: what, where, got, expected, what to do. */
export function errorMessage(details: ErrorDetails, colours: Colours): string {
  return message(details, colours.red("error"), colours);
}

/** The same for what could be better and stops nothing. */
export function remarkMessage(details: ErrorDetails, colours: Colours): string {
  return message(details, colours.yellow("remark"), colours);
}

function message(details: ErrorDetails, kind: string, colours: Colours): string {
  const { code, path, problem, received, expected, hint } = details;
  const parts: readonly (readonly [string, string | undefined])[] = [
    ["where", path],
    ["got", received],
    ["expected", expected],
    ["next", hint],
  ];
  const lines = parts.flatMap(([label, text]) =>
    text === undefined ? [] : [`  ${colours.dim(label.padEnd(8))}  ${text}`],
  );
  const title = `${kind} ${colours.bold(problem)} ${colours.dim(`[${code}]`)}`;
  return `${[title, ...lines].join("\n")}\n`;
}
