import type { Notice } from "../../explanations/record.ts";
import type { TextDirection } from "../templates.ts";
import { escapeHtml, escapeMarkdown } from "./escape.ts";

/** Level of the section titles in HTML and Markdown. */
export type HeadingLevel = 2 | 3 | 4 | 5 | 6;

/** Headline, then each title with its sentences indented under it. */
export function noticeText({ headline, details }: Notice): string {
  const sections = details.map(({ title, sentences }) =>
    [title, ...sentences.map((sentence) => `  ${sentence}`)].join("\n"),
  );
  return `${[headline, ...sections].join("\n\n")}\n`;
}

export function noticeMarkdown({ headline, details }: Notice, level: HeadingLevel): string {
  const sections = details.flatMap(({ title, sentences }) => [
    `${"#".repeat(level)} ${escapeMarkdown(title)}`,
    ...sentences.map(escapeMarkdown),
  ]);
  return `${[escapeMarkdown(headline), ...sections].join("\n\n")}\n`;
}

/** A fragment with its own language and direction; no ids, scripts or styles that could clash. */
export function noticeHtml(
  { locale, headline, details }: Notice,
  direction: TextDirection,
  level: HeadingLevel,
): string {
  const sections = details.flatMap(({ id, title, sentences }) => [
    `<section data-section="${id}">`,
    `<h${level}>${escapeHtml(title)}</h${level}>`,
    ...sentences.map((sentence) => `<p>${escapeHtml(sentence)}</p>`),
    "</section>",
  ]);
  return `${[
    `<article lang="${escapeHtml(locale)}" dir="${direction}">`,
    `<p><strong>${escapeHtml(headline)}</strong></p>`,
    ...sections,
    "</article>",
  ].join("\n")}\n`;
}
