const ESCAPED = /[\u0000-\u001f\u007f-\u009f\u200b\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;
const SPACING = /[\t\n\r]+/g;
const LONE_SURROGATE = /[\ud800-\udfff]/gu;

/**
 * Text from the data or the configuration as it may be shown: one line, with control and
 * direction-changing characters written out (`\u202e`), so that it cannot disguise what it says.
 * Escaping for HTML or Markdown comes after this, in the format that needs it.
 */
export function plainText(text: string): string {
  return text
    .replace(SPACING, " ")
    .replace(LONE_SURROGATE, "\ufffd")
    .replace(ESCAPED, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** `shorten("abcdef", 4)` is `abc…`. Counts code points, so no character is cut in half. */
export function shorten(text: string, longest: number): string {
  const characters = [...text];
  return characters.length <= longest ? text : `${characters.slice(0, longest - 1).join("")}…`;
}

/** Upper-cases the first letter. */
export function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `1 cohort`, `2 cohorts`. */
export function plural(
  count: string,
  one: boolean,
  noun: string,
  nouns: string = `${noun}s`,
): string {
  return `${count} ${one ? noun : nouns}`;
}

/** A stretch of a sentence; `isolated` where it takes its direction from itself. */
export interface SentencePart {
  readonly text: string;
  readonly isolated: boolean;
}

// First strong isolate and its end (UAX 9), as notices put them round names and values.
const ISOLATE = /\u2068([^\u2066-\u2069]*)\u2069/g;

/**
 * A sentence of a notice in parts, so that what it isolates can be an element that isolates. Only a
 * pair that holds no other counts; every other mark of direction is written out as by `plainText`, so
 * that none is left to reach beyond its part.
 */
export function sentenceParts(sentence: string): readonly SentencePart[] {
  const parts: SentencePart[] = [];
  let end = 0;
  for (const match of sentence.matchAll(ISOLATE)) {
    parts.push({ text: plainText(sentence.slice(end, match.index)), isolated: false });
    parts.push({ text: plainText(match[1] as string), isolated: true });
    end = match.index + match[0].length;
  }
  parts.push({ text: plainText(sentence.slice(end)), isolated: false });
  return parts.filter(({ text }) => text !== "");
}
