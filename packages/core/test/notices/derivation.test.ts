import { describe, expect, test } from "vitest";
import type { DecisionRecord } from "../../src/explanations/record.ts";
import { CATALOGUES } from "../../src/notices/catalogues.ts";
import { decisionRecord } from "../../src/notices/decision-record.ts";
import { renderNotice } from "../../src/notices/render-notice.ts";
import { generatedInput, generatedRecord, shuffled } from "./generated-records.ts";
import { elementsOf, idsOf } from "./messages.ts";

const SEEDS = Array.from({ length: 1000 }, (_, seed) => seed);
const AUDIENCES = ["client", "agent", "reviewer"] as const;

const DIRECTION_WORDS: Readonly<Record<string, { for: RegExp; against: RegExp; counted: RegExp }>> =
  {
    ar: { for: /لصالحك/u, against: /ضدك/u, counted: /أثّر/u },
    de: { for: /für Sie/, against: /gegen Sie/, counted: /zählte/ },
    en: { for: /for you/, against: /against you/, counted: /counted/ },
    es: { for: /a su favor/, against: /en su contra/, counted: /pesó|pesaron/ },
  };

describe.each(CATALOGUES.map(({ locale, formatting }) => [locale, formatting] as const))(
  "a thousand notices in %s",
  (locale, formatting) => {
    const records = SEEDS.map((seed) => generatedRecord(seed, locale));

    test("hold no number and no date that does not come from a typed slot of the record", () => {
      let numbers = 0;
      for (const record of records) {
        const known = numbersOf(record, formatting);
        for (const audience of AUDIENCES) {
          const text = plain(renderNotice(record, { locale, audience }));
          const date = dateOf(record, formatting);
          if (audience !== "agent") expect(text).toContain(date);
          const found = numbersIn(text.replaceAll(date, ""));
          numbers += found.length;
          const allowed =
            audience === "reviewer" ? [...known.client, ...known.reviewer] : known.client;
          expect(found.filter((number) => !allowed.includes(number))).toEqual([]);
        }
      }
      expect(numbers).toBeGreaterThan(20_000);
    });

    test("say for and against as the signs of the contributions do", () => {
      const words = DIRECTION_WORDS[locale] as { for: RegExp; against: RegExp; counted: RegExp };
      let counted = 0;
      for (const { reasons, outcome } of records) {
        for (const { contribution, direction, sentence } of reasons) {
          const towards = contribution > 0 === (outcome.favourableWhen === "above");
          expect(direction).toBe(towards ? "for" : "against");
          if (!words.counted.test(sentence)) continue;
          counted++;
          expect(words.for.test(sentence)).toBe(towards);
          expect(words.against.test(sentence)).toBe(!towards);
        }
      }
      expect(counted).toBeGreaterThan(2000);
    });
  },
);

test("no message brings a digit of its own", () => {
  for (const catalogue of CATALOGUES) {
    for (const id of idsOf(catalogue)) {
      const literals = JSON.stringify(elementsOf(catalogue, id)).match(/"type":0,"value":"[^"]*"/g);
      for (const literal of literals ?? []) {
        expect(literal.replace("SHA-256", "").slice('"type":0'.length)).not.toMatch(/[0-9٠-٩]/);
      }
    }
  }
});

test("ten thousand records mention nothing sensitive without its safeguard", () => {
  // Labels in a client's notice, with the feature whose safeguard must stand beside them.
  const labels = { age: "“age”", family: "“place in the family”" };
  let mentions = 0;
  for (let seed = 0; seed < 10_000; seed++) {
    const { reasons, safeguards, notices } = generatedRecord(seed);
    const flagged = (feature: string, code: string): boolean =>
      safeguards.some((each) => each.feature === feature && each.code === code);
    for (const { feature, kind } of reasons) {
      if (kind === "ordinary") continue;
      mentions++;
      const code = kind === "protected" ? "protected-attribute-used" : "proxy-used";
      if (!flagged(feature, code)) throw new Error(`record ${seed}: ${feature} without ${code}`);
    }
    const sentences = notices.details.flatMap((section) => section.sentences).join("\n");
    const unsaid =
      (sentences.includes(labels.age) && !flagged("age", "protected-attribute-used")) ||
      (sentences.includes(labels.family) && !flagged("family", "proxy-used")) ||
      (/should not decide this counted/.test(sentences) &&
        !safeguards.some(({ holdForReview }) => holdForReview));
    if (unsaid) throw new Error(`record ${seed}: a mention without its safeguard`);
  }
  expect(mentions).toBeGreaterThan(5000);
});

test("the order of the inputs leaves no trace in any language, audience or format", () => {
  for (let seed = 0; seed < 50; seed++) {
    const input = generatedInput(seed);
    const attributions = shuffled(input.attribution.attributions, seed);
    const counterfactuals = input.counterfactuals.map((found) => ({
      ...found,
      changes: shuffled(found.changes, seed),
    }));
    const other = {
      ...input,
      attribution: { ...input.attribution, attributions },
      counterfactuals,
    };
    for (const { locale } of CATALOGUES) {
      const [one, two] = [input, other].map((each) => decisionRecord({ ...each, locale }));
      for (const audience of AUDIENCES) {
        for (const format of ["text", "json"] as const) {
          const view = { locale, audience, format };
          expect(renderNotice(two as DecisionRecord, view)).toBe(
            renderNotice(one as DecisionRecord, view),
          );
        }
      }
    }
  }
});

/** Without marks that are not seen, and with ordinary spaces. */
function plain(text: string): string {
  return text.replace(/[\u2066-\u2069\u200e\u200f\u061c]/gu, "").replace(/[\u00a0\u202f]/gu, " ");
}

function numbersIn(text: string): string[] {
  // Names, not amounts.
  const prose = text.replace(/SHA-256[^\n]*?[0-9a-f]{64}/gu, "");
  return (prose.match(/\d+(?:[.,]\d+)*(?: ?[%٪])?/gu) ?? []).map((number) =>
    number.replace(/ (?=%)/, ""),
  );
}

function dateOf({ provenance }: DecisionRecord, formatting: string): string {
  const options = { year: "numeric", month: "long", day: "numeric", timeZone: "UTC" } as const;
  return plain(
    new Intl.DateTimeFormat(formatting, options).format(new Date(`${provenance.today}T00:00Z`)),
  );
}

/** The typed slots of a record, formatted once more and independently of the messages. */
function numbersOf(
  record: DecisionRecord,
  formatting: string,
): { client: string[]; reviewer: string[] } {
  const formatsOf = (options: Intl.NumberFormatOptions) => {
    const format = new Intl.NumberFormat(formatting, options);
    return (values: readonly unknown[]): string[] =>
      values
        .filter((value): value is number => typeof value === "number")
        .map((value) => plain(format.format(Math.abs(value))).replace(/ (?=%)/, ""));
  };
  const rounded = formatsOf({
    maximumFractionDigits: 3,
    maximumSignificantDigits: 4,
    roundingPriority: "morePrecision",
    useGrouping: "min2",
  } as Intl.NumberFormatOptions);
  const percent = formatsOf({ style: "percent" });
  const exact = formatsOf({ maximumSignificantDigits: 21, useGrouping: "min2" as never });
  const { attributions, baseline, counterfactuals, confidence, features, others, outcome } = record;
  const changes = counterfactuals.flatMap((one) => one.changes);
  const withheld = features.filter(({ kind }) => kind === "protected").map((_, index) => index + 1);
  const counts = [attributions.length, baseline.rows, ...withheld];
  return {
    client: [
      record.subject,
      ...rounded(attributions.flatMap((one) => [one.value, one.baselineValue])),
      ...rounded([...counts, ...counterfactuals.map((one) => one.changes.length)]),
      ...exact(changes.flatMap(({ from, to }) => [from, to])),
      ...percent([confidence.nearerShare, others?.share]),
    ],
    reviewer: [
      ...rounded([record.output.value, outcome.threshold, baseline.value, record.residual]),
      ...rounded([confidence.distance, others?.features]),
      ...rounded(attributions.map(({ contribution }) => contribution)),
      ...rounded(
        counterfactuals.flatMap(({ cost, lowerBound, nodes, output }) => [
          cost,
          lowerBound,
          nodes,
          output?.value,
        ]),
      ),
      ...percent(
        [...record.reasons, ...counterfactuals].map((one) =>
          "share" in one ? one.share : one.gap,
        ),
      ),
    ],
  };
}
