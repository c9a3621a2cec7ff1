import picocolors from "picocolors";
import type { Output, Session } from "../session.ts";

export type Colours = ReturnType<typeof picocolors.createColors>;

/** Colours for a stream: on terminals only, never under NO_COLOR or a dumb terminal, always under FORCE_COLOR. */
export function coloursFor(stream: Output, env: Session["env"]): Colours {
  return picocolors.createColors(isColoured(stream, env));
}

function isColoured(stream: Output, env: Session["env"]): boolean {
  if ((env.NO_COLOR ?? "") !== "") return false;
  if ((env.FORCE_COLOR ?? "") !== "") return env.FORCE_COLOR !== "0";
  return stream.isTTY === true && env.TERM !== "dumb";
}

const NARROWEST = 40;
const PLAIN_WIDTH = 100;

/** Columns there are to write in; pipes, files and terminals that do not know get a fixed width. */
export function widthOf(stream: Output): number {
  return Math.max(NARROWEST, stream.columns || PLAIN_WIDTH);
}
