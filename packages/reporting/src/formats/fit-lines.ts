import { formatCount } from "../wording/numbers.ts";

/** What fits of some lines, and how many do not. */
export interface FittedLines {
  readonly lines: readonly string[];
  readonly left: number;
}

const encoder = new TextEncoder();

/** The first lines whose UTF-8 bytes, with a newline each, fit into `room`. */
export function fitLines(lines: readonly string[], room: number): FittedLines {
  let used = 0;
  for (const [index, line] of lines.entries()) {
    used += encoder.encode(line).length + 1;
    if (used > room) return { lines: lines.slice(0, index), left: lines.length - index };
  }
  return { lines, left: 0 };
}

/** `… and 4 096 more comparisons; audit.json holds them all.`, or nothing where nothing is left out. */
export function leftOut({ left }: FittedLines, noun: string): string[] {
  if (left === 0) return [];
  return [`… and ${formatCount(left)} more ${noun}; audit.json holds them all.`];
}
