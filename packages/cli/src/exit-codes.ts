import type { ErrorCode } from "@evenhand/core";

/** What the exit codes of the command mean; verdicts give 0, 1, 2 and 4 (no data). */
export const EXIT = {
  ok: 0,
  failed: 1,
  inconclusive: 2,
  usage: 3,
  input: 4,
  defect: 70,
} as const;

/** The exit code of an error, from the family its code belongs to. */
export function exitCodeOf(code: ErrorCode): number {
  switch (code.slice(0, code.indexOf("/"))) {
    case "usage":
    case "config":
      return EXIT.usage;
    case "input":
      return EXIT.input;
    default:
      return EXIT.defect;
  }
}
