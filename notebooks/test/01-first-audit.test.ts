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

const path = join(root, "notebooks/01-first-audit.ipynb");
const committed = readCells(path);
const isCode = ({ cell_type }: Cell): boolean => cell_type === "code";

/** What each code cell must print or show as text. */
const TEXTS: Readonly<Record<string, readonly (string | RegExp)[]>> = {
  read: ["gender", /0 +│ female +│ 8 +│ 21 +│ 5\.1 /],
  columns: ["The median wage is 7.78", "266 of 534 people earn more; the rule shortlists 232."],
  first: ["No budget was declared", /female +0\.42 +0\.36 to 0\.48 +102 +245/],
  gaps: ["selection_rate: -0.034 (-0.117 to 0.051)", "base_rate: -0.166 (-0.249 to -0.081)"],
  budgets: [
    "Not demonstrated",
    /fail +female vs male +base rate/,
    /inconclusive +female vs male +true positive rate/,
    /pass +female vs male +selection rate/,
  ],
  holds: ["shortlist-by-gender holds."],
  breaks: ['budget "recorded-wages" does not hold', "lies wholly beyond it with 245 decisions"],
};

/** Cells that show an audit: a chart, and with it the table and the sentence. */
const SHOWN = ["first", "budgets"];

describe("notebooks/01-first-audit.ipynb as committed", () => {
  it("is known cell by cell to this test", () => {
    expect(committed.filter(isCode).map(({ id }) => id)).toEqual(Object.keys(TEXTS));
  });

  it.each(committed.filter(isCode))("has an output of $id, and no error in it", ({ outputs }) => {
    expect(outputs?.length).toBeGreaterThan(0);
    for (const output of outputs ?? []) expect(output).not.toMatchObject({ name: "stderr" });
  });
});

describeWith("notebook", missingForNotebooks(), "notebooks/01-first-audit.ipynb executed", () => {
  let cells: readonly Cell[] = [];
  const cell = (id: string): Cell => cells.find((each) => each.id === id) as Cell;

  beforeAll(async () => {
    cells = await executeNotebook(path);
  });

  it.each(Object.entries(TEXTS))("says in %s what it is meant to say", (id, expected) => {
    const text = textOf(cell(id));
    for (const part of expected) {
      expect(text).toEqual(
        typeof part === "string" ? expect.stringContaining(part) : expect.stringMatching(part),
      );
    }
  });

  it.each(SHOWN)("shows in %s one output with chart, table and sentence", (id) => {
    expect(cell(id).outputs).toEqual([
      expect.objectContaining({
        output_type: "display_data",
        data: {
          "application/vnd.vegalite.v5+json": expect.objectContaining({
            $schema: expect.stringContaining("vega-lite/v5"),
          }),
          "text/html": expect.anything(),
          "text/plain": expect.anything(),
        },
      }),
    ]);
    const html = textOf(cell(id), "text/html");
    expect(html).toMatch(/<svg[\s\S]*<\/svg>/);
    expect(html).toMatch(/<table>[\s\S]*female/);
  });

  it("says in every cell what is committed", () => {
    // The words and numbers, and in which forms; how a chart is laid out is not the notebook's matter.
    const essence = (each: Cell) => [each.id, formsOf(each), textOf(each)];
    const remedy = "execute the notebook again: notebooks/README.md says how";
    expect(cells.map(essence), remedy).toEqual(committed.map(essence));
  });
});
