import type { DecisionRecord, Notice, Safeguard } from "../explanations/record.ts";
import { codesOf, isHeld } from "./record-body.ts";
import type { Speaker } from "./speaker.ts";
import type { TextDirection } from "./templates.ts";

export const NOTICE_SCHEMA = "evenhand/notice@1";

/** A notice as data, for hosts that lay it out themselves. Holds nothing that its audience may not see. */
export interface NoticeDocument extends Omit<Notice, "locale"> {
  readonly schema: typeof NOTICE_SCHEMA;
  /** For the `lang` and `dir` of the element it is put into. */
  readonly lang: string;
  readonly dir: TextDirection;
  readonly subject: string;
  readonly favourable: boolean;
  /** True where a person must check the decision before anything is sent. */
  readonly holdForReview: boolean;
  readonly codes: readonly Safeguard["code"][];
  /** `locale/id` of the message templates behind the sentences, sorted. */
  readonly templates: readonly string[];
}

export function noticeDocument(
  record: DecisionRecord,
  notice: Notice,
  speaker: Speaker,
): NoticeDocument {
  return {
    schema: NOTICE_SCHEMA,
    lang: speaker.locale,
    dir: speaker.direction,
    subject: record.subject,
    audience: notice.audience,
    favourable: record.outcome.favourable,
    holdForReview: isHeld(record),
    codes: codesOf(record),
    headline: notice.headline,
    details: notice.details,
    templates: speaker.templates(),
  };
}
