import type { Notice } from "@evenhand/core";

/** A notice as plain text, wrapped to the width of the terminal. */
export function noticeText({ headline, details }: Notice, width: number): string {
  const sections = details.map(({ title, sentences }) =>
    [title, ...sentences.map((sentence) => wrapped(sentence, width, "  "))].join("\n"),
  );
  return `${[wrapped(headline, width, ""), ...sections].join("\n\n")}\n`;
}

function wrapped(text: string, width: number, indent: string): string {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(" ")) {
    if (line.length > indent.length && line.length + 1 + word.length > width) {
      lines.push(line);
      line = indent;
    }
    line += line.length === indent.length ? word : ` ${word}`;
  }
  return [...lines, line].join("\n");
}
