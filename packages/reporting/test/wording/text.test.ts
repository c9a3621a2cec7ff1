import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainText, shorten } from "../../src/wording/text.ts";

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
