import { IntlMessageFormat } from "intl-messageformat";
import { expect, test } from "vitest";
import type { DecisionRecord, Notice } from "../../src/explanations/record.ts";
import { catalogueOf } from "../../src/notices/catalogues.ts";
import { composeNotice } from "../../src/notices/notice.ts";
import { speakerOf } from "../../src/notices/speaker.ts";
import type { Catalogue, TemplateId } from "../../src/notices/templates.ts";
import { generatedRecord } from "./generated-records.ts";
import { idsOf } from "./messages.ts";

const english = catalogueOf("en");

/** Literal parts of a message in letters that no English text has, and longer than it. */
function pseudo(message: string): string {
  // What stands outside braces, or inside those of a branch, is text; the rest is syntax.
  let depthOfSyntax = 0;
  const isSyntax: boolean[] = [];
  return message.replace(/\{|\}|[^{}]+/g, (part) => {
    if (part === "{") {
      isSyntax.push(depthOfSyntax === 0);
      depthOfSyntax = isSyntax.at(-1) ? 1 : 0;
      return part;
    }
    if (part === "}") {
      depthOfSyntax = isSyntax.pop() ? 0 : 1;
      return part;
    }
    return depthOfSyntax === 1 ? part : part.replace(/[A-Za-z]/g, (letter) => accented(letter));
  });
}

function accented(letter: string): string {
  const greek = String.fromCodePoint(0x3b1 + ((letter.toLowerCase().charCodeAt(0) - 97) % 24));
  return /[aeiou]/i.test(letter) ? `${greek}${greek}` : greek;
}

const catalogue: Catalogue = {
  ...english,
  messages: Object.fromEntries(
    idsOf(english).map((id) => [id, pseudo(english.messages[id])]),
  ) as Record<TemplateId, string>,
};

const WORDS_OF_THE_RECORD = new Set(
  "above below probability log-odds score for against ordinary protected proxy prohibited optimal feasible infeasible not-found clear fairly-clear close-call protected-attribute-used proxy-used no-recourse search-incomplete 2026-11-24".split(
    " ",
  ),
);

/** The record with everything that comes from outside in Cyrillic: feature names, labels, values, hashes. */
function disguised<T>(value: T): T {
  if (typeof value === "string") {
    if (WORDS_OF_THE_RECORD.has(value)) return value;
    return value.replace(/[A-Za-z]/g, (letter) =>
      String.fromCodePoint(0x430 + (letter.toLowerCase().charCodeAt(0) - 97)),
    ) as T;
  }
  if (Array.isArray(value)) return value.map(disguised) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, disguised(each)]),
  ) as T;
}

function textOf({ headline, details }: Notice): string {
  return [headline, ...details.flatMap(({ title, sentences }) => [title, ...sentences])].join("\n");
}

test("every template turns into pseudo text that is longer and still formats", () => {
  for (const id of idsOf(english)) {
    const shape = (message: string) => new IntlMessageFormat(message, "en").getAst().length;
    expect(shape(catalogue.messages[id])).toBe(shape(english.messages[id]));
    if (id.startsWith("value.") && id !== "value.missing") continue;
    expect(catalogue.messages[id].length).toBeGreaterThan(english.messages[id].length);
  }
});

test("nothing in a notice comes from anywhere but the catalogue and the record", () => {
  const speaker = speakerOf(catalogue);
  for (let seed = 0; seed < 300; seed++) {
    const record: DecisionRecord = disguised(generatedRecord(seed));
    for (const audience of ["client", "agent", "reviewer"] as const) {
      const text = textOf(composeNotice(speaker, record, audience))
        // `Intl` names the month and joins lists; codes are for machines.
        .replace(/November| and |[a-z]+(-[a-z]+)+/g, "");
      expect(text.match(/[A-Za-z]+/g)).toBeNull();
      expect(text).toMatch(/[α-ω]/);
    }
  }
});
