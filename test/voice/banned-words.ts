/** A wording that public texts avoid, as VOICE.md explains; the pattern also finds its other forms. */
export interface BannedWord {
  readonly word: string;
  readonly pattern: RegExp;
}

export const BANNED_WORDS: readonly BannedWord[] = [
  { word: "unbiased", pattern: /\bun-?biased\b/i },
  { word: "bias-free", pattern: /\bbias[- ]free\b/i },
  { word: "debiased", pattern: /\bde-?bias(e[ds]?|ing)?\b/i },
  { word: "fair model", pattern: /\b(un)?fair(er)? (model|algorithm|system|ai)s?\b/i },
  { word: "solve", pattern: /\bsolv(e[ds]?|ing)\b/i },
];

/** Finds the banned words in a text; each is told with the words around it. */
export function findBannedWords(text: string): string[] {
  const found: string[] = [];
  for (const { word, pattern } of BANNED_WORDS) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const around = text.slice(Math.max(0, match.index - 30), match.index + match[0].length + 30);
    found.push(`${word}: …${around.replaceAll(/\s+/g, " ")}…`);
  }
  return found;
}
