import { displayName } from "../explanations/display-text.ts";
import type { ReasonCoding } from "../explanations/reason-codes.ts";
import type { NoticeSection } from "../explanations/record.ts";
import { clientDetails } from "./client-notice.ts";
import { sayContact } from "./client-sentences.ts";
import { codesOf, descriptionsOf, isWithheld, leavesOut, type RecordBody } from "./record-body.ts";
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

/** Codes of the reasons that the client's notice names: another's code could tell what it is. */
function sayLenderCodes(speaker: Speaker, body: RecordBody): readonly string[] {
  const codings = agentCodings(body);
  const codes = new Set(codings.flatMap((each) => (each.status === "coded" ? [each.code] : [])));
  const uncoded = codings.filter(({ status }) => status === "no-code").length;
  return [
    ...(codes.size === 0
      ? []
      : [speaker.say("agent.reasonCodes", { codes: speaker.list([...codes].map(displayName)) })]),
    ...(uncoded === 0 ? [] : [speaker.say("agent.noCode", { count: uncoded })]),
  ];
}

function agentCodings({ reasons, features }: RecordBody): readonly ReasonCoding[] {
  const describe = descriptionsOf(features);
  return reasons.flatMap(({ feature, lenderCode }) =>
    lenderCode === undefined || isWithheld(describe(feature)) ? [] : [lenderCode],
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
    ...sayLenderCodes(speaker, body),
    ...(body.contact === null ? [] : [sayContact(speaker, body.contact)]),
  ];
  return { title: speaker.say("title.actions", {}), sentences };
}
