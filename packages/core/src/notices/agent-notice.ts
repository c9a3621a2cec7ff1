import type { NoticeSection } from "../explanations/record.ts";
import { clientDetails } from "./client-notice.ts";
import { sayContact } from "./client-sentences.ts";
import { codesOf, leavesOut, type RecordBody } from "./record-body.ts";
import { sayHold, sayOutcome } from "./reviewer-notice.ts";
import type { Speaker } from "./speaker.ts";

export function agentHeadline(speaker: Speaker, body: RecordBody): readonly string[] {
  return [sayOutcome(speaker, body), sayHold(speaker, body), speaker.say("agent.words", {})];
}

/** The client's own sections, word for word; in place of what the client can do, what the agent does. */
export function agentDetails(speaker: Speaker, body: RecordBody): readonly NoticeSection[] {
  return clientDetails(speaker, body).map((section) =>
    section.id === "actions" ? { ...section, ...sayDuties(speaker, body) } : section,
  );
}

function sayDuties(speaker: Speaker, body: RecordBody): Pick<NoticeSection, "title" | "sentences"> {
  const codes = codesOf(body);
  const sentences = [
    speaker.say("agent.keep", {}),
    ...(leavesOut(body) ? [speaker.say("agent.withheld", {})] : []),
    speaker.say("agent.facts", {}),
    speaker.say("agent.check", {}),
    speaker.say("agent.promise", {}),
    ...(codes.length === 0 ? [] : [speaker.say("agent.codes", { codes: speaker.list(codes) })]),
    ...(body.contact === null ? [] : [sayContact(speaker, body.contact)]),
  ];
  return { title: speaker.say("title.actions", {}), sentences };
}
