import type { Notice } from "@evenhand/core";
import { wrapped } from "./wrap.ts";

/** A notice as plain text, wrapped to the width of the terminal. */
export function noticeText({ headline, details }: Notice, width: number): string {
  const sections = details.map(({ title, sentences }) =>
    [title, ...sentences.map((sentence) => wrapped(sentence, width, "  "))].join("\n"),
  );
  return `${[wrapped(headline, width), ...sections].join("\n\n")}\n`;
}
