import { describe, expect, test } from "vitest";
import { CATALOGUES, catalogueOf } from "../../src/notices/catalogues.ts";
import { elementsOf, idsOf, pluralsOf, slotsOf, textsOf } from "./messages.ts";
import { sentencesOf, wordsOf } from "./reading.ts";

const english = catalogueOf("en");

// Spanish needs an article or a preposition where English has none.
const MOST_WORDS: Readonly<Record<string, number>> = { ar: 20, de: 20, en: 20, es: 24 };

// Claims that VOICE.md rules out, and words that fix somebody's gender.
const BANNED: Readonly<Record<string, readonly RegExp[]>> = {
  ar: [
    /غير متحي[ّ]?ز/u,
    /(نموذج|نظام|قرار) عادل/u,
    /سياس[ةات]+ داخلي/u,
    /درجتك منخفضة/u,
    /(نضمن|مضمون)/u,
    /موضوعي/u,
    /يمكنكِ|يمكنكم|عزيزي/u,
  ],
  de: [
    /unvoreingenommen|vorurteilsfrei|unverzerrt/i,
    /faire?[nrs]? (Modell|System|Entscheidung)/i,
    /(un)?fair\b/i,
    /interne[nr]? (Richtlinie|Vorgabe|Regel)/i,
    /(Punkt)?wert (ist |war )?zu niedrig/i,
    /garantier|objektiv/i,
    /Wahrscheinlichkeit, dass/i,
    /\b(Kunde|Kunden|Antragsteller|Sachbearbeiter|Ansprechpartner|Mitarbeiter|Nutzer|Prüfer)\b/,
    /\b(er|seine|ihm)\b/,
  ],
  en: [
    /unbias|debias/i,
    /\bfair (model|system|decision)/i,
    /internal (policy|standard)/i,
    /\b(he|she|his|her|him)\b/i,
  ],
  es: [
    /imparcial|sin sesgos?|insesgad/i,
    /(modelo|sistema|decisión) just[oa]/i,
    /política interna|normas internas/i,
    /puntuación (es |fue )?(demasiado|muy) baja/i,
    /garanti|objetiv/i,
    /probabilidad de que/i,
    /\b(cliente|solicitante|interesado|interesada|usuario|afectado|estimado)s?\b/i,
    /\b(él|ella)\b/i,
  ],
};

test("the languages are those of the issue, each with its own direction", () => {
  expect(CATALOGUES.map(({ locale, direction }) => `${locale} ${direction}`)).toEqual([
    "ar rtl",
    "de ltr",
    "en ltr",
    "es ltr",
  ]);
});

test("a tag with a region takes its language; any other is refused with the nearest", () => {
  expect(catalogueOf("de-AT").locale).toBe("de");
  expect(() => catalogueOf("esp")).toThrowError(/Did you mean "es"\?/);
  expect(() => catalogueOf("xx")).toThrowError(/There are: "ar", "de", "en", "es"\./);
  expect(() => catalogueOf("")).toThrowError(/expected one of ar, de, en, es/);
});

describe.each(CATALOGUES.map((catalogue) => [catalogue.locale, catalogue] as const))(
  "the catalogue of %s",
  (locale, catalogue) => {
    const texts = textsOf(catalogue);
    const prose = texts.filter(([id]) => !/^(value|title)\./.test(id));

    test("has every message, and none that English lacks", () => {
      expect(idsOf(catalogue)).toEqual(idsOf(english));
    });

    test("takes the same slots and tells the same cases apart as English", () => {
      for (const id of idsOf(english)) {
        expect({ id, slots: slotsOf(elementsOf(catalogue, id)) }).toEqual({
          id,
          slots: slotsOf(elementsOf(english, id)),
        });
      }
    });

    test("has all plural categories of the language, and no others", () => {
      const categories = new Intl.PluralRules(locale).resolvedOptions().pluralCategories.toSorted();
      const plurals = idsOf(catalogue).flatMap((id) => pluralsOf(elementsOf(catalogue, id)));
      expect(plurals.length).toBeGreaterThan(5);
      for (const plural of plurals) expect(plural.toSorted()).toEqual(categories);
    });

    test("is made of whole sentences, values and titles apart", () => {
      expect(prose.filter(([, text]) => !/^[\p{Lu}\p{Lo}“„«7].*\.$/su.test(text))).toEqual([]);
    });

    test("has sentences of limited length", () => {
      const most = MOST_WORDS[locale] as number;
      const long = texts.flatMap(([id, text]) =>
        sentencesOf(text)
          .filter((sentence) => wordsOf(sentence).length > most)
          .map((sentence) => `${id}: ${sentence}`),
      );
      expect(long).toEqual([]);
    });

    test("makes no claim that VOICE.md rules out, and fixes nobody's gender", () => {
      for (const banned of BANNED[locale] as readonly RegExp[]) {
        expect(texts.filter(([, text]) => banned.test(text))).toEqual([]);
      }
    });

    test("is written in its own script", () => {
      const foreign = locale === "ar" ? /[A-Za-z]{2,}/ : /\p{Script=Arabic}/u;
      const own = Object.entries(catalogue.messages).map(([id, message]) => {
        // Slots, keywords and formats of the message syntax are not text.
        const text = message
          .replace(/SHA-256/g, "")
          .replace(/\{[A-Za-z]+(, [A-Za-z]+)*[,}]|[a-zA-Z]+ (?=\{)/g, "");
        return [id, text] as const;
      });
      expect(own.filter(([, text]) => foreign.test(text))).toEqual([]);
    });
  },
);
