import { execFile, execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { root } from "../../test/root.ts";
import { sharedData } from "../../test/shared-data.ts";

/** Content by MIME type; nbformat writes a text as its lines. */
export type Bundle = Readonly<Record<string, unknown>>;

export type Output =
  | { readonly output_type: "stream"; readonly name: string; readonly text: readonly string[] }
  | {
      readonly output_type: "display_data";
      readonly data: Bundle;
      readonly metadata: Readonly<Record<string, unknown>>;
    };

export interface Cell {
  readonly id: string;
  readonly cell_type: "code" | "markdown";
  readonly source: readonly string[];
  readonly outputs?: readonly Output[];
}

/** The Python that has nbclient and the tslab kernel. */
const python = process.env.EVENHAND_PYTHON ?? join(root, ".venv/bin/python");
const probe =
  "import nbclient, jupyter_client.kernelspec as k; k.KernelSpecManager().get_kernel_spec('tslab')";

/** What this machine lacks to execute a notebook, as a sentence; null when it lacks nothing. */
export function missingForNotebooks(): string | null {
  const hint = "notebooks/install.sh sets it up.";
  if (!existsSync(python)) return `Jupyter is not installed. ${hint}`;
  try {
    execFileSync(python, ["-c", probe], { stdio: "ignore" });
    return null;
  } catch {
    return `The Python of EVENHAND_PYTHON or .venv has no nbclient or no tslab kernel. ${hint}`;
  }
}

/** The cells of a notebook file. */
export function readCells(path: string): readonly Cell[] {
  const notebook = JSON.parse(readFileSync(path, "utf8")) as { readonly cells: readonly Cell[] };
  return notebook.cells;
}

/** Executes a notebook in a kernel of its own and gives its cells with their new outputs. */
export async function executeNotebook(path: string): Promise<readonly Cell[]> {
  const folder = mkdtempSync(join(tmpdir(), "evenhand-notebook-"));
  try {
    const target = join(folder, "executed.ipynb");
    await promisify(execFile)(python, [join(root, "notebooks/execute.py"), path, target], {
      env: { ...process.env, EVENHAND_DATA: sharedData },
    });
    return readCells(target);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What a cell displayed in a form of text, such as `text/html`; what it printed counts as `text/plain`. */
export function textOf(cell: Cell, mime = "text/plain"): string {
  return (cell.outputs ?? [])
    .flatMap((output) => {
      if (output.output_type === "display_data") return output.data[mime] ?? [];
      return mime === "text/plain" ? output.text : [];
    })
    .join("");
}

/** The forms of each output of a cell: `stream`, or the MIME types that it was displayed in. */
export function formsOf(cell: Cell): string[] {
  return (cell.outputs ?? []).map((output) =>
    output.output_type === "stream" ? "stream" : Object.keys(output.data).sort().join(),
  );
}
