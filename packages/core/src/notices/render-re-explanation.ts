import { displayPassage } from "../explanations/display-text.ts";
import type { Claim } from "../explanations/dispute.ts";
import type { Notice } from "../explanations/record.ts";
import { catalogueOf } from "./catalogues.ts";
import { sayReasons, saySafeguards } from "./client-notice.ts";
import { noticeHtml, noticeMarkdown, noticeText } from "./formats/markup.ts";
import type { ReExplanation } from "./re-explanation.ts";
import { dateOf, descriptionsOf, hidesValue, isWithheld, translateBody } from "./record-body.ts";
import type { RenderNoticeOptions } from "./render-notice.ts";
import { type Speaker, speakerOf } from "./speaker.ts";
import { sayExactValue } from "./values.ts";

/**
 * Words a re-explanation for the person concerned: what they said is wrong, the answer and the reasons
 * as decided, then those that their values would give. It says that nothing is decided by it, and
 * names and shows no more than the client's notice does. Pure.
 *
 * @throws EvenhandError `config/unknown-locale`
 *
 * @example
 * reExplanationNotice(reExplain(record, dispute, after)).headline;
 */
export function reExplanationNotice(
  { before, after, answerChanges }: ReExplanation,
  { locale = "en" }: { readonly locale?: string } = {},
): Notice {
  const speaker = speakerOf(catalogueOf(locale));
  const [decided, corrected] = [before, after].map((record) =>
    translateBody(record, speaker.locale),
  ) as [typeof before, typeof after];
  const { claims, raised } = before.dispute;
  const answer = (record: typeof after) => (record.outcome.favourable ? "yes" : "no");
  return {
    locale: speaker.locale,
    audience: "client",
    headline: [
      speaker.say("dispute.raised", { raised: dateOf(raised), count: claims.length }),
      speaker.say(answerChanges ? "dispute.changes" : "dispute.stays", { answer: answer(after) }),
      speaker.say("dispute.undecided", {}),
    ].join(" "),
    details: [
      {
        id: "claims",
        title: speaker.say("title.claims", {}),
        sentences: claims.flatMap((claim) => sayClaim(speaker, decided, corrected, claim)),
      },
      {
        id: "before",
        title: speaker.say("title.before", {}),
        sentences: [
          speaker.say("dispute.before", { answer: answer(before) }),
          ...sayReasons(speaker, decided),
          ...sayFlags(speaker, decided),
        ],
      },
      {
        id: "after",
        title: speaker.say("title.after", {}),
        sentences: [
          speaker.say("dispute.after", { answer: answer(after) }),
          ...sayReasons(speaker, corrected),
          ...sayFlags(speaker, corrected),
        ],
      },
      {
        id: "actions",
        title: speaker.say("title.next", {}),
        sentences: [speaker.say("dispute.check", {}), speaker.say("action.person", {})],
      },
    ],
  };
}

/** The same written out; as JSON it is the notice, not the records. */
export function renderReExplanation(
  found: ReExplanation,
  options: Omit<RenderNoticeOptions, "audience"> = {},
): string {
  const notice = reExplanationNotice(found, options);
  const { format = "text", headingLevel = 2 } = options;
  switch (format) {
    case "text":
      return noticeText(notice);
    case "markdown":
      return noticeMarkdown(notice, headingLevel);
    case "html":
      return noticeHtml(notice, catalogueOf(notice.locale).direction, headingLevel);
    case "json":
      return `${JSON.stringify(notice, null, 2)}\n`;
  }
}

/** A protected attribute or a proxy is never among reasons without its safeguard. */
function sayFlags(speaker: Speaker, record: ReExplanation["after"]): readonly string[] {
  const safeguards = record.safeguards.filter(({ feature }) => feature !== null);
  return safeguards.length === 0 ? [] : saySafeguards(speaker, { ...record, safeguards });
}

function sayClaim(
  speaker: Speaker,
  before: ReExplanation["after"],
  after: ReExplanation["after"],
  { feature, stated, comment }: Claim,
): readonly string[] {
  const description = descriptionsOf(before.features)(feature);
  const { label } = description;
  const held = before.attributions.find((one) => one.feature === feature)?.value ?? null;
  // The record of the stated values knows the names of their levels.
  const says = sayExactValue(speaker, descriptionsOf(after.features)(feature), stated);
  const words = displayPassage(comment ?? "");
  return [
    isWithheld(description) || hidesValue(description)
      ? speaker.say("dispute.claimAlone", { label, stated: says })
      : speaker.say("dispute.claim", {
          label,
          held: sayExactValue(speaker, description, held),
          stated: says,
        }),
    ...(words === "" ? [] : [speaker.say("dispute.comment", { comment: words })]),
  ];
}
