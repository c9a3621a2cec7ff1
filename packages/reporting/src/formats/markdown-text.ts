import { plainText } from "../wording/text.ts";

/**
 * Text from the data as Markdown that shows exactly this text: no markup, HTML, link or mention,
 * and no end of a table cell.
 */
export function escapeMarkdown(text: string): string {
  return plainText(text)
    .replace(/[\\`*_[\]|#~$!]/g, "\\$&")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("@", "&#64;")
    .replace(/:(?=\S)/g, "&#58;")
    .replace(/www\./gi, (start) => start.replace(".", "&#46;"));
}
