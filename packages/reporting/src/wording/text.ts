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

/** A stretch of a sentence, or what takes its direction from itself and stands isolated in it. */
export type SentencePart = string | { readonly isolated: readonly SentencePart[] };

const FIRST_STRONG_ISOLATE = "\u2068";
const END_OF_ISOLATE = "\u2069";
const MARKS = /[\u2066-\u2069]/;
/** Notices isolate a value inside a slot at most; more than this is none of theirs. */
const DEEPEST = 4;

/**
 * A sentence of a notice in parts, so that what it isolates (UAX 9: first strong isolate to its end,
 * one in another too) can be an element that isolates. Every other mark of direction, and one without
 * its partner, is written out as by `plainText`, so that none is left to reach beyond its part.
 */
export function sentenceParts(sentence: string): readonly SentencePart[] {
  const tokens = sentence.split(/([\u2066-\u2069])/).filter((token) => token !== "");
  return partsOf(tokens, 0, tokens.length, partnersOf(tokens));
}

/** For each first strong isolate that is closed, the place of its end. */
function partnersOf(tokens: readonly string[]): ReadonlyMap<number, number> {
  const partners = new Map<number, number>();
  const open: number[] = [];
  tokens.forEach((token, place) => {
    if (!MARKS.test(token)) return;
    if (token !== END_OF_ISOLATE) {
      open.push(place);
      return;
    }
    const start = open.pop();
    const isOurs = start !== undefined && tokens[start] === FIRST_STRONG_ISOLATE;
    if (isOurs && open.length < DEEPEST) partners.set(start, place);
  });
  return partners;
}

function partsOf(
  tokens: readonly string[],
  from: number,
  to: number,
  partners: ReadonlyMap<number, number>,
): readonly SentencePart[] {
  const parts: SentencePart[] = [];
  let text = "";
  for (let place = from; place < to; place++) {
    const end = partners.get(place);
    if (end === undefined) {
      text += plainText(tokens[place] as string);
      continue;
    }
    if (text !== "") parts.push(text);
    text = "";
    parts.push({ isolated: partsOf(tokens, place + 1, end, partners) });
    place = end;
  }
  return text === "" ? parts : [...parts, text];
}
