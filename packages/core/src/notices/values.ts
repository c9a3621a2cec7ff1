import type { FeatureValue } from "../explanations/attribution.ts";
import { displayName } from "../explanations/display-text.ts";
import type { FeatureDescription } from "../explanations/record.ts";
import type { Speaker } from "./speaker.ts";

/** A value as it stands in a sentence: with its unit, or by the name of its level. Numbers rounded for reading. */
export function sayValue(
  speaker: Speaker,
  description: FeatureDescription,
  value: FeatureValue,
): string {
  if (typeof value !== "number" || levelName(description, value) !== undefined) {
    return sayLevel(speaker, description, value);
  }
  const { unit } = description;
  return unit === null
    ? speaker.say("value.number", { value: unsigned(value) })
    : speaker.say("value.measured", { value: unsigned(value), unit });
}

/** The same with every digit: what a changed input must be for the outcome to change is not rounded. */
export function sayExactValue(
  speaker: Speaker,
  description: FeatureDescription,
  value: FeatureValue,
): string {
  if (typeof value !== "number" || levelName(description, value) !== undefined) {
    return sayLevel(speaker, description, value);
  }
  const { unit } = description;
  return unit === null
    ? speaker.say("value.exact", { value: unsigned(value) })
    : speaker.say("value.exactMeasured", { value: unsigned(value), unit });
}

function sayLevel(speaker: Speaker, description: FeatureDescription, value: FeatureValue): string {
  if (value === null) return speaker.say("value.missing", {});
  const level = levelName(description, value) ?? displayName(String(value));
  return speaker.say("value.level", { level });
}

function levelName(description: FeatureDescription, value: FeatureValue): string | undefined {
  return description.levels.find(({ level }) => level === String(value))?.label;
}

function unsigned(value: number): number {
  return value === 0 ? 0 : value;
}
