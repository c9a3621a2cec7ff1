import { type ErrorDetails, VERSION } from "@evenhand/core";
import { overviewHelp, verbHelp } from "./arguments/help.ts";
import { findVerb, VERBS } from "./commands/registry.ts";
import { EXIT, exitCodeOf } from "./exit-codes.ts";
import type { Output, Session } from "./session.ts";
import { coloursFor } from "./terminal/colours.ts";
import { errorMessage } from "./terminal/messages.ts";

/**
 * Runs the `evenhand` command and resolves to its exit code. It never throws, ends the process or
 * touches global streams, except that an interrupt during the writing of files takes effect after it.
 *
 * @example
 * process.exitCode = await main({
 *   argv: ["audit", "data.csv", "--outcome", "hired", "--by", "sex"],
 *   env: process.env, cwd: process.cwd(),
 *   stdin: process.stdin, stdout: process.stdout, stderr: process.stderr,
 * });
 */
export async function main(session: Session): Promise<number> {
  const settle = tolerateClosedPipes(session);
  try {
    return await dispatch(session);
  } catch (error) {
    return await report(session, error);
  } finally {
    await settle();
  }
}

async function dispatch(session: Session): Promise<number> {
  const [verb, ...rest] = session.argv;
  if (verb === undefined || verb === "--help" || verb === "-h") return showOverview(session);
  if (verb === "--version" || verb === "-v") {
    session.stdout.write(`${VERSION}\n`);
    return EXIT.ok;
  }
  if (verb === "help") {
    return rest[0] === undefined ? showOverview(session) : await showHelp(session, rest[0]);
  }
  if (asksForHelp(rest)) return await showHelp(session, verb);
  const { load } = await findVerb(verb);
  const command = await load();
  return await command.run(session, rest);
}

function showOverview(session: Session): number {
  session.stdout.write(overviewHelp(VERBS));
  return EXIT.ok;
}

async function showHelp(session: Session, name: string): Promise<number> {
  const { load, summary } = await findVerb(name);
  session.stdout.write(verbHelp((await load()).declaration, summary));
  return EXIT.ok;
}

function asksForHelp(rest: readonly string[]): boolean {
  const end = rest.indexOf("--");
  const options = end === -1 ? rest : rest.slice(0, end);
  return options.includes("--help") || options.includes("-h");
}

/** Tells what went wrong on standard error; the stack of a defect only under EVENHAND_DEBUG. */
async function report(session: Session, error: unknown): Promise<number> {
  const { isEvenhandError } = await import("@evenhand/core");
  const { detailsOf, issuesOf } = await import("./terminal/error-details.ts");
  const colours = coloursFor(session.stderr, session.env);
  const say = (details: ErrorDetails): void =>
    void session.stderr.write(errorMessage(details, colours));
  const debugs = session.env.EVENHAND_DEBUG === "1";
  if (isEvenhandError(error)) {
    for (const issue of issuesOf(error) ?? [detailsOf(error)]) say(issue);
    if (debugs) session.stderr.write(`${stackOf(error)}\n`);
    return exitCodeOf(error.code);
  }
  say({
    code: "defect/unexpected",
    problem: `Evenhand met a defect of its own: ${firstLine(error)}`,
    hint: "Please report it, with what EVENHAND_DEBUG=1 prints.",
  });
  if (debugs) session.stderr.write(`${stackOf(error)}\n`);
  return EXIT.defect;
}

function firstLine(error: unknown): string {
  return String(error).split("\n", 1)[0] as string;
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? String(error)) : String(error);
}

/**
 * `evenhand … | head` closes the pipe early; that is no error. The returned function waits until all
 * is written, since a pipe tells so only then.
 */
function tolerateClosedPipes({ stdout, stderr }: Session): () => Promise<void> {
  const streams = [stdout, stderr];
  const listener = (error: NodeJS.ErrnoException): void => {
    if (error.code !== "EPIPE") throw error;
  };
  for (const stream of streams) stream.on("error", listener);
  return async () => {
    await Promise.all(streams.map(written));
    for (const stream of streams) stream.off("error", listener);
  };
}

/** Resolves once everything written so far has left, or never will; the error comes with the turn after. */
async function written(stream: Output): Promise<void> {
  if (stream.writable) await new Promise<void>((resolve) => stream.write("", () => resolve()));
  await new Promise((resolve) => setImmediate(resolve));
}
