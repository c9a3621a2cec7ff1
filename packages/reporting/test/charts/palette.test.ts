import { describe, expect, it } from "vitest";
import { type ColourRole, DARK, LIGHT, type Palette } from "../../src/charts/palette.ts";

const TEXT: readonly ColourRole[] = [
  "ink",
  "muted",
  "cohort",
  "reference",
  "pass",
  "fail",
  "inconclusive",
  "for",
  "against",
];

describe.each([
  ["light", LIGHT],
  ["dark", DARK],
])("the %s palette", (_, palette) => {
  it.each(TEXT)("writes %s at 4.5:1 on paper and on the band", (role) => {
    expect(contrast(palette, role, "paper")).toBeGreaterThanOrEqual(4.5);
    expect(contrast(palette, role, "band")).toBeGreaterThanOrEqual(3);
  });
});

/** (L₁ + 0.05) / (L₂ + 0.05), WCAG 2. */
function contrast(palette: Palette, a: ColourRole, b: ColourRole): number {
  const [high, low] = [luminance(palette[a]), luminance(palette[b])].sort((x, y) => y - x);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
}
