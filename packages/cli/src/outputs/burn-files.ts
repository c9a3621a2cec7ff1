import { join } from "node:path";
import type { BurnDocument } from "@evenhand/core";
import type { OutputFile } from "./write-files.ts";

/** Budgets over time as they are stored. */
export function burnJson(document: BurnDocument): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** The files of budgets over time: burn.json, burn.html and burn.md. */
export async function burnFiles(
  document: BurnDocument,
  folder: string,
): Promise<readonly OutputFile[]> {
  const { renderBurn, summariseBurn } = await import("@evenhand/reporting");
  return [
    { path: join(folder, "burn.json"), content: burnJson(document) },
    { path: join(folder, "burn.html"), content: await renderBurn(document) },
    { path: join(folder, "burn.md"), content: summariseBurn(document) },
  ];
}
