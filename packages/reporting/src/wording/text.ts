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
