import { type Configuration, EvenhandError, parseConfiguration, type Waiver } from "@evenhand/core";
import { isSeq, stringify } from "yaml";
import { parseSource } from "./source.ts";

/**
 * The text of a configuration with one waiver more, and every other byte as it was; JSON is written
 * anew. The waiver is checked with the file it is to stand in.
 *
 * @param name of the file, for messages
 * @throws EvenhandError `config/…` where the waiver does not fit the configuration
 */
export function insertWaiver(name: string, text: string, waiver: Waiver): string {
  const written = name.endsWith(".json")
    ? insertInJson(text, waiver)
    : insertInYaml(name, text, waiver);
  const parsed = parseSource(name, written);
  const configuration = parsed.ok ? parseConfiguration(parsed.value) : null;
  if (configuration === null || !holds(configuration, waiver)) {
    throw new EvenhandError({
      code: "config/waiver-place",
      path: name,
      problem: "the waiver cannot be written into this file as it is laid out",
      hint: "Write the section `waivers` as a list of blocks, each item on lines of its own.",
    });
  }
  return written;
}

function holds({ waivers }: Configuration, waiver: Waiver): boolean {
  const last = waivers[waivers.length - 1];
  return last !== undefined && JSON.stringify(sorted(last)) === JSON.stringify(sorted(waiver));
}

function sorted(waiver: Waiver): unknown[] {
  return Object.entries(waiver).sort(([a], [b]) => (a < b ? -1 : 1));
}

function insertInJson(text: string, waiver: Waiver): string {
  const value = JSON.parse(text) as { waivers?: Waiver[] };
  return `${JSON.stringify({ ...value, waivers: [...(value.waivers ?? []), waiver] }, null, 2)}\n`;
}

function insertInYaml(name: string, text: string, waiver: Waiver): string {
  const parsed = parseSource(name, text);
  const list = parsed.ok ? parsed.source.document.get("waivers", true) : undefined;
  const item = stringify([waiver]);
  const end = text === "" || text.endsWith("\n") ? text : `${text}\n`;
  if (!isSeq(list) || list.range === undefined || list.range === null) {
    return list === undefined ? `${end}\nwaivers:\n${indent(item, 2)}` : text;
  }
  const [from, to] = list.range;
  if (list.items.length === 0) {
    const next = text.indexOf("\n", to);
    const line = next < 0 ? text.length : next;
    const opened = `${text.slice(0, from).trimEnd()}${text.slice(to, line)}`.trimEnd();
    return `${opened}\n${indent(item, 2).trimEnd()}${text.slice(line)}`;
  }
  const column = from - (text.lastIndexOf("\n", from - 1) + 1);
  const before = text.slice(0, to).trimEnd();
  return `${before}\n${indent(item, column).trimEnd()}\n${text.slice(to).replace(/^\n/, "")}`;
}

function indent(lines: string, by: number): string {
  return lines.replace(/^(?=.)/gm, " ".repeat(by));
}
