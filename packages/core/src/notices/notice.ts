import type { Audience, DecisionRecord, Notice } from "../explanations/record.ts";
import { catalogueOf } from "./catalogues.ts";
import { clientDetails, clientHeadline } from "./client-notice.ts";
import type { RecordBody } from "./record-body.ts";
import { reviewerDetails, reviewerHeadline } from "./reviewer-notice.ts";
import { type Speaker, speakerOf } from "./speaker.ts";

export interface NoticeOptions {
  /** `en` for now; default `en`. */
  readonly locale?: string;
  /** Default `client`. */
  readonly audience?: Audience;
}

/**
 * Words a decision record as a notice: a headline of at most three sentences, then the details.
 *
 * The client's notice names no attribute whose use is prohibited, prints no inferred value and gives
 * no score, since an uncalibrated score reads like a chance. The reviewer's notice has all of these.
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

export function composeNotice(speaker: Speaker, body: RecordBody, audience: Audience): Notice {
  const forClient = audience === "client";
  const headline = forClient ? clientHeadline(speaker, body) : reviewerHeadline(speaker, body);
  return {
    locale: speaker.locale,
    audience,
    headline: headline.join(" "),
    details: forClient ? clientDetails(speaker, body) : reviewerDetails(speaker, body),
  };
}
