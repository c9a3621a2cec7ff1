import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { root } from "../root.ts";

/** The fenced blocks of a page in one language, in order. */
export function blocksOf(page: string, language: string): string[] {
  const text = readFileSync(join(root, page), "utf8");
  const fences = text.matchAll(/^```(\w*)\n(.*?)^```$/gms);
  return [...fences].flatMap(([, tongue, body = ""]) => (tongue === language ? [body] : []));
}

/** Keys of CI files whose values are commands. */
const COMMAND_KEYS: readonly string[] = ["run", "script", "entry"];

/** Every command of a page: lines of shell blocks, and what the CI files in it would run. */
export function commandsOf(page: string): string[] {
  const shell = blocksOf(page, "sh").flatMap((block) => block.trim().split("\n"));
  return [...shell, ...blocksOf(page, "yaml").flatMap((block) => commandsIn(parse(block)))];
}

function commandsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(commandsIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (!COMMAND_KEYS.includes(key)) return commandsIn(inner);
    return [inner].flat().flatMap((text) => String(text).trim().split("\n"));
  });
}
