import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { describeWith } from "../../test/optional-suite.ts";
import { root } from "../../test/root.ts";
import {
  type Cell,
  executeNotebook,
  formsOf,
  missingForNotebooks,
  readCells,
  textOf,
} from "./notebook.ts";

/** What a notebook must say and show. */
export interface Expected {
  /** What each code cell must print or show as text, by its id, in order. */
  readonly texts: Readonly<Record<string, readonly (string | RegExp)[]>>;
  /** Cells that show a picture. */
  readonly pictures: readonly string[];
  /** Why the data it reads are missing, as a sentence; null where they are there or it needs none. */
  readonly missing: string | null;
}

const LARGEST_CHART = 50 * 1024;
const PICTURE = "application/vnd.vegalite.v5+json,image/png,text/plain";

const isCode = ({ cell_type }: Cell): boolean => cell_type === "code";

/** The tests of a notebook: as it is committed, and executed anew. */
export function describeNotebook(name: string, { texts, pictures, missing }: Expected): void {
  const path = join(root, "notebooks", name);
  const committed = readCells(path);

  describe(`notebooks/${name} as committed`, () => {
    it("is known cell by cell to this test", () => {
      expect(committed.filter(isCode).map(({ id }) => id)).toEqual(Object.keys(texts));
    });

    it.each(committed.filter(isCode))("has an output of $id, and no error in it", ({ outputs }) => {
      expect(outputs?.length).toBeGreaterThan(0);
      for (const output of outputs ?? []) expect(output).not.toMatchObject({ name: "stderr" });
    });
  });

  describeWith("notebook", missing ?? missingForNotebooks(), `notebooks/${name} executed`, () => {
    let cells: readonly Cell[] = [];
    const cell = (id: string): Cell => cells.find((each) => each.id === id) as Cell;

    beforeAll(async () => {
      cells = await executeNotebook(path);
    });

    it.each(Object.entries(texts))("says in %s what it is meant to say", (id, expected) => {
      const text = textOf(cell(id));
      for (const part of expected) {
        expect(text).toEqual(
          typeof part === "string" ? expect.stringContaining(part) : expect.stringMatching(part),
        );
      }
    });

    it.each(pictures)("shows in %s a sentence, a picture of at most 50 KB and a table", (id) => {
      expect(formsOf(cell(id)).slice(0, 3)).toEqual([
        "text/html,text/plain",
        PICTURE,
        "text/html,text/plain",
      ]);
      const picture = cell(id).outputs?.[1];
      expect(picture).toMatchObject({
        metadata: { "image/png": { alt: expect.stringMatching(/\w+/), width: 344 } },
      });
      expect(JSON.stringify(picture).length).toBeLessThan(LARGEST_CHART);
      expect(textOf(cell(id), "text/html")).toMatch(/<table>[\s\S]*<td>/);
    });

    it("says in every cell what is committed", () => {
      // The words and numbers, and in which forms; how a chart is laid out is not the notebook's matter.
      const essence = (each: Cell) => [each.id, formsOf(each), textOf(each)];
      const remedy = "execute the notebook again: notebooks/README.md says how";
      expect(cells.map(essence), remedy).toEqual(committed.map(essence));
    });
  });
}
