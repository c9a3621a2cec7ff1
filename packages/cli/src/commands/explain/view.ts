import {
  type Audience,
  type DecisionRecord,
  EvenhandError,
  NOTICE_LOCALES,
  type NoticeFormat,
  notice,
  type ReExplanation,
  reExplanationNotice,
  renderNotice,
  renderReExplanation,
} from "@evenhand/core";
import { requireChoice } from "../../arguments/choice.ts";
import { noticeText } from "../../terminal/notice-text.ts";

export const NOTICE_FORMATS: readonly NoticeFormat[] = ["text", "markdown", "html", "json"];
export const AUDIENCES: readonly Audience[] = ["client", "agent", "reviewer"];

/** How a record is to be told: in which language, in which form and to whom. */
export interface View {
  readonly locale: string;
  readonly format: NoticeFormat;
  readonly audience: Audience;
}

/**
 * What the options say about the notice; checked before any data are read.
 *
 * @throws EvenhandError `usage/option-value`, `usage/format-conflict`
 */
export function parseView(options: {
  readonly locale: string | undefined;
  readonly format: string | undefined;
  readonly audience: string | undefined;
  readonly json: boolean;
}): View {
  const { locale = "en", format = "text", audience = "client", json } = options;
  if (json && (options.format ?? options.audience) !== undefined) throw recordHasNoView();
  const [language = locale] = locale.split("-");
  return {
    locale: NOTICE_LOCALES.includes(language)
      ? locale
      : requireChoice(NOTICE_LOCALES, locale, "--locale"),
    format: requireChoice(NOTICE_FORMATS, format, "--format"),
    audience: requireChoice(AUDIENCES, audience, "--audience"),
  };
}

/** The notice as the view asks for it; text is wrapped to the width. */
export function writeNotice(record: DecisionRecord, view: View, width: number): string {
  return view.format === "text"
    ? noticeText(notice(record, view), width)
    : renderNotice(record, view);
}

/** The same for what the model would say of the values that a person states. */
export function writeReExplanation(found: ReExplanation, view: View, width: number): string {
  return view.format === "text"
    ? noticeText(reExplanationNotice(found, view), width)
    : renderReExplanation(found, view);
}

function recordHasNoView(): EvenhandError {
  return new EvenhandError({
    code: "usage/format-conflict",
    path: "--json",
    problem: "the complete record has one form and is for reviewers",
    expected: "`--json` alone, or `--format json` for the notice as data",
  });
}
