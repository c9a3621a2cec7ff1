import { createHash } from "node:crypto";
import type { VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import { STYLE } from "./style.ts";

/**
 * End tags that HTML lets a writer leave out; among thousands of cells they would be felt. Text from the data
 * holds none, as its `<` is escaped.
 */
const OPTIONAL_END = /<\/(?:td|th|tr|li|dt|dd|thead|tbody)>/g;

/** What the page may load and where its style comes from. */
export interface PagePolicy {
  readonly style: string;
  readonly contentSecurity: string;
}

/** One HTML file without script or request; its style sheet is allowed by its hash and nothing else. */
export function writePage(draw: (policy: PagePolicy) => VNode): string {
  const hash = createHash("sha256").update(STYLE).digest("base64");
  const page = draw({
    style: STYLE,
    contentSecurity: `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`,
  });
  return `<!DOCTYPE html>\n${renderToString(page).replace(OPTIONAL_END, "")}\n`;
}
