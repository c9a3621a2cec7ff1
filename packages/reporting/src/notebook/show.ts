import { rename, writeFile } from "node:fs/promises";
import { renderReport } from "../html/render-report.tsx";
import { displaysOf } from "./bundle.tsx";
import { type Showable, viewOf } from "./choose-view.ts";
import { findHost } from "./host.ts";
import { textOf } from "./text.ts";

export interface ShowOptions {
  /** Also writes the whole report of an audit to this file. */
  readonly file?: string;
  /** Where text goes outside a notebook; default standard output. */
  readonly write?: (text: string) => unknown;
}

/**
 * Shows an audit, a table, a decision record, attributions, counterfactuals, a notice, recourse profiles, a
 * plan, a burn document or a sweep where you are: in tslab and in Deno's kernel as sentence, chart and tables
 * (Vega-Lite, PNG, HTML, text), elsewhere as text. PNG needs `@resvg/resvg-wasm` and `dejavu-fonts-ttf`
 * installed; without them the chart is also SVG in the HTML. Resolves when the output is done, so `await`
 * it. What is about one person is personal data: clear the output before you share the notebook.
 *
 * @throws EvenhandError `usage/show` for anything else, `input/not-an-audit`, `input/broken-audit`
 * @example
 * await show(audit(people, { outcome: "hired", by: ["sex"] }));
 */
export async function show(value: Showable, options: ShowOptions = {}): Promise<void> {
  const view = await viewOf(value);
  const write = options.write ?? ((text: string) => process.stdout.write(text));
  const host = findHost(globalThis);
  // Text needs no drawing, so plain Node never loads Vega for it.
  if (host === null) write(`${textOf(view)}\n`);
  else for (const display of await displaysOf(view)) await host.emit(display);
  if (options.file !== undefined && view.audit !== null) {
    await writeWhole(options.file, await renderReport(view.audit));
  }
}

/** Writes under a temporary name first: nobody finds half a file. */
async function writeWhole(path: string, text: string): Promise<void> {
  const temporary = `${path}.partial`;
  await writeFile(temporary, text);
  await rename(temporary, path);
}
