import { displayName } from "../explanations/display-text.ts";
import type { NoticeSection } from "../explanations/record.ts";
import { sayChanges, sayPlaces } from "./client-changes.ts";
import { sayBasis, sayContact, sayOthers, sayReason, saySafeguard } from "./client-sentences.ts";
import {
  BAND_WORDS,
  dateOf,
  descriptionsOf,
  explainedDirection,
  isHeld,
  isWithheld,
  type RecordBody,
} from "./record-body.ts";
import type { Speaker } from "./speaker.ts";

export function clientHeadline(speaker: Speaker, body: RecordBody): readonly string[] {
  const { favourable, decided } = body.outcome;
  return [
    speaker.say("headline.outcome", {
      answer: favourable ? "yes" : "no",
      decided: displayName(decided),
    }),
    speaker.say("headline.system", {}),
    speaker.say("headline.person", { hold: isHeld(body) ? "yes" : "no" }),
  ];
}

export function clientDetails(speaker: Speaker, body: RecordBody): readonly NoticeSection[] {
  return [
    {
      id: "decision",
      title: speaker.say("title.decision", {}),
      sentences: sayDecision(speaker, body),
    },
    {
      id: "reasons",
      title: speaker.say("title.reasons", {}),
      sentences: sayReasons(speaker, body),
    },
    changesSection(speaker, body),
    {
      id: "confidence",
      title: speaker.say("title.confidence", {}),
      sentences: [
        speaker.say("confidence.band", { band: BAND_WORDS[body.confidence.band] }),
        sayBasis(speaker, body.confidence),
        speaker.say("confidence.meaning", {}),
      ],
    },
    {
      id: "safeguards",
      title: speaker.say("title.safeguards", {}),
      sentences: saySafeguards(speaker, body),
    },
    {
      id: "actions",
      title: speaker.say("title.actions", {}),
      sentences: sayActions(speaker, body),
    },
  ];
}

function changesSection(speaker: Speaker, body: RecordBody): NoticeSection {
  const { sentences, links } = sayPlaces(speaker, body);
  return {
    id: "changes",
    title: speaker.say("title.changes", {}),
    sentences: [...sayChanges(speaker, body), ...sentences],
    ...(links.length === 0 ? {} : { links }),
  };
}

function sayDecision(speaker: Speaker, body: RecordBody): readonly string[] {
  const { favourableWhen, threshold } = body.outcome;
  const output = body.output.value;
  const beyond = output > threshold ? "above" : "below";
  return [
    speaker.say("decision.case", {
      subject: displayName(body.subject),
      today: dateOf(body.provenance.today),
    }),
    speaker.say("decision.system", {
      model: displayName(body.provenance.model.name),
      facts: body.attributions.length,
    }),
    speaker.say("decision.line", {
      favourableWhen,
      side: output === threshold ? "on" : beyond,
    }),
  ];
}

export function sayReasons(speaker: Speaker, body: RecordBody): readonly string[] {
  const describe = descriptionsOf(body.features);
  const { favourable, favourableWhen, threshold } = body.outcome;
  const direction = explainedDirection(favourable);
  const withheld = body.reasons.filter(({ feature }) => isWithheld(describe(feature)));
  const averageFavourable =
    favourableWhen === "above" ? body.baseline.value > threshold : body.baseline.value < threshold;
  const reasons = body.reasons.flatMap((reason) => {
    if (!withheld.includes(reason)) return [sayReason(speaker, reason, describe(reason.feature))];
    // Those that are not named would read alike: they share one sentence, in the first one's place.
    if (reason !== withheld[0]) return [];
    return [speaker.say("reason.prohibited", { count: withheld.length, direction })];
  });
  return [
    speaker.say("reasons.compared", {
      rows: body.baseline.rows,
      average: averageFavourable === favourable ? "same" : "other",
      answer: favourable ? "yes" : "no",
    }),
    ...(reasons.length > 1 ? [speaker.say("reasons.order", {})] : []),
    ...(reasons.length === 0 ? [speaker.say("reasons.none", { direction })] : reasons),
    ...(body.others === null ? [] : [sayOthers(speaker, body.others, direction)]),
  ];
}

export function saySafeguards(speaker: Speaker, body: RecordBody): readonly string[] {
  const describe = descriptionsOf(body.features);
  const isUnnamed = (feature: string | null): boolean =>
    feature !== null && isWithheld(describe(feature));
  const unnamed = body.safeguards.filter(({ feature }) => isUnnamed(feature));
  const others = body.safeguards.filter(({ feature }) => !isUnnamed(feature));
  const sentences = others.map((safeguard) =>
    saySafeguard(
      speaker,
      safeguard,
      safeguard.feature === null ? undefined : describe(safeguard.feature),
    ),
  );
  if (unnamed.length > 0) {
    sentences.unshift(speaker.say("safeguard.prohibited", { count: unnamed.length }));
  }
  return sentences.length > 0 ? sentences : [speaker.say("safeguard.none", {})];
}

function sayActions(speaker: Speaker, body: RecordBody): readonly string[] {
  return [
    ...(isHeld(body) ? [speaker.say("action.check", {})] : []),
    speaker.say("action.person", {}),
    speaker.say("action.correct", {}),
    speaker.say("action.record", {}),
    body.contact === null ? speaker.say("action.sender", {}) : sayContact(speaker, body.contact),
  ];
}
