const LONGEST_NAME = 80;
const LONGEST_PASSAGE = 400;

// Cc: control characters. Zl, Zp: line and paragraph separators. Cs: halves of a surrogate pair.
const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}]/gu;
const HALVES = /\p{Cs}/gu;
// Cf: characters that are not seen but turn the direction of text or hide in it. The two joiners
// (U+200C, U+200D) stay: Persian, Hindi and emoji are misspelt without them.
const UNSEEN = /(?![\u200c\u200d])\p{Cf}/gu;

/**
 * A name or value from outside as it may stand in a sentence: without control and
 * direction-changing characters, white space collapsed, at most 80 characters. Markup is left as it
 * is: escaping belongs to whoever renders it. Empty when nothing visible remains.
 */
export function displayName(text: string): string {
  return displayText(text, LONGEST_NAME);
}

/** The same for whole passages (a legal basis, a rationale, a contact): at most 400 characters. */
export function displayPassage(text: string): string {
  return displayText(text, LONGEST_PASSAGE);
}

function displayText(text: string, longest: number): string {
  const clean = text
    .replace(BREAKS, " ")
    .replace(UNSEEN, "")
    .replace(HALVES, "\ufffd")
    .replace(/\s+/g, " ")
    .trim();
  const characters = Array.from(clean);
  if (characters.length <= longest) return clean;
  return `${characters
    .slice(0, longest - 1)
    .join("")
    .trimEnd()}…`;
}
