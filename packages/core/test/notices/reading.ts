import { syllable } from "syllable";

/** The sentences of a text in any language; a full stop inside a number, a date or a name ends none. */
export function sentencesOf(text: string): string[] {
  return text
    .replace(/[\u2066-\u2069]/gu, "")
    .replace(/(\d)\. (?=(?:November|\{))/gu, "$1.\u00a0")
    .split(/(?<=[.!?][”“»]?)\s+(?=[\p{Lu}\p{Lo}“„«0-9])/u)
    .filter((sentence) => sentence !== "");
}

export function wordsOf(sentence: string): string[] {
  return sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
}

/**
 * Flesch–Kincaid grade: 0.39 · words ÷ sentences + 11.8 · syllables ÷ words − 15.59. A digit is read
 * out, so each counts as the syllables of its name.
 */
export function gradeOf(sentences: readonly string[]): number {
  const words = sentences.flatMap(wordsOf);
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0);
  return (0.39 * words.length) / sentences.length + (11.8 * syllables) / words.length - 15.59;
}

const DIGITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

function syllablesOf(word: string): number {
  const spelled = word
    .replace(/\d/g, (digit) => ` ${DIGITS[Number(digit)]} `)
    .replace(/%/g, " per cent ");
  return Math.max(1, syllable(spelled));
}
