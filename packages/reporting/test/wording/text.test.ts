import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainText, type SentencePart, sentenceParts, shorten } from "../../src/wording/text.ts";

describe("plainText", () => {
  it("writes out characters that change the direction of text", () => {
    expect(plainText("\u202egnp.exe")).toBe("\\u202egnp.exe");
  });

  it("turns line breaks into spaces and lone surrogates into the replacement character", () => {
    expect(plainText("a\r\nb\ud800")).toBe("a b\ufffd");
  });

  it("leaves words of any script alone", () => {
    for (const text of ["نساء", "女性", "Størrelse", "👩‍🔬"]) expect(plainText(text)).toBe(text);
  });

  it("never lets a control character through", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(plainText(text)).not.toMatch(
          /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/,
        );
      }),
    );
  });
});

describe("shorten", () => {
  it("cuts by whole characters", () => {
    expect(shorten("👩👩👩", 2)).toBe("👩…");
    expect(shorten("abc", 3)).toBe("abc");
  });
});

function flat(parts: readonly SentencePart[]): string {
  return parts.map((part) => (typeof part === "string" ? part : flat(part.isolated))).join("");
}

describe("sentenceParts", () => {
  it("takes what a notice isolates for a part of its own", () => {
    expect(sentenceParts("البند «\u2068hours\u2069» ضدك: \u2068«\u206820\u2069»\u2069.")).toEqual([
      "البند «",
      { isolated: ["hours"] },
      "» ضدك: ",
      { isolated: ["«", { isolated: ["20"] }, "»"] },
      ".",
    ]);
    expect(sentenceParts("plain")).toEqual(["plain"]);
    expect(sentenceParts("")).toEqual([]);
  });

  it.each([
    ["\u2068open", "\\u2068open"],
    ["close\u2069", "close\\u2069"],
    ["\u2067right\u2069", "\\u2067right\\u2069"],
    ["\u202eback\u202c", "\\u202eback\\u202c"],
    ["\u2069\u2068", "\\u2069\\u2068"],
  ])("writes out a mark that is no pair: %j", (text, written) => {
    expect(sentenceParts(text).join("")).toBe(written);
  });

  it("does not follow marks deeper than a notice puts them", () => {
    const deep = sentenceParts(`${"\u2068".repeat(10_000)}a${"\u2069".repeat(10_000)}`);
    expect(JSON.stringify(deep).match(/isolated/g)).toHaveLength(4);
  });

  it("never lets a mark of direction through, and loses no other character", () => {
    const marks = fc.constantFrom(
      "\u2066",
      "\u2067",
      "\u2068",
      "\u2069",
      "\u202a",
      "\u202e",
      "\u202c",
    );
    const texts = fc.array(fc.oneof(marks, fc.constantFrom("a", "ب", " ", "<", "1")));
    fc.assert(
      fc.property(texts, (characters) => {
        const text = flat(sentenceParts(characters.join("")));
        expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
        expect(text.replace(/\\u20[26][0-9a-f]/g, "")).toBe(
          characters.filter((each) => !/[\u202a-\u202e\u2066-\u2069]/.test(each)).join(""),
        );
      }),
      { seed: 7 },
    );
  });
});
