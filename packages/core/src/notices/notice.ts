import type { Audience, DecisionRecord, Notice } from "../explanations/record.ts";
import { agentDetails, agentHeadline } from "./agent-notice.ts";
import { catalogueOf } from "./catalogues.ts";
import { clientDetails, clientHeadline } from "./client-notice.ts";
import { type RecordBody, translateBody } from "./record-body.ts";
import { reviewerDetails, reviewerHeadline } from "./reviewer-notice.ts";
import { type Speaker, speakerOf } from "./speaker.ts";

export interface NoticeOptions {
  /** `en`, `de`, `es` or `ar`; a tag with a region takes its language. Default `en`. */
  readonly locale?: string;
  /** Default `client`. */
  readonly audience?: Audience;
}

/**
 * Words a decision record as a notice: a headline of at most three sentences, then the details.
 *
 * The client's notice names no attribute whose use is prohibited, prints no inferred value and gives
 * no score, since an uncalibrated score reads like a chance. The reviewer's notice has all of these. The support agent's
 * repeats the client's word for word and says what to do; it names nothing more.
 * Pure: the same record gives the same text. Text is not escaped for HTML; the renderer does that.
 *
 * @throws EvenhandError `config/unknown-locale`, naming the languages there are
 *
 * @example
 * const { headline, details } = notice(record, { audience: "reviewer" });
 */
export function notice(record: DecisionRecord, options: NoticeOptions = {}): Notice {
  const speaker = speakerOf(catalogueOf(options.locale ?? "en"));
  return composeNotice(speaker, record, options.audience ?? "client");
}

const WRITERS = {
  client: { headline: clientHeadline, details: clientDetails },
  agent: { headline: agentHeadline, details: agentDetails },
  reviewer: { headline: reviewerHeadline, details: reviewerDetails },
} as const;

export function composeNotice(speaker: Speaker, record: RecordBody, audience: Audience): Notice {
  const body = translateBody(record, speaker.locale);
  const { headline, details } = WRITERS[audience];
  return {
    locale: speaker.locale,
    audience,
    headline: headline(speaker, body).join(" "),
    details: details(speaker, body),
  };
}
