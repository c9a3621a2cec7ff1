import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { estimateWidth, stackRows, wrapText } from "../../src/charts/layout.ts";

describe("wrapText", () => {
  it("breaks between words, then inside words that are too long", () => {
    expect(wrapText("employees of municipal administration", 120, 12)).toEqual([
      "employees of",
      "municipal",
      "administration",
    ]);
    expect(wrapText("a".repeat(40), 120, 12).join("")).toBe("a".repeat(40));
  });

  it("keeps every line within the width and loses nothing but spaces up to four lines", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        const lines = wrapText(text, 214, 12);
        for (const line of lines) expect(estimateWidth(line, 12)).toBeLessThanOrEqual(214);
        if (lines.length < 4) {
          expect(lines.join("").replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
        }
      }),
    );
  });

  it("ends a text of more than four lines with an ellipsis", () => {
    const lines = wrapText("word ".repeat(60), 120, 12);
    expect(lines).toHaveLength(4);
    expect(lines[3]).toMatch(/…$/);
  });
});

describe("stackRows", () => {
  it("gives a long label more height and never lets rows meet", () => {
    const { rows, height } = stackRows(["short", "x".repeat(60), "short"], 0, 130);
    const [a, b, c] = rows;
    expect(b?.label).toContain("\n");
    expect((c?.labelY ?? 0) - (b?.markY ?? 0)).toBeGreaterThan(15);
    expect((b?.markY ?? 0) - (b?.labelY ?? 0)).toBeGreaterThan((a?.markY ?? 0) - (a?.labelY ?? 0));
    expect(height).toBeGreaterThan(c?.markY ?? 0);
  });
});
