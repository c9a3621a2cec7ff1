import { isSafeAddress } from "../../explanations/address.ts";
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
  const sections = details.flatMap(({ title, sentences, links = [] }) => [
    `${"#".repeat(level)} ${escapeMarkdown(title)}`,
    ...sentences.map((sentence) => withLinks(sentence, links, escapeMarkdown, markdownLink)),
  ]);
  return `${[escapeMarkdown(headline), ...sections].join("\n\n")}\n`;
}

/** A fragment with its own language and direction; no ids, scripts or styles that could clash. */
export function noticeHtml(
  { locale, headline, details }: Notice,
  direction: TextDirection,
  level: HeadingLevel,
): string {
  const sections = details.flatMap(({ id, title, sentences, links = [] }) => [
    `<section data-section="${id}">`,
    `<h${level}>${escapeHtml(title)}</h${level}>`,
    ...sentences.map((sentence) => `<p>${withLinks(sentence, links, escapeHtml, htmlLink)}</p>`),
    "</section>",
  ]);
  return `${[
    `<article lang="${escapeHtml(locale)}" dir="${direction}">`,
    `<p><strong>${escapeHtml(headline)}</strong></p>`,
    ...sections,
    "</article>",
  ].join("\n")}\n`;
}

/** A sentence escaped, with the addresses in it as links; what is no safe address stays text. */
function withLinks(
  sentence: string,
  links: readonly string[],
  escaped: (text: string) => string,
  link: (address: string) => string,
): string {
  // The longest first: one address may begin like another.
  const address = links
    .filter((each) => isSafeAddress(each) && sentence.includes(each))
    .sort((a, b) => b.length - a.length)[0];
  if (address === undefined) return escaped(sentence);
  const start = sentence.indexOf(address);
  return [
    escaped(sentence.slice(0, start)),
    link(address),
    withLinks(sentence.slice(start + address.length), links, escaped, link),
  ].join("");
}

function htmlLink(address: string): string {
  return `<a href="${escapeHtml(address)}">${escapeHtml(address)}</a>`;
}

// A safe address holds no angle bracket, which would end the target; an entity would be decoded.
function markdownLink(address: string): string {
  return `[${escapeMarkdown(address)}](<${address.replace(/&/g, "&amp;")}>)`;
}
