import type { DecisionRecord } from "../explanations/record.ts";
import { CATALOGUES, catalogueOf } from "./catalogues.ts";
import { type HeadingLevel, noticeHtml, noticeMarkdown, noticeText } from "./formats/markup.ts";
import { composeNotice, type NoticeOptions } from "./notice.ts";
import { noticeDocument } from "./notice-document.ts";
import { speakerOf } from "./speaker.ts";

/** The languages that notices exist in. */
export const NOTICE_LOCALES: readonly string[] = CATALOGUES.map(({ locale }) => locale);

export type NoticeFormat = "text" | "markdown" | "html" | "json";

export interface RenderNoticeOptions extends NoticeOptions {
  /** Default `text`. */
  readonly format?: NoticeFormat;
  /** Of the section titles in HTML and Markdown; default 2. */
  readonly headingLevel?: HeadingLevel;
}

/**
 * Writes a decision record's notice out as plain text, Markdown, an HTML fragment or JSON.
 *
 * Everything from outside is escaped for the format. The HTML fragment is one `article` with `lang`
 * and `dir`; the JSON is a `NoticeDocument`. Pure: the same record gives the same bytes.
 *
 * @throws EvenhandError `config/unknown-locale`, naming the languages there are
 *
 * @example
 * renderNotice(record, { locale: "ar", format: "html" }); // <article lang="ar" dir="rtl"> …
 */
export function renderNotice(record: DecisionRecord, options: RenderNoticeOptions = {}): string {
  const { locale = "en", audience = "client", format = "text", headingLevel = 2 } = options;
  const speaker = speakerOf(catalogueOf(locale));
  const notice = composeNotice(speaker, record, audience);
  switch (format) {
    case "text":
      return noticeText(notice);
    case "markdown":
      return noticeMarkdown(notice, headingLevel);
    case "html":
      return noticeHtml(notice, speaker.direction, headingLevel);
    case "json":
      return `${JSON.stringify(noticeDocument(record, notice, speaker), null, 2)}\n`;
  }
}
