import type { FeatureValue } from "../explanations/attribution.ts";
import { displayName } from "../explanations/display-text.ts";
import type { FeatureDescription } from "../explanations/record.ts";
import { pickLanguage, UNDETERMINED } from "../explanations/wording.ts";
import type { Digits, Speaker } from "./speaker.ts";
import { timeUnitOf } from "./units.ts";

/** A value as it stands in a sentence: with its unit, or by the name of its level. Numbers rounded for reading. */
export function sayValue(
  speaker: Speaker,
  description: FeatureDescription,
  value: FeatureValue,
): string {
  return sayAny(speaker, description, value, "plain");
}

/** The same with every digit: what a changed input must be for the outcome to change is not rounded. */
export function sayExactValue(
  speaker: Speaker,
  description: FeatureDescription,
  value: FeatureValue,
): string {
  return sayAny(speaker, description, value, "exact");
}

function sayAny(
  speaker: Speaker,
  description: FeatureDescription,
  value: FeatureValue,
  digits: Digits,
): string {
  if (typeof value !== "number" || levelName(description, value) !== undefined) {
    return sayLevel(speaker, description, value);
  }
  return sayNumber(speaker, description, value === 0 ? 0 : value, digits);
}

function sayNumber(
  speaker: Speaker,
  { unit, names }: FeatureDescription,
  value: number,
  digits: Digits,
): string {
  if (unit === null) {
    return speaker.say(digits === "plain" ? "value.number" : "value.exact", { value });
  }
  const { language, text } = pickLanguage(names?.unit ?? {}, speaker.locale) ?? {
    language: UNDETERMINED,
    text: { other: unit },
  };
  const time = Object.keys(text).length === 1 ? timeUnitOf(text.other) : null;
  if (time !== null) return speaker.time(value, time, digits);
  return speaker.say(digits === "plain" ? "value.measured" : "value.exactMeasured", {
    value,
    unit: speaker.unit(value, text, language, digits),
  });
}

function sayLevel(speaker: Speaker, description: FeatureDescription, value: FeatureValue): string {
  if (value === null) return speaker.say("value.missing", {});
  const level = levelName(description, value) ?? (displayName(String(value)) || "?");
  return speaker.say("value.level", { level });
}

function levelName(description: FeatureDescription, value: FeatureValue): string | undefined {
  return description.levels.find(({ level }) => level === String(value))?.label;
}
