import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import {
  type Configuration,
  type ConfigurationIssue,
  checkConfiguration,
  type ErrorDetails,
  EvenhandError,
  type FileIdentity,
} from "@evenhand/core";
import { systemProblem } from "../inputs/system-problem.ts";
import { detailsOf } from "../terminal/error-details.ts";
import { IssuesError } from "./issues.ts";
import { locatePath, locateSegments } from "./positions.ts";
import { type ConfigurationSource, parseSource } from "./source.ts";

/** The file that is read where no other is named. */
export const DEFAULT_CONFIGURATION = "evenhand.yaml";

/** A configuration with the file it came from. */
export interface LoadedConfiguration {
  readonly configuration: Configuration;
  /** Absolute path of the folder that paths in the configuration are relative to. */
  readonly folder: string;
  readonly identity: FileIdentity;
  readonly source: ConfigurationSource;
}

/**
 * Reads and checks a configuration file, YAML or JSON.
 *
 * @param path absolute, or relative to `cwd`
 * @throws IssuesError (an EvenhandError) with every issue found, each with file, line and column;
 *   EvenhandError `config/missing-file`, `config/unreadable-file`, `config/encoding`
 * @example
 * const { configuration } = await loadConfiguration("evenhand.yaml");
 */
export async function loadConfiguration(
  path: string,
  cwd: string = process.cwd(),
): Promise<LoadedConfiguration> {
  const absolute = resolve(cwd, path);
  const bytes = await readBytes(path, absolute);
  const parsed = parseSource(path, decode(path, bytes));
  if (!parsed.ok) throw new IssuesError(parsed.issues);
  const checked = checkConfiguration(parsed.value);
  if (!checked.ok) {
    throw new IssuesError(checked.issues.map((issue) => placeIssue(parsed.source, issue)));
  }
  return {
    configuration: checked.configuration,
    folder: dirname(absolute),
    identity: {
      name: basename(absolute),
      sha256: createHash("sha256").update(bytes).digest("hex"),
    },
    source: parsed.source,
  };
}

/** The issue with its place in the file before its path. */
export function placeIssue(source: ConfigurationSource, issue: ConfigurationIssue): ErrorDetails {
  const { segments, ...details } = issue;
  const at = details.code === "config/unknown-key" ? "key" : "value";
  const place = locateSegments(source, segments, at);
  return { ...details, path: placeAndPath(place, details.path) };
}

/** An error about a path in the configuration, with its place in the file; other errors as they are. */
export function placeError(source: ConfigurationSource, error: EvenhandError): EvenhandError {
  const placed = placePath(source, detailsOf(error));
  return placed.path === error.path ? error : new EvenhandError(placed, { cause: error });
}

/** The same for the parts of an error. */
export function placePath(source: ConfigurationSource, details: ErrorDetails): ErrorDetails {
  const place = details.path === undefined ? null : locatePath(source, details.path);
  return place === null ? details : { ...details, path: placeAndPath(place, details.path) };
}

function placeAndPath(place: string, path: string | undefined): string {
  return path === undefined || path === "" ? place : `${place} (${path})`;
}

async function readBytes(path: string, absolute: string): Promise<Buffer> {
  try {
    return await readFile(absolute);
  } catch (error) {
    const { problem, isMissing } = systemProblem(error);
    throw new EvenhandError(
      {
        code: isMissing ? "config/missing-file" : "config/unreadable-file",
        path,
        problem,
        expected: "a configuration file in YAML or JSON",
        hint: isMissing
          ? "Write one with `evenhand init data.csv`, or name another with --config."
          : "Name the file itself with --config.",
      },
      { cause: error },
    );
  }
}

function decode(path: string, bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new EvenhandError(
      {
        code: "config/encoding",
        path,
        problem: "the file is not UTF-8 text",
        hint: "Save it with the encoding UTF-8.",
      },
      { cause: error },
    );
  }
}
