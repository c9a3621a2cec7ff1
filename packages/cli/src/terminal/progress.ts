import type { Session } from "../session.ts";

export interface Progress {
  /** Says what is being done now. */
  say(step: string): void;
  /** Clears the line. */
  end(): void;
}

const CLEAR_LINE = "\r\u001b[2K";

/** A line on standard error that tells what is being done; silent away from terminals and with `--json`. */
export function startProgress({ stderr }: Session, isQuiet: boolean): Progress {
  if (isQuiet || stderr.isTTY !== true) return { say: () => {}, end: () => {} };
  return {
    say: (step) => void stderr.write(`${CLEAR_LINE}${step} …`),
    end: () => void stderr.write(CLEAR_LINE),
  };
}
