import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import {
  EvenhandError,
  type Exclusion,
  type FileIdentity,
  isEvenhandError,
  type ParsedSlot,
  parseSlot,
  shown,
} from "@evenhand/core";
import { detailsOf } from "../terminal/error-details.ts";
import { systemProblem } from "./system-problem.ts";

/** What a folder of cells holds. */
export interface SlotFiles {
  readonly slots: readonly ParsedSlot[];
  readonly identities: readonly FileIdentity[];
  readonly excluded: readonly Exclusion[];
}

const DATE = /(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/;

/**
 * Reads a folder of cells, one file a day or another stretch of time: every `….json` in it, and
 * `audit.json` in folders directly below, sorted by name. A date in the name of the file or its folder
 * says which slot it is of; otherwise the file does.
 *
 * @param path absolute, or relative to `cwd`
 * @throws EvenhandError `input/missing-file`, `input/unreadable-file`, `input/no-slots`,
 *   `input/not-json`, `input/cells-differ`, `input/repeated-data`, and those of `parseSlot`
 */
export async function readSlotFiles(path: string, cwd: string): Promise<SlotFiles> {
  const folder = resolve(cwd, path);
  const names = await listFiles(path, folder);
  if (names.length === 0) {
    throw new EvenhandError({
      code: "input/no-slots",
      path,
      problem: "the folder holds no cells",
      expected: "audits or cells as .json files, or folders with an audit.json",
    });
  }
  const slots: ParsedSlot[] = [];
  const identities: FileIdentity[] = [];
  const sources = new Map<string, string>();
  for (const name of names) {
    const shownName = join(path, name);
    const content = await readBytes(shownName, join(folder, name));
    const slot = naming(shownName, () =>
      parseSlot(parseJson(content), DATE.exec(name)?.[0] ?? null),
    );
    const sha256 = createHash("sha256").update(content).digest("hex");
    requireSameQuestion(shownName, slot, slots[0]);
    requireNew(shownName, slot.data?.sha256 ?? sha256, sources);
    slots.push(slot);
    identities.push({ name, sha256 });
  }
  return { slots, identities, excluded: slots.flatMap((slot) => slot.excluded) };
}

async function listFiles(path: string, folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const names = await Promise.all(
      entries.map(async (entry) => {
        if (entry.isFile()) return entry.name.endsWith(".json") ? [entry.name] : [];
        if (!entry.isDirectory()) return [];
        const inside = await readdir(join(folder, entry.name));
        return inside.includes("audit.json") ? [join(entry.name, "audit.json")] : [];
      }),
    );
    return names.flat().sort();
  } catch (error) {
    const { problem, isMissing } = systemProblem(error);
    throw new EvenhandError(
      {
        code: isMissing ? "input/missing-file" : "input/unreadable-file",
        path,
        problem,
        expected: "a folder of cells, one file a slot",
        hint: "Without a folder, the data of the configuration are read.",
      },
      { cause: error },
    );
  }
}

async function readBytes(name: string, path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    const { problem } = systemProblem(error);
    throw new EvenhandError(
      { code: "input/unreadable-file", path: name, problem },
      { cause: error },
    );
  }
}

function parseJson(content: Buffer): unknown {
  const text = content.toString("utf8");
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new EvenhandError(
      {
        code: "input/not-json",
        problem: "the file is no JSON",
        expected: "an audit, or { date, cells }",
        received: text === "" ? "an empty file" : shown(text.slice(0, 40)),
      },
      { cause: error },
    );
  }
}

/** Cells of different questions would fail when they are merged, where no file can be named. */
function requireSameQuestion(name: string, { cells }: ParsedSlot, first?: ParsedSlot): void {
  if (first === undefined || first.cells.schemaHash === cells.schemaHash) return;
  throw new EvenhandError({
    code: "input/cells-differ",
    path: name,
    problem: "these cells are of another question than those of the first file",
    expected: `schema ${first.cells.schemaHash.slice(0, 12)}`,
    received: cells.schemaHash.slice(0, 12),
    hint: "Make all with the same attributes, bands, outcome rules and weights.",
  });
}

/** The same rows twice would count as twice the evidence. */
function requireNew(name: string, sha256: string, sources: Map<string, string>): void {
  const known = sources.get(sha256);
  if (known === undefined) {
    sources.set(sha256, name);
    return;
  }
  throw new EvenhandError({
    code: "input/repeated-data",
    path: name,
    problem: "this file is of the same data as another, which would be counted twice",
    received: `the data of ${known}`,
    hint: "Give each slot data of its own, not everything up to then.",
  });
}

function naming<T>(name: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!isEvenhandError(error)) throw error;
    const details = detailsOf(error);
    const inside = details.path === undefined ? "" : ` (${details.path})`;
    throw new EvenhandError({ ...details, path: `${name}${inside}` }, { cause: error });
  }
}
