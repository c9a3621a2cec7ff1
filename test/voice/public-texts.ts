import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import ts from "typescript-5.0";
import { root } from "../root.ts";

/** A text that a reader of Evenhand's pages, reports, messages or notebooks may meet. */
export interface PublicText {
  readonly path: string;
  readonly text: string;
}

const FOLDERS = [".changeset", "benchmarks", "datasets", "docs", "notebooks", "packages"];
const NOT_OURS = new Set(["node_modules", "dist", ".venv", ".venv-peers"]);

/** Every document, the strings of every source file, and the cells of every notebook. */
export function publicTexts(): PublicText[] {
  // VOICE.md must be free to name what it advises against.
  const pages = readdirSync(root).filter((name) => name.endsWith(".md") && name !== "VOICE.md");
  const folders = FOLDERS.filter((folder) => existsSync(join(root, folder)));
  const paths = [...pages, ...folders.flatMap((folder) => filesUnder(folder))];
  return paths.flatMap((path) => textsOf(path, readFileSync(join(root, path), "utf8")));
}

/** The public texts in one file's content, by the kind of file that its name tells. */
export function textsOf(path: string, content: string): PublicText[] {
  if (path.endsWith(".md")) return [{ path, text: content }];
  if (path.endsWith(".ipynb")) return cellsOf(content).map((text) => ({ path, text }));
  const isSource = /\/src\/.*\.tsx?$/.test(path);
  return isSource ? stringsOf(path, content).map((text) => ({ path, text })) : [];
}

function filesUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`.split(sep).join("/");
    if (!entry.isDirectory()) return [path];
    return NOT_OURS.has(entry.name) ? [] : filesUnder(path);
  });
}

function cellsOf(content: string): string[] {
  const notebook = JSON.parse(content) as {
    readonly cells: readonly { readonly source: string | readonly string[] }[];
  };
  return notebook.cells.map(({ source }) => [source].flat().join(""));
}

function stringsOf(path: string, content: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    if (ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node) || ts.isJsxText(node)) {
      found.push(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, content, ts.ScriptTarget.Latest, true));
  return found;
}
