import type { Clearness } from "../explanations/confidence.ts";
import { displayPassage } from "../explanations/display-text.ts";
import type { Finding } from "../explanations/reasons.ts";
import type { FeatureDescription, OtherInfluences } from "../explanations/record.ts";
import type { Flag } from "../explanations/safeguards.ts";
import { pickOwnLanguage } from "../explanations/wording.ts";
import { isWithheld } from "./record-body.ts";
import type { Speaker } from "./speaker.ts";
import type { Strength } from "./templates.ts";
import { sayValue } from "./values.ts";

const STRONG_FROM = 0.3;
const WEAK_BELOW = 0.1;

/**
 * One reason as the client may read it. An attribute whose use is prohibited is not named, and an
 * inferred value is not shown: both stand in the reviewer's notice.
 */
export function sayReason(
  speaker: Speaker,
  reason: Finding,
  description: FeatureDescription,
): string {
  const { direction, share, label } = reason;
  if (isWithheld(description)) return speaker.say("reason.prohibited", { count: 1, direction });
  if (description.inferred) return speaker.say("reason.inferred", { label });
  if (description.hidesValue === true) return speaker.say("reason.unshown", { label, direction });
  if (reason.value === null) return speaker.say("reason.missing", { label, direction });
  const value = sayValue(speaker, description, reason.value);
  if (reason.referenceValue === null) {
    return speaker.say("reason.alone", { label, value, direction });
  }
  const reference = sayValue(speaker, description, reason.referenceValue);
  if (reference === value) return speaker.say("reason.typical", { label, value, direction });
  const slots = { label, value, reference, strength: strengthOf(share) };
  const sentence =
    direction === "for" ? speaker.say("reason.for", slots) : speaker.say("reason.against", slots);
  const side = saySide(speaker, reason, description);
  return side === null ? sentence : `${sentence} ${side}`;
}

/** On which side of the typical number a value lies, in the words declared for it in this language. */
function saySide(
  speaker: Speaker,
  { value, referenceValue }: Finding,
  { more = {}, less = {} }: FeatureDescription,
): string | null {
  if (typeof value !== "number" || typeof referenceValue !== "number") return null;
  const words = pickOwnLanguage(value > referenceValue ? more : less, speaker.locale);
  return words === null ? null : speaker.say("reason.side", { words });
}

export function sayOthers(
  speaker: Speaker,
  others: Omit<OtherInfluences, "sentence">,
  direction: "for" | "against",
): string {
  return speaker.say("reasons.others", { share: others.share, direction });
}

/** What the confidence band rests on. */
export function sayBasis(speaker: Speaker, { nearerShare }: Clearness): string {
  return speaker.say("confidence.nearer", { share: nearerShare });
}

/** One safeguard as the client may read it; `description` belongs to the feature it is about. */
export function saySafeguard(
  speaker: Speaker,
  flag: Flag,
  description: FeatureDescription | undefined,
): string {
  switch (flag.code) {
    case "close-call":
      return speaker.say("safeguard.closeCall", {});
    case "no-recourse":
      return speaker.say("safeguard.noRecourse", {});
    case "search-incomplete":
      return speaker.say("safeguard.searchIncomplete", {});
    default:
      return sayUse(speaker, description as FeatureDescription);
  }
}

function sayUse(speaker: Speaker, description: FeatureDescription): string {
  const { kind, label, use } = description;
  if (use !== null && use !== "prohibited") {
    const slots = { label, basis: withoutStop(use.allowed) };
    return kind === "protected"
      ? speaker.say("safeguard.allowed", slots)
      : speaker.say("safeguard.allowedProxy", slots);
  }
  return kind === "protected"
    ? speaker.say("safeguard.prohibited", { count: 1 })
    : speaker.say("safeguard.prohibitedProxy", { label });
}

export function sayContact(speaker: Speaker, contact: string): string {
  return speaker.say("action.contact", { contact: displayPassage(contact) });
}

/** A passage from outside as the end of a sentence that brings its own full stop. */
export function withoutStop(passage: string): string {
  return displayPassage(passage).replace(/[\s.]+$/u, "");
}

function strengthOf(share: number): Strength {
  if (share >= STRONG_FROM) return "strong";
  return share < WEAK_BELOW ? "weak" : "middling";
}
