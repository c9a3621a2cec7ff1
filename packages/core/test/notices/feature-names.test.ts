import { describe, expect, test } from "vitest";
import { parseConfiguration } from "../../src/configuration/check-configuration.ts";
import type { FeatureDeclaration } from "../../src/explanations/feature.ts";
import { decisionRecord } from "../../src/notices/decision-record.ts";
import { notice } from "../../src/notices/notice.ts";
import { found, type Row, sampleInput } from "./sample-record.ts";

/** The client's reason for one input, without the marks that isolate what is inserted. */
function reason(row: Row, declaration: FeatureDeclaration, locale: string): string {
  const record = decisionRecord(sampleInput({ rows: [row], features: { [row[0]]: declaration } }));
  const { details } = notice(record, { locale });
  const [, sentence] = details.find(({ id }) => id === "reasons")?.sentences ?? [];
  return (sentence ?? "").replace(/[\u2068\u2069]/gu, "");
}

const hours: FeatureDeclaration = {
  label: { en: "hours worked a week", de: "Arbeitsstunden in der Woche", ar: "ساعات العمل" },
  unit: "hours",
};

describe("the label of an input", () => {
  const row: Row = ["hours", 20, 40, -0.3];

  test("is that of the language of the notice, then of English where there is none", () => {
    expect(reason(row, hours, "de")).toBe(
      "„Arbeitsstunden in der Woche“ zählte stark gegen Sie. Bei uns eingetragen: 20 Stunden, typisch: 40 Stunden.",
    );
    expect(reason(row, hours, "ar")).toContain("«ساعات العمل»");
    expect(reason(row, hours, "es")).toContain("«hours worked a week»");
  });

  test("without a language goes before English; then comes the first by tag; then the column", () => {
    expect(reason(row, { label: "Stunden" }, "es")).toContain("«Stunden»");
    expect(reason(row, { label: { fr: "heures", de: "Stunden" } }, "es")).toContain("«Stunden»");
    expect(reason(row, { label: { und: "horas", en: "hours" } }, "es")).toContain("«horas»");
    expect(reason(row, {}, "es")).toContain("«hours»");
  });

  test("in the record is that of the record's language, and a notice in another still finds its own", () => {
    const input = { ...sampleInput({ rows: [row], features: { hours } }), locale: "de" };
    const record = decisionRecord(input);
    expect(record.reasons[0]?.label).toBe("Arbeitsstunden in der Woche");
    expect(record.features[0]?.label).toBe("Arbeitsstunden in der Woche");
    expect(record.notices).toEqual(notice(record, { locale: "de" }));
    expect(notice(record)).toEqual(
      notice(decisionRecord({ ...input, locale: "en" }), { locale: "en" }),
    );
    expect(record.reasons[0]?.sentence).toContain("„Arbeitsstunden in der Woche“");
  });

  test("names levels by language too", () => {
    const job = { levels: { A1: { en: "sales", de: "Verkauf" }, A2: "craft" } };
    expect(reason(["job", "A1", "A2", -0.3], job, "de")).toContain(
      "Bei uns eingetragen: „Verkauf“, typisch: „craft“.",
    );
  });

  test("is refused under a tag that is none", () => {
    for (const tag of ["deutsch_", "DE", ""]) {
      expect(() => reason(row, { label: { [tag]: "Stunden" } }, "de")).toThrowError(
        expect.objectContaining({ code: "config/language-tag" }),
      );
    }
  });
});

describe("a unit", () => {
  test("of time is said in the language and the number of the sentence", () => {
    const row: Row = ["hours", 1, 2, -0.3];
    expect(reason(row, hours, "en")).toContain("we have 1 hour, and 2 hours is typical.");
    expect(reason(row, hours, "de")).toContain("eingetragen: 1 Stunde, typisch: 2 Stunden.");
    expect(reason(row, hours, "es")).toContain("consta: 1 hora; dato típico: 2 horas.");
    expect(reason(row, hours, "ar")).toContain("المسجّل لديك ساعة، والمعتاد ساعتان.");
  });

  test("takes the declared plural form", () => {
    const unit = { en: { one: "child", other: "children" }, de: { one: "Kind", other: "Kinder" } };
    const row: Row = ["children", 1, 0, -0.3];
    expect(reason(row, { unit }, "en")).toContain("we have 1 child, and 0 children is typical.");
    expect(reason(row, { unit }, "de")).toContain("1 Kind, typisch: 0 Kinder.");
    expect(reason(row, { unit: { one: "child", other: "children" } }, "en")).toContain("1 child,");
  });

  test("has the six forms of Arabic", () => {
    const unit = {
      ar: { zero: "طفلا", one: "طفل", two: "طفلان", few: "أطفال", many: "طفلاً", other: "طفلٍ" },
    };
    const saidOf = (value: number): string =>
      reason(["children", value, 5, -0.3], { unit }, "ar").match(/\d+ ([^،]+)،/u)?.[1] ?? "";
    expect([0, 1, 2, 7, 11, 100].map(saidOf)).toEqual(Object.values(unit.ar));
  });

  test("of one form only follows every number", () => {
    expect(reason(["amount", 1, 2000, -0.3], { unit: "DM" }, "en")).toContain("1 DM, and 2000 DM");
  });
});

test("a year is not grouped like an amount", () => {
  expect(reason(["built", 1985, 12_000, -0.3], {}, "en")).toContain(
    "we have 1985, and 12,000 is typical.",
  );
  expect(reason(["built", 1985, 12_000, -0.3], {}, "de")).toContain("1985, typisch: 12.000.");
});

test("the digits of a change are not rounded in any language", () => {
  const changes = [{ feature: "a", from: 1, to: 1234.000_001 }];
  const input = sampleInput({
    rows: [["a", 1, 2, -0.3]],
    counterfactuals: [found("optimal", changes)],
  });
  const said = ["en", "de", "es", "ar"].map((locale) => {
    const { details } = notice(decisionRecord(input), { locale });
    return details.find(({ id }) => id === "changes")?.sentences[0] ?? "";
  });
  for (const [at, text] of ["1234.000001", "1234,000001", "1234,000001", "1234.000001"].entries()) {
    expect(said[at]).toContain(text);
  }
});

test("labels and units by language are read from the configuration, and odd ones are refused", () => {
  const configured = (features: unknown) =>
    parseConfiguration({
      version: 1,
      decisions: { label: "y", favourable: 1 },
      cohorts: { g: { by: ["g"] } },
      features,
    } as never);
  const unit = { en: { one: "child", other: "children" }, de: "Kinder" };
  expect(
    configured({ a: { label: { en: "age", "pt-BR": "idade" }, unit } }).features,
  ).toMatchObject({
    a: { unit },
  });
  for (const odd of [{ unit: { one: "child" } }, { label: { english: "age" } }, { label: 7 }]) {
    expect(() => configured({ a: odd })).toThrowError(/features\.a/);
  }
});
