/// <reference lib="dom" />
import type { Page } from "playwright-core";

/** Texts of a picture that overlap another one or leave the picture, as sentences. */
export function findCollisions(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    for (const svg of document.querySelectorAll("svg")) {
      const frame = svg.getBoundingClientRect();
      const texts = [...svg.querySelectorAll("text")].map((text) => ({
        text: text.textContent ?? "",
        box: text.getBoundingClientRect(),
      }));
      texts.forEach(({ text, box }, i) => {
        const isInside =
          box.left >= frame.left - 1 &&
          box.right <= frame.right + 1 &&
          box.bottom <= frame.bottom + 1;
        if (!isInside) found.push(`"${text}" leaves its picture`);
        for (const other of texts.slice(i + 1)) {
          const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
          const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
          if (across > 0.5 && down > 2.5) found.push(`"${text}" meets "${other.text}"`);
        }
      });
    }
    return found;
  });
}
